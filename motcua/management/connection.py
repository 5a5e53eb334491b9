"""Addresses of the database, and the role a process works in once it is connected.

`motcua_owner` owns the tables and migrates them. `motcua_app` is what the web server, the worker
and all other commands work as; it can't change a table. Neither can log in.
"""

import os
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

OWNER = "motcua_owner"
APP = "motcua_app"
WEB_LOGIN = "motcua_web"
"""The login on an embedded server: in `motcua_app` alone, so that RESET ROLE gains nothing."""

PREPARE_AFTER = 3
"""How often a statement is given before it is prepared (statements of the door, not Django's)."""

_DJANGO_NAMES = {
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
    "dbname": "NAME",
}


class BadAddress(Exception):
    """DATABASE_URL can't be read; the message is one sentence for the operator."""


def socket_url(directory: object, login: str, database: str) -> str:
    """The address of a database on the server that listens on the Unix socket in this directory."""
    host, user, name = (quote(str(part), safe="") for part in (directory, login, database))
    return f"postgresql://{user}@/{name}?host={host}&port=5432"


def address(url: str) -> dict[str, str]:
    """The parts of a PostgreSQL address by libpq's names. BadAddress quotes none: one is secret."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error as error:
        raise BadAddress("DATABASE_URL không phải là địa chỉ PostgreSQL hợp lệ.") from error
    return {name: str(value) for name, value in parts.items() if value is not None}


def django_settings(url: str, role: str, *, pool: int = 0) -> dict[str, Any]:
    """One entry of Django's DATABASES that works as `role`.

    `pool` is the most connections that a process keeps open; 0 keeps none between requests.
    """
    parts = address(url)
    options: dict[str, Any] = {
        name: value for name, value in parts.items() if name not in _DJANGO_NAMES
    }
    options["options"] = f"{options.get('options', '')} -c role={role}".strip()
    options.setdefault("application_name", "motcua")
    options.setdefault("connect_timeout", "10")
    # The door gives the same few long statements all day: planned once for each connection.
    options["prepare_threshold"] = PREPARE_AFTER
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    named = {django: parts.get(libpq, "") for libpq, django in _DJANGO_NAMES.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        **named,
    }


def app_url() -> str:
    """Where the product works: `DATABASE_URL`, or ''."""
    return os.environ.get("DATABASE_URL", "")


def owner_url() -> str:
    """Where roles are made and tables migrated: `DATABASE_OWNER_URL`, or the same address."""
    return os.environ.get("DATABASE_OWNER_URL", "") or app_url()
