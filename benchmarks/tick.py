"""What time costs: a thousand dossiers whose moment has come, among a million that are open."""

import json
import os
import subprocess
import sys
import time

from django.db import connection

from benchmarks.open_dossiers import GROUP, at
from benchmarks.report import Report, percentile
from motcua.actions.tick import due_first, pass_time
from motcua.models import Fact

DATABASE = "open"
SIZE = 1_000_000
PROCESSES = 4
FIRST, SECOND = "2020-03-13T08:00", "2020-03-16T07:30"


def run(report: Report, size: int) -> None:
    """The query, one tick over all that is due, the same again, and four at once."""
    now = at("2020-03-13 08:00")
    times = []
    for _ in range(25):
        begun = time.perf_counter()
        found = due_first(now)
        times.append((time.perf_counter() - begun) * 1_000)
    report.add("the query that finds a batch, median", percentile(times, 0.5), "ms", most=20)
    report.add("  slowest of 25", max(times), "ms")
    report.add("  found by it", len(found), "dossiers")
    begun, busy = time.perf_counter(), time.process_time()
    changed = _tick(now)
    report.add("tick over all that is due", time.perf_counter() - begun, "s", most=3)
    report.add("  of which this process", time.process_time() - busy, "s")
    report.add("  changed", changed, "dossiers", least=GROUP)
    report.add("  one fact each", _rung(), "facts", most=GROUP, least=GROUP)
    begun = time.perf_counter()
    report.add("the same again changes", _tick(now), "dossiers", most=0)
    report.add("  in", time.perf_counter() - begun, "s")
    _four_at_once(report)


def _tick(now: object) -> int:
    changed = 0
    while True:
        found, done = pass_time(now)  # type: ignore[arg-type]
        changed += done
        if not found:
            return changed


def _rung() -> int:
    return Fact.objects.filter(kind="AlarmRang").count()


def _four_at_once(report: Report) -> None:
    before, begun = _rung(), time.perf_counter()
    connection.close()
    command = [sys.executable, "-m", "motcua.management", "tick", "--once", "--json"]
    ticks = [
        subprocess.Popen([*command, "--now", SECOND], stdout=subprocess.PIPE, env=os.environ)
        for _ in range(PROCESSES)
    ]
    told = [json.loads(tick.communicate()[0]) for tick in ticks]
    # Monday: two moments of the first thousand (one working day left, the last day for an
    # apology), one of the second (two working days left); each once, whoever rang it.
    expected = 3 * GROUP
    report.add(f"{PROCESSES} ticks at once", time.perf_counter() - begun, "s")
    report.add("  facts they wrote", _rung() - before, "facts", most=expected, least=expected)
    report.say(f"  what they said: {told}")
