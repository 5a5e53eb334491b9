"""The plain values of the register of dossiers, for its template."""

from motcua.printed import content_parts as part
from motcua.printed import documents as doc
from motcua.printed.catalogue import BookRow
from motcua.printed.content_parts import Content
from motcua.printed.text import exact, line
from motcua.printed.words import due_figures


def register_book(book: doc.RegisterBook, row: BookRow) -> Content:
    """The register, with the codes and the year that its head names."""
    return part.book(book, row) | {
        "year": str(book.first.year),
        "from": exact(book.rows[0].code) if book.rows else None,
        "until": exact(book.rows[-1].code) if book.rows else None,
        "goes_on": book.goes_on,
        "rows": [_row(one) for one in book.rows],
    }


def _row(one: doc.RegisterRow) -> Content:
    return {
        "number": str(one.number),
        "code": part.code_in_two(exact(one.code)),
        "procedure": line(one.procedure),
        "sets": str(one.sets),
        "name": line(one.name),
        "address": line(one.address),
        "phone": exact(one.phone),
        "competent": line(one.competent),
        "received": due_figures(one.received),
        "due": due_figures(one.due) if one.due else "–",
        "returned": due_figures(one.returned) if one.returned else "",
        "manner": line(one.manner),
        "note": line(one.note),
    }
