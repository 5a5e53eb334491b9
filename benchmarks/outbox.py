"""How fast messages reach the national portal's sandbox, and how far they lag behind the facts.

`motcua deliver` and `motcua sandbox-portal` run as processes of their own, as in earnest.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.db import connection
from uuid6 import uuid7

from benchmarks.report import Report, percentile
from motcua.actions.dossiers import perform
from motcua.actions.mirror import queue_history, switch
from motcua.domain import commands as do
from motcua.domain.facts import PaperCount
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.roles import Role
from motcua.management.demo.names import citizen
from motcua.models import Dossier, Membership, Message
from motcua.reads.clock import now
from motcua.reads.law import receivable_at

DATABASE = "demo"
QUEUED, FACTS_A_SECOND, SECONDS = 9_000, 50, 20


def run(report: Report, size: int) -> None:
    """Drain a full outbox, then keep up with facts as they happen."""
    switch(NATIONAL_PORTAL, on=True)
    began = time.perf_counter()
    queued = _fill(QUEUED)
    report.add("messages queued from logs", queued / (time.perf_counter() - began), "/s")
    with TemporaryDirectory() as place, _sandbox(Path(place)) as url, _deliver(url):
        rate = _drain(queued)
        report.add("messages delivered", rate, "/s", least=300)
        lags = _keep_up()
        report.add("lag at 50 facts a second, median", percentile(lags, 0.5), "s")
        report.add("lag at 50 facts a second, p99", percentile(lags, 0.99), "s", most=2)
        report.add("facts written meanwhile", len(lags) / SECONDS, "/s")


def _fill(wanted: int) -> int:
    keys = list(Dossier.objects.order_by("key").values_list("key", flat=True))
    queued = 0
    while keys and queued < wanted:
        part, keys = keys[:100], keys[100:]
        queued += queue_history(part, NATIONAL_PORTAL, now=now())
    return queued


def _waiting() -> int:
    return Message.objects.filter(destination=NATIONAL_PORTAL, state="waiting").count()


def _drain(queued: int) -> float:
    while (first := _waiting()) == queued:
        time.sleep(0.05)
    began = time.perf_counter()
    while (left := _waiting()) > 0 and time.perf_counter() - began < 120:
        time.sleep(0.2)
    return (first - left) / (time.perf_counter() - began)


def _keep_up() -> list[float]:
    """Receptions at an even pace; the lag of each message in seconds."""
    from random import Random

    random, at = Random(7), now()
    post = Membership.objects.filter(role=Role.RECEPTIONIST.value, agency="H08.38.12")[0]
    procedure = receivable_at(post.agency, at.date())[0]
    papers = tuple(
        PaperCount(rule.code, max(rule.originals, int(rule.shown_only)), rule.copies)
        for rule in procedure.papers
        if rule.required and rule.when is None
    )
    keys: list[UUID] = []
    began = time.perf_counter()
    for number in range(FACTS_A_SECOND * SECONDS):
        pause = began + number / FACTS_A_SECOND - time.perf_counter()
        if pause > 0:
            time.sleep(pause)
        key = UUID(str(uuid7()))
        command = do.Receive(
            agency=post.agency, procedure=procedure.code, papers=papers, secret="K7PX",
            applicant=citizen(random, number + 1, "xã Cát Hanh"),
        )  # fmt: skip
        perform(key, command, actor=post.person_id, now=now())
        keys.append(key)
    while _waiting():
        time.sleep(0.1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM sent - created) FROM motcua_message"
            " WHERE dossier_key = ANY(%s) AND destination = %s AND state = 'sent'",
            [keys, NATIONAL_PORTAL],
        )
        return [float(lag) for (lag,) in cursor.fetchall()]


@contextmanager
def _sandbox(place: Path) -> Iterator[str]:
    arguments = ["sandbox-portal", "--port", "0", "--store", str(place / "portal.sqlite")]
    with _process(arguments, {}, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline().decode()
        yield re.findall(r"http://[\d.:]+", line)[0]


@contextmanager
def _deliver(url: str) -> Iterator[None]:
    where = {"MOTCUA_PORTAL_URL": url, "MOTCUA_PORTAL_USER": "motcua", "MOTCUA_PORTAL_UNIT": "H08"}
    with _process(["deliver"], {**where, "MOTCUA_PORTAL_PASSWORD": "x"}):
        yield


@contextmanager
def _process(
    arguments: list[str], variables: dict[str, str], stdout: int | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    line = [sys.executable, "-m", "motcua.management", *arguments]
    process = subprocess.Popen(line, env={**os.environ, **variables}, stdout=stdout)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timedelta(seconds=20).total_seconds())
