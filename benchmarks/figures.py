"""How fast boards answer: the page of a province, lists behind its numbers, a day's catch-up.

Times are of the server: Django's own client asks the whole page, its middleware and template with
it, over a database on the same machine. Everything is asked ten times and more, and the slowest but
one in twenty is told.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks.report import Report, percentile

DATABASE = "marks"
SIZE = 100_000
TIMES = 20
DAY = date(2020, 3, 18)
PERIOD = {"from": "2020-01-01", "to": DAY.isoformat(), "as_of": DAY.isoformat()}
PLAIN = """
SELECT count(*), count(*) FILTER (WHERE f.kind = 'Finished') FROM motcua_fact f
JOIN motcua_dossier d ON d.key = f.dossier_key
WHERE d.received >= '2020-01-01' AND d.received < '2020-03-19'
  AND f.kind IN ('Received', 'Finished', 'Rejected', 'LegalDueMoved')"""
MOVED_BACK = """
INSERT INTO motcua_countchange
 (recorded, happened, received, basis, unit, procedure, channel, kind, n)
SELECT %(day)s, %(day)s, received, basis, unit, procedure, 'direct', kind, n
FROM motcua_cohortcount WHERE recorded = %(like)s"""


def run(report: Report, dossiers: int) -> None:
    """Marks and sums of so many dossiers, grown from the demo."""
    from motcua.models import Dossier, Mark, User
    from motcua.statistics.catalogue import FIGURES
    from motcua.statistics.fill import fill_all

    report.add("marks", Mark.objects.count(), "rows")
    report.add("dossiers of the demo itself", Dossier.objects.count(), "rows")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="kiemsoat"))

    def page(path: str, **asked: str) -> Callable[[], None]:
        def ask() -> None:
            answer = client.get(path, {**PERIOD, **asked})
            assert answer.status_code == 200, (path, answer.status_code)

        return ask

    add = _adder(report)
    add("province board", page("/board/H08", level="district,commune"), 100)
    add("the same, all that happened", page("/board/H08", count="period"), None)
    add("the same, a year", page("/board/H08", **{"from": "2019-03-19"}), None)
    add("district board", page("/board/H08.38"), 100)
    add("commune board", page("/board/H08.38.12"), 100)
    add("silent units", page("/board/silent", agency="H08"), 100)
    add("units by week, each of them", page("/board/H08/weeks", each="1"), None)
    add("by field", page("/board/H08/fields"), None)
    add("where time goes", page("/board/H08/time"), None)
    add("public home with figures", lambda: _public(client), 30)
    slowest = ("", 0.0)
    for figure in FIGURES:
        ask = page("/board/behind", figure=figure.name, agency="H08")
        took = percentile(_times(ask, 5), 0.95)
        slowest = max(slowest, (figure.name, took), key=lambda one: one[1])
    report.add(
        "slowest list behind a number, first page", slowest[1], "ms", most=100, note=slowest[0]
    )
    report.add("plain SQL over the demo's facts alone", _best(_plain), "ms")
    report.add("one day's catch-up", _catch_up(fill_all), "s", most=5)


def _adder(report: Report) -> Callable[[str, Callable[[], None], float | None], None]:
    def add(name: str, ask: Callable[[], None], most: float | None) -> None:
        took = _times(ask, TIMES)
        note = f"median {percentile(took, 0.5):.0f}"
        report.add(f"{name}, p95", percentile(took, 0.95), "ms", most=most, note=note)

    return add


def _public(client: Client) -> None:
    assert client.get("/").status_code == 200


def _times(ask: Callable[[], Any], count: int) -> list[float]:
    ask()
    found = []
    for _ in range(count):
        begun = time.perf_counter()
        ask()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def _best(ask: Callable[[], Any]) -> float:
    return min(_times(ask, 3))


def _plain() -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        cursor.fetchall()


def _catch_up(fill_all: Callable[[], int]) -> float:
    """Journal rows as many as a busy day leaves, moved into the sums."""
    like = DAY - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(MOVED_BACK, {"day": DAY, "like": like})
    begun = time.perf_counter()
    moved = fill_all()
    assert moved
    return time.perf_counter() - begun
