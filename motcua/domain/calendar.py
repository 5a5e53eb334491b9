"""The compiled working calendar of one agency: which days count, and which minutes of them.

A calendar is made once from dated rows (`motcua.domain.calendar_compile`) and then answers by
table look-up, so a due date costs the same with ten holidays as with a thousand. It never
guesses: a day it does not hold raises CalendarTooShort.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Final

from motcua.domain.days import Day, DayReason, Hours
from motcua.domain.local_time import at_minute, local, whole_minute

_MAX_ORDINAL: Final = date.max.toordinal()
# Making a timedelta costs more than all else in a due date of working hours.
_MINUTES: Final = tuple(timedelta(minutes=minute) for minute in range(24 * 60))


class CalendarTooShort(ValueError):
    """A date was asked that the calendar does not hold; `year` is the year to be added."""

    def __init__(self, year: int, first: date, last: date) -> None:
        super().__init__(f"Lịch làm việc có từ {first} đến {last}, chưa có năm {year}.")
        self.year: int = year


class Calendar:
    """Working days and office hours of one agency from `first` to `last`, both included."""

    __slots__ = (
        "_before", "_closings", "_days", "_extra", "_first", "_hours", "_minutes", "_rests",
        "_worked", "first", "last",
    )  # fmt: skip

    def __init__(self, first: date, days: Sequence[Day]) -> None:
        """`days` are the days from `first` on, without a gap; at least one."""
        start = first.toordinal()
        self.first: Final = first
        self.last: Final = date.fromordinal(start + len(days) - 1)
        self._first = start
        self._days = tuple(days)
        self._hours = tuple(day.hours for day in days)
        # Working days, and working minutes, before day i; one more entry for the end.
        self._before = array("i", accumulate((bool(hours) for hours in self._hours), initial=0))
        self._minutes = array("i", accumulate(map(_length, self._hours), initial=0))
        dated = [(date.fromordinal(start + at), day) for at, day in enumerate(days)]
        self._worked = tuple(at for at, day in dated if day.hours)
        self._closings = tuple(at_minute(at, day.hours[-1][1]) for at, day in dated if day.hours)
        self._rests = tuple((at, _why_off(at, day)) for at, day in dated if not day.hours)
        self._extra = tuple((at, day.reason) for at, day in dated if day.hours and day.reason)

    # Days

    def is_working_day(self, day: date) -> bool:
        """Whether limits in working days count this day."""
        return bool(self._hours[self._index(day.toordinal())])

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day strictly after `day`; strictly before it when n is negative."""
        index = self._index(day.toordinal())
        if n == 0:
            raise ValueError("The 0th working day after a day means nothing; ask for 1 or -1.")
        at = self._before[index + 1] + n - 1 if n > 0 else self._before[index] + n
        if 0 <= at < len(self._worked):
            return self._worked[at]
        raise self._beyond(after=n > 0)

    def count_working_days(self, a: date, b: date) -> int:
        """Working days in (a, b]; negative when b lies before a."""
        before = self._before
        return before[self._index(b.toordinal()) + 1] - before[self._index(a.toordinal()) + 1]

    def next_working_day(self, day: date) -> date:
        """The first working day on or after `day`."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def reason(self, day: date) -> DayReason | None:
        """Why `day` is off, with its source; None for a working day."""
        found = self._days[self._index(day.toordinal())]
        return None if found.hours else found.reason

    def worked_instead(self, day: date) -> DayReason | None:
        """Why a day that is usually off is worked (a make-up day); None for any other day."""
        found = self._days[self._index(day.toordinal())]
        return found.reason if found.hours else None

    def rest_days(self, a: date, b: date) -> Sequence[tuple[date, DayReason]]:
        """The days off from a to b, both included, in order, each with its reason."""
        start, end = self._index(a.toordinal()), self._index(b.toordinal()) + 1
        return self._rests[start - self._before[start] : end - self._before[end]]

    def made_up_days(self, a: date, b: date) -> Sequence[tuple[date, DayReason]]:
        """The rest days worked instead of another day, from a to b, both included, in order."""
        start = bisect_left(self._extra, a, key=_date_of)
        return self._extra[start : bisect_right(self._extra, b, key=_date_of)]

    # Closing hours, for due dates: days are given by their ordinal, which is quicker to have

    def closing(self, day: date) -> datetime:
        """The end of office hours of a working day; ValueError on a day off."""
        hours = self.office_hours(day)
        if not hours:
            raise ValueError(f"{day} is no working day, so it has no closing hour.")
        return at_minute(day, hours[-1][1])

    def closing_after(self, ordinal: int, n: int) -> datetime:
        """The end of office hours of the n-th (n ≥ 1) working day strictly after a day."""
        at = self._before[self._index(ordinal) + 1] + n - 1
        if at < len(self._closings):
            return self._closings[at]
        raise self._beyond(after=True)

    def closing_from(self, ordinal: int) -> datetime:
        """The end of office hours of the first working day on or after a day."""
        at = self._before[self._index(ordinal)]
        if at < len(self._closings):
            return self._closings[at]
        raise self._beyond(after=True)

    # Hours

    def office_hours(self, day: date) -> Hours:
        """Working hours of a day; empty on a day off, even one that is open for reception."""
        return self._hours[self._index(day.toordinal())]

    def reception_hours(self, day: date) -> Hours:
        """When the one-stop's counter is open: office hours, or those of an open rest day."""
        found = self._days[self._index(day.toordinal())]
        return found.hours or found.counter

    def hours_source(self, day: date) -> str:
        """The decision that sets the office hours of a day."""
        return self._days[self._index(day.toordinal())].source

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself when the office is then at work, else when it next opens."""
        here = local(at)
        minute = here.hour * 60 + here.minute
        for begin, end in self.office_hours(here):
            if minute < end:
                return here if minute >= begin else at_minute(here, begin)
        day = self.add_working_days(here, 1)
        return at_minute(day, self.office_hours(day)[0][0])

    def working_minutes(self, a: datetime, b: datetime) -> int:
        """Whole working minutes from a to b, each taken as the minute its clock shows.

        So the minutes from a to c are those from a to b plus those from b to c. ValueError when
        b lies before a.
        """
        start, end = local(a), local(b)
        if end < start:
            raise ValueError(f"{b.isoformat()} lies before {a.isoformat()}.")
        return self._position(end) - self._position(start)

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The first minute by which `minutes` working minutes have passed since `start`.

        Eight hours from an opening end at that day's closing, not at the next opening. Zero gives
        the minute of `start`. ValueError for a negative amount.
        """
        if minutes < 0:
            raise ValueError(f"{minutes} working minutes cannot be added; count from the start.")
        goal = self._position(start) + minutes
        if minutes == 0:
            return whole_minute(start)
        # The minute on which the goal is reached lies on the last day with fewer before it.
        index = bisect_left(self._minutes, goal) - 1
        if index == len(self._hours):
            raise self._beyond(after=True)
        hours = self._hours[index]
        spare = self._minutes[index + 1] - goal
        closing = hours[-1][1]
        for begin, end in reversed(hours):
            if spare < end - begin:
                back = _MINUTES[closing - end + spare]
                return self._closings[self._before[index]] - back
            spare -= end - begin
        raise AssertionError("the minutes of a day do not add up")  # pragma: no cover

    # Inside

    def _index(self, ordinal: int) -> int:
        at = ordinal - self._first
        if 0 <= at < len(self._hours):
            return at
        known = min(max(ordinal, 1), _MAX_ORDINAL)
        raise CalendarTooShort(date.fromordinal(known).year, self.first, self.last)

    def _beyond(self, *, after: bool) -> CalendarTooShort:
        """What to raise when counting runs over an edge: the year next to it is missing."""
        edge = self.last.toordinal() + 1 if after else self.first.toordinal() - 1
        year = date.fromordinal(min(max(edge, 1), _MAX_ORDINAL)).year
        return CalendarTooShort(year, self.first, self.last)

    def _position(self, at: datetime) -> int:
        """Working minutes from the calendar's beginning to an instant."""
        here = local(at)
        index = self._index(here.toordinal())
        minute = here.hour * 60 + here.minute
        passed = self._minutes[index]
        for begin, end in self._hours[index]:
            if minute > begin:
                passed += (minute if minute < end else end) - begin
        return passed


def _length(hours: Hours) -> int:
    return sum(end - begin for begin, end in hours)


def _why_off(at: date, day: Day) -> DayReason:
    if day.reason is None:
        raise ValueError(f"{at} is a day off without a reason.")
    return day.reason


def _date_of(entry: tuple[date, DayReason]) -> date:
    return entry[0]
