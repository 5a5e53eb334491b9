"""The working calendar as a year to look at: days off with their reasons, office hours."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from motcua.domain.calendar import Calendar
from motcua.domain.days import DayKind, DayReason, Hours
from motcua.models.law import reference


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the year view; `kind` is '' for an ordinary working day."""

    day: date
    kind: str
    working: bool
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday; None stands where the week has days of another month."""

    first: date
    weeks: tuple[tuple[DayCell | None, ...], ...]
    working_days: int


@dataclass(frozen=True, slots=True)
class Special:
    """Neighbouring days with one reason: days off, or rest days that are worked."""

    first: date
    last: date
    working: bool
    reason: DayReason


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Office hours of weekdays (0 Monday) between two working days of the year, with the
    decision that set them."""

    weekdays: tuple[int, ...]
    hours: Hours
    first: date
    last: date
    source: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year of one agency's calendar."""

    number: int
    months: tuple[Month, ...]
    specials: tuple[Special, ...]
    hours: tuple[WeekHours, ...]
    working_days: int


def covered(agency: str) -> range:
    """The years for which the agency's calendar is complete."""
    calendar = reference().calendar_of(agency)
    first = calendar.first.year + (calendar.first > date(calendar.first.year, 1, 1))
    last = calendar.last.year - (calendar.last < date(calendar.last.year, 12, 31))
    return range(first, last + 1)


def year_of(agency: str, number: int) -> Year:
    """That year of the agency's calendar. CalendarTooShort if it is not covered."""
    calendar = reference().calendar_of(agency)
    days = _days(date(number, 1, 1), date(number, 12, 31))
    months = tuple(_month(calendar, number, month) for month in range(1, 13))
    return Year(
        number=number,
        months=months,
        specials=_specials(calendar, days),
        hours=_hours(calendar, days),
        working_days=sum(month.working_days for month in months),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _month(calendar: Calendar, year: int, month: int) -> Month:
    first = date(year, month, 1)
    days = _days(first, date(year, month, monthrange(year, month)[1]))
    cells: list[DayCell | None] = [None] * first.weekday()
    cells += [_cell(calendar, day) for day in days]
    cells += [None] * (-len(cells) % 7)
    return Month(
        first=first,
        weeks=tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7)),
        working_days=sum(calendar.is_working_day(day) for day in days),
    )


def _cell(calendar: Calendar, day: date) -> DayCell:
    reason = _reason(calendar, day)
    return DayCell(
        day=day,
        kind=reason.kind.value if reason else "",
        working=calendar.is_working_day(day),
        name=reason.name if reason else "",
    )


def _reason(calendar: Calendar, day: date) -> DayReason | None:
    return calendar.reason(day) or calendar.worked_instead(day)


def _specials(calendar: Calendar, days: list[date]) -> tuple[Special, ...]:
    found = []
    for reason, group in groupby(days, key=lambda day: _reason(calendar, day)):
        if reason is None or reason.kind is DayKind.WEEKLY_REST:
            continue
        these = list(group)
        working = calendar.is_working_day(these[0])
        found.append(Special(these[0], these[-1], working, reason))
    return tuple(found)


def _hours(calendar: Calendar, days: list[date]) -> tuple[WeekHours, ...]:
    """What an ordinary week looks like: one row wherever it changed during the year."""
    rows: dict[tuple[Hours, str], list[date]] = {}
    for day in days:
        if calendar.is_working_day(day) and calendar.worked_instead(day) is None:
            rows.setdefault((calendar.office_hours(day), calendar.hours_source(day)), []).append(
                day
            )
    return tuple(
        WeekHours(
            weekdays=tuple(sorted({day.weekday() for day in these})),
            hours=hours,
            first=these[0],
            last=these[-1],
            source=source,
        )
        for (hours, source), these in rows.items()
    )
