"""Stops of the clock: what cannot be one, and what each does to the due date under each policy."""

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.lateness import Verdict
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import VIETNAM, NaiveTime
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import Manner, Policy
from motcua.domain.waiting import Cause, Wait, check_waits, judge, moves, prolonged

DATA = Path(__file__).parents[2] / "data" / "calendar" / "binh-dinh.toml"
DOCUMENT = tomllib.loads(DATA.read_text("utf-8"))
CALENDAR = compile_calendar(*parse_calendar(DOCUMENT), ("H08",), *parse_coverage(DOCUMENT))


def policy(manner, most=None):
    return Policy("P", manner, date(2018, 6, 21), None, "kịch bản", "high", most_supplements=most)


RESTART, PAUSE = policy(Manner.RESTART), policy(Manner.PAUSE)
P_766 = policy(Manner.PAUSE, most=1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def wait(since, until, cause=Cause.SUPPLEMENT, number=1):
    return Wait(number, cause, at(since), at(until) if until else None)


RECEIVED = at("2020-03-20 09:00")  # Friday


@pytest.mark.parametrize(
    ("waits", "ended", "why"),
    [
        ([wait("2020-03-24 09:00", "2020-03-23 09:00")], None, "ends_before_it_starts"),
        ([wait("2020-03-24 09:00", "2020-03-24 08:59")], None, "ends_before_it_starts"),
        ([wait("2020-03-20 08:59", "2020-03-24 09:00")], None, "before_reception"),
        (
            [wait("2020-03-24 09:00", "2020-03-26 09:00"), wait("2020-03-25 09:00", None)],
            None,
            "overlaps",
        ),
        ([wait("2020-03-24 09:00", None), wait("2020-03-30 09:00", None)], None, "overlaps"),
        (
            [wait("2020-03-24 09:00", "2020-03-26 09:01")],
            at("2020-03-26 09:00"),
            "after_the_end",
        ),
        ([wait("2020-03-27 09:00", None)], at("2020-03-26 09:00"), "after_the_end"),
    ],
)
def test_a_stop_that_cannot_be_is_refused_with_its_reason(waits, ended, why):
    for order in (waits, waits[::-1]):
        with pytest.raises(Refused) as refusal:
            check_waits(RECEIVED, order, ended)
        assert (refusal.value.reason, refusal.value.facts["why"]) == ("bad_wait", why)


def test_stops_that_touch_are_two_stops():
    check_waits(
        RECEIVED,
        [
            wait("2020-03-20 09:00", "2020-03-24 09:00"),
            wait("2020-03-24 09:00", "2020-03-24 09:00"),
            wait("2020-03-25 09:00", None),
        ],
        at("2020-03-25 09:00"),
    )


@pytest.mark.parametrize(
    ("limit", "since", "until", "paused", "restarted"),
    [
        # Due Wednesday 25. The office waited on 25, 26, 27; the day of the answer is not its own
        (
            *("3 working days", "2020-03-24 09:00", "2020-03-27 14:00"),
            *("2020-03-30 17:00", "2020-04-01 17:00"),
        ),
        # asked and answered on one day: nothing was waited
        (
            *("3 working days", "2020-03-24 09:00", "2020-03-24 16:00"),
            *("2020-03-25 17:00", "2020-03-27 17:00"),
        ),
        # a weekend is no time that an office waits; Thursday 2 April is Giỗ Tổ
        (
            *("5 working days", "2020-03-27 16:00", "2020-03-30 08:00"),
            *("2020-03-30 17:00", "2020-04-07 17:00"),
        ),
        # 15 days end on Saturday 4 April, so Monday 6. Three days later is Tuesday 7: the weekend
        # at the old end is not given once more
        (
            *("15 days", "2020-03-24 09:00", "2020-03-27 14:00"),
            *("2020-04-07 17:00", "2020-04-13 17:00"),
        ),
        # a month ends on Monday 20 April; five days later is Saturday 25, so Monday 27
        (
            *("1 months", "2020-03-23 09:00", "2020-03-28 09:00"),
            *("2020-04-27 17:00", "2020-04-28 17:00"),
        ),
        # eight hours from Friday 09:00 end on Monday 09:00; 15:00 to 16:00 on Friday was waited
        (
            *("8 working hours", "2020-03-20 15:00", "2020-03-20 16:00"),
            *("2020-03-23 10:00", "2020-03-23 16:00"),
        ),
        # received before 15:00: today; a day waited is a day later
        (
            *("same day", "2020-03-20 10:00", "2020-03-23 10:00"),
            *("2020-03-23 17:00", "2020-03-23 17:00"),
        ),
    ],
)
def test_a_stop_moves_the_date_as_its_policy_says(limit, since, until, paused, restarted):
    for kind, expected in ((PAUSE, paused), (RESTART, restarted)):
        found = judge(kind, parse_limit(limit), RECEIVED, [wait(since, until)], None, CALENDAR)
        assert found.due == at(expected), kind


def test_pauses_in_calendar_time_add_up_before_the_end_is_moved_off_a_rest_day():
    # 15 days: Saturday 4 April. Two and one more: Tuesday 7, whatever weekend lies between
    two = [
        wait("2020-03-24 09:00", "2020-03-26 09:00"),
        wait("2020-03-30 09:00", "2020-03-31 09:00", number=2),
    ]
    found = list(moves(PAUSE, parse_limit("15 days"), RECEIVED, two, CALENDAR))
    assert [(m.old, m.new) for m in found] == [
        (at("2020-04-06 17:00"), at("2020-04-06 17:00")),  # Monday 6 in its own right
        (at("2020-04-06 17:00"), at("2020-04-07 17:00")),
    ]


def test_a_payment_pauses_where_a_supplement_restarts():
    paying = wait("2020-03-24 09:00", "2020-03-27 14:00", Cause.FINANCE)
    found = judge(RESTART, parse_limit("3 working days"), RECEIVED, [paying], None, CALENDAR)
    assert found.due == at("2020-03-30 17:00")


def test_a_stop_begun_when_overdue_or_not_yet_ended_moves_nothing():
    limit = parse_limit("3 working days")  # overdue from Thursday 26, 00:00
    for one in (wait("2020-03-26 00:00", "2020-03-31 09:00"), wait("2020-03-24 09:00", None)):
        assert list(moves(PAUSE, limit, RECEIVED, [one], CALENDAR)) == []


def test_by_766_more_than_one_request_is_late_whenever_it_was_finished():
    one = wait("2020-03-23 09:00", "2020-03-23 15:00")
    two = wait("2020-03-24 09:00", "2020-03-24 15:00", number=2)
    paying = wait("2020-03-24 09:00", "2020-03-24 15:00", Cause.FINANCE, number=2)
    limit, done = parse_limit("3 working days"), at("2020-03-25 09:00")
    verdicts = [
        judge(P_766, limit, RECEIVED, waits, done, CALENDAR).verdict
        for waits in ([one], [one, paying], [one, two])
    ]
    assert verdicts == [Verdict.ON_TIME, Verdict.ON_TIME, Verdict.LATE]


def test_without_a_limit_nothing_is_due():
    found = judge(PAUSE, parse_limit("none"), RECEIVED, [], None, CALENDAR)
    assert (found.due, found.verdict) == (None, None)


def test_a_naive_time_is_refused():
    naive = datetime.fromisoformat("2020-03-24T09:00")
    one = Wait(1, Cause.SUPPLEMENT, naive, naive)
    with pytest.raises((NaiveTime, TypeError)):
        judge(PAUSE, parse_limit("3 working days"), RECEIVED, [one], None, CALENDAR)


@pytest.mark.parametrize(
    ("waits", "end", "due"),
    [
        ([], "2020-03-25 09:00", "2020-03-23 17:00"),  # Monday
        # from Monday noon to Wednesday: two days that are not the step's own
        ([wait("2020-03-23 10:00", "2020-03-25 09:00")], "2020-03-27 09:00", "2020-03-25 17:00"),
        # it runs still: as far as today
        ([wait("2020-03-23 10:00", None)], "2020-03-24 09:00", "2020-03-24 17:00"),
        # begun before the step, so from the step's beginning on
        ([wait("2020-03-19 10:00", "2020-03-23 09:00")], "2020-03-25 09:00", "2020-03-24 17:00"),
        # over before it, or begun after its end, or when it was overdue
        ([wait("2020-03-18 10:00", "2020-03-19 09:00")], "2020-03-25 09:00", "2020-03-23 17:00"),
        ([wait("2020-03-25 10:00", None)], "2020-03-25 09:00", "2020-03-23 17:00"),
        ([wait("2020-03-24 10:00", "2020-03-26 09:00")], "2020-03-27 09:00", "2020-03-23 17:00"),
    ],
)
def test_a_step_of_one_day_is_longer_by_the_stops_inside_it(waits, end, due):
    found = prolonged(RECEIVED, parse_limit("1 working days"), waits, at(end), CALENDAR)
    assert found == at(due)
