"""Preparing a database that is not ours: what is made, and what is said when it may not be."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from motcua.management.connection import BadAddress, address, django_settings
from motcua.management.database import NotReady, prepare
from motcua.management.embedded import EmbeddedPostgres
from tests import postgres

pytestmark = pytest.mark.usefixtures("django_db_setup")


@pytest.fixture
def login() -> Iterator[str]:
    """An ordinary login, and a database that it owns, on a server where our roles exist."""
    name = f"motcua_test_{uuid.uuid4().hex[:8]}"
    database = f"{postgres.NAME}_outside"
    with psycopg.connect(postgres.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(name)))
        names = (Identifier(database), Identifier(name))
        connection.execute(SQL("CREATE DATABASE {} OWNER {}").format(*names))
        yield name
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(database)))
        connection.execute(SQL("DROP ROLE {}").format(Identifier(name)))


def url(login: str) -> str:
    parts = conninfo_to_dict(postgres.superuser_url(f"{postgres.NAME}_outside"))
    return make_conninfo(**(parts | {"user": login}))


def let(login: str, statement: str) -> None:
    with psycopg.connect(postgres.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(SQL(statement).format(Identifier(login)))  # type: ignore[arg-type]


def test_a_login_that_may_make_roles_prepares_its_own_database(login: str) -> None:
    let(login, "ALTER ROLE {} CREATEROLE")
    let(login, "GRANT motcua_owner, motcua_app TO {} WITH ADMIN OPTION")
    prepare(url(login), url(login))
    with psycopg.connect(url(login), options="-c role=motcua_owner") as connection:
        connection.execute("CREATE TABLE made (a int)")
        connection.execute("SET ROLE motcua_app")
        assert connection.execute("SELECT count(*) FROM made").fetchone() == (0,)
        assert connection.execute("SELECT unaccent('Đỗ')").fetchone() == ("Do",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE not_made (a int)")


def test_preparing_twice_changes_nothing(login: str) -> None:
    let(login, "GRANT motcua_owner, motcua_app TO {}")
    prepare(url(login), url(login))
    prepare(url(login), url(login))


def test_a_login_without_rights_is_told_what_to_run(login: str) -> None:
    with pytest.raises(NotReady, match=r"hãy chạy .*: GRANT \"motcua_owner\" TO") as refusal:
        prepare(url(login), url(login))
    assert login in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_database_in_another_encoding_is_refused(login: str) -> None:
    name = f"{postgres.NAME}_latin"
    with psycopg.connect(postgres.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(
            SQL(
                "CREATE DATABASE {} ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'"
                " TEMPLATE template0"
            ).format(Identifier(name))
        )
        try:
            with pytest.raises(NotReady, match="UTF8"):
                prepare(postgres.superuser_url(name), postgres.superuser_url(name))
        finally:
            connection.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


@pytest.mark.parametrize(
    "bad", ["mysql://root@localhost/x", "postgresql://[half", "not an address"]
)
def test_an_unreadable_address_is_refused_without_repeating_it(bad: str) -> None:
    with pytest.raises(BadAddress) as refusal:
        address(bad)
    assert bad not in str(refusal.value)


def test_an_address_keeps_its_own_options() -> None:
    given = "postgresql://an:b%40c@db.example:6432/motcua?sslmode=require&options=-c%20jit%3Doff"
    made = django_settings(given, "motcua_app")
    assert (made["USER"], made["PASSWORD"], made["HOST"]) == ("an", "b@c", "db.example")
    assert made["OPTIONS"]["sslmode"] == "require"
    assert made["OPTIONS"]["options"] == "-c jit=off -c role=motcua_app"


def test_on_a_bare_server_all_that_is_missing_is_named_at_once(place: Path) -> None:
    with EmbeddedPostgres(place / "pg", for_tests=True) as server:
        with psycopg.connect(server.owner_url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE ROLE poor LOGIN")
            connection.execute("CREATE ROLE maker LOGIN CREATEROLE")
            connection.execute("CREATE DATABASE bare OWNER poor")
            connection.execute("CREATE DATABASE ours OWNER maker")
        with pytest.raises(NotReady) as refusal:
            prepare(server.url("poor", "bare"), server.url("poor", "bare"))
        for part in ('CREATE ROLE "motcua_owner"', 'GRANT "motcua_app" TO "poor"'):
            assert part in str(refusal.value)
        prepare(server.url("maker", "ours"), server.url("poor", "ours"))
        in_role = "-c role=motcua_app"
        with psycopg.connect(server.url("poor", "ours"), options=in_role) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("motcua_app",)
