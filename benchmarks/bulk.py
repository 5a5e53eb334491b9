"""The door's bulk leaf: dossiers and facts a second, and COPY of the same bytes in the same run.

    python -m benchmarks bulk

Whole lives of the winter of 2020 are made beforehand, then given to `perform_many` by as many
processes as there are cores, each with districts of its own. Then the bytes that were written are
taken out by COPY and copied by as many processes into empty tables with the same indexes and
foreign keys: what PostgreSQL alone takes. Other people's work on the same machine slows both;
processor seconds are printed beside, for they tell what the work itself costs.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import psycopg
from django.core.management import call_command
from django.db import connection

from benchmarks.report import Report
from motcua.actions.dossiers import Done, Request, perform_many
from motcua.management.demo.province import OPENS, begin, plan_of, setting_of_the_demo
from motcua.management.demo.replay import requests_of, slices
from motcua.management.workers import leave_database

DATABASE = "empty"
WORKERS = os.cpu_count() or 1
PER_WORKER = 12
"""Slices of 250 dossiers that each process writes."""
TABLES = (
    *("dossier", "fact", "privatevalue", "deskrow", "dossiercode", "mark", "countchange"),
    "counter",
)
KEYS = {
    "dossier": "key::text",
    "dossiercode": "key::text",
    "countchange": "id::text",
    "counter": "motcua_counter::text",
}
"""What a row is dealt by, where no dossier's key stands in it under that name."""
POINTS = """SELECT pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f'"""
LEAST, LEAST_SHARE = 2_000.0, 25.0

Batches = list[list[Request]]


def run(report: Report, size: int) -> None:
    """Fill an empty province, several batches at once; then the same by COPY."""
    _begin()
    parts, dossiers = _parts()
    report.say(f"{dossiers:,} dossiers in batches of 250, {WORKERS} processes")
    wall, client, server = _side_by_side(_through_the_door, parts)
    facts, size_of_it = _written()
    report.add("dossiers", dossiers / wall, "/s", least=LEAST, note=f"{wall:.1f} s")
    report.add("facts", facts / wall, "/s", note=f"{facts / dossiers:.1f} a dossier")
    report.add("our processor time", 1000 * client / dossiers, "ms each")
    report.add("PostgreSQL's processor time", 1000 * server / dossiers, "ms each")
    alone = dossiers * WORKERS / (client + server)
    report.add("dossiers, had we the machine alone", alone, "/s", note="by processor time")
    blocks = _bytes()
    _tables_to_copy_into()
    copied, copying, storing = _side_by_side(_by_copy, blocks)
    report.add("COPY of the same bytes", dossiers / copied, "/s", note=f"{size_of_it:,} bytes")
    share = 100 * copied / wall
    report.add("the door against COPY", share, "%", least=LEAST_SHARE)
    by_processor = 100 * (copying + storing) / (client + server)
    report.add("the door against COPY, processor time", by_processor, "%")


def _begin() -> None:
    call_command("migrate", verbosity=0)
    begin("binh-dinh-2020", "binh-dinh", say=lambda line: None)


def _parts() -> tuple[list[Batches], int]:
    """What each process does: batches of requests, districts dealt out by size."""
    setting = setting_of_the_demo()
    groups = sorted(plan_of(setting.scenario).groups().items(), key=lambda item: -len(item[1]))
    dealt = [groups[at::WORKERS] for at in range(WORKERS)]
    pieces = [
        [piece for key, dossiers in part for piece in slices(key, dossiers)][:PER_WORKER]
        for part in dealt
    ]
    until = setting.scenario.cutoff
    parts = [[list(requests_of(piece, setting, until)) for piece in part] for part in pieces]
    return parts, sum(len(piece.dossiers) for part in pieces for piece in part)


_work: list[object] = []


def _side_by_side(
    work: Callable[[object], tuple[float, float]], parts: list[object]
) -> tuple[float, float, float]:
    """Seconds from first to last; processor seconds of ours and of PostgreSQL's."""
    _work[:] = parts
    leave_database()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as pool:
        list(pool.map(_ready, range(WORKERS)))
        begun = time.perf_counter()
        spent = list(pool.map(partial(_one, work), range(len(parts))))
        wall = time.perf_counter() - begun
    return wall, sum(ours for ours, _ in spent), sum(theirs for _, theirs in spent)


def _ready(number: int) -> None:
    connection.ensure_connection()
    time.sleep(0.3)  # so that each process gets one


def _one(work: Callable[[object], tuple[float, float]], number: int) -> tuple[float, float]:
    return work(_work[number])


def _through_the_door(batches: Batches) -> tuple[float, float]:
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    before, ours = _processor(pid), time.process_time()
    for batch in batches:
        outcomes = perform_many(batch, now=OPENS, silent=True)
        assert all(isinstance(outcome, Done) for outcome in outcomes)
    return time.process_time() - ours, _processor(pid) - before


def _processor(pid: int) -> float:
    """Processor seconds of another process (Linux)."""
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _written() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM motcua_fact")
        facts = cursor.fetchone()[0]
    return facts, sum(len(block) for part in _bytes() for _, block in part)


def _bytes() -> list[list[tuple[str, bytes]]]:
    """The rows as COPY writes them, whole dossiers for each process: rows point at their own."""
    parts: list[list[tuple[str, bytes]]] = [[] for _ in range(WORKERS)]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        for name in TABLES:
            whose = KEYS.get(name, "dossier_key::text")
            for at, part in enumerate(parts):
                mine = f"abs(hashtext({whose})) % {WORKERS} = {at}"
                rows = f"COPY (SELECT * FROM motcua_{name} WHERE {mine}) TO STDOUT"
                with owner.cursor().copy(rows) as copy:
                    part.append((name, b"".join(bytes(block) for block in copy)))
    return parts


def _tables_to_copy_into() -> None:
    """The same tables once more, empty: columns, indexes, checks and foreign keys."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        owner.execute("DROP SCHEMA IF EXISTS copied CASCADE")
        owner.execute("CREATE SCHEMA copied")
        for name in TABLES:
            owner.execute(f"CREATE TABLE copied.motcua_{name} (LIKE motcua_{name} INCLUDING ALL)")
        for name in TABLES:
            for (points,) in owner.execute(POINTS, [f"motcua_{name}"]).fetchall():
                theirs = points.replace("REFERENCES motcua_", "REFERENCES copied.motcua_")
                owner.execute(f"ALTER TABLE copied.motcua_{name} ADD {theirs}")


def _by_copy(part: list[tuple[str, bytes]]) -> tuple[float, float]:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        before, ours = _processor(owner.info.backend_pid), time.process_time()
        for name, block in part:
            with owner.cursor().copy(f"COPY copied.motcua_{name} FROM STDIN") as copy:
                copy.write(block)
        owner.commit()
        return time.process_time() - ours, _processor(owner.info.backend_pid) - before
