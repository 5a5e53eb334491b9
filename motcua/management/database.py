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

_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = %s"
_EXTENSION = "SELECT 1 FROM pg_extension WHERE extname = %s"

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
        app_login = login if app == owner else _login(app)
        _carry_out(
            connection,
            [
                *_new_roles(connection),
                *_new_memberships(connection, {OWNER: login, APP: app_login}),
                *_new_extensions(connection),
            ],
        )
        _open_schema(connection)


def prepare_embedded(server: str, database: str = "motcua") -> None:
    """On a server of our own, as its superuser: the login for web and worker, and a database."""
    with psycopg.connect(server, autocommit=True, connect_timeout=10) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        _carry_out(connection, _new_roles(connection))
        if not _exists(connection, _ROLE, WEB_LOGIN):
            connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(WEB_LOGIN)))
        _carry_out(connection, _new_memberships(connection, {APP: WEB_LOGIN}))
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


def _new_roles(connection: Connection) -> list[Composed]:
    new = [role for role in (OWNER, APP) if not _exists(connection, _ROLE, role)]
    return [SQL("CREATE ROLE {} NOLOGIN").format(Identifier(role)) for role in new]


def _new_memberships(connection: Connection, wanted: dict[str, str]) -> list[Composed]:
    # From 16 on, the maker of a role is its member but may not yet SET ROLE to it.
    right = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    statements = []
    for role, login in wanted.items():
        query = "SELECT 1 FROM pg_roles WHERE rolname = %s AND pg_has_role(%s, oid, %s)"
        if not connection.execute(query, [role, login, right]).fetchone():
            statements.append(SQL("GRANT {} TO {}").format(Identifier(role), Identifier(login)))
    return statements


def _new_extensions(connection: Connection) -> list[Composed]:
    new = [name for name in EXTENSIONS if not _exists(connection, _EXTENSION, name)]
    return [SQL("CREATE EXTENSION {} SCHEMA public").format(Identifier(name)) for name in new]


def _open_schema(connection: Connection) -> None:
    owner, app = Identifier(OWNER), Identifier(APP)
    grant = SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(owner)
    connection.execute(grant)  # without the right to grant, PostgreSQL only warns
    if not _exists(
        connection, "SELECT 1 WHERE has_schema_privilege(%s, 'public', 'CREATE')", OWNER
    ):
        raise NotReady(_please_run(connection, [grant]))
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.execute(SQL("GRANT USAGE ON SCHEMA public TO {}").format(app))
    for rights in (
        SQL("SELECT, INSERT, UPDATE, DELETE ON TABLES"),
        SQL("USAGE, SELECT ON SEQUENCES"),
    ):
        default = "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT {} TO {}"
        connection.execute(SQL(default).format(owner, rights, app))


def _carry_out(connection: Connection, statements: list[Composed]) -> None:
    for number, statement in enumerate(statements):
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege as error:
            raise NotReady(_please_run(connection, statements[number:])) from error


def _please_run(connection: Connection, statements: list[Composed]) -> str:
    text = "; ".join(statement.as_string(connection) for statement in statements)
    return (
        f"Tài khoản {connection.info.user} không đủ quyền chuẩn bị cơ sở dữ liệu"
        f" {connection.info.dbname}; hãy chạy bằng tài khoản quản trị PostgreSQL:"
        f" {text};"
    )


def _exists(connection: Connection, query: str, value: str) -> bool:
    return connection.execute(query.encode(), [value]).fetchone() is not None


def _login(url: str) -> str:
    return address(url).get("user") or os.environ.get("PGUSER") or getpass.getuser()
