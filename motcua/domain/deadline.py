"""A due date together with the steps that lead to it, each with the row or article behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from motcua.domain.calendar import Calendar
from motcua.domain.days import DayReason
from motcua.domain.due_date import CUTOFF_HOUR, due, last_day
from motcua.domain.lateness import Lateness, Verdict, kept, lateness, overdue_from
from motcua.domain.limits import CalendarDays, Limit, Months, SameDay, WorkingDays, WorkingHours
from motcua.domain.local_time import local, whole_minute

__all__ = [
    "SAME_DAY_BASIS", "Deadline", "Lateness", "Step", "StepKind", "Verdict",
    "due", "explain", "kept", "lateness", "overdue_from",
]  # fmt: skip

SAME_DAY_BASIS: Final = "Luật Hộ tịch 2014, Điều 5(3); Nghị định 23/2015/NĐ-CP, Điều 7"
_HOURS_START: Final = "Bộ luật Dân sự 2015, Điều 147(1)"
_FIRST_DAY: Final = "Bộ luật Dân sự 2015, Điều 147(2)"
_DAYS_END: Final = "Bộ luật Dân sự 2015, Điều 148(1)"
_MONTHS_END: Final = "Bộ luật Dân sự 2015, Điều 148(3)"
_END_ON_REST: Final = "Bộ luật Dân sự 2015, Điều 148(5)"


class StepKind(StrEnum):
    """What a step of an explanation does."""

    RECEIVED = "received"
    OPENING = "opening"
    NEXT_DAY = "next_day"
    SKIPPED = "skipped"
    MADE_UP = "made_up"
    COUNTED = "counted"
    MOVED = "moved"
    DUE = "due"
    NO_LIMIT = "no_limit"


class Step(NamedTuple):
    """One step from receipt to due date.

    `start` and `end` are both included: instants, or dates where whole days are meant. `number`
    is of days, hours or months as `why`, a stable key, says. `name` is what the calendar's row
    calls the days, `source` the article or notice, `confidence` how sure a calendar row is.
    """

    kind: StepKind
    start: date
    end: date
    number: int
    why: str
    source: str = ""
    name: str = ""
    confidence: str = ""

    def document(self) -> dict[str, str | int]:
        """The step as JSON: ISO dates and times with offset under "from" and "to"."""
        return {
            "what": str(self.kind),
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "count": self.number,
            "why": str(self.why),
            "name": self.name,
            "source": self.source,
            "confidence": str(self.confidence),
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date (None without a limit) with the steps that lead to it, in order."""

    due: datetime | None
    steps: tuple[Step, ...]


def explain(
    received: datetime, limit: Limit, calendar: Calendar, same_day_basis: str = SAME_DAY_BASIS
) -> Deadline:
    """The due date that `due` gives, and why it is that one.

    `same_day_basis` is the article by which this procedure's result is due the same day, or the
    next working day when received from 15:00 on. Raises what `due` raises.
    """
    ends = due(received, limit, calendar)
    here = local(received)
    if ends is None:
        return Deadline(None, (Step(StepKind.NO_LIMIT, here, here, 0, "no_limit"),))
    why = "closing"
    match limit:
        case WorkingDays():
            steps = _working_days(here, limit, ends.date(), calendar)
        case CalendarDays() | Months():
            steps = _calendar_time(here, limit, ends.date(), calendar)
        case WorkingHours():
            why = "to_the_minute"
            steps = _working_hours(here, limit, ends, calendar)
        case SameDay():
            steps = _same_day(here, ends.date(), calendar, same_day_basis)
    source = calendar.hours_source(ends)
    return Deadline(ends, (*steps, Step(StepKind.DUE, ends, ends, 0, why, source)))


def _working_days(here: datetime, limit: WorkingDays, end: date, calendar: Calendar) -> list[Step]:
    tomorrow = here.date() + timedelta(days=1)
    return [
        Step(StepKind.RECEIVED, here, here, 0, "first_day_not_counted", _FIRST_DAY),
        *_days_between(tomorrow, end, calendar),
        Step(
            StepKind.COUNTED, calendar.next_working_day(tomorrow), end, limit.amount, "working_days"
        ),
    ]


def _calendar_time(
    here: datetime, limit: CalendarDays | Months, end: date, calendar: Calendar
) -> list[Step]:
    day = here.date()
    last = last_day(day, limit)
    why, source = "days", _DAYS_END
    if isinstance(limit, Months):
        why, source = "months" if last.day == day.day else "months_to_last_day", _MONTHS_END
    steps = [
        Step(StepKind.RECEIVED, here, here, 0, "first_day_not_counted", _FIRST_DAY),
        Step(StepKind.COUNTED, day + timedelta(days=1), last, limit.amount, why, source),
    ]
    if end != last:
        steps += _days_between(last, end, calendar)
        moved = (end - last).days
        steps.append(Step(StepKind.MOVED, last, end, moved, "ends_on_rest_day", _END_ON_REST))
    return steps


def _working_hours(
    here: datetime, limit: WorkingHours, end: datetime, calendar: Calendar
) -> list[Step]:
    begin = whole_minute(here)
    opening = calendar.next_opening(begin)
    steps = [Step(StepKind.RECEIVED, here, here, 0, "clock_starts", _HOURS_START)]
    if opening != begin:
        source = calendar.hours_source(opening)
        steps.append(Step(StepKind.OPENING, begin, opening, 0, "outside_office_hours", source))
    steps += _days_between(here.date(), end.date(), calendar)
    steps.append(Step(StepKind.COUNTED, opening, end, limit.amount, "working_hours"))
    return steps


def _same_day(here: datetime, end: date, calendar: Calendar, basis: str) -> list[Step]:
    steps = [Step(StepKind.RECEIVED, here, here, 0, "same_day", basis)]
    if end == here.date():
        return steps
    why, source = "received_after_closing", ""
    if not calendar.is_working_day(here):
        why = "received_on_rest_day"
    elif here.hour >= CUTOFF_HOUR:
        why, source = "received_from_cutoff", basis
    steps.append(Step(StepKind.NEXT_DAY, here, end, 1, why, source))
    return steps + _days_between(here.date(), end, calendar)


def _days_between(first: date, last: date, calendar: Calendar) -> list[Step]:
    """The days off from first to last, both included, then the rest days worked among them."""
    return [
        *_grouped(StepKind.SKIPPED, calendar.rest_days(first, last)),
        *_grouped(StepKind.MADE_UP, calendar.made_up_days(first, last)),
    ]


def _grouped(kind: StepKind, days: Iterable[tuple[date, DayReason]]) -> list[Step]:
    """One step for all days of one reason, in the order in which the reasons first occur."""
    groups: dict[DayReason, list[date]] = {}
    for day, reason in days:
        groups.setdefault(reason, []).append(day)
    return [
        Step(kind, found[0], found[-1], len(found), why, source, name, confidence)
        for (why, name, source, confidence), found in groups.items()
    ]
