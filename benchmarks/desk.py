"""Pages over HTTP as a signed-in clerk gets them, with so many dossiers there are.

gunicorn as `motcua up` starts it, one and eight clients. `an empty page` (change of password) has
session, account, frame and template: what a page costs that asks for nothing of its own.
"""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

import django.test
import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from uuid6 import uuid7

from benchmarks import grounds
from benchmarks.report import Report, percentile
from motcua.models import User
from tests.faults.load import CLERK, Client
from tests.faults.running import Running

DATABASE = "size"
SIZE = 100_000
ALONE, TOGETHER, CLIENTS = 40, 40, 8
ONE = """SELECT code, name FROM motcua_deskrow WHERE agency = 'H08.38.12' AND seat = 'in_hand'
ORDER BY pressing, dossier_key LIMIT 1 OFFSET 7"""


class Bench(Running):
    """The web server alone, on the bench server's database: a province that was grown has bells
    for days to ring, and what they cost is what `tick` measures."""

    started = ("web",)

    def environment(self) -> dict[str, str]:
        """Of this process: grounds has set it."""
        return dict(os.environ)

    def mend(self) -> None:
        """The bench server is not ours to start."""
        self.start()


class Place:
    """Where Running writes its log."""

    var = Path("/tmp")


def run(report: Report, dossiers: int) -> None:
    """Every page by one client, then by eight at once."""
    with psycopg.connect(grounds.server().owner_url(_database(dossiers))) as owner:
        code, name = owner.execute(ONE).fetchone() or ("", "")
    pages = {
        "an empty page": "/account/password",
        "my work": "/desk",
        "my work, second tab": "/desk?tab=in-hand",
        "search, a whole name": "/desk/search?q=" + quote_plus(name.lower()),
        "search, the end of a code": "/desk/search?q=" + code[-4:],
        "a dossier": f"/dossiers/{code}",
        "reception": "/desk/receive?procedure=1.001612",
        "register of a day": "/desk/register?period=2020-03-18",
    }
    _statements(report, pages)
    processes = Bench(Place())  # type: ignore[arg-type]
    try:
        processes.start()
        processes.wait_until_ready()
        clients = [_clerk(processes.address, number) for number in range(CLIENTS)]
        for words, path in pages.items():
            _measure(report, words, lambda client, path=path: _get(client, path), clients)
        _measure(report, "a command: reception", _receive, clients)
    finally:
        processes.stop()


def _database(dossiers: int) -> str:
    return f"size_{dossiers}"


def _statements(report: Report, pages: dict[str, str]) -> None:
    clerk = django.test.Client(headers={"host": "localhost"})
    clerk.force_login(User.objects.get(username=CLERK))
    for words, path in pages.items():
        clerk.get(path)
        with CaptureQueriesContext(connection) as queries:
            clerk.get(path)
        most = 5 if words == "my work" else None
        report.add(f"{words}: statements", len(queries), "", most=most)


def _clerk(address: str, number: int) -> Client:
    client = Client(address, number, threading.Event())
    client._begin()
    assert client.fields
    return client


def _get(client: Client, path: str) -> None:
    status, _ = client.ask("GET", path)
    assert status in (200, 404), (path, status)


def _receive(client: Client) -> None:
    sent = client.fields | {"key": str(uuid7()), "applicant-name": "Nguyễn Văn An", "do": "receive"}
    sent.pop("csrfmiddlewaretoken", None)
    status, _ = client.ask("POST", "/desk/receive", sent)
    assert status == 303, status


def _measure(
    report: Report, words: str, act: Callable[[Client], None], clients: list[Client]
) -> None:
    most = {"my work": 25.0, "a command: reception": 20.0}.get(words)
    for client in clients:  # each worker process has its templates and statements ready
        _times(act, client, 2)
    alone = _times(act, clients[0], ALONE)
    report.add(f"{words}, median", 1000 * percentile(alone, 0.5), "ms", most=most)
    together: list[float] = []
    begun = time.perf_counter()
    threads = [
        threading.Thread(target=lambda c=c: together.extend(_times(act, c, TOGETHER)))
        for c in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(together) / (time.perf_counter() - begun)
    worst = 1000 * percentile(together, 0.99)
    report.add(f"{words}, 8 clients, 99 of 100", worst, "ms", most=150, note=f"{rate:.0f}/s")


def _times(act: Callable[[Client], None], client: Client, times: int) -> list[float]:
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        act(client)
        seconds.append(time.perf_counter() - begun)
    return seconds
