"""Which database a process works on: the one in the environment, or an embedded one of its own."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from motcua.management.database import prepare, prepare_embedded
from motcua.management.embedded import EmbeddedPostgres
from motcua.management.places import make_var


def assume_demo() -> None:
    """Without a key, and without a word to the contrary, what runs here is a demo."""
    if not os.environ.get("MOTCUA_SECRET_KEY"):
        os.environ.setdefault("MOTCUA_DEMO", "1")


@contextmanager
def database() -> Iterator[None]:
    """A database in the environment for the length of the block.

    `DATABASE_URL` where it is set. Else the embedded server under `var/`: started, or joined where
    it runs, and stopped again unless somebody else still uses it. Call it before Django's settings
    are read.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with EmbeddedPostgres(make_var() / "pg") as server:
        prepare_embedded(server.owner_url("postgres"))
        with _environment({"DATABASE_URL": server.url(), "DATABASE_OWNER_URL": server.owner_url()}):
            prepare()
            assume_demo()
            yield


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
