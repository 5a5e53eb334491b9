"""Rows as the text that COPY reads. Used by the door only.

PostgreSQL's text format: tab between cells, one line a row, backslash before what would end either.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

Cell = Callable[[Any], str]
NULL = "\\N"


def copy_text(kinds: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The lines for rows whose columns have these types (names as PostgreSQL's).

    >>> copy_text(("text", "integer", "boolean"), [("a\\tb", None, True)])
    'a\\\\tb\\t\\\\N\\tt\\n'
    """
    cells = [_CELLS[kind] for kind in kinds] if "timestamptz" not in kinds else _with_times(kinds)
    lines = []
    for row in rows:
        values = [
            NULL if value is None else cell(value) for cell, value in zip(cells, row, strict=True)
        ]
        lines.append("\t".join(values))
    lines.append("")
    return "\n".join(lines)


def _with_times(kinds: Sequence[str]) -> list[Cell]:
    # Rows of one dossier say the same moments over and over.
    known: dict[datetime, str] = {}

    def moment(value: datetime) -> str:
        text = known.get(value)
        if text is None:
            text = known[value] = str(value)
        return text

    return [moment if kind == "timestamptz" else _CELLS[kind] for kind in kinds]


def _text(value: str) -> str:
    if value.isalnum():
        return value
    value = value.replace("\\", "\\\\")
    return value.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _json(value: str) -> str:
    # Canonical JSON has no line ends or tabs of its own: inside strings they are written out.
    return value.replace("\\", "\\\\")


_CELLS: dict[str, Cell] = {
    "text": _text,
    "jsonb": _json,
    "uuid": str,
    "integer": str,
    "date": str,
    "bigint": str,
    "boolean": lambda value: "t" if value else "f",
    "bytea": lambda value: "\\\\x" + value.hex(),
}
