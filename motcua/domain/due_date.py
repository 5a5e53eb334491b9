"""The rules by which a limit becomes a due date.

The day of receipt is not counted (Bộ luật Dân sự 2015, article 147). A limit in days counts from
the local *date* on which the one-stop took the dossier in, after hours or on an open Saturday
too; only limits in hours begin at the next opening. A due date in days is given as the end of
office hours of that day: when the result can be fetched, not an edge (see `lateness`).
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from motcua.domain.calendar import Calendar
from motcua.domain.limits import (
    CalendarDays,
    Limit,
    Months,
    NoLimit,
    SameDay,
    WorkingDays,
    WorkingHours,
)
from motcua.domain.local_time import local, local_day, local_ordinal

CUTOFF_HOUR: Final = 15
"""15:00. "Nhận hồ sơ sau 15 giờ": Luật Hộ tịch 2014 article 5(3), NĐ 23/2015 article 7."""


def due(received: datetime, limit: Limit, calendar: Calendar) -> datetime | None:
    """When a dossier received at `received` is due, local time; None without a limit.

    NaiveTime (a ValueError) when `received` has no zone; CalendarTooShort, naming the year, when
    the calendar does not reach far enough.
    """
    match limit:
        case WorkingDays():
            return calendar.closing_after(local_ordinal(received), limit.amount)
        case CalendarDays():
            return calendar.closing_from(local_ordinal(received) + limit.amount)
        case Months():
            last = months_later(local_day(received), limit.amount)
            return calendar.closing_from(last.toordinal())
        case WorkingHours():
            return calendar.add_working_minutes(received, 60 * limit.amount)
        case SameDay():
            return _same_day(local(received), calendar)
        case NoLimit():
            local(received)  # A naive time is refused here too.
            return None


def _same_day(here: datetime, calendar: Calendar) -> datetime:
    """The closing of the day of receipt; of the next working day when received from 15:00 on, on
    a day off, or on a half day after the office has closed."""
    today = here.toordinal()
    closing = calendar.closing_from(today)
    if closing.toordinal() == today and (here.hour >= CUTOFF_HOUR or here >= closing):
        return calendar.closing_after(today, 1)
    return closing


def last_day(day: date, limit: CalendarDays | Months) -> date:
    """The last day of a limit in calendar time, before any move to a working day."""
    if isinstance(limit, CalendarDays):
        return day + timedelta(days=limit.amount)
    return months_later(day, limit.amount)


def months_later(day: date, months: int) -> date:
    """The same day number so many months on, or that month's last day (article 148(3)).

    >>> months_later(date(2020, 1, 31), 1)
    datetime.date(2020, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if day.day <= 28:
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
