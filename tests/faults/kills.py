"""kill -9 of anything, again and again, while eight clients work; then: what was answered, is."""

import json
import random
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.faults.cluster import Installation
from tests.faults.load import Client, clients
from tests.faults.running import Running, kill

CLIENTS = 8
RESTARTED = "PostgreSQL, restarted"
THERE = 'SELECT code FROM motcua_dossier WHERE "key" = %s'
HANDED = """SELECT count(*) FROM motcua_fact f JOIN motcua_dossiercode c ON c."key" = f.dossier_key
WHERE c.code = %s AND f.kind = 'HandedOver'"""
WAITING = "SELECT count(*) FROM motcua_message WHERE state = 'waiting'"
HURRY = "UPDATE motcua_message SET next_try = now() WHERE state = 'waiting'"


@dataclass
class Outcome:
    """What happened, and everything that must not have."""

    rounds: int
    killed: Counter[str] = field(default_factory=Counter)
    received: int = 0
    handed_over: int = 0
    unanswered: int = 0
    away: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    waiting: int = 0
    sent: int = 0

    def lines(self) -> list[str]:
        """As a report has it."""
        killed = ", ".join(f"{what} {times}" for what, times in sorted(self.killed.items()))
        longest = max(self.away, default=0.0)
        return [
            f"rounds: {self.rounds} (killed: {killed})",
            f"answered: {self.received} receptions, {self.handed_over} hand-overs",
            f"without an answer, tried again: {self.unanswered}",
            f"back at work after {sum(self.away) / max(1, len(self.away)):.1f} s on average,"
            f" {longest:.1f} s at most",
            f"letters sent: {self.sent}, still waiting: {self.waiting}",
            f"wrong: {len(self.wrong)}",
            *self.wrong,
        ]


def kill_and_look(place: Installation, processes: Running, rounds: int, seed: int = 1) -> Outcome:
    """So many rounds, then every check."""
    outcome, chance, stop = Outcome(rounds), random.Random(seed), threading.Event()
    turns: list[str] = []
    at_work = clients(processes.address, CLIENTS, stop)
    _wait_until_all_work(at_work)
    for _ in range(rounds):
        _wait_for_answers(at_work)
        time.sleep(chance.uniform(0.3, 1.2))
        victims = processes.victims()
        if not turns:
            turns = [*sorted(victims), RESTARTED]
            chance.shuffle(turns)
        what = turns.pop()
        if what == RESTARTED:
            kill(victims["PostgreSQL"][0], signal.SIGINT)  # a fast shutdown: all are cut off
        else:
            kill(chance.choice(victims.get(what) or victims["PostgreSQL"]))
        outcome.killed[what] += 1
        time.sleep(0.2)
        processes.mend()
        outcome.away.append(processes.wait_until_ready())
    time.sleep(1)
    stop.set()
    for client in at_work:
        client.join(30)
    _compare(place, at_work, outcome)
    _drain(place, outcome)
    _verify(place, outcome)
    return outcome


def _wait_until_all_work(at_work: list[Client], seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while not all(client.told.seconds for client in at_work) and time.monotonic() < give_up:
        time.sleep(0.05)


def _wait_for_answers(at_work: list[Client], seconds: float = 20) -> None:
    """Until they have worked again since the last kill: a fault is tried under work."""
    enough = sum(len(client.told.received) for client in at_work) + len(at_work)
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if sum(len(client.told.received) for client in at_work) >= enough:
            return
        time.sleep(0.05)


def _compare(place: Installation, at_work: list[Client], outcome: Outcome) -> None:
    codes: Counter[str] = Counter()
    with place.superuser() as connection:
        for client in at_work:
            told = client.told
            outcome.unanswered += told.unanswered
            outcome.wrong += [client.failure] if client.failure else []
            outcome.wrong += [f"no sentence: {one}" for one in told.refused]
            outcome.received += len(told.received)
            outcome.handed_over += len(told.handed_over)
            codes.update(told.received.values())
            for key, code in told.received.items():
                row = connection.execute(THERE, [key]).fetchone()
                if row != (code,):
                    outcome.wrong.append(f"answered {code}, and there is {row}")
            for code in told.handed_over:
                [times] = connection.execute(HANDED, [code]).fetchone() or (0,)
                if times < 1:
                    outcome.wrong.append(f"the hand-over of {code} is not there")
    outcome.wrong += [
        f"{code} was given {times} times" for code, times in codes.items() if times > 1
    ]


def _drain(place: Installation, outcome: Outcome, seconds: float = 30) -> None:
    """Let all letters go. The worker has claims of its own meanwhile, so it may take a moment."""
    give_up = time.monotonic() + seconds
    with place.superuser() as connection:
        while True:
            connection.execute(HURRY)
            place.motcua("deliver", "--once")
            [outcome.waiting] = connection.execute(WAITING).fetchone() or (0,)
            if not outcome.waiting or time.monotonic() > give_up:
                break
            time.sleep(0.5)
        sent = "SELECT count(*) FROM motcua_message WHERE state = 'sent'"
        [outcome.sent] = connection.execute(sent).fetchone() or (0,)
    if outcome.waiting:
        outcome.wrong.append(f"{outcome.waiting} letters still wait")


def _verify(place: Installation, outcome: Outcome) -> None:
    """Row = replay, seals, numbers, codes, files, figures: all that verify knows."""
    outcome.wrong += [json.dumps(one, ensure_ascii=False) for one in place.findings()]
