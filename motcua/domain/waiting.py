"""The ledger of waiting: who waited for whom, from when to when, and what it does to the limit.

Raw intervals, and the extensions that were used, are kept; the due date that follows from them is
computed for any policy, so that one dossier can show what each would say of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from motcua.domain.blanks import Filed
from motcua.domain.calendar import Calendar
from motcua.domain.due_date import due
from motcua.domain.extending import Budget, Extended
from motcua.domain.lateness import Verdict, kept, overdue_from
from motcua.domain.limits import Limit, NoLimit, WorkingHours
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
    """What one finished stop, or one extension, did to the due date."""

    by: Wait | Extended
    old: datetime
    new: datetime


def moves(
    policy: Policy,
    limit: Limit,
    received: datetime,
    waits: Iterable[Wait],
    calendar: Calendar,
    extensions: Iterable[Extended] = (),
) -> Iterator[Moved]:
    """What each finished stop and each extension does to the due date, in order, from raw
    intervals alone.

    RESTART: the whole limit again, as if received when the wait ended. PAUSE: as many days (or
    working minutes) later as the office waited; the day the citizen answers is not the office's,
    as the day of reception is not. A limit in calendar time is prolonged before its end is moved
    off a rest day, not after: a weekend is given once. An extension is law, whatever the policy:
    it makes the limit longer, also one that begins again later. What begins when it is overdue
    moves nothing.
    """
    counted = _Counted(received, Budget(limit))
    current = counted.ends(calendar)
    if current is None:
        return
    begun: list[Wait | Extended] = [*waits, *extensions]
    for what in sorted(begun, key=lambda one: one.since):
        if what.since >= overdue_from(limit, current):
            continue
        if isinstance(what, Extended):
            counted = replace(counted, budget=counted.budget.extended(what))
        elif what.until is None:
            continue
        elif manner_of(policy, what) is Manner.RESTART:
            counted = _Counted(what.until, counted.budget)
        else:
            counted = replace(counted, pauses=(*counted.pauses, (what.since, what.until)))
        old, current = current, counted.ends(calendar)
        assert current is not None  # no law puts the lack of a limit in a limit's place
        yield Moved(what, old, current)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted: from when, how much, and the stops in it that only pause it."""

    start: datetime
    budget: Budget
    pauses: tuple[tuple[datetime, datetime], ...] = ()

    def ends(self, calendar: Calendar) -> datetime | None:
        end = self.budget.ends(self.start, calendar)
        if end is None or not self.pauses:
            return end
        last = self.budget.last_day(self.start)
        if last is not None:
            last += sum((local_day(b) - local_day(a) for a, b in self.pauses), timedelta())
            return calendar.closing(calendar.next_working_day(last))
        for since, until in self.pauses:
            end = _paused(self.budget.limit, end, since, until, calendar)
        return end


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
    extensions: Iterable[Extended] = (),
) -> Judgement:
    """The due date and verdict under a policy, from raw intervals alone."""
    ledger = sorted(waits, key=lambda wait: wait.since)
    asked = sum(wait.cause is Cause.SUPPLEMENT for wait in ledger)
    current = due(received, limit, calendar)
    if current is None or isinstance(limit, NoLimit):
        return Judgement(policy, None, None, asked)
    for moved in moves(policy, limit, received, ledger, calendar, extensions):
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
