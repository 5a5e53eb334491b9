"""How a dossier and its log are written and read: columns, arrays, COPY. Used by the door only.

Each write is one statement for any number of rows: arrays for a few, COPY for many. Rows hold
what psycopg knows; keys and JSON are their texts already.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, LiteralString

from psycopg import Cursor

from motcua.actions.copying import array_text, copy_text
from motcua.domain.codec import field_names, field_types
from motcua.domain.dossier import Dossier
from motcua.models.mapping import NESTED

COPY_FROM = 40
"""From this many new rows on, COPY is quicker than arrays."""

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
        cursor.execute(_insertion(table), _arrays(table, rows))


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
    parts = [_insertion(table) for table in tables]
    before = ", ".join(f"w{number} AS ({part})" for number, part in enumerate(parts[:-1]))
    return f"WITH {before} {parts[-1]}" if before else parts[-1]


def upsert(cursor: "Cursor[Any]", table: Table, rows: Sequence[Row]) -> None:
    """Add these rows or make the existing ones equal to them."""
    if rows:
        cursor.execute(_insertion(table) + _replacing(table), _arrays(table, rows))


@cache
def _replacing(table: Table) -> LiteralString:
    rest = [f'"{n}" = EXCLUDED."{n}"' for n in table.columns if n not in table.key]
    key = ", ".join(f'"{n}"' for n in table.key)
    return f" ON CONFLICT ({key}) DO UPDATE SET {', '.join(rest)}"


def update(
    cursor: "Cursor[Any]", table: Table, names: Collection[str], rows: Sequence[Row]
) -> None:
    """Let existing rows have these values in the columns of these names; whole rows are given."""
    if not rows:
        return
    part = _part(table, tuple(name for name in table.columns if name in names))
    cut = itemgetter(*(list(table.columns).index(name) for name in part.columns))
    cursor.execute(_setting(part), _arrays(part, [cut(row) for row in rows]))


@cache
def _part(table: Table, names: tuple[str, ...]) -> Table:
    columns = {n: kind for n, kind in table.columns.items() if n in names or n in table.key}
    return Table(table.name, columns, table.key)


@cache
def _setting(table: Table) -> LiteralString:
    # Names come from the constants above, never from outside.
    values = ", ".join(f'"{n}" = x."{n}"' for n in table.columns if n not in table.key)
    same = " AND ".join(f't."{n}" = x."{n}"' for n in table.key)
    return f'UPDATE "{table.name}" t SET {values} FROM {_unnested(table)} WHERE {same}'


@cache
def _unnested(table: Table) -> LiteralString:
    names = ", ".join(f'"{name}"' for name in table.columns)
    return f"(SELECT {_chosen(table)} FROM {_of_arrays(table)}) AS x({names})"


def _arrays(table: Table, rows: Sequence[Row]) -> list[str]:
    return [
        array_text(kind, column)
        for kind, column in zip(table.columns.values(), zip(*rows, strict=True), strict=True)
    ]


@cache
def _insertion(table: Table) -> LiteralString:
    # Names come from the constants above, never from outside.
    names = ", ".join(f'"{name}"' for name in table.columns)
    return f'INSERT INTO "{table.name}" ({names}) SELECT {_chosen(table)} FROM {_of_arrays(table)}'


def _chosen(table: Table) -> LiteralString:
    kinds = table.columns.values()
    return ", ".join(f"c{i}::jsonb" if k == "jsonb" else f"c{i}" for i, k in enumerate(kinds))


def _of_arrays(table: Table) -> LiteralString:
    kinds = table.columns.values()
    arrays = ", ".join(f"%s::{'text' if kind == 'jsonb' else kind}[]" for kind in kinds)
    return f"unnest({arrays}) AS u({', '.join(f'c{i}' for i in range(len(kinds)))})"


def _copy(cursor: "Cursor[Any]", table: Table, rows: Sequence[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in table.columns)
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        copy.write(copy_text(tuple(table.columns.values()), rows))
