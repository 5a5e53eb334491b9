"""A line on stderr that says how far a long piece of work has come."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_QUIET_SECONDS = 2.0
_LINE_EVERY = 5.0


class Progress:
    """Counts steps, and shows them once the work takes longer than two seconds."""

    def __init__(self, title: str, total: int | None, out: TextIO) -> None:
        self._title, self._total, self._out = title, total, out
        self._started = self._shown = time.monotonic()
        self._done = 0
        self._visible = False
        self._on_terminal = out.isatty()

    def advance(self, steps: int = 1) -> None:
        """Say that so many more steps are done."""
        self._done += steps
        now = time.monotonic()
        pause = 0.2 if self._on_terminal else _LINE_EVERY
        quiet = now - self._started < _QUIET_SECONDS
        if quiet or (self._visible and now - self._shown < pause):
            return
        self._shown, self._visible = now, True
        self._write(end="" if self._on_terminal else "\n")

    def expect(self, total: int) -> None:
        """Say how many steps there will be, where that was not known at the beginning."""
        self._total = total

    def close(self) -> None:
        """Show the last count, if any was shown."""
        if self._visible:
            self._write(end="\n")

    def _write(self, end: str) -> None:
        count = f"{self._done}/{self._total}" if self._total is not None else f"{self._done}"
        start = "\r" if self._on_terminal else ""
        seconds = int(time.monotonic() - self._started)
        self._out.write(f"{start}{self._title}: {count} ({seconds} s){end}")
        self._out.flush()


@contextmanager
def progress(title: str, total: int | None = None, out: TextIO | None = None) -> Iterator[Progress]:
    """A Progress for the length of the block; `total` None where nobody knows it beforehand."""
    shown = Progress(title, total, out or sys.stderr)
    try:
        yield shown
    finally:
        shown.close()
