"""Locks on files that the system lets go of by itself when a process dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Another process holds the lock; `note` is what it wrote into the file."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


@contextmanager
def alone(file: Path, *, wait: bool = True, note: str = "") -> Iterator[None]:
    """Hold the file's lock alone inside the block; Taken at once with wait=False.

    `note` is left in the file for those who come later.
    """
    descriptor = _opened(file)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Taken(os.pread(descriptor, 200, 0).decode(errors="replace")) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, note.encode(), 0)
        yield
    finally:
        os.close(descriptor)


class Sharers:
    """Those who use one thing at the same time, in any number of processes."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._descriptor: int | None = None

    def join(self) -> None:
        """Be one of them, until `leave` or the end of this process."""
        if self._descriptor is None:
            self._descriptor = _opened(self.file)
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Be one of them no longer. True when nobody is left. Call it under a lock of its own."""
        if self._descriptor is None:
            return False
        descriptor, self._descriptor = self._descriptor, None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True


def _opened(file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
