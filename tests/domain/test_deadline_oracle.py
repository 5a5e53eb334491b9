"""The product against a slow calendar that anybody can check: 2,000 cases, 100,000 at night."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.domain.calendar import CalendarTooShort
from motcua.domain.deadline import StepKind, Verdict, due, explain, kept, lateness, overdue_from
from motcua.domain.limits import (
    CalendarDays,
    Limit,
    Months,
    NoLimit,
    SameDay,
    WorkingDays,
    WorkingHours,
)
from motcua.domain.local_time import local, local_day
from tests.oracle.calendars import CAT_HANH, shipped, shipped_rows
from tests.oracle.profiles import many_cases, many_of
from tests.oracle.random_calendars import FIRST, LAST_RECEIPT, random_calendar
from tests.oracle.slow_deadline import SlowCalendar, slow_due

NUMBERS = st.integers(0, min(many_of(200), 2_000) - 1)
"""Numbers of random calendars."""


def clock(at: datetime) -> tuple[date, int]:
    """The local day of an instant and the minute of it."""
    here = local(at)
    return here.date(), here.hour * 60 + here.minute


def days_from(first: date, last: date) -> list[date]:
    """All days from first to last."""
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-5))])


def instants(first: date = FIRST, last: date = LAST_RECEIPT) -> st.SearchStrategy[datetime]:
    """Instants within local days, in any zone, with seconds."""
    begin = datetime.combine(first, datetime.min.time())
    end = datetime.combine(last, datetime.min.time())
    whole = st.datetimes(begin, end, timezones=ZONES)
    edges = st.builds(
        lambda day, minute: (
            datetime.combine(day, datetime.min.time(), timezone(timedelta(hours=7)))
            + timedelta(minutes=minute)
        ),
        st.dates(first, last),
        st.sampled_from([0, 419, 420, 690, 810, 869, 870, 899, 900, 901, 1019, 1020, 1439]),
    )
    return whole.filter(lambda at: local(at).date() >= first) | edges


LIMITS: st.SearchStrategy[Limit] = st.one_of(
    st.builds(WorkingDays, st.integers(1, 60)),
    st.builds(CalendarDays, st.integers(1, 90)),
    st.builds(WorkingHours, st.integers(1, 120)),
    st.builds(Months, st.integers(1, 4)),
    st.just(SameDay()),
    st.just(NoLimit()),
)
"""Short enough that a calendar of 2020 holds the end of what is received until April."""


@contextmanager
def the_calendar_may_end() -> Iterator[None]:
    """With few working hours a week a long limit runs out of 2020: nothing to compare then."""
    try:
        yield
    except CalendarTooShort:
        assume(False)


@many_cases()
@given(NUMBERS, instants(), LIMITS)
def test_due_dates_are_those_of_the_slow_calendar(
    number: int, received: datetime, limit: Limit
) -> None:
    fast, slow = random_calendar(number)
    with the_calendar_may_end():
        promised = due(received, limit, fast)
        assert promised == slow_due(received, limit, slow)
        assert promised is None or promised.utcoffset() == timedelta(hours=7)


@many_cases(share=2)
@given(NUMBERS, instants(), LIMITS)
def test_an_explanation_ends_at_the_due_date_and_leaves_no_day_out(
    number: int, received: datetime, limit: Limit
) -> None:
    fast, slow = random_calendar(number)
    with the_calendar_may_end():
        told = explain(received, limit, fast)
    assert told.due == due(received, limit, fast)
    if told.due is None:
        assert [step.kind for step in told.steps] == [StepKind.NO_LIMIT]
        return
    first, last = told.steps[0], told.steps[-1]
    assert (first.kind, first.start) == (StepKind.RECEIVED, received)
    assert (last.kind, last.end) == (StepKind.DUE, told.due)
    assert all(step.start <= step.end for step in told.steps if type(step.start) is type(step.end))
    skipped = sum(step.number for step in told.steps if step.kind is StepKind.SKIPPED)
    begun, *passed = days_from(local_day(received), told.due.date())
    if isinstance(limit, WorkingDays):
        assert skipped + limit.amount == len(passed)
        assert skipped == sum(not slow.works(day) for day in passed)
    if isinstance(limit, WorkingHours | SameDay):
        assert skipped == sum(not slow.works(day) for day in (begun, *passed))


@many_cases(share=4)
@given(NUMBERS, st.lists(instants(), min_size=2, max_size=6), LIMITS)
def test_who_comes_later_is_never_due_earlier(
    number: int, received: list[datetime], limit: Limit
) -> None:
    assume(not isinstance(limit, NoLimit))
    with the_calendar_may_end():
        promised = [due(at, limit, random_calendar(number)[0]) for at in sorted(received)]
    assert all(a is not None and b is not None and a <= b for a, b in pairwise(promised))


@many_cases(share=4)
@given(NUMBERS, instants(), instants(), instants())
def test_working_minutes_are_those_of_the_slow_calendar_and_add_up(
    number: int, x: datetime, y: datetime, z: datetime
) -> None:
    fast, slow = random_calendar(number)
    a, b, c = sorted((x, y, z))
    passed = fast.working_minutes(a, b)
    assert passed + fast.working_minutes(b, c) == fast.working_minutes(a, c)
    assert passed == sum(
        begin <= (day, minute) < end
        for begin, end in [(clock(a), clock(b))]
        for day in days_from(begin[0], end[0])
        for minute in slow.working_minutes(day)
    )
    if passed:
        reached = fast.add_working_minutes(a, passed)
        assert reached <= b
        assert fast.working_minutes(a, reached) == passed
        assert fast.working_minutes(a, reached - timedelta(minutes=1)) == passed - 1


@many_cases()
@given(instants(), LIMITS, st.integers(-5_000_000, 5_000_000))
def test_one_instant_divides_kept_from_late(received: datetime, limit: Limit, seconds: int) -> None:
    assume(not isinstance(limit, NoLimit))
    promised = due(received, limit, shipped())
    assert promised is not None
    finish = promised + timedelta(seconds=seconds)
    edge = overdue_from(limit, promised)
    late = kept(limit, promised, finish) is Verdict.LATE
    assert late == (finish >= edge)
    assert kept(limit, promised, edge) is Verdict.LATE
    assert kept(limit, promised, edge - timedelta(microseconds=1)) is Verdict.ON_TIME
    assert kept(limit, promised, promised) is Verdict.ON_TIME
    by_how_much = lateness(promised, finish, shipped())
    assert late or by_how_much.calendar_days == 0
    assert min(by_how_much) >= 0


@many_cases(share=2)
@given(instants(date(2018, 1, 1), date(2026, 8, 31)), LIMITS)
def test_the_shipped_calendar_agrees_too(received: datetime, limit: Limit) -> None:
    slow = SlowCalendar(*shipped_rows(), CAT_HANH)
    assert due(received, limit, shipped()) == slow_due(received, limit, slow)
