"""The winter of 2020, replayed once for all tests of a run that ask for it, in its own database.

It is filled by the command that people use, and then only read.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection, connections
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from motcua.management.database import prepare
from motcua.management.locks import alone
from motcua.management.places import ROOT
from tests import postgres

NAME = "motcua_winter"
SECONDS = 900


def app_url() -> str:
    """Where the product finds it, in its own role."""
    return make_conninfo(**{**conninfo_to_dict(postgres.app_url()), "dbname": NAME})


def make() -> None:
    """Fill it, unless another process of this run has."""
    ready = Path(os.environ["MOTCUA_TEST_VAR"]) / "winter.ready"
    with alone(ready.with_suffix(".lock")):
        if ready.exists():
            return
        with psycopg.connect(postgres.superuser_url("postgres"), autocommit=True) as server:
            name = Identifier(NAME)
            server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            server.execute(SQL("CREATE DATABASE {}").format(name))
        prepare(postgres.superuser_url(NAME), app_url())
        environment = os.environ | {
            "DATABASE_URL": app_url(),
            "DATABASE_OWNER_URL": postgres.superuser_url(NAME),
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
            "MOTCUA_SEALS": str(ready.with_name("winter-seals")),
        }
        subprocess.run(
            [sys.executable, "-m", "motcua.management", "demo", "binh-dinh-2020"],
            env=environment,
            cwd=ROOT,
            check=True,
            timeout=SECONDS,
            stdout=subprocess.DEVNULL,
        )
        ready.touch()


@contextmanager
def in_winter() -> Iterator[None]:
    """Let Django read it inside the block, and what it read before after it."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = NAME
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
