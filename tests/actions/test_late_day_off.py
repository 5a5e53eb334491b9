"""A day off declared late: inside a wait, twice, by a named person, and never by itself."""

import pytest

from motcua.actions import late_day_off
from motcua.actions.batch import Batch
from motcua.actions.late_day_off import confirm, planned_moves
from motcua.domain import commands as do
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.refusal import Refused
from motcua.models import Dossier, Fact
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one
from tests.actions.days_off import decision
from tests.actions.test_clock import ASK
from tests.story import HOUSEHOLD, ONE_STOP, PERMIT, at, received, tell, who

pytestmark = pytest.mark.django_db


def state(key):
    row = Dossier.objects.get(key=key)
    assert list(verify_one(row)) == []
    return from_row(row)


def confirmed(off, when="2020-03-24 15:00", actor=0):
    return confirm(off, at(when), advance=lambda count: None, actor=actor)


def with_nga():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))  # Friday; due Wednesday 25
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    return key


def paying(since="2020-03-23 08:00"):
    """Waiting for money from Monday 23: a pause whatever the policy."""
    key = with_nga()
    pay = do.AskPayment(notice_number="1/TB", notice_date=at(since).date(), amount=100_000)
    tell(key, "nga", pay, at(since))
    return key


PAID = do.ConfirmPayment("giấy nộp tiền")


@pytest.mark.parametrize(
    ("day", "interim", "due"),
    [
        # Received Friday 20, three working days; waiting from Monday 23, paid on Thursday 26.
        # Without a day off: due Wednesday 25, three days waited (24, 25, 26): Monday 30.
        # Monday 23 is used and two days are left after Thursday 26.
        ("2020-03-24", "2020-03-26 17:00", "2020-03-30 17:00"),  # inside the wait: 27, 30
        ("2020-03-25", "2020-03-26 17:00", "2020-03-30 17:00"),  # inside the wait, the due day
        ("2020-03-26", "2020-03-25 17:00", "2020-03-30 17:00"),  # the day of the answer
        ("2020-03-27", "2020-03-25 17:00", "2020-03-31 17:00"),  # after the old date: 30, 31
        ("2020-03-30", "2020-03-25 17:00", "2020-03-31 17:00"),
        ("2020-03-31", "2020-03-25 17:00", "2020-03-30 17:00"),  # beyond it
    ],
)
def test_a_day_off_in_or_after_a_running_pause_counts_when_the_pause_ends(day, interim, due):
    key = paying()
    off = decision(day)
    confirmed(off)
    waiting = state(key)
    assert waiting.legal_due == at(interim)
    assert (waiting.overdue_from, waiting.alarms) == (None, ())  # its clock stands still
    assert confirmed(off) == 0
    assert state(key) == waiting
    tell(key, "nga", PAID, at("2020-03-26 16:00"))
    assert state(key).legal_due == at(due)
    assert confirmed(off, "2020-03-26 17:00") == 0  # run once more: nothing moves twice
    assert state(key).legal_due == at(due)
    assert state(key).first_promise == at("2020-03-25 17:00")


def test_a_payment_after_a_day_off_moved_is_the_same_as_one_confirmed_after_the_pause():
    before, after = paying(), paying()
    off = decision("2020-03-24")
    tell(after, "nga", PAID, at("2020-03-26 16:00"))
    confirmed(off, "2020-03-26 17:00")
    tell(before, "nga", PAID, at("2020-03-26 16:00"))
    assert state(before).legal_due == state(after).legal_due == at("2020-03-30 17:00")


def test_under_a_restart_nothing_moves_while_the_citizen_has_the_papers():
    key = with_nga()
    tell(key, "nga", ASK, at("2020-03-23 08:00"))
    tell(key, "lan", do.NotifySupplement(), at("2020-03-23 09:00"))
    off = decision("2020-03-25")
    assert list(planned_moves(off, at("2020-03-24 15:00"))) == []
    assert confirmed(off) == 0
    tell(key, "lan", do.RecordSupplement("đã nộp"), at("2020-03-24 16:00"))  # Tuesday
    # three working days again: Thursday 26, Friday 27, Monday 30
    assert state(key).legal_due == at("2020-03-30 17:00")
    assert confirmed(off) == 0


def test_a_wait_begun_too_late_stops_no_clock_and_the_date_moves_as_any_other():
    key = paying("2020-03-26 08:00")  # due Wednesday 25: overdue
    off = decision("2020-03-25", signed="2020-03-25")  # signed before it was late
    assert confirmed(off, "2020-03-26 15:00") == 1
    assert state(key).legal_due == at("2020-03-26 17:00")
    assert state(key).overdue_from == at("2020-03-27 00:00")


