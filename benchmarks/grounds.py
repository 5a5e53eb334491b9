"""Where benchmarks run: a PostgreSQL server of their own under var/bench, safe as in earnest.

It commits to disk (fsync, synchronous_commit on) and holds one database for each size, made once
and kept: `demo` as `motcua demo` fills it, `size_100000` and so on cloned from it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from motcua.management.database import prepare, prepare_embedded
from motcua.management.embedded import EmbeddedPostgres
from motcua.management.places import make_var

DEMO = "binh-dinh-2020"
_server: EmbeddedPostgres | None = None


def server() -> EmbeddedPostgres:
    """The server that runs now."""
    assert _server is not None
    return _server


@contextmanager
def grounds() -> Iterator[None]:
    """The server for the length of the block, and the environment of a demo that points at it."""
    global _server
    place = make_var() / "bench"
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o755)
    os.environ["MOTCUA_VAR"] = str(place)
    os.environ["MOTCUA_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    (place / "static").mkdir(exist_ok=True)
    with EmbeddedPostgres(place / "pg") as _server:
        prepare_embedded(_server.owner_url("postgres"))
        use("motcua")
        prepare()
        yield


def use(database: str) -> None:
    """Let everything in this process, and what it starts, work on that database."""
    os.environ["DATABASE_URL"] = server().url(database=database)
    os.environ["DATABASE_OWNER_URL"] = server().owner_url(database)


def databases() -> set[str]:
    """What there is on the server."""
    with psycopg.connect(server().owner_url("postgres"), autocommit=True) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def copy(source: str, target: str) -> None:
    """A database like another one, in its place if there was one."""
    with psycopg.connect(server().owner_url("postgres"), autocommit=True) as connection:
        for text in (
            "DROP DATABASE IF EXISTS {target} WITH (FORCE)",
            "CREATE DATABASE {target} TEMPLATE {source}",
        ):
            names = {"target": Identifier(target), "source": Identifier(source)}
            connection.execute(SQL(text).format(**names))  # type: ignore[arg-type]


def fresh(name: str) -> None:
    """A database without tables under this name, for everything here to work on."""
    copy("template0", name)
    use(name)
    prepare()


def rename(source: str, target: str) -> None:
    """Give a finished database its name: half made ones are never taken for made."""
    with psycopg.connect(server().owner_url("postgres"), autocommit=True) as connection:
        text = SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(text.format(Identifier(source), Identifier(target)))


def demo() -> str:
    """The name of the database that holds the demo, filled through the door the first time."""
    if "demo" not in databases():
        fresh("filling")
        _python("-m", "motcua.management", "migrate")
        _python("-m", "motcua.management", "demo", DEMO, "--unsealed")
        rename("filling", "demo")
    return "demo"


def grown(dossiers: int) -> str:
    """The name of a database with at least so many dossiers, made if it is not there."""
    name = f"size_{dossiers}"
    if name not in databases():
        use(demo())
        copy("demo", "growing")
        grow = f"import django; django.setup(); from benchmarks.size import grow; grow({dossiers})"
        _python("-c", grow)
        rename("growing", name)
    return name


def opened(dossiers: int) -> str:
    """The name of a database with so many open dossiers, made if it is not there."""
    name = f"open_{dossiers}"
    if name not in databases():
        source = demo()
        copy(source, "opening")
        use("opening")
        fill = "from benchmarks.open_dossiers import grow"
        _python("-c", f"import django; django.setup(); {fill}; grow({dossiers})")
        rename("opening", name)
    return name


def marked(dossiers: int) -> str:
    """The name of a database with marks and sums of so many dossiers, made if it is not there."""
    name = f"marks_{dossiers}"
    if name not in databases():
        copy(demo(), "growing")
        use("growing")
        _python("-c", f"from benchmarks.marks import grow_marks; grow_marks({dossiers})")
        rename("growing", name)
    return name


def _python(*arguments: str) -> None:
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, *arguments], check=True, cwd=root, stdout=subprocess.DEVNULL)
