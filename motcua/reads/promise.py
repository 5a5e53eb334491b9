"""Why a promised date is that date: sentences, and the days as a strip that people can count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.deadline import explain
from motcua.domain.limits import CalendarDays, Limit, WorkingDays
from motcua.domain.local_time import local_day
from motcua.reads.deadline_words import deadline_sentences

WEEK = 7
LONGEST_STRIP = 3 * WEEK
"""Days; a longer limit is told in sentences only, for nobody counts a month on squares."""


@dataclass(frozen=True, slots=True)
class StripDay:
    """One square: `kind` is first, in, off or end; `number` what it counts as, 0 for nothing."""

    day: date
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A date with its reasons. `weeks` are rows of at most seven days, empty for a long limit."""

    due: datetime | None
    sentences: tuple[str, ...]
    weeks: tuple[tuple[StripDay, ...], ...]
    blanks: tuple[int, ...] = ()
    """Empty squares that fill the last row, so that all squares are of one width."""


def promise(received: datetime, limit: Limit, calendar: Calendar) -> Promise | None:
    """The explained date; None where the calendar does not reach far enough to say one."""
    try:
        deadline = explain(received, limit, calendar)
    except CalendarTooShort:
        return None
    weeks: tuple[tuple[StripDay, ...], ...] = ()
    if deadline.due is not None and isinstance(limit, WorkingDays | CalendarDays):
        days = tuple(_strip(local_day(received), local_day(deadline.due), limit, calendar))
        if len(days) <= LONGEST_STRIP:
            weeks = tuple(days[at : at + WEEK] for at in range(0, len(days), WEEK))
    blanks = WEEK - len(weeks[-1]) if len(weeks) > 1 else 0
    return Promise(deadline.due, deadline_sentences(deadline), weeks, tuple(range(blanks)))


def _strip(
    first: date, last: date, limit: WorkingDays | CalendarDays, calendar: Calendar
) -> Iterator[StripDay]:
    yield StripDay(first, "first", 0)
    day, number = first, 0
    while day < last:
        day += timedelta(days=1)
        counted = calendar.is_working_day(day)
        if isinstance(limit, CalendarDays):
            counted = number < limit.amount
        number += counted
        kind = "end" if day == last else "in" if counted else "off"
        yield StripDay(day, kind, number if counted else 0)
