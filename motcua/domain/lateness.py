"""When a limit is kept, and by how much it is not.

Limits in days live on local dates: finished on the due date at any hour is on time, and the
closing hour printed is only when the result can be fetched. Limits in hours live on minutes: a
clock that still shows the due minute is on time. Either way one instant divides, and
`overdue_from` is it: finished before it is kept, from it on is late.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from motcua.domain.calendar import Calendar
from motcua.domain.limits import Limit, NoLimit, WorkingHours
from motcua.domain.local_time import local, local_day, midnight, whole_minute


class Verdict(StrEnum):
    """How a dossier stands to its limit: trước hạn, đúng hạn, trễ hạn."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class Lateness(NamedTuple):
    """How late: working minutes of the accountable unit, and calendar days beside them.

    A dossier due on Friday and finished on Saturday is late by 0 working minutes and 1 day.
    """

    working_minutes: int
    calendar_days: int


def kept(limit: Limit, due: datetime, finish: datetime) -> Verdict:
    """Whether finishing at `finish` is early, on time or late against `due`.

    ValueError for NoLimit, which has no due date to be kept.
    """
    _has_due(limit)
    end: date | datetime
    ended: date | datetime
    if isinstance(limit, WorkingHours):
        ended, end = whole_minute(finish), whole_minute(due)
    else:
        ended, end = local_day(finish), local_day(due)
    if ended == end:
        return Verdict.ON_TIME
    return Verdict.EARLY if ended < end else Verdict.LATE


def overdue_from(limit: Limit, due: datetime) -> datetime:
    """The first instant at which an unfinished dossier is overdue.

    Limits in days: 00:00 local of the next calendar day, rest day or not. Limits in hours: the
    minute after the due minute, since the due minute itself still keeps the limit. ValueError for
    NoLimit.
    """
    _has_due(limit)
    if isinstance(limit, WorkingHours):
        return whole_minute(due) + timedelta(minutes=1)
    return midnight(local_day(due) + timedelta(days=1))


def lateness(due: datetime, finish: datetime, calendar: Calendar) -> Lateness:
    """How much later than `due` something was finished, by the accountable unit's calendar.

    Nothing is late before its due moment: then both figures are 0. Whether it *is* late is for
    `kept` to say; on the due date after closing both figures are 0 as well.
    """
    begin, end = local(due), local(finish)
    if end <= begin:
        return Lateness(0, 0)
    return Lateness(calendar.working_minutes(begin, end), (end.date() - begin.date()).days)


def _has_due(limit: Limit) -> None:
    if isinstance(limit, NoLimit):
        raise ValueError("Without a limit there is no due date, so nothing is early or late.")
