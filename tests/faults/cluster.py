"""A whole installation for faults: a server that commits to disk, the demo, commands as processes.

Nothing here shares the database of the other tests: what is broken on purpose is its own.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from motcua.management.embedded import EmbeddedPostgres
from motcua.management.places import ROOT

TABLES = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
 AND relkind = 'r' ORDER BY 1"""


SOME = """
from motcua.actions.installation import set_clock
from motcua.management.demo.province import OPENS, begin, plan_of, setting_of_the_demo
from motcua.management.demo.replay import replay
begin("binh-dinh-2020", "binh-dinh", say=lambda words: None)
setting = setting_of_the_demo()
groups = plan_of(setting.scenario).groups()
some = {key: dossiers[:60] for key, dossiers in groups.items()}
replay(some, setting, workers=1, advance=lambda n: None)
set_clock(OPENS)
"""
"""The demo with the first sixty dossiers of each group: faults need a province, not a winter."""


@dataclass(frozen=True)
class Installation:
    """One directory in which everything of an installation lies."""

    var: Path

    @property
    def server(self) -> EmbeddedPostgres:
        """Its database server."""
        return EmbeddedPostgres(self.var / "pg")

    def environment(self) -> dict[str, str]:
        """What its processes are started with."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "MOTCUA_"))}
        ours = {"MOTCUA_VAR": str(self.var), "MOTCUA_DEMO": "1", "PYTHONPATH": str(ROOT)}
        if "MOTCUA_PG_BIN" in os.environ:
            ours["MOTCUA_PG_BIN"] = os.environ["MOTCUA_PG_BIN"]
        return kept | ours | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"}

    def fill(self) -> None:
        """Tables, and a part of the demo."""
        self.motcua("migrate")
        self.python(SOME)

    def motcua(self, *arguments: object, status: int = 0) -> str:
        """Run a command to its end; what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "motcua.management", *map(str, arguments)],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def findings(self) -> list[dict[str, object]]:
        """Everything that verify finds."""
        done = subprocess.run(
            [sys.executable, "-m", "motcua.management", "verify", "--again", "--json"],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        found: list[dict[str, object]] = json.loads(done.stdout)
        return found

    def python(self, text: str, *arguments: str) -> str:
        """Run a few lines with Django set up, on this installation's database."""
        begin = "import django; django.setup()\n"
        environment = self.environment() | {"DATABASE_URL": self.server.url()}
        done = subprocess.run(
            [sys.executable, "-c", begin + text, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def superuser(self) -> psycopg.Connection:
        """Who is stopped by nothing."""
        connection = psycopg.connect(self.server.owner_url(), autocommit=True)
        connection.execute("SET session_replication_role = replica")
        return connection

    def kill_server(self) -> None:
        """kill -9 the database server, all of it."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((self.server.data / "postmaster.pid").read_text().split()[0])
            children = [child.pid for child in psutil.Process(pid).children(recursive=True)]
            for one in (pid, *children):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
        while self.server.is_running():
            time.sleep(0.01)

    def fingerprint(self) -> dict[str, str]:
        """Every table's rows as one sum, whatever their order."""
        with self.superuser() as connection:
            names = [name for (name,) in connection.execute(TABLES)]
            sums = {}
            for name in names:
                query = f"SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM \"{name}\" t"  # noqa: E501
                sums[name] = str(connection.execute(query.encode()).fetchone())
        return sums


def new_directory(prefix: str) -> Path:
    """Where PostgreSQL's user can come in; in memory where there is such a place, as a process
    that is killed loses nothing of what it wrote there, and a disk is not what is tested."""
    memory = Path("/dev/shm")
    within = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=within))
    made.chmod(0o755)
    return made


@contextmanager
def installation(prefix: str = "motcua-faults-") -> Iterator[Installation]:
    """A new one, filled with the demo, its server running; gone afterwards."""
    var = new_directory(prefix)
    made = Installation(var)
    try:
        with made.server:
            made.fill()
            try:
                yield made
            finally:
                made.kill_server()  # nobody needs its last checkpoint
    finally:
        shutil.rmtree(var, ignore_errors=True)
