"""The processes of an installation, each of which may be killed and is started again."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.faults.cluster import Installation

WEB = ("gunicorn", "motcua.config.wsgi", "--no-control-socket", "--worker-class", "gthread")
SIZE = ("--workers", "2", "--threads", "4", "--graceful-timeout", "4", "--log-level", "critical")


class Running:
    """Web server, sender, clock."""

    started = ("web", "deliver", "tick")

    def __init__(self, place: Installation, **environment: str) -> None:
        self.more = environment
        self.place, self.port = place, _free_port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = (place.var / "processes.log").open("ab")

    def start(self) -> None:
        """Start what does not run."""
        web = (*WEB, "--bind", f"127.0.0.1:{self.port}", *SIZE)
        wanted = {
            "web": web,
            "deliver": ("motcua.management", "deliver"),
            "tick": ("motcua.management", "tick"),
        }
        for name in self.started:
            module, *arguments = wanted[name]
            known = self.processes.get(name)
            if known is not None and known.poll() is None:
                continue
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=self.log,
                stderr=self.log,
                start_new_session=True,
            )

    def environment(self) -> dict[str, str]:
        """On the installation's own database, as `motcua up` gives it to its children."""
        return self.place.environment() | {"DATABASE_URL": self.place.server.url()} | self.more

    def wait_until_ready(self, seconds: float = 60) -> float:
        """Until the web server can work; how long that took."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            self.mend()  # what could not begin at once: its port was held, it was still ending
            if self._is_ready():
                return time.monotonic() - begun
            time.sleep(0.05)
        states = {name: process.poll() for name, process in self.processes.items()}
        said = Path(self.log.name).read_text("utf-8", errors="replace")[-3000:]
        raise AssertionError(f"not ready after {seconds} s: {states}\n{said}")

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, http.client.HTTPException):
            return False

    def victims(self) -> dict[str, list[int]]:
        """What can be killed: the numbers of processes by what they are."""
        web = self.processes["web"].pid
        found = {"web server": [web], "web worker": _children(web)}
        found |= {name: [self.processes[name].pid] for name in ("deliver", "tick")}
        with contextlib.suppress(OSError, ValueError, IndexError):
            server = int((self.place.server.data / "postmaster.pid").read_text().split()[0])
            found |= {"PostgreSQL": [server], "a PostgreSQL process": _children(server)}
        return {what: numbers for what, numbers in found.items() if numbers}

    def mend(self) -> None:
        """Start again what is gone, the database server first."""
        if not self.place.server.is_running():
            with self.place.server:
                pass  # started; the fixture holds it too, so it is not stopped here
        self.start()

    def stop(self) -> None:
        """End everything."""
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.log.close()


def kill(number: int, how: signal.Signals = signal.SIGKILL) -> None:
    """kill -9, if nothing else is said; it may be gone already."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, how)


def _children(number: int) -> list[int]:
    try:
        return [child.pid for child in psutil.Process(number).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        for port in range(20_000 + os.getpid() % 5_000, 32_000):
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise AssertionError("no port is free")


@contextmanager
def running(place: Installation, **environment: str) -> Iterator[Running]:
    """Everything running, ended afterwards."""
    processes = Running(place, **environment)
    try:
        processes.start()
        processes.wait_until_ready()
        yield processes
    finally:
        processes.stop()
