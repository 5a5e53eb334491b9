"""The database of a test run: a throw-away server, one database for each process of the run.

Tests work on it as the product does, in the role `motcua_app`. What a superuser has to do besides
(make it, empty it between tests that really commit) happens here and nowhere in the product.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from motcua.management.database import prepare, prepare_embedded
from motcua.management.embedded import EmbeddedPostgres

NAME = f"motcua_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
_GIVEN = os.environ.get("MOTCUA_TEST_DATABASE_URL", "")

Connection = psycopg.Connection[Any]


@cache
def server() -> EmbeddedPostgres:
    """The throw-away server. The processes of a run share it, and the last one stops it."""
    return EmbeddedPostgres(Path(os.environ["MOTCUA_TEST_VAR"]) / "pg", for_tests=True)


def superuser_url(database: str = NAME) -> str:
    """The address of a database for a superuser."""
    if not _GIVEN:
        return server().owner_url(database)
    return make_conninfo(**{**conninfo_to_dict(_GIVEN), "dbname": database})


def app_url() -> str:
    """The address of this process's database as the product uses it."""
    return superuser_url() if _GIVEN else server().url(database=NAME)


@contextmanager
def superuser(database: str = NAME) -> Iterator[Connection]:
    """A connection that no right, trigger or foreign key stops."""
    with psycopg.connect(superuser_url(database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET lock_timeout = '10s'")
        yield connection


def empty() -> None:
    """Leave no row in any table of the product, as a superuser: the product itself cannot."""
    with superuser() as vandal:
        ours = [Identifier(name) for name in _tables(vandal) if name.startswith("motcua_")]
        vandal.execute(SQL("TRUNCATE {} RESTART IDENTITY").format(SQL(", ").join(ours)))


@contextmanager
def database() -> Iterator[None]:
    """This process's database, made anew and still without tables."""
    if _GIVEN:
        yield from _made()
        return
    with server():
        prepare_embedded(superuser_url("postgres"), "motcua")
        yield from _made()


def _made() -> Iterator[None]:
    with superuser("postgres") as connection:
        _drop(connection)
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(NAME)))
    prepare(superuser_url(), app_url())
    yield
    with superuser("postgres") as connection:
        _drop(connection)


def _drop(connection: Connection) -> None:
    connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(NAME)))


class Snapshot:
    """All rows of the database at one moment, kept in a schema beside the tables."""

    def __init__(self) -> None:
        with superuser() as connection:
            connection.execute("DROP SCHEMA IF EXISTS snapshot CASCADE")
            connection.execute("CREATE SCHEMA snapshot")
            self._tables = _tables(connection)
            self._filled = [t for t in self._tables if _has_rows(connection, t)]
            for table in self._filled:
                copy = SQL("CREATE TABLE {} AS TABLE {}")
                connection.execute(copy.format(Identifier("snapshot", table), Identifier(table)))
            self._columns = {table: _columns(connection, table) for table in self._filled}
            self._sequences = _sequences(connection)

    def restore(self) -> None:
        """Make every table what it was at that moment, whatever has been committed since."""
        with superuser() as connection, connection.transaction():
            tables = SQL(", ").join(map(Identifier, self._tables))
            connection.execute(SQL("TRUNCATE {}").format(tables))
            for table, columns in self._columns.items():
                connection.execute(
                    SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}").format(
                        Identifier(table), columns, columns, Identifier("snapshot", table)
                    )
                )
            for name, value, is_called in self._sequences:
                connection.execute("SELECT setval(%s::regclass, %s, %s)", [name, value, is_called])


def _tables(connection: Connection) -> list[str]:
    rows = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1"
    )
    return [name for (name,) in rows]


def _has_rows(connection: Connection, table: str) -> bool:
    query = SQL("SELECT 1 FROM {} LIMIT 1").format(Identifier(table))
    return connection.execute(query).fetchone() is not None


def _columns(connection: Connection, table: str) -> Any:
    rows = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return SQL(", ").join(Identifier(name) for (name,) in rows)


def _sequences(connection: Connection) -> list[tuple[str, int, bool]]:
    names = connection.execute(
        "SELECT quote_ident(relname) FROM pg_class"
        " WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
    ).fetchall()
    found = []
    for (name,) in names:
        row = connection.execute(f"SELECT last_value, is_called FROM {name}").fetchone()
        assert row is not None
        found.append((name, *row))
    return found
