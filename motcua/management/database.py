"""Makes a PostgreSQL database ready for Một Cửa: roles, extensions, rights. Safe to repeat."""

import getpass
import os
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from motcua.management.connection import APP, OWNER, WEB_LOGIN, address, app_url, owner_url

EXTENSIONS = ("unaccent", "pg_trgm")
OLDEST_SERVER = 150000
_LOCK = 0x6D6F74637561  # 'motcua' in ASCII: one process at a time prepares a database

Connection = psycopg.Connection[Any]


class NotReady(Exception):
    """The database can't be used as it is; the message is one sentence that says what to do."""


def prepare(owner: str = "", app: str = "") -> None:
    """Make roles, extensions and rights in the database at these addresses.

    The default addresses are the environment's. The login must be able to create roles, or
    somebody else has made them; NotReady says what is missing and what to run.
    """
    owner, app = owner or owner_url(), app or app_url()
    with psycopg.connect(owner, autocommit=True, connect_timeout=10) as connection:
        _refuse_unfit(connection)
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        login = connection.info.user
        _make_roles(connection)
        _let_in(connection, OWNER, login)
        _let_in(connection, APP, login if app == owner else _login(app))
        _make_extensions(connection)
        _open_schema(connection)


def prepare_embedded(server: str, database: str = "motcua") -> None:
    """On a server of our own, as its superuser: the login for web and worker, and a database."""
    with psycopg.connect(server, autocommit=True, connect_timeout=10) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        _make_roles(connection)
        if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", WEB_LOGIN):
            connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(WEB_LOGIN)))
        _let_in(connection, APP, WEB_LOGIN)
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            names = (Identifier(database), Identifier(OWNER))
            connection.execute(SQL("CREATE DATABASE {} OWNER {}").format(*names))


def _refuse_unfit(connection: Connection) -> None:
    version = connection.info.server_version
    if version < OLDEST_SERVER:
        raise NotReady(f"Cần PostgreSQL 15 trở lên; máy chủ này là bản {version // 10000}.")
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise NotReady(f"Cơ sở dữ liệu phải dùng bảng mã UTF8; ở đây là {encoding}.")


def _make_roles(connection: Connection) -> None:
    for role in (OWNER, APP):
        if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            _try(connection, SQL("CREATE ROLE {} NOLOGIN").format(Identifier(role)))


def _let_in(connection: Connection, role: str, login: str) -> None:
    # From 16 on, the maker of a role is its member but may not yet SET ROLE to it.
    right = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    found = connection.execute("SELECT pg_has_role(%s, %s, %s)", [login, role, right]).fetchone()
    if not (found and found[0]):
        _try(connection, SQL("GRANT {} TO {}").format(Identifier(role), Identifier(login)))


def _make_extensions(connection: Connection) -> None:
    for name in EXTENSIONS:
        if not _exists(connection, "SELECT 1 FROM pg_extension WHERE extname = %s", name):
            _try(connection, SQL("CREATE EXTENSION {} SCHEMA public").format(Identifier(name)))


def _open_schema(connection: Connection) -> None:
    owner, app = Identifier(OWNER), Identifier(APP)
    grant = SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(owner)
    connection.execute(grant)  # without the right to grant, PostgreSQL only warns
    if not _exists(
        connection, "SELECT 1 WHERE has_schema_privilege(%s, 'public', 'CREATE')", OWNER
    ):
        raise NotReady(_please_run(connection, grant))
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.execute(SQL("GRANT USAGE ON SCHEMA public TO {}").format(app))
    for rights in (
        SQL("SELECT, INSERT, UPDATE, DELETE ON TABLES"),
        SQL("USAGE, SELECT ON SEQUENCES"),
    ):
        default = "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT {} TO {}"
        connection.execute(SQL(default).format(owner, rights, app))


def _try(connection: Connection, statement: Composed) -> None:
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        raise NotReady(_please_run(connection, statement)) from error


def _please_run(connection: Connection, statement: Composed) -> str:
    return (
        f"Tài khoản {connection.info.user} không đủ quyền chuẩn bị cơ sở dữ liệu"
        f" {connection.info.dbname}; hãy chạy bằng tài khoản quản trị PostgreSQL:"
        f" {statement.as_string(connection)};"
    )


def _exists(connection: Connection, query: str, value: str) -> bool:
    return connection.execute(query.encode(), [value]).fetchone() is not None


def _login(url: str) -> str:
    return address(url).get("user") or os.environ.get("PGUSER") or getpass.getuser()
