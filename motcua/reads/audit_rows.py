"""What verify reads: everything of a span of dossiers, a few statements for hundreds of them.

All of a span is read in one snapshot, so that work going on meanwhile is no finding.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from motcua.domain.codec import field_names
from motcua.domain.desk import DeskRow
from motcua.domain.dossier import Dossier
from motcua.domain.mark_log import COLUMNS
from motcua.models import StoredFile
from motcua.models.cursor import quick_cursor

STATE_COLUMNS = field_names(Dossier)
DESK_COLUMNS = field_names(DeskRow)
SEARCH_COLUMNS = ("name", "name_key", "identity", "phone")
LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)

_STATE = ", ".join(f'"{name}"' for name in STATE_COLUMNS)
_DESK = ", ".join(f'"{name}"' for name in (*DESK_COLUMNS, *SEARCH_COLUMNS))
ROWS = f'SELECT "key", head, {_STATE} FROM motcua_dossier WHERE "key" {{}} ORDER BY "key"'
FACTS = """SELECT dossier_key, number, kind, happened, recorded, person, agency, role, body, seal
FROM motcua_fact WHERE dossier_key {} ORDER BY dossier_key, number"""
VALUES = """SELECT dossier_key, number, salt, value, erased
FROM motcua_privatevalue WHERE dossier_key {} ORDER BY dossier_key, number"""
DESKS = f"SELECT dossier_key, {_DESK} FROM motcua_deskrow WHERE dossier_key {{}}"
MARKS = f"SELECT {', '.join(COLUMNS)} FROM motcua_mark WHERE dossier_key {{}}"
CODES = 'SELECT "key", code, format FROM motcua_dossiercode WHERE "key" {}'
NEXT = 'SELECT "key" FROM motcua_dossier WHERE "key" > %s ORDER BY "key" OFFSET %s LIMIT 1'


@dataclass(frozen=True, slots=True)
class Span:
    """Dossiers by key: after `after`, up to and with `until`; or exactly `keys`."""

    after: UUID = LOWEST
    until: UUID = HIGHEST
    keys: tuple[UUID, ...] | None = None

    def condition(self) -> tuple[str, list[object]]:
        """What comes after the key's column, and its parameters."""
        if self.keys is not None:
            return "= ANY(%s)", [list(self.keys)]
        return "BETWEEN %s AND %s", [UUID(int=min(self.after.int + 1, HIGHEST.int)), self.until]


@dataclass(slots=True)
class Stored:
    """All that is stored of one dossier, as it came from the database."""

    key: UUID
    row: Sequence[Any] | None = None
    facts: list[Sequence[Any]] = field(default_factory=list)
    values: list[Sequence[Any]] = field(default_factory=list)
    desks: list[Sequence[Any]] = field(default_factory=list)
    codes: list[Sequence[Any]] = field(default_factory=list)
    marks: list[Sequence[Any]] = field(default_factory=list)


def spans(size: int, after: UUID = LOWEST) -> Iterator[Span]:
    """Every key there can be, cut so that each span holds about `size` dossiers."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [after, size - 1])
            found = cursor.fetchone()
        if found is None:
            yield Span(after)
            return
        yield Span(after, found[0])
        after = found[0]


def count() -> int:
    """How many dossiers there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM motcua_dossier")
        return int(cursor.fetchone()[0])


def read(span: Span) -> list[Stored]:
    """What is stored of these dossiers, in order of key; also where only parts are left."""
    stored: dict[UUID, Stored] = {}
    with _snapshot():
        connection.ensure_connection()
        cursor = quick_cursor(connection.connection)
        for row in _rows(cursor, ROWS, span):
            stored[row[0]] = Stored(row[0], row[1:])
        for name, statement in (
            ("facts", FACTS),
            ("values", VALUES),
            ("desks", DESKS),
            ("codes", CODES),
            ("marks", MARKS),
        ):
            for row in _rows(cursor, statement, span):
                found = stored.get(row[0])
                if found is None:
                    found = stored[row[0]] = Stored(row[0])
                getattr(found, name).append(row[1:])
    return [stored[key] for key in sorted(stored)]


def unknown_files(digests: list[str]) -> list[str]:
    """Those of these digests under which no file is kept."""
    known = StoredFile.objects.filter(digest__in=digests).values_list("digest", flat=True)
    return sorted(set(digests) - set(known))


def _rows(cursor: Any, statement: str, span: Span) -> list[Sequence[Any]]:
    condition, parameters = span.condition()
    cursor.execute(statement.format(condition), parameters)
    rows: list[Sequence[Any]] = cursor.fetchall()
    return rows


@contextmanager
def _snapshot() -> Iterator[None]:
    if connection.in_atomic_block:  # the caller's own view of the world, as in a test
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
