"""A dossier's whole life through the door, against the same rows written by hand.

Each command is a transaction of its own that commits to disk. `through the door` has permissions,
legs, facts, seals, marks, desk rows, outbox; `by hand` is `rows_by_hand`, on the same server.
"""

import gc
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from uuid import UUID

import psycopg

from benchmarks import grounds
from benchmarks.report import Report, percentile
from benchmarks.rows_by_hand import Rows, noted, write_again
from motcua.actions.dossiers import Request, perform
from motcua.management.connection import APP
from motcua.management.demo.journeys import Life
from motcua.management.demo.planned import draw_dossier
from motcua.management.demo.province import OPENS, setting_of_the_demo

DATABASE = "demo"
SIZE = 60
SIZED_IN = "lives"
COMMUNE, PROCEDURE = "H08.38.12", "1.001612"
LEAST_ACTS, FIRST_SERIAL, TURNS = 8, 100_000, 6
TABLES = ("fact", "privatevalue", "deskrow", "mark", "message")


def run(report: Report, lives: int) -> None:
    """Play lives, and write the rows of some by hand, in turn: no machine is the same for long."""
    warm, timed, counted = _lives(3, 1), _lives(lives, 2), _lives(5, 3)
    _play(warm)
    hand = Rows()
    with noted(hand):
        _play(counted, hand)
    keys = {one.key for life in counted for one in life}
    _by_hand(hand, keys)
    seconds: list[float] = []
    least: list[float] = []
    cpu = 0.0
    for at in range(TURNS):
        begun = time.process_time()
        seconds += _play(timed[at::TURNS])
        cpu += time.process_time() - begun
        least += _by_hand(hand, keys)
    cpu /= len(seconds)

    rate, limit = len(seconds) / sum(seconds), len(least) / sum(least)
    report.add("commands in a life", len(seconds) / lives, "", least=8)
    report.add("through the door", rate, "/s")
    report.add("by hand: the limit", limit, "/s")
    report.add("door as a share of the limit", 100 * rate / limit, "%", least=40)
    report.add("a command, median", 1000 * percentile(seconds, 0.5), "ms", most=3)
    report.add("a command, quickest tenth", 1000 * percentile(seconds, 0.1), "ms")
    report.add("a command, processor time here", 1000 * cpu, "ms")
    report.add("a command, 99 of 100", 1000 * percentile(seconds, 0.99), "ms")
    report.add("by hand, median", 1000 * percentile(least, 0.5), "ms")
    report.add("statements in a command, most", max(hand.statements), "", most=8)
    report.add("statements in a command, mean", sum(hand.statements) / len(hand.statements), "")


def _by_hand(hand: Rows, keys: set[UUID]) -> list[float]:
    _forget(keys)
    return write_again(grounds.server().owner_url("scratch"), APP, hand.transactions)


def _lives(count: int, seed: int) -> list[list[Request]]:
    """Whole lives of one procedure in one commune, as the demo plays them, from now on."""
    setting, random = setting_of_the_demo(), Random(seed)
    procedure, until = setting.procedures[PROCEDURE], OPENS + timedelta(days=90)
    lives: list[list[Request]] = []
    serial = FIRST_SERIAL * seed
    while len(lives) < count:
        serial += 1
        begins = OPENS + timedelta(minutes=serial % FIRST_SERIAL)
        planned = draw_dossier(COMMUNE, begins, procedure, setting.calendar, random)
        planned.serial = serial
        life = list(Life(planned, setting).requests(until))
        if len(life) >= LEAST_ACTS:
            lives.append(life)
    return lives


def _play(lives: list[list[Request]], hand: Rows | None = None) -> list[float]:
    seconds = []
    gc.collect()
    for request in _in_turn(lives):
        if hand is not None:
            hand.begin(request.key)
        begun = time.perf_counter()
        assert request.at is not None
        perform(request.key, request.command, actor=request.actor, now=request.at)
        seconds.append(time.perf_counter() - begun)
    return seconds


def _in_turn(lives: list[list[Request]]) -> Iterator[Request]:
    for life in lives:
        yield from life


def _forget(keys: set[UUID]) -> None:
    url = grounds.server().owner_url("scratch")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        for table in TABLES:
            owner.execute(
                f"DELETE FROM motcua_{table} WHERE dossier_key = ANY(%s)".encode(), [list(keys)]
            )
        for table in ("dossier", "dossiercode"):
            owner.execute(
                f'DELETE FROM motcua_{table} WHERE "key" = ANY(%s)'.encode(), [list(keys)]
            )
