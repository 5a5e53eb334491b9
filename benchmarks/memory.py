"""What each process of an installation holds in memory while eight clerks work, minute by minute.

The real processes on a database of their own: the web server with two workers, the sender and the
clock, under the mixed load of the faults' clients (receive, hand over, lists, search, register).
Counted is PSS, which shares what is shared among those who share it, and RSS beside it.
`make bench BENCH=memory SIZE=10` is ten minutes.
"""

import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import psutil

from benchmarks.report import Report
from tests.faults.cluster import Installation
from tests.faults.load import clients
from tests.faults.running import Running, running

DATABASE = "empty"
SIZE = 10
SIZED_IN = "minutes"
CLIENTS = 8
EVERY = 2.0
"""Seconds between two looks."""
MOST = {"web worker": 180.0, "deliver": 150.0, "tick": 150.0}
GROWTH = 3.0
"""Megabytes that a process may seem to grow in the second half: what lies within one look's noise
(an arena of the allocator is 1 MB, and a worker has four threads)."""
MB = 1 << 20

Looks = dict[str, list[tuple[float, float, float]]]
"""By process: seconds since the start, PSS and RSS in MB."""


def run(report: Report, minutes: int) -> None:
    """So many minutes of work; the most each process held, and what it grew."""
    with tempfile.TemporaryDirectory(prefix="motcua-memory-", dir="/tmp") as name:
        Path(name).chmod(0o755)  # the server may run as somebody else
        place = Installation(Path(name))
        with place.server:
            place.fill()
            with running(place) as processes:
                looks, answered = _watched(processes, 60.0 * max(1, minutes))
    report.add("answers in all", answered, "", least=1)
    for process, seen in sorted(looks.items()):
        _told(report, process, seen)


def _watched(processes: Running, seconds: float) -> tuple[Looks, int]:
    looks: Looks = defaultdict(list)
    stop, begun = threading.Event(), time.monotonic()
    at_work = clients(processes.address, CLIENTS, stop)
    while (now := time.monotonic() - begun) < seconds:
        for what, numbers in processes.victims().items():
            for number in numbers if what in {"web server", *MOST} else ():
                memory = psutil.Process(number).memory_full_info()
                looks[f"{what} {number}"].append((now, memory.pss / MB, memory.rss / MB))
        time.sleep(EVERY)
    stop.set()
    for client in at_work:
        client.join(timeout=30)
    failures = [client.failure for client in at_work if client.failure]
    if failures:
        raise RuntimeError(f"a client gave up: {failures[0]}")
    return looks, sum(len(client.told.seconds) for client in at_work)


def _told(report: Report, process: str, seen: list[tuple[float, float, float]]) -> None:
    what = process.rpartition(" ")[0]
    most = MOST.get(what)
    report.add(f"{process}: RSS at most", max(rss for _, _, rss in seen), "MB", most=most)
    report.add(f"{process}: PSS at most", max(pss for _, pss, _ in seen), "MB")
    half = seen[len(seen) // 2 :]
    if len(half) > 2:
        growth = slope([(at, rss) for at, _, rss in half]) * (half[-1][0] - half[0][0])
        report.add(f"{process}: grown in the second half", growth, "MB", most=GROWTH)


def slope(points: list[tuple[float, float]]) -> float:
    """Of the line of least squares through these points."""
    count = len(points)
    mean_x, mean_y = (sum(p[axis] for p in points) / count for axis in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0
