"""The rules by which a limit becomes a due date.

The day of receipt is not counted (Bộ luật Dân sự 2015, article 147). A limit in days counts from
the local *date* on which the one-stop took the dossier in, after hours or on an open Saturday
too; only limits in hours begin at the next opening. A due date in days is given as the end of
office hours of that day: when the result can be fetched, not an edge (see `lateness`).
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
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
            here = local(received)
            if same_day(here, calendar) is SameDayCase.TODAY:
                return calendar.closing_from(here.toordinal())
            return calendar.closing_after(here.toordinal(), 1)
        case NoLimit():
            local(received)  # A naive time is refused here too.
            return None


class SameDayCase(StrEnum):
    """Why a same-day result is due today, or else on the next working day."""

    TODAY = "same_day"
    FROM_CUTOFF = "received_from_cutoff"
    REST_DAY = "received_on_rest_day"
    AFTER_CLOSING = "received_after_closing"


def same_day(here: datetime, calendar: Calendar) -> SameDayCase:
    """Which case of the same-day rule a local instant of receipt falls under."""
    hours = calendar.office_hours(here)
    if not hours:
        return SameDayCase.REST_DAY
    if here.hour >= CUTOFF_HOUR:
        return SameDayCase.FROM_CUTOFF
    # On a half day the office closes before 15:00; nobody can then give a result that day.
    open_still = here.hour * 60 + here.minute < hours[-1][1]
    return SameDayCase.TODAY if open_still else SameDayCase.AFTER_CLOSING


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
    return date(year, month, min(day.day, monthrange(year, month)[1]))
