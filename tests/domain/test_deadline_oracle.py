"""The product against a slow calendar that anybody can check: 2,000 cases, 100,000 at night."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import BadCalendar, CalendarRow, HoursRow, RowKind
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
from tests.oracle.calendars import (
    AFTERNOON,
    CAT_HANH,
    FULL_DAY,
    MORNING,
    office_hours,
    row,
    shipped,
    shipped_rows,
)
from tests.oracle.profiles import many_cases
from tests.oracle.slow_deadline import SlowCalendar, slow_due

FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)
COMMUNE, DISTRICT, PROVINCE = CAT_HANH
SHORT: tuple[tuple[int, int], ...] = ((7 * 60 + 15, 14 * 60 + 30),)
ODD = (MORNING, (13 * 60 + 45, 16 * 60 + 10))

OWN_HOURS = [
    office_hours((MORNING,), [5], scope=COMMUNE),
    office_hours((MORNING,), [5], scope=DISTRICT, reception_only=True),
    office_hours((MORNING,), [4], scope=DISTRICT),
    office_hours((), [2], scope=COMMUNE),
    office_hours(SHORT, [0, 3], scope=COMMUNE, since="2020-04-01", until="2020-08-31"),
    office_hours(ODD, scope=DISTRICT, since="2020-06-15"),
    office_hours((AFTERNOON,), [5, 6], scope=PROVINCE, until="2020-05-31"),
]


@st.composite
def special_days(draw: st.DrawFn) -> CalendarRow:
    kind = draw(st.sampled_from(list(RowKind)))
    when = draw(st.dates(FIRST, date(2020, 4, 30)))
    hours = draw(st.sampled_from([(), (MORNING,), SHORT, FULL_DAY]))
    more: dict[str, object] = {}
    if kind in (RowKind.SUSPENSION, RowKind.EXTRA_WORKDAY):
        more["hours"] = hours
    if kind is RowKind.OPEN_FOR_RECEPTION:
        more["hours"] = hours or (MORNING,)
    if kind is RowKind.EXTRA_WORKDAY and draw(st.booleans()):
        more["instead_of"] = when - timedelta(days=draw(st.integers(1, 6)))
    return row(when.isoformat(), kind, draw(st.sampled_from(CAT_HANH)), **more)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, SlowCalendar]:
    """The same rows compiled, and to be looked at day by day; rows that clash are left out."""
    hours: list[HoursRow] = [
        office_hours(),
        *draw(st.lists(st.sampled_from(OWN_HOURS), unique=True)),
    ]
    rows: list[CalendarRow] = []
    compiled = compile_calendar(rows, hours, CAT_HANH, FIRST, LAST) if _fit(hours) else None
    assume(compiled is not None)
    wanted = draw(st.lists(special_days(), max_size=25))
    try:
        compiled = compile_calendar(wanted, hours, CAT_HANH, FIRST, LAST)
        rows = wanted
    except BadCalendar:
        for wished in wanted:
            try:
                compiled = compile_calendar([*rows, wished], hours, CAT_HANH, FIRST, LAST)
                rows.append(wished)
            except BadCalendar:
                continue
        compiled = compile_calendar(rows, hours, CAT_HANH, FIRST, LAST)
    assert compiled is not None
    return compiled, SlowCalendar(rows, hours, CAT_HANH)


def _fit(hours: list[HoursRow]) -> bool:
    try:
        compile_calendar([], hours, CAT_HANH, FIRST, FIRST)
    except BadCalendar:
        return False
    return True


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-5))])


def instants(first: date = FIRST, last: date = date(2020, 4, 30)) -> st.SearchStrategy[datetime]:
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
@given(calendars(), instants(), LIMITS)
def test_due_dates_are_those_of_the_slow_calendar(
    both: tuple[Calendar, SlowCalendar], received: datetime, limit: Limit
) -> None:
    fast, slow = both
    with the_calendar_may_end():
        promised = due(received, limit, fast)
        assert promised == slow_due(received, limit, slow)
        assert promised is None or promised.utcoffset() == timedelta(hours=7)


@many_cases()
@given(calendars(), instants(), LIMITS)
def test_an_explanation_ends_at_the_due_date_and_leaves_no_day_out(
    both: tuple[Calendar, SlowCalendar], received: datetime, limit: Limit
) -> None:
    fast, slow = both
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
    begun, ended = local_day(received), told.due.date()
    passed = [begun + timedelta(days=at) for at in range(1, (ended - begun).days + 1)]
    if isinstance(limit, WorkingDays):
        assert skipped + limit.amount == len(passed)
        assert skipped == sum(not slow.works(day) for day in passed)
    if isinstance(limit, WorkingHours | SameDay):
        assert skipped == sum(not slow.works(day) for day in (begun, *passed))


@many_cases()
@given(calendars(), st.lists(instants(), min_size=2, max_size=6), LIMITS)
def test_who_comes_later_is_never_due_earlier(
    both: tuple[Calendar, SlowCalendar], received: list[datetime], limit: Limit
) -> None:
    assume(not isinstance(limit, NoLimit))
    with the_calendar_may_end():
        promised = [due(at, limit, both[0]) for at in sorted(received)]
    assert all(a is not None and b is not None and a <= b for a, b in pairwise(promised))


@many_cases()
@given(calendars(), instants(), instants(), instants())
def test_working_minutes_are_those_of_the_slow_calendar_and_add_up(
    both: tuple[Calendar, SlowCalendar], x: datetime, y: datetime, z: datetime
) -> None:
    fast, slow = both
    a, b, c = sorted((x, y, z))
    passed = fast.working_minutes(a, b)
    assert passed + fast.working_minutes(b, c) == fast.working_minutes(a, c)
    begin, end = local(a), local(b)
    counted, day = 0, begin.date()
    while day <= end.date():
        for minute in slow.working_minutes(day):
            after = (day, minute) >= (begin.date(), begin.hour * 60 + begin.minute)
            before = (day, minute) < (end.date(), end.hour * 60 + end.minute)
            counted += after and before
        day += timedelta(days=1)
    assert passed == counted
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


@many_cases()
@given(instants(date(2018, 1, 1), date(2026, 8, 31)), LIMITS)
def test_the_shipped_calendar_agrees_too(received: datetime, limit: Limit) -> None:
    slow = SlowCalendar(*shipped_rows(), CAT_HANH)
    assert due(received, limit, shipped()) == slow_due(received, limit, slow)
