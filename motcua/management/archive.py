"""Where backups lie, and how the embedded server's log of changes gets there as it is written.

    DIR/base/20200319T073000Z/     the server's files at one moment, with a manifest of their sums
    DIR/wal/                       every change since, in segments; the server itself puts them here
    DIR/files/ab/cd/abcd…          the file store, under the same names

A segment is kept after 45 seconds at the latest, so that less than a minute can be lost.
"""

import os
import shlex
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

ARCHIVE_SECONDS = 45
PIECE = 1 << 20
_NAME = "%Y%m%dT%H%M%SZ"


class Unfit(Exception):
    """There is something that can't be backed up or restored; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A directory of backups."""

    root: Path

    @property
    def base(self) -> Path:
        """The server's files, one directory for each time."""
        return self.root / "base"

    @property
    def wal(self) -> Path:
        """The log of changes."""
        return self.root / "wal"

    @property
    def files(self) -> Path:
        """The file store."""
        return self.root / "files"

    def new_base(self, now: datetime) -> Path:
        """Where a backup made now belongs."""
        return self.base / now.astimezone(UTC).strftime(_NAME)

    def bases(self) -> list[tuple[datetime, Path]]:
        """Finished backups of the server's files, oldest first, with the time they were done."""
        found = []
        for path in sorted(self.base.glob("*Z")):
            done = datetime.fromtimestamp((path / "backup_manifest").stat().st_mtime, UTC)
            found.append((done, path))
        return found

    def base_before(self, moment: datetime | None) -> Path:
        """The newest backup from which that moment can be reached."""
        fitting = [path for done, path in self.bases() if moment is None or done <= moment]
        if not fitting:
            raise Unfit(f"{self.root} không có bản sao lưu nào xong trước thời điểm cần khôi phục.")
        return fitting[-1]

    def keep_command(self) -> str:
        """What the server runs for each segment: copied, safe on disk, then named; never twice."""
        here, name = _shell(self.wal), "%f"
        kept, new = f"{here}/{name}", f"{here}/.{name}.new"
        copy = f"cp %p {new} && sync {new} && mv {new} {kept} && sync {here}"
        return f"if test -f {kept}; then cmp -s %p {kept}; else {copy}; fi"

    def fetch_command(self) -> str:
        """What a server that is being restored runs for each segment."""
        return f"cp {_shell(self.wal)}/%f %p"


def _shell(path: Path) -> str:
    return shlex.quote(str(path)).replace("%", "%%")


def setting(name: str, value: str) -> str:
    """A line of PostgreSQL's settings."""
    quoted = value.replace("'", "''")
    return f"{name} = '{quoted}'\n"


def copy_files(digests: Iterable[str], source: Path, target: Path) -> Iterator[str]:
    """Copy these files where they are missing; the digests of those that are not what they were.

    Every byte that is copied is hashed. A file appears under its name when it is safe on disk.
    """
    for digest in digests:
        place = Path(digest[:2], digest[2:4], digest)
        if (target / place).exists():
            continue
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        if not _copied(source / place, target / place, digest):
            yield digest


def _copied(source: Path, target: Path, digest: str) -> bool:
    new, hashed = target.with_name(f".{target.name}.new"), sha256()
    try:
        with source.open("rb") as file, new.open("wb") as out:
            while piece := file.read(PIECE):
                hashed.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        if hashed.hexdigest() != digest:
            return False
        new.replace(target)
        return True
    except FileNotFoundError:
        return False
    finally:
        new.unlink(missing_ok=True)


def copy_tree(source: Path, target: Path) -> None:
    """The server's files as they are."""
    shutil.copytree(source, target, symlinks=True)
