"""Extensions that a procedure's own law names, and what one use of them makes of the limit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce

from motcua.domain.calendar import Calendar
from motcua.domain.due_date import due, last_day
from motcua.domain.limits import CalendarDays, Limit, Months, NoLimit, SameDay, parse_limit
from motcua.domain.local_time import local_day


@dataclass(frozen=True)
class Extended:
    """One use of an extension, `since` when: its code in the procedure, how much in the law's own
    words, and whether that stands in the place of the limit (`whole`) or is added to it."""

    extension: str
    since: datetime
    limit: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """How much time the law gives: a limit and, after a 'same day', which has no amount that could
    be added to, so many working days `more`."""

    limit: Limit
    more: int = 0

    def extended(self, used: Extended) -> "Budget":
        """The budget with this extension. ValueError for one that no published procedure has: of
        another type than the limit."""
        by = parse_limit(used.limit)
        if used.whole:
            return Budget(by)
        if isinstance(by, SameDay | NoLimit) or isinstance(self.limit, NoLimit):
            raise ValueError(f"{by} cannot be added to {self.limit}.")
        if isinstance(self.limit, SameDay):
            return Budget(self.limit, self.more + by.amount)
        if type(by) is not type(self.limit):
            raise ValueError(f"{by} cannot be added to {self.limit}.")
        return Budget(type(self.limit)(self.limit.amount + by.amount))

    def ends(self, start: datetime, calendar: Calendar) -> datetime | None:
        """When it ends, counted from `start`; None without a limit."""
        end = due(start, self.limit, calendar)
        if end is None or not self.more:
            return end
        return calendar.closing(calendar.add_working_days(local_day(end), self.more))

    def last_day(self, start: datetime) -> date | None:
        """Where a limit in calendar time ends before any move off a rest day; None for others."""
        if isinstance(self.limit, CalendarDays | Months):
            return last_day(local_day(start), self.limit)
        return None


def budget(limit: Limit, used: Iterable[Extended]) -> Budget:
    """The time that the law gives with all these extensions."""
    return reduce(Budget.extended, used, Budget(limit))
