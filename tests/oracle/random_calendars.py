"""Random calendars by number: the same rows compiled, and to be looked at day by day."""

from datetime import date, timedelta
from functools import lru_cache
from random import Random

from motcua.domain.calendar import Calendar
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import BadCalendar, CalendarRow, RowKind
from motcua.domain.days import Hours
from tests.oracle.calendars import (
    AFTERNOON,
    CAT_HANH,
    FULL_DAY,
    MORNING,
    office_hours,
    row,
)
from tests.oracle.slow_deadline import SlowCalendar

FIRST, LAST = date(2020, 1, 1), date(2020, 10, 31)
LAST_RECEIPT = date(2020, 4, 30)
COMMUNE, DISTRICT, PROVINCE = CAT_HANH
_EARLY: Hours = ((7 * 60 + 15, 14 * 60 + 30),)
_ODD: Hours = (MORNING, (13 * 60 + 45, 16 * 60 + 10))
_HOURS: list[Hours] = [(), (), (MORNING,), (AFTERNOON,), _EARLY, FULL_DAY]

_OWN_HOURS = [
    office_hours((MORNING,), [5], scope=COMMUNE),
    office_hours((MORNING,), [5], scope=DISTRICT, reception_only=True),
    office_hours((MORNING,), [4], scope=DISTRICT),
    office_hours((), [2], scope=COMMUNE),
    office_hours(_EARLY, [0, 3], scope=COMMUNE, since="2020-02-01", until="2020-03-31"),
    office_hours(_ODD, [0, 1, 2, 3], scope=DISTRICT, since="2020-03-15"),
    office_hours((AFTERNOON,), [5, 6], scope=PROVINCE, until="2020-05-31"),
]


@lru_cache(maxsize=2_000)
def random_calendar(number: int) -> tuple[Calendar, SlowCalendar]:
    """Calendar number so and so of 2020: holidays, swaps, suspensions, half days, open Saturdays.

    Rows that the compiler refuses are left out, so that the rest is tried.
    """
    random = Random(number)
    hours = [office_hours(), *random.sample(_OWN_HOURS, random.randrange(4))]
    rows: list[CalendarRow] = []
    for _ in range(random.randrange(20)):
        wished = _special_day(random)
        try:
            compile_calendar([*rows, wished], hours, CAT_HANH, wished.day, wished.day)
        except BadCalendar:
            continue
        rows.append(wished)
    compiled = compile_calendar(rows, hours, CAT_HANH, FIRST, LAST)
    return compiled, SlowCalendar(rows, hours, CAT_HANH)


def _special_day(random: Random) -> CalendarRow:
    kind = random.choice(list(RowKind))
    day = FIRST + timedelta(days=random.randrange((LAST_RECEIPT - FIRST).days))
    hours = random.choice(_HOURS)
    more: dict[str, object] = {}
    if kind in (RowKind.SUSPENSION, RowKind.EXTRA_WORKDAY):
        more["hours"] = hours
    if kind is RowKind.OPEN_FOR_RECEPTION:
        more["hours"] = hours or (MORNING,)
    if kind is RowKind.EXTRA_WORKDAY and random.random() < 0.5:
        more["instead_of"] = day - timedelta(days=random.randrange(1, 7))
    return row(day.isoformat(), kind, random.choice(CAT_HANH), **more)
