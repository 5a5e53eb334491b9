"""`motcua up` as a person runs it: it answers, stands alone, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from motcua.management.embedded import EmbeddedPostgres
from motcua.management.places import ROOT
from motcua.management.processes import die_with_parent
from tests.management.beginning import MANAGER, edited, example
from tests.management.conftest import Run, command_line

KEY = "a key for tests, " * 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A running `motcua up`."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment | {
            "PORT": str(free_port()),
            "MOTCUA_SECRET_KEY": KEY,  # real use: no demo data to wait for
            "MOTCUA_PLAIN_HTTP": "1",
        }
        self.log = Path(environment["MOTCUA_VAR"]).with_name("up.log")
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                command_line("up"),
                env=self.environment,
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(os.getpid()),  # also when this run is killed
            )

    def wait_until_it_answers(self) -> None:
        give_up = time.monotonic() + 60
        while "đang chạy ở" not in self.log.read_text("utf-8"):
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < give_up, self.log.read_text("utf-8")
            time.sleep(0.05)

    def healthz(self) -> int:
        address = f"http://127.0.0.1:{self.environment['PORT']}/healthz"
        with urllib.request.urlopen(address, timeout=5) as response:
            return int(response.status)

    def children(self) -> list[int]:
        found = subprocess.run(
            ["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
        )
        rows = [line.split() for line in found.stdout.splitlines()]
        alive = [(int(pid), int(parent)) for pid, parent, stat in rows if not stat.startswith("Z")]
        ours = {self.process.pid}
        for _ in range(3):
            ours |= {pid for pid, parent in alive if parent in ours}
        return sorted(ours - {self.process.pid})


def wait_until_gone(pids: list[int]) -> list[int]:
    give_up = time.monotonic() + 10
    while (left := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < give_up:
        time.sleep(0.05)
    return left


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] not in "ZX"


@pytest.fixture
def up(environment: dict[str, str]) -> Iterator[Callable[[], Running]]:
    """Start `motcua up` and wait for its address."""
    started: list[Running] = []

    def start() -> Running:
        started.append(Running(environment))
        started[-1].wait_until_it_answers()
        return started[-1]

    yield start
    for running in started:
        if running.process.poll() is None:
            running.process.terminate()
            running.process.wait(20)
    with EmbeddedPostgres(Path(environment["MOTCUA_VAR"]) / "pg"):
        pass  # a server that a killed `up` left is stopped by whoever leaves it last


def test_it_answers_refuses_a_second_and_ends_with_ctrl_c(
    up: Callable[[], Running], motcua: Run
) -> None:
    running = up()
    assert running.healthz() == 200
    assert len(running.children()) >= 5  # gunicorn and its two, deliver, tick
    second = motcua("up", MOTCUA_SECRET_KEY=KEY, PORT=str(free_port()))
    assert second.returncode == 2
    assert re.fullmatch(r"motcua up: một bản khác đang chạy ở .*another one.*\n", second.stderr)
    children = running.children()
    started = time.monotonic()
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(15) == 0
    assert time.monotonic() - started < 10
    assert wait_until_gone(children) == []
    server = EmbeddedPostgres(Path(running.environment["MOTCUA_VAR"]) / "pg")
    assert not server.is_running()


class Browser:
    """Somebody at another machine: cookies marked secure do not come back over plain HTTP."""

    def __init__(self, running: Running) -> None:
        self.base = f"http://127.0.0.1:{running.environment['PORT']}"
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def page(self, path: str, **sent: str) -> tuple[str, str]:
        """Where one ends up, and what stands there; with fields, they are posted."""
        data = urlencode(sent).encode() if sent else None
        request = urllib.request.Request(self.base + path, data, {"Origin": self.base})
        with self.opener.open(request, timeout=20) as answer:
            return answer.url.removeprefix(self.base), answer.read().decode()


def token_in(page: str) -> str:
    """What a form of the page has to bring."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    return token[1]


def test_a_province_that_has_begun_is_served_and_never_shown_as_a_demo(
    up: Callable[[], Running], motcua: Run, place: Path
) -> None:
    brought = example(place / "province")
    # Whatever year it is when this runs: the calendar has to reach into the next one.
    last = f"last = {date.today().year + 1}-12-31"  # noqa: DTZ011
    edited(brought, "calendar.toml", "last = 2027-12-31", last)
    options = [part for name, value in MANAGER.items() for part in (f"--{name}", value)]
    begun = motcua("begin", str(brought), *options)
    assert begun.returncode == 0, begun.stderr
    shown = motcua("up", PORT=str(free_port()))
    assert shown.returncode == 2
    assert "tỉnh thật" in shown.stderr
    assert "MOTCUA_SECRET_KEY" in shown.stderr
    somebody = Browser(up())
    _, page = somebody.page("/sign-in")
    first, own = begun.stdout.split()[-1], "tre-xanh-ben-song-con"
    typed = {"username": "quantri", "password": first, "next": "/manage/people"}
    path, page = somebody.page("/sign-in", csrfmiddlewaretoken=token_in(page), **typed)
    assert path == "/account/password?next=%2Fmanage%2Fpeople"
    changed = {"old": first, "new": own, "again": own, "next": "/manage/people"}
    path, page = somebody.page(path, csrfmiddlewaretoken=token_in(page), **changed)
    assert path == "/manage/people"
    assert "Trần Thị Mẫu" in page


def test_killed_it_leaves_no_process_that_serves_or_works(up: Callable[[], Running]) -> None:
    running = up()
    children = running.children()
    assert children
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    assert wait_until_gone(children) == []


def test_a_process_that_dies_is_said_aloud_and_ends_all(up: Callable[[], Running]) -> None:
    running = up()
    children = running.children()
    os.kill(children[0], signal.SIGKILL)
    assert running.process.wait(15) == 1
    assert "đã tự dừng (mã -9)" in running.log.read_text("utf-8")
    assert wait_until_gone(children) == []


def test_a_taken_port_is_one_sentence(motcua: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = motcua("up", PORT=port, MOTCUA_SECRET_KEY=KEY)
    assert said.returncode == 2
    assert "PORT=" in said.stderr
    assert said.stderr.count("\n") == 1


def test_it_refuses_to_serve_real_use_with_a_weak_key(motcua: Run) -> None:
    said = motcua("up", PORT=str(free_port()), MOTCUA_SECRET_KEY="short")
    assert said.returncode == 2
    assert "MOTCUA_SECRET_KEY" in said.stderr
    assert said.stderr.count("\n") == 1
