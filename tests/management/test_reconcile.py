"""Each dossier compared with what the portal says of it: why they differ, and mended by sending."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from uuid6 import uuid7

from motcua.actions.mirror import switch
from motcua.actions.reconciling import begin, queue_asked, repair
from motcua.domain import commands as do
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.reconciling import (
    DIFFERENT,
    Cause,
    Newest,
    Said,
    cause_of,
    in_term_there,
)
from motcua.management.reconciling import reconcile
from motcua.models import Destination, Difference, Message, Reconciliation
from tests.portal import CITIZEN, Portal, mirrored, sandbox, send_all
from tests.story import HOUSEHOLD, at, reception, tell

MORNING, NOON = at("2020-03-20 09:00"), at("2020-03-20 14:00")
OLD, NEW = Said("2", "20200325170000", ""), Said("4", "20200325170000", "")


@pytest.fixture
def portal(db: None):
    with sandbox() as found:
        mirrored()
        yield found


def begun(**more: object) -> UUID:
    key = UUID(str(uuid7()))
    tell(key, "phuc", reception(HOUSEHOLD, **{"applicant": CITIZEN, **more}), MORNING)
    return key


def causes() -> dict[str, str]:
    outcome = reconcile(NOON)
    assert outcome is not None
    return {one.code[-4:]: one.cause.value for one in outcome.found if one.cause in DIFFERENT}


@pytest.mark.parametrize(
    ("theirs", "newest", "cause"),
    [
        (NEW, Newest("sent"), None),
        (NEW, Newest("dead", "3"), None),  # what it holds is right, however it came there
        (None, None, Cause.NEVER_SENT),
        (None, Newest("waiting"), Cause.NEVER_SENT),
        (None, Newest("dead", "1"), Cause.REFUSED),
        (OLD, Newest("dead", "1"), Cause.REFUSED),
        (OLD, Newest("waiting"), Cause.STALE),
        (OLD, Newest("sent"), Cause.DIFFERS),
        (None, Newest("sent"), Cause.DIFFERS),  # it took it and lost it
        (OLD, None, Cause.DIFFERS),
    ],
)
def test_why_a_portal_says_something_else(theirs, newest, cause):
    assert cause_of(NEW, theirs, newest) == cause


@pytest.mark.parametrize(
    ("due", "ended", "waits", "rounds", "counts"),
    [
        ("2020-03-25 17:00", "2020-03-25 17:30", False, 0, True),  # by days: after closing
        ("2020-03-25 10:00", "2020-03-25 16:00", False, 0, True),  # it knows no hours
        ("2020-03-25 17:00", "2020-03-26 07:00", False, 0, False),
        ("2020-03-25 17:00", "2020-03-24 07:00", False, 2, False),  # two rounds of supplement
        ("2020-03-25 17:00", None, True, 1, True),  # waits for the citizen
        ("2020-03-25 17:00", None, False, 0, False),
        (None, None, False, 0, True),
    ],
)
def test_how_a_portal_counts(due, ended, waits, rounds, counts):
    found = in_term_there(
        due=at(due) if due else None, ended=at(ended) if ended else None,
        waits=waits, rounds=rounds, now=at("2020-04-01 08:00"),
    )  # fmt: skip
    assert found is counts


def test_every_cause_is_found_named_and_mended_by_sending(portal: Portal):
    switch(NATIONAL_PORTAL, on=False)
    never = begun()
    switch(NATIONAL_PORTAL, on=True)
    equal, stale, differs = begun(), begun(), begun()
    refused = begun(applicant=CITIZEN.__class__(CITIZEN.name))
    send_all()
    tell(stale, "phuc", do.HandOver(), NOON)
    later = timezone.now() + timedelta(hours=1)
    Message.objects.filter(dossier_key=stale, state="waiting").update(next_try=later)
    record = portal.store.dossiers()[2].record
    with portal.store.writing():
        portal.store.keep({**record, "TrangThaiHoSo": "8"})
    names = [never, equal, stale, differs, refused]
    expected = dict(zip(("0001", "0003", "0004", "0005"),
                        ("never_sent", "stale", "differs", "refused"), strict=True))  # fmt: skip
    assert causes() == expected, names
    assert "DinhDanhCHS" in Difference.objects.get(dossier_key=refused).words
    assert repair(DIFFERENT, code="", now=NOON, machine=timezone.now()) == 4
    assert queue_asked(NOON) == 2, "never sent, and differs"
    assert queue_asked(NOON) == 0, "each once"
    assert Difference.objects.filter(repaired=None).exclude(cause="counted").count() == 0
    send_all()
    assert causes() == {"0005": "refused"}, "only what lacks a number is still not there"
    corrected = do.CorrectDossier(applicant=CITIZEN, explanation="Bổ sung số định danh cá nhân")
    tell(refused, "phuc", corrected, NOON)
    send_all()
    assert causes() == {}


def test_the_command_answers_as_it_is_documented(portal: Portal, capsys):
    begun()
    send_all()
    switch(NATIONAL_PORTAL, on=False)
    begun()
    call_command("reconcile", json=True)
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"checked", "equal", "differs"}
    assert (answer["checked"], answer["equal"]) == (2, 1)
    [one] = answer["differs"]
    assert (one["cause"], one["portal"]) == ("never_sent", None)
    assert one["ours"] == {"status": "2", "due": "20200325170000", "finish": ""}


def test_a_portal_that_does_not_answer_leaves_what_was_found_before(portal: Portal, settings):
    begun()
    assert causes() == {"0001": "never_sent"}
    portal.trouble(mode="garbage")
    with pytest.raises(CommandError, match="kết quả lần trước vẫn giữ"):
        call_command("reconcile")
    assert Difference.objects.count() == 1
    assert Reconciliation.objects.latest("id").error


def test_the_worker_compares_once_a_day(db: None):
    machine = timezone.now()
    assert begin(NOON, machine, if_due=True) is None, "nothing was ever sent"
    Destination.objects.create(name=NATIONAL_PORTAL, sent=1)
    assert begin(NOON, machine, if_due=True)
    assert begin(NOON, machine + timedelta(hours=23), if_due=True) is None
    assert begin(NOON, machine + timedelta(hours=25), if_due=True)


def test_the_rate_here_and_the_rate_there_stand_side_by_side(portal: Portal):
    """Friday's dossier was due on Wednesday; on Thursday it is late in both."""
    late = begun()
    send_all()
    outcome = reconcile(at("2020-03-26 08:00"))
    assert outcome is not None
    assert outcome.figures == {"received": 1, "here": 0, "there_received": 1, "there": 0}
    assert outcome.found == []
    Message.objects.filter(dossier_key=late).update(state="dead")
    record = portal.store.dossiers()[0].record
    with portal.store.writing():
        portal.store.keep({**record, "NgayHenTra": "20200401170000"})
    outcome = reconcile(at("2020-03-26 08:00"))
    assert outcome is not None
    [one] = outcome.found
    assert (one.here, one.there, one.cause) == (False, True, Cause.REFUSED)
