"""Rows as the texts that PostgreSQL reads: lines for COPY, an array for each column. Used by the
door only.

COPY's format: tab between cells, one line a row, backslash before what would end either. A column
is written at a time: rows of one batch say the same keys, moments, agencies and states over and
over, and a dictionary that fills itself hands each text out without a call of ours.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from motcua.domain.codec import instant

Column = Callable[[Sequence[Any]], Iterable[str]]
NULL = "\\N"


def copy_text(kinds: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The lines for rows whose columns have these types (names as PostgreSQL's).

    >>> copy_text(("text", "integer", "boolean"), [("a\\tb", None, True)])
    'a\\\\tb\\t\\\\N\\tt\\n'
    """
    known = {kind: _Texts(write) for kind, write in _WRITTEN_ONCE.items()}
    columns = [
        map(known[kind].__getitem__, column) if kind in known else _COLUMNS[kind](column)
        for kind, column in zip(kinds, zip(*rows, strict=True), strict=True)
    ]
    lines = list(map("\t".join, zip(*columns, strict=True)))
    lines.append("")
    return "\n".join(lines)


def array_text(kind: str, column: Iterable[Any]) -> str:
    """A column of this type as the text of one array: for a Python list psycopg would ask every
    value how it is written.

    >>> array_text("text", ['Lê "Tư"', None]), array_text("integer", [2, 3])
    ('{"Lê \\\\"Tư\\\\"",NULL}', '{2,3}')
    """
    texts = _Texts(_IN_AN_ARRAY[kind], "NULL")
    return "{" + ",".join(map(texts.__getitem__, column)) + "}"


class _Texts(dict[Any, str]):
    """The text of each value, written when it is first asked for."""

    def __init__(self, write: Callable[[Any], str], null: str = NULL) -> None:
        super().__init__({None: null})
        self.write = write

    def __missing__(self, value: Any) -> str:
        text = self[value] = self.write(value)
        return text


def _text(value: str) -> str:
    value = value.replace("\\", "\\\\")
    return value.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _jsons(column: Sequence[str | None]) -> Iterable[str]:
    # Canonical JSON has no line ends or tabs of its own: inside strings they are written out.
    return [NULL if value is None else value.replace("\\", "\\\\") for value in column]


def _bytes(column: Sequence[bytes | None]) -> Iterable[str]:
    return [NULL if value is None else "\\\\x" + value.hex() for value in column]


_WRITTEN_ONCE: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "uuid": str,
    "integer": str,
    "bigint": str,
    "date": str,
    "timestamptz": instant,
    "boolean": lambda value: "t" if value else "f",
}


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


_IN_AN_ARRAY: dict[str, Callable[[Any], str]] = _WRITTEN_ONCE | {
    "text": _quoted,
    "jsonb": _quoted,
    "bytea": lambda value: '"\\\\x' + value.hex() + '"',
}
_COLUMNS: dict[str, Column] = {"jsonb": _jsons, "bytea": _bytes}
