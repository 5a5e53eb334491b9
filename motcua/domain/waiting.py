"""The ledger of waiting: who waited for whom, from when to when, and what it does to the limit.

Raw intervals are kept; the due date that follows from them is computed for any policy, so that
one dossier can show what each would say of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from motcua.domain.blanks import Filed
from motcua.domain.calendar import Calendar
from motcua.domain.due_date import due, last_day
from motcua.domain.lateness import Verdict, kept, overdue_from
from motcua.domain.limits import CalendarDays, Limit, Months, NoLimit, WorkingHours
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import Manner, Policy


class Cause(StrEnum):
    """What the office waits for; while it does, the citizen's time is not the office's."""

    SUPPLEMENT = "supplement"
    FINANCE = "finance"


@dataclass(frozen=True)
class Wait:
    """One stop of the clock: the office waits for the citizen from `since` to `until`.

    `answer_by` is the citizen's own time limit; `evidence` the notice or form it rests on.
    `stops` is False for one begun when the dossier was overdue already: it excuses nothing.
    """

    number: int
    cause: Cause
    since: datetime
    until: datetime | None = None
    answer_by: datetime | None = None
    evidence: Filed | None = None
    stops: bool = True


def check_waits(received: datetime, waits: Iterable[Wait], ended: datetime | None = None) -> None:
    """Refused `bad_wait` for one that ends before it starts, overlaps another or lies outside the
    dossier's life: before reception, or after it `ended`."""
    end = received
    for wait in sorted(waits, key=lambda w: w.since):
        if wait.until is not None and wait.until < wait.since:
            raise Refused("bad_wait", why="ends_before_it_starts", since=wait.since)
        if wait.since < received:
            raise Refused("bad_wait", why="before_reception", since=wait.since)
        if ended is not None and (wait.until or wait.since) > ended:
            raise Refused("bad_wait", why="after_the_end", since=wait.since)
        if wait.since < end:
            raise Refused("bad_wait", why="overlaps", since=wait.since)
        end = wait.until or datetime.max.replace(tzinfo=wait.since.tzinfo)


@dataclass(frozen=True, slots=True)
class Moved:
    """What one finished stop did to the due date."""

    wait: Wait
    old: datetime
    new: datetime


def moves(
    policy: Policy, limit: Limit, received: datetime, waits: Iterable[Wait], calendar: Calendar
) -> Iterator[Moved]:
    """What each finished stop does to the due date, in order, from raw intervals alone.

    RESTART: the whole limit again, as if received when the wait ended. PAUSE: as many days (or
    working minutes) later as the office waited; the day the citizen answers is not the office's,
    as the day of reception is not. A limit in calendar time is prolonged before its end is moved
    off a rest day, not after: a weekend is given once. A stop begun when overdue moves nothing.
    """
    current, last = due(received, limit, calendar), _last_day(received, limit)
    if current is None:
        return
    for wait in sorted(waits, key=lambda w: w.since):
        if wait.until is None or wait.since >= overdue_from(limit, current):
            continue
        old = current
        if manner_of(policy, wait) is Manner.RESTART:
            again = due(wait.until, limit, calendar)
            assert again is not None  # the limit is the same, and it had an end
            current, last = again, _last_day(wait.until, limit)
        elif last is not None:
            last += local_day(wait.until) - local_day(wait.since)
            current = calendar.closing(calendar.next_working_day(last))
        else:
            current = _paused(limit, current, wait.since, wait.until, calendar)
        yield Moved(wait, old, current)


def _last_day(start: datetime, limit: Limit) -> date | None:
    """Where a limit in calendar time ends before any move off a rest day; None for others."""
    return last_day(local_day(start), limit) if isinstance(limit, CalendarDays | Months) else None


def _paused(
    limit: Limit, current: datetime, since: datetime, until: datetime, calendar: Calendar
) -> datetime:
    if isinstance(limit, WorkingHours):
        return calendar.add_working_minutes(current, calendar.working_minutes(since, until))
    waited = calendar.count_working_days(local_day(since), local_day(until))
    day = local_day(current)
    return calendar.closing(calendar.add_working_days(day, waited) if waited else day)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one policy says of a dossier: its due date, and the verdict if it is finished."""

    policy: Policy
    due: datetime | None
    verdict: Verdict | None
    supplements: int


def judge(
    policy: Policy,
    limit: Limit,
    received: datetime,
    waits: Iterable[Wait],
    finished: datetime | None,
    calendar: Calendar,
) -> Judgement:
    """The due date and verdict under a policy, from raw intervals alone."""
    ledger = sorted(waits, key=lambda wait: wait.since)
    asked = sum(wait.cause is Cause.SUPPLEMENT for wait in ledger)
    current = due(received, limit, calendar)
    if current is None or isinstance(limit, NoLimit):
        return Judgement(policy, None, None, asked)
    for moved in moves(policy, limit, received, ledger, calendar):
        current = moved.new
    verdict = kept(limit, current, finished) if finished else None
    if policy.most_supplements is not None and asked > policy.most_supplements and finished:
        verdict = Verdict.LATE
    return Judgement(policy, current, verdict, asked)


def manner_of(policy: Policy, wait: Wait) -> Manner:
    """What this wait does to the limit: only a supplement makes a dossier complete anew, a
    payment never restarts it."""
    return policy.manner if wait.cause is Cause.SUPPLEMENT else Manner.PAUSE


def waited_minutes(wait: Wait, calendar: Calendar, now: datetime) -> int:
    """Working minutes the office waited, up to `now` while it still waits."""
    return calendar.working_minutes(wait.since, max(wait.since, wait.until or now))


_OF_A_STEP = Policy("", Manner.PAUSE, date.min, None, "", "", beside=True)


def prolonged(
    begun: datetime, limit: Limit, waits: Iterable[Wait], end: datetime, calendar: Calendar
) -> datetime | None:
    """When a step that began then is due: its own limit, longer by the stops inside it up to
    `end`. While the citizen has the papers no step's clock runs; nothing starts it again."""
    inside = [
        replace(wait, since=max(wait.since, begun), until=min(wait.until or end, end))
        for wait in waits
        if wait.stops and wait.since < end and (wait.until or end) > begun
    ]
    return judge(_OF_A_STEP, limit, begun, inside, None, calendar).due
