"""How a dossier and its log are written and read: columns, arrays, COPY. Used by the door only.

Each write is one statement for any number of rows: arrays for a few, COPY for many. Rows hold
what psycopg knows; keys and JSON are their texts already.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, LiteralString

from psycopg import Cursor

from motcua.actions.copying import copy_text
from motcua.domain.canonical import canonical
from motcua.domain.codec import decode, field_names, field_types
from motcua.domain.dossier import Dossier

COPY_FROM = 200
"""From this many rows on, COPY is quicker than arrays."""

Row = Sequence[object]


@dataclass(frozen=True, eq=False)
class Table:
    """A table as the door writes it: columns with their array types, and its key."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]


def _column_type(name: str, hint: object) -> str:
    if name in NESTED:
        return "jsonb"
    text = str(hint)
    if "datetime" in text:
        return "timestamptz"
    return "integer" if hint is int else "text"


NESTED = frozenset(
    (
        *("legs", "papers", "waits", "opinions", "apologies", "alarms", "overdue_past"),
        *("applicant", "owner", "proxy", "content", "secret", "result"),
    )
)
STATE_COLUMNS = field_names(Dossier)
_TYPES = field_types(Dossier)

DOSSIER = Table(
    "motcua_dossier",
    {"key": "uuid", "head": "bytea"}
    | {name: _column_type(name, _TYPES[name]) for name in STATE_COLUMNS},
    ("key",),
)
FACT = Table(
    "motcua_fact",
    {
        "dossier_key": "uuid",
        "number": "integer",
        "kind": "text",
        "happened": "timestamptz",
        "recorded": "timestamptz",
        "person": "bigint",
        "agency": "text",
        "role": "text",
        "body": "jsonb",
        "seal": "bytea",
    },
    ("dossier_key", "number"),
)
PRIVATE = Table(
    "motcua_privatevalue",
    {"dossier_key": "uuid", "number": "integer", "salt": "bytea", "value": "jsonb"},
    ("dossier_key", "number"),
)
CODE = Table(
    "motcua_dossiercode",
    {"code": "text", "key": "uuid", "format": "text", "issued": "timestamptz"},
    ("code",),
)
MESSAGE = Table(
    "motcua_message",
    {
        "dossier_key": "uuid",
        "fact": "integer",
        "destination": "text",
        "agency": "text",
        "code": "text",
        "document": "jsonb",
        "created": "timestamptz",
        "state": "text",
        "tries": "integer",
        "next_try": "timestamptz",
        "wire_digest": "text",
        "error": "text",
    },
    ("dossier_key", "fact", "destination"),
)
COUNTER = Table(
    "motcua_counter",
    {"series": "text", "issuer": "text", "period": "text", "last": "integer"},
    ("series", "issuer", "period"),
)


def plain_json(value: Any) -> Any:
    """A column of JSON as a plain value, whether or not the cursor has read it already."""
    return json.loads(value) if isinstance(value, str | bytes) else value


def insert(cursor: "Cursor[Any]", table: Table, rows: Sequence[Row]) -> None:
    """Add these rows; a key that exists already is a UniqueViolation."""
    if len(rows) >= COPY_FROM:
        _copy(cursor, table, rows)
    elif rows:
        cursor.execute(_insertion(table, replacing=False), _arrays(table, rows))


def insert_all(cursor: "Cursor[Any]", written: Sequence[tuple[Table, Sequence[Row]]]) -> None:
    """Add rows to several tables: few of them in one statement, many of a table by COPY."""
    few = [(table, rows) for table, rows in written if 0 < len(rows) < COPY_FROM]
    if few:
        tables = tuple(table for table, _ in few)
        arrays = [column for table, rows in few for column in _arrays(table, rows)]
        cursor.execute(_together(tables), arrays)
    for table, rows in written:
        if len(rows) >= COPY_FROM:
            _copy(cursor, table, rows)


@cache
def _together(tables: tuple[Table, ...]) -> LiteralString:
    parts = [_insertion(table, replacing=False) for table in tables]
    before = ", ".join(f"w{number} AS ({part})" for number, part in enumerate(parts[:-1]))
    return f"WITH {before} {parts[-1]}" if before else parts[-1]


