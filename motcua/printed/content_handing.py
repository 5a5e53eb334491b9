"""The plain values of a hand-over list, for its template."""

from motcua.printed import content_parts as part
from motcua.printed import documents as doc
from motcua.printed.catalogue import BookRow
from motcua.printed.content_parts import Content
from motcua.printed.text import exact, line
from motcua.printed.words import date_words, due_figures, local, moment_words

HINT = "(Ký, ghi rõ họ tên)"


def hand_over_list(told: doc.HandOverList, row: BookRow) -> Content:
    """Its head, its rows, and who signs."""
    when = f"lúc {moment_words(told.at)}" if told.at else date_words(told.day)
    giver = part.signer(told.giver) if told.giver else [""]
    return {
        "title": row.title,
        "form": row.basis,
        "demo": told.demo,
        "head": part.head(told.head),
        "look_up": None,
        "giving": line(told.giving),
        "receiving": line(told.receiving),
        "when": when,
        "day": due_figures(told.day),
        "as_of": moment_words(told.head.issued),
        "left_out": told.left_out,
        "rows": [_row(one) for one in told.rows],
        "signatures": [
            {"titles": ["Bên giao"], "hint": HINT, "name": giver},
            {"titles": ["Bên nhận"], "hint": HINT, "name": [""]},
        ],
    }


def _row(one: doc.HandedRow) -> Content:
    return {
        "code": part.code_in_two(exact(one.code)),
        "name": line(one.name),
        "procedure": line(one.procedure),
        "papers": [line(paper) for paper in one.papers],
        "promised": due_figures(one.promised) if one.promised else "–",
        "given": f"{local(one.given):%H:%M}",
        "note": line(one.note),
    }
