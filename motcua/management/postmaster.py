"""Whether the server of a data directory is alive: its pid file, and what the system knows."""

import os
from enum import Enum
from pathlib import Path


class State(Enum):
    """What became of the server that wrote the pid file."""

    NEVER = "no pid file"
    GONE = "its process has ended, or the number belongs to another program now"
    ZOMBIE = "its process has ended and nobody has collected it"
    ALIVE = "it runs"


def state(data: Path) -> State:
    """The state of the server of this data directory.

    PostgreSQL itself takes a zombie for a live server. Where process 1 collects nothing (many
    containers) a killed server stays a zombie; and after a restart of a container its number is
    soon some other program's.
    """
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return State.NEVER
    return _of_process(pid)


def _of_process(pid: int) -> State:
    if not Path("/proc/self/stat").exists():
        return _by_signal(pid)
    try:
        name, rest = Path(f"/proc/{pid}/stat").read_text(errors="replace").rsplit(")", 1)
    except OSError:
        return State.GONE
    if rest.split()[0] in "ZX":
        return State.ZOMBIE
    return State.ALIVE if name.partition("(")[2].startswith("postgres") else State.GONE


def _by_signal(pid: int) -> State:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return State.GONE
    except PermissionError:
        return State.ALIVE
    return State.ALIVE


def clear(data: Path, socket: Path) -> None:
    """Take away what a server that is no longer there left behind and a new one would stop at."""
    (data / "postmaster.pid").unlink(missing_ok=True)
    for name in (".s.PGSQL.5432.lock", ".s.PGSQL.5432"):
        (socket / name).unlink(missing_ok=True)
