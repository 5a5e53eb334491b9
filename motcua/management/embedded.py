"""A PostgreSQL server of our own, for a demo, for development and for tests.

It listens on a Unix socket in a private directory and nowhere else. Whoever needs it joins it,
and the last to leave stops it: a process that is killed has left, too. Works as root and as an
ordinary user, and after the server itself was killed.
"""

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from types import TracebackType

from motcua.management import postmaster
from motcua.management.connection import WEB_LOGIN, socket_url
from motcua.management.locks import Sharers, alone
from motcua.management.machine import free_mb, memory_mb
from motcua.management.postmaster import State
from motcua.management.unprivileged import Runner, Unusable

SUPERUSER = "motcua"
DATABASE = "motcua"
_BUILTIN_SINCE = 17
_SETTINGS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "jit": "off",
    "max_connections": "100",
    "log_line_prefix": "%m [%p] %a ",
    "log_statement": "none",
    "log_error_verbosity": "terse",  # without DETAIL, which quotes the values of a row
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    # Keeping the log needs a restart to switch on and none to say where: `motcua backup` says it.
    "archive_mode": "on",
    "archive_command": "/bin/true",
    "checkpoint_timeout": "15min",
    # Disk of today reads at random.
    "random_page_cost": "1.1",
}
_UNSAFE_AND_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "archive_mode": "off",
    "shared_buffers": "128MB",
}
_SHARE, _LEAST_MB, _MOST_MB = 8, 64, 4096
"""`shared_buffers` is an eighth of the memory: others work on the machine too."""


_LOG_SHARE, _LEAST_LOG_MB, _MOST_LOG_MB = 8, 256, 12 * 1024
"""`max_wal_size` is an eighth of what the disk has free. As shipped, a gigabyte of changes forces a
checkpoint, after which every page is logged whole: what moves a million dossiers then does little
else. The log grows so far only while that much is written; on a disk nearly full it may take less
than as shipped, for a server that cannot write its log stops."""


def _sized_by_the_machine(data: Path) -> dict[str, str]:
    pages, log = memory_mb() // _SHARE, free_mb(data) // _LOG_SHARE
    return {
        "shared_buffers": f"{min(_MOST_MB, max(_LEAST_MB, pages))}MB",
        "max_wal_size": f"{min(_MOST_LOG_MB, max(_LEAST_LOG_MB, log))}MB",
    }


class EmbeddedPostgres:
    """The server of one data directory.

    >>> with EmbeddedPostgres(Path("var/pg")) as server:  # doctest: +SKIP
    ...     psycopg.connect(server.owner_url())
    """

    def __init__(self, data: Path, *, for_tests: bool = False, patience: float = 10) -> None:
        """`for_tests` gives up all safety against a crash for speed; `patience` is for how many
        seconds a start is tried again."""
        self._patience = patience
        self._runner = Runner()
        wanted = data.absolute()
        self.data = self._runner.data(wanted)
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:10]
        # A socket's path may have 107 bytes and no more, so it can't lie beside the data.
        self.socket = _short_place() / f"motcua-pg-{self._runner.uid}-{digest}"
        own = _UNSAFE_AND_FAST if for_tests else _sized_by_the_machine(self.data)
        self._settings = _SETTINGS | own
        self._one_at_a_time = wanted.with_name(f".{wanted.name}.lock")
        self._users = Sharers(wanted.with_name(f".{wanted.name}.users"))
        self._log = wanted.with_name(f".{wanted.name}.log")

    def url(self, login: str = WEB_LOGIN, database: str = DATABASE) -> str:
        """The address of a database on this server, for a login."""
        return socket_url(self.socket, login, database)

    def owner_url(self, database: str = DATABASE) -> str:
        """The address of a database for the superuser, who prepares and migrates."""
        return self.url(SUPERUSER, database)

    def __enter__(self) -> "EmbeddedPostgres":
        """Start the server, or join it where it already runs."""
        try:
            with alone(self._one_at_a_time):
                self._ensure_running()
                self._users.join()
        except PermissionError as error:
            raise Unusable(
                f"Không được phép dùng {error.filename}: nơi này do người dùng khác tạo ra;"
                " hãy chạy bằng người dùng đó hoặc đặt MOTCUA_VAR ở nơi khác."
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the server; the last to leave stops it."""
        with alone(self._one_at_a_time):
            if self._users.leave():
                self._stop()

    def is_running(self) -> bool:
        """Whether the server of this directory is alive now."""
        return postmaster.state(self.data) is State.ALIVE

    # -- under the lock

    def _ensure_running(self) -> None:
        programs = self._runner.programs()
        version = _major_version(self._runner, programs, self._log)
        if not (self.data / "PG_VERSION").exists():
            self._make(programs, version)
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(version):
            raise Unusable(
                f"Dữ liệu trong {self.data} là của PostgreSQL {made_by}, chương trình là {version}."
            )
        if self.is_running():
            return
        self._runner.own(self.socket)
        self._write_settings()
        self._start(programs)

    def _make(self, programs: Path, version: int) -> None:
        new = self.data.with_name(f"{self.data.name}.new")  # half made is never taken for made
        if new.exists():
            shutil.rmtree(new)
        self._runner.own(new)
        locale = ["--locale=C.UTF-8"]
        if version >= _BUILTIN_SINCE:  # so that lower() and ILIKE know đ, Ứ and all the others
            locale += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
        arguments = ["-D", new, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
        self._must(programs / "initdb", *arguments, "--no-sync", *locale)
        new.rename(self.data)

    def _write_settings(self) -> None:
        ours = self.data / "motcua.conf"
        settings = self._settings | {"unix_socket_directories": str(self.socket)}
        ours.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        self._runner.give(ours)
        main = self.data / "postgresql.conf"
        for line in ("include 'motcua.conf'", "include_if_exists 'archive.conf'"):
            if line not in main.read_text():
                with main.open("a") as out:
                    out.write(f"\n{line}\n")

    def _start(self, programs: Path) -> None:
        arguments = ["-D", self.data, "-w", "-t", "60", "-l", self.data / "server.log", "start"]
        give_up = time.monotonic() + self._patience
        while True:
            if not self.is_running():
                postmaster.clear(self.data, self.socket)
            if self._run(programs / "pg_ctl", *arguments) == 0:
                return
            if time.monotonic() > give_up:
                raise Unusable(f"PostgreSQL không khởi động được; xem {self.data / 'server.log'}.")
            time.sleep(0.3)  # the children of a killed server take a moment to notice

    def _stop(self) -> None:
        if self.is_running():
            programs = self._runner.programs()
            self._must(programs / "pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")
        with contextlib.suppress(OSError):
            self.socket.rmdir()

    def _must(self, *argv: object) -> None:
        if self._run(*argv):
            last = self._log.read_text(errors="replace").strip().splitlines()[-1:]
            raise Unusable(f"{argv[0]} không chạy được: {' '.join(last)}")

    def _run(self, *argv: object) -> int:
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        return self._runner.run(argv, environment, self._log)


def _short_place() -> Path:
    place = Path(tempfile.gettempdir())
    return (
        place if len(os.fsencode(place)) <= 60 else Path("/tmp")
    )  # a socket's path fits 107 bytes


def _major_version(runner: Runner, programs: Path, log: Path) -> int:
    runner.run([programs / "postgres", "--version"], {"LC_ALL": "C"}, log)
    found = re.search(r"\(PostgreSQL\) (\d+)", log.read_text(errors="replace"))
    if found is None:
        raise Unusable(f"{programs / 'postgres'} không chạy được trên máy này.")
    return int(found[1])
