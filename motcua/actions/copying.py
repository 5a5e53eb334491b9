"""Rows as the text that COPY reads. Used by the door only.

PostgreSQL's text format: tab between cells, one line a row, backslash before what would end either.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Cell = Callable[[Any], str]
NULL = "\\N"


def copy_text(kinds: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The lines for rows whose columns have these types (names as PostgreSQL's).

    >>> copy_text(("text", "integer", "boolean"), [("a\\tb", None, True)])
    'a\\\\tb\\t\\\\N\\tt\\n'
    """
    known: dict[object, str] = {}
    cells = [_remembering(known, kind) or _CELLS[kind] for kind in kinds]
    lines = []
    for row in rows:
        values = [
            NULL if value is None else cell(value) for cell, value in zip(cells, row, strict=True)
        ]
        lines.append("\t".join(values))
    lines.append("")
    return "\n".join(lines)


def _remembering(known: dict[object, str], kind: str) -> Cell | None:
    """Rows of one batch say the same moments, agencies and states over and over."""
    if kind not in ("timestamptz", "text", "date"):
        return None
    write = _text if kind == "text" else str

    def cell(value: Any) -> str:
        text = known.get(value)
        if text is None:
            text = known[value] = write(value)
        return text

    return cell


def _text(value: str) -> str:
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
