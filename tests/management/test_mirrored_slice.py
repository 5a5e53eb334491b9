"""Two thousand dossiers of three weeks, brought in through the door, mirrored and compared."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from motcua.actions.dossiers import Request, perform_many
from motcua.channels.sandbox_portal.figures import figures
from motcua.domain import commands as do
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.refusal import Refused
from motcua.management.demo.names import citizen
from motcua.management.reconciling import reconcile
from motcua.models import Dossier, Message
from motcua.reads.law import province_calendar
from tests.portal import mirrored, sandbox, send_all
from tests.story import BIRTH, FILE, HOUSEHOLD, at, finish, reception, who

AT_ONCE, WAY, LEFT = 1_300, 150, 550
"""Results given at once; whole ways or the beginning of one; received and left lying."""
NOW = at("2020-03-20 14:00")


def lives(random: Random) -> Iterator[Request]:
    calendar = province_calendar()
    for serial in range(1, AT_ONCE + WAY + LEFT + 1):
        key = UUID(int=random.getrandbits(128), version=4)
        begun = at("2020-03-02 07:00") + timedelta(days=random.randint(0, 17))
        when = calendar.add_working_minutes(begun, random.randint(5, 400))
        applicant = citizen(random, serial, "xã Cát Hanh")
        procedure = BIRTH if serial <= AT_ONCE else HOUSEHOLD
        yield asked(key, "phuc", reception(procedure, applicant=applicant), when)
        if procedure is BIRTH:
            yield at_once(key, when, random)
        elif serial <= AT_ONCE + WAY:
            minutes = random.choice((60, 200, 500))
            for name, command in ON_ITS_WAY:
                when = calendar.add_working_minutes(when, random.randint(3, minutes))
                if isinstance(command, do.Finish):
                    command = replace(command, result_date=when.date())
                if when < NOW:
                    yield asked(key, name, command, when)


def asked(key: UUID, name: str, command: do.Command, when: datetime) -> Request:
    return Request(key, command, who(name), at=when, recorded=when)


ON_ITS_WAY: list[tuple[str, do.Command]] = [
    ("phuc", do.HandOver()), ("lan", do.AcceptHandOver()), ("lan", do.HandOver()),
    ("nga", do.AcceptHandOver()), ("nga", do.SubmitForSignature()),
    ("thang", do.AcceptHandOver()), ("thang", do.Approve()), ("hoa", do.AcceptHandOver()),
    ("hoa", finish(number="12/GCN")), ("phuc", do.AcceptHandOver()),
    ("phuc", do.ReturnResult("counter", collected_by="Người nhận")),
]  # fmt: skip


def at_once(key: UUID, received: datetime, random: Random) -> Request:
    # One in ten a day late: the limit is the same day.
    later = timedelta(days=1) if random.random() < 0.1 else timedelta(minutes=5)
    when = min(received + later, NOW)
    command = do.ResolveAtOnce(
        result_number="1/KS", result_date=when.date(), files=(FILE,), collected_by="Người nhận"
    )
    return asked(key, "phuc", command, when)


def in_term_by_the_law(now: datetime) -> tuple[int, int]:
    """Received and in term, counted from the rows by what the law says of them."""
    received = Dossier.objects.exclude(received=None)
    ended = received.annotate(ended=Coalesce("finished", "closed", now))
    kept = ended.filter(Q(overdue_from=None) | Q(ended__lt=F("overdue_from")))
    return received.count(), kept.count()


@pytest.mark.django_db
def test_a_slice_of_a_province_is_there_as_it_is_here_and_counts_the_same():
    mirrored()
    batch = sorted(lives(Random(20200320)), key=lambda one: one.at or NOW)
    for start in range(0, len(batch), 500):
        done = perform_many(batch[start : start + 500], now=NOW, silent=True, mirrored=True)
        assert [one for one in done if isinstance(one, Refused)] == []
    assert Dossier.objects.count() == 2_000
    queued = Message.objects.filter(destination=NATIONAL_PORTAL).count()
    assert Message.objects.count() == queued, "no person is told"
    with sandbox() as portal:
        sent = send_all()
        assert (len(sent), {one.outcome for one in sent}) == (queued, {"sent"})
        outcome = reconcile(NOW)
        held = portal.store.dossiers()
    assert outcome is not None
    assert (outcome.checked, outcome.equal, outcome.found) == (2_000, 2_000, [])
    there = figures([one.record for one in held], NOW.strftime("%Y%m%d"))
    received, on_time = in_term_by_the_law(NOW)
    assert (there["received"], there["on_time"]) == (received, on_time)
    assert 0.3 < on_time / received < 0.95, "some are late and some are not"
