"""How long a dossier still has, or by how much it is late, in the words of a list.

Pure: from the row's dates, the time and a calendar. Working days and hours are those of the
competent agency; a day is over when its office closes. Never more than what is over: late by a
day and three hours is "quá 1 ngày làm việc".
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.desk import NEVER
from motcua.domain.dossier import UNFINISHED, State
from motcua.domain.local_time import local_day, midnight
from motcua.reads.words import state_words
from motcua.reads.words.numbers import so_many

HOUR = 60
NEAR_HOURS = 4
"""Working hours left for reception that count as near: half of its time."""


class Urgency(StrEnum):
    """How a status is drawn (colour, shape); the values are those of components/tag.html."""

    IN_TERM = "ok"
    SOON = "soon"
    LATE = "late"
    WAIT = "wait"
    DONE = "done"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Remaining:
    """One status: how it is drawn, and its words."""

    urgency: Urgency
    words: str


def remaining(
    due: datetime | None,
    overdue_from: datetime | None,
    finished: datetime | None,
    now: datetime,
    calendar: Calendar,
) -> Remaining:
    """What a list says of a dossier that is still somebody's work.

    Once there is a result nothing is late any more, whenever the citizen comes for it.
    """
    if finished is not None:
        return Remaining(Urgency.DONE, _("đã có kết quả"))
    if due is None or overdue_from is None:
        return Remaining(Urgency.NONE, _("không có thời hạn"))
    if now >= overdue_from:
        return Remaining(Urgency.LATE, _late(due, now, calendar))
    today, last = local_day(now), local_day(due)
    if last > today:
        return _days_left(today, last, calendar)
    if overdue_from == midnight(local_day(overdue_from)):  # a limit in days: kept until midnight
        return Remaining(Urgency.SOON, _("hôm nay"))
    return Remaining(Urgency.SOON, _time_left(now, due, calendar))


def status(
    state: State,
    due: datetime | None,
    overdue_from: datetime | None,
    finished: datetime | None,
    now: datetime,
    calendar: Calendar,
) -> Remaining:
    """What any list says of a dossier: its remaining time, whom it waits for, or how it ended."""
    if state in _WAITS and overdue_from is None:  # its clock stands still
        return Remaining(Urgency.WAIT, str(_WAITS[state]))
    if state not in UNFINISHED:
        words = state_words(state)
        return Remaining(Urgency.DONE, words[:1].lower() + words[1:])
    return remaining(due, overdue_from, finished, now, calendar)


def to_receive(overdue_from: datetime, now: datetime, calendar: Calendar) -> Remaining:
    """What a list says of a dossier sent online that waits to be received (NEVER: no limit)."""
    if overdue_from == NEVER:
        return Remaining(Urgency.NONE, _("chờ tiếp nhận"))
    if now >= overdue_from:
        return Remaining(Urgency.LATE, _("quá giờ tiếp nhận"))
    minutes = calendar.working_minutes(now, max(now, overdue_from))
    hours, rest = divmod(minutes, HOUR)
    urgency = Urgency.SOON if hours < NEAR_HOURS else Urgency.IN_TERM
    if not hours:
        return Remaining(urgency, so_many("còn %(n)s phút", rest))
    return Remaining(urgency, so_many("còn %(n)s giờ làm việc", hours))


_WAITS = {
    State.SUBMITTED: later("chờ tiếp nhận"),
    State.SUPPLEMENT_AT_RECEPTION: later("chờ bổ sung"),
    State.SUPPLEMENT_IN_PROCESS: later("chờ bổ sung"),
    State.AWAITING_FINANCE: later("chờ nộp tiền"),
}


def _days_left(today: date, last: date, calendar: Calendar) -> Remaining:
    try:
        days = calendar.count_working_days(today, last)
    except CalendarTooShort:
        words = so_many("còn %(n)s ngày", (last - today).days)
        return Remaining(Urgency.IN_TERM, words)
    if days == 0:
        return Remaining(Urgency.SOON, _("còn dưới 1 ngày làm việc"))
    return Remaining(
        Urgency.IN_TERM,
        so_many("còn %(n)s ngày làm việc", days),
    )


def _time_left(now: datetime, due: datetime, calendar: Calendar) -> str:
    # Only limits in hours end within a day.
    minutes = calendar.working_minutes(now, due) if now < due else 0
    if minutes >= HOUR:
        return so_many("còn %(n)s giờ làm việc", minutes // HOUR)
    return so_many("còn %(n)s phút", minutes) if minutes else _("đến hạn")


def _late(due: datetime, now: datetime, calendar: Calendar) -> str:
    try:
        days = _whole_days(due, now, calendar)
        minutes = calendar.working_minutes(due, now)
    except CalendarTooShort:
        return so_many("quá %(n)s ngày", (local_day(now) - local_day(due)).days)
    if days:
        return so_many("quá %(n)s ngày làm việc", days)
    if minutes >= HOUR:
        return so_many("quá %(n)s giờ làm việc", minutes // HOUR)
    return _("quá hạn, chưa hết một giờ làm việc")


def _whole_days(due: datetime, now: datetime, calendar: Calendar) -> int:
    """Working days after the due date that are over."""
    today = local_day(now)
    days = calendar.count_working_days(local_day(due), today)
    in_office = calendar.is_working_day(today) and now < calendar.closing(today)
    return days - 1 if in_office and days else days
