"""How long something took, and how long there is left, in the words of an office."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.desk import NEVER
from motcua.domain.dossier import Dossier, State
from motcua.domain.lateness import Verdict, kept
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import local, local_day
from motcua.domain.reception_clock import reception_overdue_from
from motcua.reads.remaining import Urgency, remaining, status, to_receive
from motcua.reads.words.numbers import so_many, written

OK, LATE, DONE = "ok", "late", "done"
"""Kinds of status, as components/tag.html draws them; those of `remaining` come besides."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of the time, as a status; `words` is '' where the law sets no limit."""

    kind: str
    words: str


def at_words(moment: datetime) -> str:
    """A moment as a sentence has it.

    >>> from motcua.domain.local_time import VIETNAM
    >>> at_words(datetime(2020, 3, 18, 14, 22, tzinfo=VIETNAM))
    '14:22 ngày 18/03/2020'
    """
    here = local(moment)
    words = {"clock": f"{here:%H:%M}", "day": f"{here:%d/%m/%Y}"}
    return _("%(clock)s ngày %(day)s") % words


def left(dossier: Dossier, calendar: Calendar, now: datetime) -> Left:
    """How a dossier stands to its legal due date; once there is a result, how it stood then."""
    due, overdue_from = dossier.legal_due, dossier.overdue_from
    if dossier.finished is not None and due is not None and overdue_from is not None:
        return _kept(dossier, due, overdue_from, calendar)
    if dossier.closed is not None or dossier.finished is not None:
        return Left(DONE, "")
    if dossier.state is State.SUBMITTED:
        found = to_receive(reception_overdue_from(dossier) or NEVER, now, calendar)
        if found.urgency in (Urgency.IN_TERM, Urgency.SOON):
            found = replace(found, words=_("%(left)s để tiếp nhận") % {"left": found.words})
    else:
        found = status(dossier.state, due, overdue_from, None, now, calendar)
    if found.urgency is Urgency.NONE:
        return Left(OK, "")
    words = _("đến hạn hôm nay") if found.words == _("hôm nay") else found.words
    return Left(found.urgency.value, words[:1].upper() + words[1:])


def _kept(dossier: Dossier, due: datetime, overdue_from: datetime, calendar: Calendar) -> Left:
    finished = dossier.finished
    assert finished is not None
    verdict = kept(parse_limit(dossier.limit), due, finished)
    if verdict is Verdict.LATE:
        late = remaining(due, overdue_from, None, finished, calendar).words
        return Left(LATE, _("Trễ hạn, %(time)s") % {"time": late})
    early = 0
    if verdict is Verdict.EARLY:
        with suppress(CalendarTooShort):
            early = calendar.count_working_days(local_day(finished), local_day(due))
    if early:
        return Left(
            DONE,
            so_many("Trước hạn %(n)s ngày làm việc", early),
        )
    return Left(DONE, _("Đúng hạn") if verdict is Verdict.ON_TIME else _("Trước hạn"))


def worked(a: datetime, b: datetime, calendar: Calendar) -> int | None:
    """Working minutes from a to b; None where the calendar cannot tell."""
    try:
        return calendar.working_minutes(a, max(a, b))
    except CalendarTooShort:
        return None


def minutes_of_day(at: datetime, calendar: Calendar) -> int:
    """Working minutes of the first working day on or after `at`."""
    day = calendar.next_working_day(local_day(at))
    return sum(end - begin for begin, end in calendar.office_hours(day))


def worked_words(minutes: int, per_day: int) -> str:
    """Working time as people say it: minutes, then hours, then days with one decimal.

    >>> worked_words(12, 480), worked_words(135, 480), worked_words(1200, 480)
    ('12 phút', '2 giờ 15 phút', '2,5 ngày')
    >>> worked_words(594_336, 480)
    '1.238,2 ngày'
    """
    if minutes < 60:
        return so_many("%(n)s phút", minutes)
    if minutes < per_day:
        hours, rest = divmod(minutes, 60)
        words = so_many("%(n)s giờ", hours)
        return words + " " + so_many("%(n)s phút", rest) if rest else words
    tenths = minutes * 10 // per_day  # cut, not rounded: nobody took longer than they did
    whole, tenth = divmod(tenths, 10)
    figure = written(f"{whole:,}" + (f".{tenth}" if tenth else ""))
    return so_many("%(n)s ngày", 1 if tenths == 10 else 2, figure)
