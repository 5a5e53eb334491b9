"""What a command costs at least: its rows written by hand, by psycopg alone.

While lives are played through the door, `Rows` notes what each transaction wrote, table by table.
`write_again` writes exactly these rows into the emptied tables, in the same transactions, by plain
statements of one row each, prepared, in one pipeline: what nobody who keeps these rows can beat.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import psycopg

from motcua.actions import desk, rows

Written = tuple[str, list[object]]
WRITING = ("INSERT", "UPDATE", "DELETE", "WITH")


@dataclass
class Rows:
    """The statements by hand, one list for each transaction."""

    transactions: list[list[Written]] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    lock: str = 'SELECT "key" FROM motcua_dossier WHERE "key" = %s FOR UPDATE'

    def begin(self, key: object) -> None:
        """A transaction on this dossier begins."""
        self.transactions.append([(self.lock, [key])])
        self.statements.append(0)

    def note(self, table: rows.Table, written: Sequence[rows.Row], *, replacing: bool) -> None:
        """These rows are written to this table."""
        for row in written:
            self.transactions[-1].append((_by_hand(table, replacing=replacing), list(row)))

    def note_change_of(
        self, cursor: Any, table: rows.Table, names: Collection[str], written: Sequence[rows.Row]
    ) -> None:
        """These columns of rows that are there get these values."""
        columns = list(table.columns)
        for row in written:
            line = dict(zip(columns, row, strict=True))
            values = [line[name] for name in (*_settable(table, names), *table.key)]
            self.transactions[-1].append((_set_by_hand(table, names), values))


def _settable(table: rows.Table, names: Collection[str]) -> list[str]:
    return [name for name in table.columns if name in names and name not in table.key]


def _set_by_hand(table: rows.Table, names: Collection[str]) -> str:
    kinds = table.columns
    values = ", ".join(f'"{name}" = %s::{kinds[name]}' for name in _settable(table, names))
    where = " AND ".join(f'"{name}" = %s::{kinds[name]}' for name in table.key)
    return f'UPDATE "{table.name}" SET {values} WHERE {where}'


def _by_hand(table: rows.Table, *, replacing: bool) -> str:
    names = ", ".join(f'"{name}"' for name in table.columns)
    values = ", ".join(f"%s::{kind}" for kind in table.columns.values())
    text = f'INSERT INTO "{table.name}" ({names}) VALUES ({values})'
    if replacing:
        rest = ", ".join(f'"{n}" = EXCLUDED."{n}"' for n in table.columns if n not in table.key)
        key = ", ".join(f'"{name}"' for name in table.key)
        text += f" ON CONFLICT ({key}) DO UPDATE SET {rest}"
    return text


@contextmanager
def noted(into: Rows) -> Iterator[None]:
    """Note what the door writes inside the block, and how many statements it takes."""
    news = _noting(into)
    before = {place: getattr(*place) for place in news}
    for (owner, name), value in news.items():
        setattr(owner, name, value)
    try:
        yield
    finally:
        for (owner, name), value in before.items():
            setattr(owner, name, value)


def _noting(into: Rows) -> dict[tuple[Any, str], Any]:
    execute, inside = psycopg.Cursor.execute, [False]

    def apart(real: Any, note: Any) -> Any:
        def write(*args: Any, **more: Any) -> None:
            note(*args)
            inside[0] = True
            real(*args, **more)
            inside[0] = False

        return write

    def counting(cursor: Any, query: Any, values: Any = None, **more: Any) -> Any:
        into.statements[-1] += 1
        if not inside[0] and str(query).startswith(WRITING):
            into.transactions[-1].append((query, values))
        return execute(cursor, query, values, **more)

    def added(cursor: Any, written: Sequence[tuple[rows.Table, Sequence[rows.Row]]]) -> None:
        for table, some in written:
            into.note(table, some, replacing=False)

    def replaced(cursor: Any, table: rows.Table, written: Sequence[rows.Row]) -> None:
        into.note(table, written, replacing=True)

    return {
        (rows, "update"): apart(rows.update, into.note_change_of),
        (desk, "update"): apart(rows.update, into.note_change_of),
        (rows, "insert_all"): apart(rows.insert_all, added),
        (rows, "upsert"): apart(rows.upsert, replaced),
        (psycopg.Cursor, "execute"): counting,
    }


def write_again(url: str, role: str, transactions: list[list[Written]]) -> list[float]:
    """Write all this anew; the seconds that each transaction took."""
    seconds = []
    with psycopg.connect(url, autocommit=True, prepare_threshold=1) as connection:
        connection.execute(f"SET ROLE {role}".encode())
        for statements in transactions:
            begun = perf_counter()
            with connection.pipeline(), connection.transaction():
                for text, values in statements:
                    connection.execute(text.encode(), values)
            seconds.append(perf_counter() - begun)
    return seconds
