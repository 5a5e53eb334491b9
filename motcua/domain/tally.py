"""What is counted of a dossier: marks in time, from its facts and from nothing else.

A mark is a stretch (open, waiting for the citizen, overdue) from one instant to another, or an
instant of its own (a supplement asked, an apology sent, a result handed out). Every figure of
every page, report and export is a count of marks: received is where an open stretch begins,
solved on time is where one ends so. Pure, and never from what the clock noticed: `overdue` begins
at the end of the legal due date by the law alone, even while nobody looks.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from motcua.domain import facts as f
from motcua.domain.dossier import Dossier, Leg, State
from motcua.domain.lateness import Verdict, kept
from motcua.domain.limits import Limit, NoLimit, parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.waiting import Wait

DOSSIER, RECEPTION, LEG = "dossier", "reception", "leg"
"""What a figure counts: each dossier once for the unit competent when it was received; once for
the unit that received it; each leg for its agency."""
BASES: Final = (DOSSIER, RECEPTION, LEG)

OPEN, WAITING, OVERDUE = "open", "waiting", "overdue"
STRETCHES: Final = (OPEN, WAITING, OVERDUE)
SUPPLEMENT, HANDED_OUT = "supplement", "handed_out"
APOLOGY_TIMELY, APOLOGY_LATE = "apology_timely", "apology_late"
INSTANTS: Final = (SUPPLEMENT, HANDED_OUT, APOLOGY_TIMELY, APOLOGY_LATE)

RECEIVED, RECEIVED_ONLINE = "received", "received_online"
ONLINE: Final = "online"
SOLVED_EARLY, SOLVED_ON_TIME, SOLVED_LATE = "solved_early", "solved_on_time", "solved_late"
SOLVED: Final = (SOLVED_EARLY, SOLVED_ON_TIME, SOLVED_LATE)
RETURNED, WITHDRAWN, STOPPED = "returned", "withdrawn", "stopped"
TRANSFERRED_IN, TRANSFERRED_OUT = "transferred_in", "transferred_out"
ENDINGS: Final = (*SOLVED, RETURNED, WITHDRAWN, STOPPED, TRANSFERRED_OUT)
"""How an open stretch can end. RETURNED is a dossier given back unsolved because the applicant
did not bring what was asked (T11); a result handed to the citizen is HANDED_OUT."""

SENT_BACK_REASON: Final = "supplement_not_sent"
_VERDICTS: Final = {
    Verdict.EARLY: SOLVED_EARLY,
    Verdict.ON_TIME: SOLVED_ON_TIME,
    Verdict.LATE: SOLVED_LATE,
}
CHANGING: Final = frozenset(
    {
        f.Received,
        f.HandOverAccepted,
        f.Finished,
        f.Rejected,
        f.Withdrawn,
        f.Stopped,
        f.Returned,
        f.SupplementNotified,
        f.SupplementReceived,
        f.PaymentAsked,
        f.PaymentConfirmed,
        f.LegalDueMoved,
        f.ApologySent,
    }
)
"""The facts that can change a mark; all others leave the counts as they were."""


class Mark(NamedTuple):
    """One thing to be counted. `ends` None: still so; an instant ends where it begins.

    `number` tells marks of one kind apart (the leg, the wait, the supplement). `ended_as` is one
    of ENDINGS for an open stretch that has ended, '' otherwise.
    """

    basis: str
    kind: str
    number: int
    unit: str
    begins: datetime
    ends: datetime | None = None
    ended_as: str = ""

    @property
    def place(self) -> tuple[str, str, int]:
        """What makes it the same mark after it changed."""
        return (self.basis, self.kind, self.number)


Marks = dict[tuple[str, str, int], Mark]


def marks(dossier: Dossier) -> Marks:
    """Every mark of a dossier as its facts so far make it; none before reception."""
    if dossier.received is None:
        return {}
    # Its first three fields are its place; a slice of them is quicker than asking each for it.
    return {mark[:3]: mark for mark in _all(dossier, dossier.received)}


def marks_after(before: Marks, dossier: Dossier, fact: f.Fact) -> Marks:
    """`marks(dossier)`, where `before` are the marks that this latest fact found.

    A leg that is taken changes its own marks and those of the leg that ends there, and most of
    what happens to a dossier is that; a due date that is moved, by a day off of a million, changes
    from when it is overdue. All other marks stay the same objects.
    """
    if not before:
        return marks(dossier)
    if moves_dates_alone(dossier, fact):
        after = {place: mark for place, mark in before.items() if place[:2] != _OVERDUE}
        after.update(overdue_marks(dossier))
        return after
    if type(fact) is not f.HandOverAccepted:
        return marks(dossier)
    after = dict(before)
    for leg in dossier.legs:
        if leg.accepted is None or (leg.number != fact.leg and leg.ended != fact.happened):
            continue
        for kind in (OPEN, OVERDUE):
            after.pop((LEG, kind, leg.number), None)
        after.update({mark[:3]: mark for mark in _leg(leg, leg.accepted, dossier)})
    return after


def moves_dates_alone(dossier: Dossier, fact: f.Fact) -> bool:
    """Whether this fact, the latest, can have changed no mark but from when it is overdue."""
    moves = type(fact) is f.LegalDueMoved and dossier.received is not None
    return moves and dossier.finished is None and dossier.closed is None


def overdue_marks(dossier: Dossier) -> Marks:
    """Of the marks of an open dossier, those of being overdue."""
    return {mark[:3]: mark for mark in _overdue(dossier, dossier.competent, None)}


_OVERDUE = (DOSSIER, OVERDUE)


def _all(dossier: Dossier, received: datetime) -> Iterator[Mark]:
    unit = dossier.competent
    end = dossier.finished or dossier.closed
    yield Mark(DOSSIER, OPEN, 1, unit, received, end, ended_as(dossier))
    if dossier.overdue_past or dossier.overdue_from is not None:
        yield from _overdue(dossier, unit, end)
    if dossier.waits:
        yield from _waits(dossier, unit)
    for leg in dossier.legs:
        if leg.accepted is not None:
            yield from _leg(leg, leg.accepted, dossier)
    for number, apology in enumerate(dossier.apologies, start=1):
        if apology.sent is not None:
            kind = APOLOGY_TIMELY if apology.timely else APOLOGY_LATE
            yield Mark(DOSSIER, kind, number, unit, apology.sent, apology.sent)
    if dossier.state is State.RETURNED and dossier.closed is not None:
        yield Mark(DOSSIER, HANDED_OUT, 1, unit, dossier.closed, dossier.closed)


def ended_as(dossier: Dossier) -> str:
    """How it left the open ones: one of ENDINGS, '' while it has not."""
    if dossier.finished is not None:
        return _solved(dossier, dossier.finished)
    match dossier.state:
        case State.WITHDRAWN:
            return WITHDRAWN
        case State.STOPPED:
            return RETURNED if dossier.stopped_for == SENT_BACK_REASON else STOPPED
        case _:
            return ""


def _solved(dossier: Dossier, finished: datetime) -> str:
    limit, due = _limit(dossier.limit), dossier.legal_due
    if due is None or isinstance(limit, NoLimit):
        return SOLVED_ON_TIME  # no date was owed, so none was missed
    if dossier.overdue_from is None:
        # Finished while the clock stood for the citizen: the date had not come.
        return SOLVED_EARLY if local_day(finished) < local_day(due) else SOLVED_ON_TIME
    return _VERDICTS[kept(limit, due, finished)]


@lru_cache(maxsize=1024)
def _limit(text: str) -> Limit:
    return parse_limit(text) if text else NoLimit()


def _overdue(dossier: Dossier, unit: str, end: datetime | None) -> Iterator[Mark]:
    number = 0
    for number, past in enumerate(dossier.overdue_past, start=1):
        yield Mark(DOSSIER, OVERDUE, number, unit, past.since, past.until)
    begins = dossier.overdue_from
    if begins is not None and (end is None or begins < end):
        yield Mark(DOSSIER, OVERDUE, number + 1, unit, begins, end)


def _waits(dossier: Dossier, unit: str) -> Iterator[Mark]:
    for wait in dossier.waits:
        yield Mark(DOSSIER, WAITING, wait.number, unit, wait.since, _wait_end(wait, dossier))
        if wait.cause == "supplement":
            yield Mark(DOSSIER, SUPPLEMENT, wait.number, unit, wait.since, wait.since)


def _wait_end(wait: Wait, dossier: Dossier) -> datetime | None:
    return wait.until or dossier.finished or dossier.closed


def _leg(leg: Leg, accepted: datetime, dossier: Dossier) -> Iterator[Mark]:
    ended = leg.ended
    how = _leg_ended_as(leg, dossier) if ended is not None else ""
    yield Mark(LEG, OPEN, leg.number, leg.agency, accepted, ended, how)
    begins = leg.overdue_from
    if begins is not None and (ended is None or begins < ended):
        yield Mark(LEG, OVERDUE, leg.number, leg.agency, max(begins, accepted), ended)


def _leg_ended_as(leg: Leg, dossier: Dossier) -> str:
    if leg.outcome == "closed" and dossier.finished is None:
        return ended_as(dossier)
    if leg.overdue_from is None or leg.due is None or leg.ended is None:
        return SOLVED_ON_TIME
    if leg.ended >= leg.overdue_from:
        return SOLVED_LATE
    return SOLVED_EARLY if local_day(leg.ended) < local_day(leg.due) else SOLVED_ON_TIME


Count = tuple[str, str, datetime, int]
"""(basis, what is counted, when it happened, +1 or −1)."""


def counted(mark: Mark) -> Iterator[Count]:
    """The signed counts that a mark stands for.

    A stretch counts +1 in its stock where it begins and −1 where it ends; an open stretch also
    counts `received` where it begins and its ending where it ends. An instant counts +1.
    """
    basis, kind = mark.basis, mark.kind
    yield basis, kind, mark.begins, 1
    if kind == OPEN:
        yield basis, RECEIVED, mark.begins, 1
    yield from counted_end(mark)


def counted_end(mark: Mark) -> Iterator[Count]:
    """Of these, the ones that the end of a stretch stands for."""
    if mark.ends is not None and mark.kind in STRETCHES:
        yield mark.basis, mark.kind, mark.ends, -1
        if mark.ended_as:
            yield mark.basis, mark.ended_as, mark.ends, 1
