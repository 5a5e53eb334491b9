"""When something has run out, is locked or lies: the user reads a sentence, and nothing is lost."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core import mail
from django.test import override_settings
from uuid6 import uuid7

from motcua.actions.dossiers import perform
from motcua.actions.outbox import deliver_round
from motcua.actions.tick import pass_time
from motcua.channels.registry import CHANNELS
from motcua.domain import commands as do
from motcua.domain.refusal import Refused
from motcua.models import Fact, Message
from motcua.reads.audit import verify
from tests.faults.cluster import Installation, installation, new_directory
from tests.faults.load import PROCEDURE, Browser, Client
from tests.faults.running import Running, running
from tests.story import FRIDAY, received, tell, who

IN_FULL = os.environ.get("MOTCUA_FAULTS", "") == "full"
SENTENCE = "Không kết nối được cơ sở dữ liệu"


@dataclass
class Counter:
    """A clerk at the counter of an installation that is about to have trouble."""

    place: Installation
    processes: Running
    client: Client

    def receive(self) -> int:
        """Try to receive one dossier; the status of the answer."""
        sent = self.client.fields | {"key": str(uuid7()), "applicant-name": "An", "do": "receive"}
        sent.pop("csrfmiddlewaretoken", None)
        self.client.browser.close()
        status, text = self.client.browser.ask("POST", "/desk/receive", sent)
        if status != 303:
            assert status == 503, (status, text[:300])
            assert "Thử lại" in text, "a sentence, and the way out"
        return status

    def mended(self) -> None:
        """Nothing was lost, nothing is half there, and work goes on."""
        self.processes.mend()
        self.processes.wait_until_ready()
        assert self.receive() == 303
        assert self.place.findings() == []


@pytest.fixture(scope="module")
def counter() -> Iterator[Counter]:
    with installation() as place, running(place) as processes:
        client = Client(processes.address, 1, threading.Event())
        client._begin()
        assert client.fields, PROCEDURE
        yield Counter(place, processes, client)


def test_a_database_that_takes_no_changes(counter):
    set_to = "ALTER SYSTEM SET default_transaction_read_only = {}"
    with counter.place.superuser() as owner:
        owner.execute(set_to.format("on").encode())
        owner.execute("SELECT pg_reload_conf(), pg_sleep(0.3)")
        assert counter.receive() == 503
        owner.execute("SET default_transaction_read_only = off")
        owner.execute(set_to.format("off").encode())
        owner.execute("SELECT pg_reload_conf(), pg_sleep(0.3)")
    counter.mended()


def test_all_connections_of_the_server_are_taken(counter):
    url, taken = counter.place.server.url(), []
    with contextlib.suppress(psycopg.OperationalError):
        while len(taken) < 200:
            taken.append(psycopg.connect(url))
    assert len(taken) < 200
    second = Browser(counter.processes.address)
    statuses = []
    for _ in range(3):
        with contextlib.suppress(OSError):
            statuses.append(second.ask("GET", "/sign-in")[0])
    for connection in taken:
        connection.close()
    assert set(statuses) <= {200, 503}
    counter.mended()


def test_the_disk_is_full(counter):
    if os.geteuid() != 0:
        pytest.skip("NEEDS ROOT: a small disk cannot be made here")
    place = new_directory("motcua-small-")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=260m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        pytest.skip("NO MOUNT: a small disk cannot be made here")
    try:
        place.chmod(0o755)
        _on_a_small_disk(Installation(place))
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)
        place.rmdir()


def _on_a_small_disk(small: Installation) -> None:
    with small.server:
        small.fill()
        with running(small) as processes:
            client = Client(processes.address, 2, threading.Event())
            client._begin()
            clerk = Counter(small, processes, client)
            ballast = small.var / "ballast"
            _fill(ballast)
            answers = set()
            for _ in range(40):
                with contextlib.suppress(OSError):
                    answers.add(clerk.receive())
            assert 503 in answers, "it was full"
            ballast.unlink()
            clerk.mended()
        small.kill_server()


def _fill(ballast: Path) -> None:
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as out:
        while True:
            out.write(b"\0" * 65536)


@pytest.mark.skipif(not IN_FULL, reason="make faults: waits for the pool's ten seconds")
def test_the_pool_of_connections_is_exhausted(counter):
    with running(counter.place, MOTCUA_DB_POOL="1") as narrow:
        answers: list[int] = []

        def look() -> None:
            browser = Browser(narrow.address)
            with contextlib.suppress(OSError):
                status, text = browser.ask("GET", "/look-up?code=000.12.38.H08-200318-0001")
                answers.append(status)
                assert status != 503 or SENTENCE in text

        with counter.place.superuser() as owner, owner.transaction():
            owner.execute("LOCK TABLE motcua_dossiercode IN ACCESS EXCLUSIVE MODE")
            threads = [threading.Thread(target=look) for _ in range(8)]
            for thread in threads:
                thread.start()
            time.sleep(13)
        for thread in threads:
            thread.join(20)
    assert 503 in answers
    assert set(answers) <= {200, 404, 503}
    counter.mended()


def test_two_schedulers_at_once_ring_each_bell_once(counter):
    late = "2020-03-27T08:00"
    command = [sys.executable, "-m", "motcua.management", "tick", "--now", late]
    environment = counter.processes.environment()
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in "ab"]
    assert [one.wait(60) for one in both] == [0, 0]
    with counter.place.superuser() as owner:
        rung = owner.execute(
            "SELECT count(*), count(DISTINCT (dossier_key, kind, happened, body)) FROM motcua_fact"
            " WHERE kind IN ('DuePassed', 'AlarmRang')"
        ).fetchone()
    assert rung is not None
    assert rung[0] == rung[1] > 0
    counter.mended()


@pytest.mark.django_db
@pytest.mark.parametrize("hours", [1, 24])
def test_the_machines_clock_jumps_back_and_forward(hours):
    key, jump = received(), timedelta(hours=hours)
    life = [
        ("phuc", do.HandOver(), FRIDAY + jump),
        ("lan", do.AcceptHandOver(), FRIDAY - jump),
        ("lan", do.HandOver(), FRIDAY + 2 * jump),
        ("nga", do.AcceptHandOver(), FRIDAY),
    ]
    for name, command, moment in life:
        perform(key, command, actor=who(name), now=moment)
        pass_time(moment)
    facts = list(Fact.objects.filter(dossier_id=key).order_by("number"))
    assert [f.recorded for f in facts] == sorted(f.recorded for f in facts)
    assert {"HandedOver", "HandOverAccepted", "ClockJumped"} <= {f.kind for f in facts}
    assert list(verify([key])) == []


@pytest.mark.django_db
def test_the_mail_server_is_down_and_every_letter_goes_later():
    key = received()
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1):
        deliver_round("email", CHANNELS["email"], FRIDAY, FRIDAY)
    message = Message.objects.get(dossier_key=key)
    assert (message.state, message.tries) == ("waiting", 1)
    with pytest.raises(Refused):
        tell(key, "lan", do.AcceptHandOver())
    tell(key, "phuc", do.HandOver())  # nobody at a desk waits for a letter
    later = FRIDAY + timedelta(hours=7)
    deliver_round("email", CHANNELS["email"], later, later)
    message.refresh_from_db()
    assert message.state == "sent"
    assert len(mail.outbox) == 1
