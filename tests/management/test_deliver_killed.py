"""`motcua deliver` is killed at random moments, under load, while the portal fails by chance.

MOTCUA_KILLS says how often (5 if nothing is said; `make nightly` asks for 50).
"""

import json
import os
import random
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from uuid6 import uuid7

from motcua.actions.dossiers import Request, perform_many
from motcua.actions.mirror import switch
from motcua.domain import commands as do
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.refusal import Refused
from motcua.management.places import ROOT
from motcua.models import Message
from tests.management.conftest import command_line
from tests.portal import CITIZEN, numbered
from tests.story import HOUSEHOLD, at, finish, reception, who

KILLS = int(os.environ.get("MOTCUA_KILLS", "5"))
AT_ONCE = 12
"""Dossiers that begin before each kill; each has fourteen facts."""


@pytest.fixture
def portal(place: Path) -> Iterator[str]:
    """A sandbox portal as a process of its own; its address."""
    line = command_line("sandbox-portal", "--port", "0", "--store", str(place / "portal.sqlite"))
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, env=environment(""))
    assert process.stdout is not None
    [url] = re.findall(r"http://[\d.:]+", process.stdout.readline().decode())
    try:
        yield url
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def environment(url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "MOTCUA_PORTAL_URL": url,
        "MOTCUA_PORTAL_USER": "motcua",
        "MOTCUA_PORTAL_PASSWORD": "x",
        "MOTCUA_PORTAL_UNIT": "H08",
    }


def control(url: str, **asked: Any) -> None:
    body = json.dumps(asked).encode()
    with urllib.request.urlopen(f"{url}/sandbox/control", body, timeout=10) as answer:
        assert answer.status == 200


def held(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{url}/sandbox/dossiers.json", timeout=30) as answer:
        return {one["MaHoSo"]: one for one in json.load(answer)}


def lives(count: int) -> list[list[Request]]:
    """So many whole lives, turn by turn: what happens to each of them next."""
    keys = [UUID(str(uuid7())) for _ in range(count)]
    acts = [
        ("phuc", reception(HOUSEHOLD, applicant=CITIZEN)),
        ("phuc", do.HandOver()), ("lan", do.AcceptHandOver()), ("lan", do.HandOver()),
        ("nga", do.AcceptHandOver()), ("nga", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()), ("thang", do.Approve()), ("hoa", do.AcceptHandOver()),
        ("hoa", finish(number="12/GCN")), ("phuc", do.AcceptHandOver()),
        ("phuc", do.ReturnResult("counter", collected_by="Nguyễn Thị Thanh Trúc")),
    ]  # fmt: skip
    noon = at("2020-03-20 14:00")
    return [[Request(key, act, who(name), at=noon) for key in keys] for name, act in acts]


def live(turns: list[list[Request]]) -> None:
    for turn in turns:
        done = perform_many(turn, now=at("2020-03-20 14:00"), silent=True, mirrored=True)
        assert not [one for one in done if isinstance(one, Refused)]


def start(url: str, log: Path, *more: str) -> "subprocess.Popen[bytes]":
    with log.open("ab") as out:
        return subprocess.Popen(
            command_line("deliver", *more), env=environment(url), cwd=ROOT, stderr=out, stdout=out
        )


def waiting() -> int:
    return Message.objects.filter(destination=NATIONAL_PORTAL, state="waiting").count()


def wait_until(reached: Callable[[], bool], seconds: float) -> None:
    give_up = time.monotonic() + seconds
    while not reached() and time.monotonic() < give_up:
        time.sleep(0.05)


@pytest.mark.usefixtures("committed")
def test_killed_again_and_again_every_message_is_there_once_and_in_order(
    portal: str, place: Path
) -> None:
    chance, log = random.Random(20200319), place / "deliver.log"
    switch(NATIONAL_PORTAL, on=True)
    control(portal, fail_rate=10, delay=15)
    killed = 0
    for _ in range(KILLS):
        live(lives(AT_ONCE))
        before = waiting()
        process = start(portal, log)
        wait_until(lambda before=before: waiting() < before, 20)  # type: ignore[misc]
        assert process.poll() is None, log.read_text()
        time.sleep(chance.uniform(0, 0.4))
        killed += waiting() > 0
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert killed >= KILLS * 0.6, "most were killed while there was something to send"
    _let_all_arrive(portal, log)
    _everything_is_there_once_and_in_order(portal)
    settings.NATIONAL_PORTAL.update(url=portal, username="motcua", password="x", unit="H08")
    call_command("reconcile")  # it would exit with 1 if anything differed
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


@pytest.mark.usefixtures("committed")
def test_an_outage_loses_nothing(portal: str, place: Path) -> None:
    """Ten minutes shortened to as many seconds as it takes for the circuit to open and close."""
    log = place / "deliver.log"
    switch(NATIONAL_PORTAL, on=True)
    control(portal, mode="down")
    process = start(portal, log)
    live(lives(AT_ONCE))
    time.sleep(4)
    everything = waiting()
    assert everything == Message.objects.filter(destination=NATIONAL_PORTAL).count()
    control(portal, mode="well")
    wait_until(lambda: waiting() == 0, 40)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert waiting() == 0, "it found out by itself that the portal was back"
    _everything_is_there_once_and_in_order(portal)


def _let_all_arrive(url: str, log: Path) -> None:
    control(url, fail_rate=0, delay=0)
    for _ in range(20):
        if not waiting():
            return
        queue = Message.objects.filter(destination=NATIONAL_PORTAL, state="waiting")
        queue.update(next_try=timezone.now())
        start(url, log, "--once").wait(60)
        time.sleep(0.2)
    raise AssertionError(f"{waiting()} messages never arrived: {log.read_text()[-2000:]}")


def _everything_is_there_once_and_in_order(url: str) -> None:
    there = held(url)
    told: dict[str, list[int]] = {}
    for code, fact, state in (
        Message.objects.filter(destination=NATIONAL_PORTAL)
        .order_by("code", "fact")
        .values_list("code", "fact", "state")
    ):
        assert state == "sent", (code, fact)
        told.setdefault(code, []).append(fact)
    assert set(there) == set(told)
    for code, facts in told.items():
        assert [numbered(step["NoiDungXuLy"]) for step in there[code]["TienDo"]] == facts, code
        assert there[code]["TrangThaiHoSo"] == "10"
