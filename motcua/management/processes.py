"""Child processes that never outlive their parent, not even one that was killed."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

_PR_SET_PDEATHSIG = 1


class Child:
    """One process that we started and stop again."""

    def __init__(self, name: str, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            list(argv),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the parent alone, which stops all in order
            preexec_fn=die_with_parent(os.getpid()),
        )

    def ended(self) -> int | None:
        """Its exit status (negative: the signal that ended it), or None while it runs."""
        return self._process.poll()

    def ask(self) -> None:
        """Ask it to end."""
        if self._process.poll() is None:
            self._process.terminate()

    def stop(self, seconds: float) -> None:
        """Ask it to end, and after so many seconds end it."""
        self.ask()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.kill()  # also what it started and did not wait for

    def kill(self) -> None:
        """End it and whatever it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def die_with_parent(parent: int) -> Callable[[], None] | None:
    """What a new process does first: ask the system for SIGTERM when its parent ends (Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)  # loaded here: little is safe between fork and exec

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask
