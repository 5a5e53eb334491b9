"""The plain values of an official table, as its template prints them."""

from motcua.printed import content_parts as part
from motcua.printed import documents as doc
from motcua.printed.catalogue import OfficialRow
from motcua.printed.content_parts import Content
from motcua.printed.text import exact, line
from motcua.printed.words import due_figures, moment_words


def official_table(table: doc.OfficialTable, row: OfficialRow) -> Content:
    """Head, title with what form it follows, the table, its notes."""
    days = f"{due_figures(table.first)} – {due_figures(table.last)}"
    return {
        "title": line(table.title),
        "form": f"Biểu số {exact(table.code)} ({row.source})",
        "demo": table.demo,
        "head": part.head(table.head),
        "look_up": None,
        "code": exact(table.code),
        "form_note": line(table.form_note),
        "measured": line(table.measured),
        "agency": line(table.agency),
        "days": days,
        "first": due_figures(table.first),
        "last": due_figures(table.last),
        "as_of": due_figures(table.as_of),
        "made": moment_words(table.head.issued),
        "heads": [
            [{"words": line(one.words), "across": one.across, "down": one.down} for one in heads]
            for heads in table.heads
        ],
        "widths": list(table.widths),
        "numbers": [f"({n})" for n in range(1, len(table.widths) + 1)],
        "rows": [[_cell(cell) for cell in cells] for cells in table.rows],
        "sums": sorted(table.sums),
        "total": [_cell(cell) for cell in table.total],
        "notes": [line(note) for note in table.notes],
    }


def _cell(cell: str | int) -> str:
    """Words as they are, a figure with points between thousands."""
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else line(cell)
