"""Due dates the slow way: one day after another, one set of minutes a day.

It shares no arithmetic with the product. Whatever is clever there is plain here, so that a reader
can see that it is right; the property tests then compare.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone

from motcua.domain.calendar_rows import CalendarRow, HoursRow, RowKind
from motcua.domain.limits import (
    CalendarDays,
    Limit,
    Months,
    NoLimit,
    SameDay,
    WorkingDays,
    WorkingHours,
)

SEVEN_HOURS_EAST = timezone(timedelta(hours=7))
ONE_DAY = timedelta(days=1)
SHARED: dict[tuple[int, ...], tuple[int, ...]] = {}
"""Most days have the same minutes: kept once, so that thousands of calendars fit."""


class SlowCalendar:
    """Rows, looked at again for every day."""

    def __init__(
        self, rows: Sequence[CalendarRow], hours: Sequence[HoursRow], chain: Sequence[str]
    ) -> None:
        self.rows = rows
        self.hours = hours
        self.chain = chain
        self.known: dict[date, tuple[int, ...]] = {}

    def usual_row(self, day: date, weekday: int) -> HoursRow | None:
        """The hours of an ordinary such weekday: of the narrowest scope that says anything."""
        for scope in self.chain:
            for row in self.hours:
                begun = row.valid_from <= day
                ended = row.valid_to is not None and row.valid_to < day
                if row.scope == scope and weekday in row.weekdays and begun and not ended:
                    return row
        return None

    def usual_minutes(self, day: date, weekday: int) -> set[int]:
        """The working minutes of an ordinary such weekday."""
        row = self.usual_row(day, weekday)
        return set() if row is None or row.reception_only else minutes(row.hours)

    def worked_anyway(self, row: CalendarRow) -> bool:
        """Whether a narrower scope than the row's works that weekday by its own hours."""
        usual = self.usual_row(row.day, row.day.weekday())
        if usual is None or not self.usual_minutes(row.day, row.day.weekday()):
            return False
        return self.chain.index(usual.scope) < self.chain.index(row.scope)

    def working_minutes(self, day: date) -> tuple[int, ...]:
        """The minutes of that day in which the office works, in order."""
        if day not in self.known:
            found = tuple(sorted(self.minutes_at_work(day)))
            self.known[day] = SHARED.setdefault(found, found)
        return self.known[day]

    def minutes_at_work(self, day: date) -> set[int]:
        """The rows of the day, the widest scope first."""
        at_work = self.usual_minutes(day, day.weekday())
        for scope in reversed(self.chain):
            today = [row for row in self.rows if row.scope == scope and row.day == day]
            for row in today:
                if row.kind in (RowKind.HOLIDAY, RowKind.COMPENSATORY, RowKind.SWAP_OFF):
                    at_work = set()
                if row.kind is RowKind.EXTRA_WORKDAY and not (at_work and self.worked_anyway(row)):
                    weekday = row.instead_of.weekday() if row.instead_of else min(day.weekday(), 4)
                    at_work = minutes(row.hours) or self.usual_minutes(day, weekday)
            for row in today:
                if row.kind is RowKind.SUSPENSION:
                    at_work = at_work & minutes(row.hours)
        return at_work

    def works(self, day: date) -> bool:
        """Whether anybody works on that day."""
        return len(self.working_minutes(day)) > 0

    def closing(self, day: date) -> datetime:
        """The end of the day's last working minute."""
        return instant(day, self.working_minutes(day)[-1] + 1)


def minutes(hours: Sequence[tuple[int, int]]) -> set[int]:
    """All minutes of some intervals."""
    return {minute for begin, end in hours for minute in range(begin, end)}


def instant(day: date, minute: int) -> datetime:
    """A minute of a day in Vietnam."""
    return datetime.combine(day, time(), SEVEN_HOURS_EAST) + timedelta(minutes=minute)


def slow_due(received: datetime, limit: Limit, calendar: SlowCalendar) -> datetime | None:
    """What `motcua.domain.deadline.due` must give."""
    here = received.astimezone(UTC).astimezone(SEVEN_HOURS_EAST)
    if isinstance(limit, NoLimit):
        return None
    if isinstance(limit, WorkingHours):
        return hours_on(here, limit.amount * 60, calendar)
    return calendar.closing(due_day(here, limit, calendar))


def due_day(
    here: datetime, limit: WorkingDays | CalendarDays | Months | SameDay, calendar: SlowCalendar
) -> date:
    """The day by whose end the limit is kept."""
    day = here.date()
    match limit:
        case WorkingDays(amount):
            for _ in range(amount):
                day = first_working_day(day + ONE_DAY, calendar)
            return day
        case CalendarDays(amount):
            for _ in range(amount):
                day += ONE_DAY
            return first_working_day(day, calendar)
        case Months(amount):
            return first_working_day(months_on(day, amount), calendar)
        case SameDay():
            if calendar.works(day) and here.hour < 15 and here < calendar.closing(day):
                return day
            return first_working_day(day + ONE_DAY, calendar)


def first_working_day(day: date, calendar: SlowCalendar) -> date:
    """That day, or the next one on which anybody works."""
    while not calendar.works(day):
        day += ONE_DAY
    return day


def months_on(day: date, amount: int) -> date:
    """One month after another; the day number, or the last one that the month has."""
    year, month = day.year, day.month
    for _ in range(amount):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)


def hours_on(here: datetime, left: int, calendar: SlowCalendar) -> datetime:
    """Minute after minute until all have been worked."""
    day, from_minute = here.date(), here.hour * 60 + here.minute
    while True:
        for minute in calendar.working_minutes(day):
            if minute >= from_minute:
                left -= 1
            if left == 0:
                return instant(day, minute + 1)
        day, from_minute = day + ONE_DAY, 0