def upsert(cursor: "Cursor[Any]", table: Table, rows: Sequence[Row]) -> None:
    """Add these rows or make the existing ones equal to them."""
    if len(rows) >= COPY_FROM:
        _copy_over(cursor, table, rows)
    elif rows:
        cursor.execute(_insertion(table, replacing=True), _arrays(table, rows))


def _arrays(table: Table, rows: Sequence[Row]) -> list[list[object]]:
    return [[row[i] for row in rows] for i in range(len(table.columns))]


@cache
def _insertion(table: Table, *, replacing: bool) -> LiteralString:
    # Names come from the constants above, never from outside.
    names = [f'"{name}"' for name in table.columns]
    arrays = [f"%s::{'text' if k == 'jsonb' else k}[]" for k in table.columns.values()]
    chosen = [
        f"c{i}::jsonb" if kind == "jsonb" else f"c{i}"
        for i, kind in enumerate(table.columns.values())
    ]
    text = (
        f'INSERT INTO "{table.name}" ({", ".join(names)}) SELECT {", ".join(chosen)}'
        f" FROM unnest({', '.join(arrays)}) AS x({', '.join(f'c{i}' for i in range(len(names)))})"
    )
    return text + _replacing(table) if replacing else text


def _copy(cursor: "Cursor[Any]", table: Table, rows: Sequence[Row], into: str = "") -> None:
    names = ", ".join(f'"{name}"' for name in table.columns)
    with cursor.copy(f'COPY "{into or table.name}" ({names}) FROM STDIN') as copy:
        copy.write(copy_text(tuple(table.columns.values()), rows))


def _copy_over(cursor: "Cursor[Any]", table: Table, rows: Sequence[Row]) -> None:
    # COPY only adds: the rows come into a table of this connection's own, and from there over.
    stage = f"stage_{table.name}"
    names = ", ".join(f'"{name}"' for name in table.columns)
    cursor.execute(
        f'CREATE TEMP TABLE IF NOT EXISTS "{stage}" ON COMMIT DELETE ROWS'
        f' AS SELECT {names} FROM "{table.name}" WITH NO DATA'
    )
    cursor.execute(f'DELETE FROM "{stage}"')
    _copy(cursor, table, rows, into=stage)
    cursor.execute(
        f'INSERT INTO "{table.name}" ({names}) SELECT {names} FROM "{stage}"' + _replacing(table)
    )


@cache
def _replacing(table: Table) -> LiteralString:
    # Names come from the constants above, never from outside.
    rest = [f'"{n}" = EXCLUDED."{n}"' for n in table.columns if n not in table.key]
    key = ", ".join(f'"{n}"' for n in table.key)
    return f" ON CONFLICT ({key}) DO UPDATE SET {', '.join(rest)}"


def dossier_row(key: str, head: bytes, dossier: Dossier) -> Row:
    """The row that stands for this state."""
    values = list(_STATE(dossier))
    for at in _CHOICES:
        values[at] = values[at].value
    for at in _JSON:
        value = values[at]
        values[at] = None if value is None else canonical(value)
    return (key, head, *values)


_STATE = attrgetter(*STATE_COLUMNS)
_JSON = tuple(at for at, name in enumerate(STATE_COLUMNS) if name in NESTED)
_CHOICES = (STATE_COLUMNS.index("state"),)


def read_dossier(values: Sequence[object]) -> Dossier:
    """The state that a row (its state columns, in order) stands for."""
    state: dict[str, Any] = {}
    for name, value in zip(STATE_COLUMNS, values, strict=True):
        if value is None or isinstance(value, datetime | int):
            state[name] = value
        elif name in NESTED:
            plain = json.loads(value) if isinstance(value, str | bytes) else value
            state[name] = decode(_TYPES[name], plain)  # type: ignore[arg-type]
        else:
            state[name] = decode(_TYPES[name], value)  # type: ignore[arg-type]
    return Dossier(**state)