def test_whoever_confirms_stands_on_the_fact():
    key = with_nga()
    assert confirmed(decision("2020-03-25"), actor=who("tam")) == 1
    fact = Fact.objects.get(dossier_id=key, kind="LegalDueMoved")
    assert (fact.person, fact.agency, fact.role) == (who("tam"), "H08", "procedure_control")
    assert fact.body["basis"] == "15/QĐ-UBND"


def test_without_a_name_it_is_the_clock():
    key = with_nga()
    confirmed(decision("2020-03-25"))
    fact = Fact.objects.get(dossier_id=key, kind="LegalDueMoved")
    assert (fact.person, fact.role) == (0, "clock")


@pytest.fixture
def five(monkeypatch):
    """Five open dossiers, each a batch of its own; their keys in order."""
    monkeypatch.setattr(late_day_off, "BATCH", 1)
    return sorted(received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00")) for _ in range(5))


def moved_keys():
    found = Fact.objects.filter(kind="LegalDueMoved").order_by("dossier_id")
    return list(found.values_list("dossier_id", flat=True))


def test_a_run_broken_off_between_batches_is_taken_up_where_it_stopped(five):
    off, told = decision("2020-03-25"), []

    def break_off(count):
        told.append(count)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        confirm(off, at("2020-03-24 15:00"), advance=break_off)
    assert moved_keys() == five[:2]
    told.clear()
    assert confirm(off, at("2020-03-24 15:10"), advance=told.append) == 3
    assert told == [1] * 5  # progress is told of what was looked at, moved or not
    assert moved_keys() == five
    assert all(state(key).legal_due == at("2020-03-26 17:00") for key in five)
    assert confirmed(off, "2020-03-24 15:20") == 0


def test_a_run_killed_within_a_batch_leaves_nothing_of_that_batch(five, monkeypatch):
    off, write, written = decision("2020-03-25"), Batch.write, []

    def die_after_writing(batch):
        write(batch)
        written.append(batch)
        if len(written) == 3:
            raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(Batch, "write", die_after_writing)
        with pytest.raises(SystemExit):
            confirmed(off)
    assert moved_keys() == five[:2]
    assert confirmed(off, "2020-03-24 15:10") == 3
    assert moved_keys() == five
    assert all(state(key).legal_due == at("2020-03-26 17:00") for key in five)


def test_somebody_who_controls_no_procedures_moves_nothing():
    key = with_nga()
    assert confirmed(decision("2020-03-25"), actor=who("lan")) == 0
    assert state(key).legal_due == at("2020-03-25 17:00")


def test_a_district_moves_what_it_decides_and_nothing_else():
    ours = received(PERMIT, ONE_STOP, at("2020-03-20 09:00"))  # 15 days: Saturday 4, so Monday 6-4
    elsewhere = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    off = decision("2020-04-06", scope="H08.38")
    assert [move.key for move in planned_moves(off, at("2020-03-24 15:00"))] == [ours]
    assert confirmed(off) == 1
    assert state(ours).legal_due == at("2020-04-07 17:00")
    assert state(elsewhere).legal_due == at("2020-03-25 17:00")


@pytest.mark.parametrize(
    ("effective", "moved", "due"),
    [
        # Due Monday 23; the office was closed that day, by a decision signed on Tuesday 24, when
        # it was late already: it stays late, unless the decision held before the due date
        ("2020-03-24", 0, "2020-03-23 17:00"),
        ("2020-03-23", 0, "2020-03-23 17:00"),
        ("2020-03-20", 1, "2020-03-24 17:00"),  # Friday: a storm that began before
    ],
)
def test_what_was_late_when_it_was_signed_stays_late(effective, moved, due):
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-18 09:00"))  # Wednesday
    off = decision("2020-03-23", signed="2020-03-24", effective=effective)
    assert confirmed(off, "2020-03-24 15:00") == moved
    assert state(key).legal_due == at(due)


def test_what_was_not_yet_late_when_it_was_signed_moves_even_if_confirmed_later():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-18 09:00"))
    off = decision("2020-03-23", signed="2020-03-23")
    assert confirmed(off, "2020-03-25 15:00") == 1
    assert state(key).legal_due == at("2020-03-24 17:00")


def test_one_that_moves_beyond_the_calendar_is_not_passed_over():
    # Tuesday 28 December 2027: due Friday 31, the last day that the calendar holds
    key = received(HOUSEHOLD, ONE_STOP, at("2027-12-28 09:00"))
    with pytest.raises(CalendarTooShort):
        confirmed(decision("2027-12-30", signed="2027-12-29"), "2027-12-29 15:00")
    assert state(key).legal_due == at("2027-12-31 17:00")


def test_what_is_received_too_late_in_the_calendar_is_refused_with_its_year():
    with pytest.raises(Refused) as no:  # Thursday 30: the third working day is in January
        received(HOUSEHOLD, ONE_STOP, at("2027-12-30 09:00"))
    assert (no.value.reason, no.value.facts["year"]) == ("calendar_too_short", 2028)
