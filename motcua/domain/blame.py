"""When a dossier ends late: how many working minutes, and who they belong to.

The minutes beyond the legal due date go to holders in proportion to their minutes beyond their
own budget; what no holder exceeded goes to whoever held it at the due moment. Whole minutes, the
remainder to the last holder, so that the sum is exact.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.domain.calendar import Calendar
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.lateness import lateness
from motcua.domain.waiting import Wait


@dataclass(frozen=True, slots=True)
class Held:
    """One leg as time spent: from acceptance to the end, less waiting for the citizen.

    `budget` is the leg's own limit in working minutes, None where its step has none.
    """

    leg: int
    agency: str
    person: int | None
    minutes: int
    budget: int | None

    @property
    def over(self) -> int:
        """Working minutes beyond its budget; 0 without a budget."""
        return max(0, self.minutes - self.budget) if self.budget is not None else 0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of the late minutes belong to this leg."""

    leg: int
    agency: str
    person: int | None
    minutes: int


def held_legs(dossier: Dossier, end: datetime, calendar: Calendar) -> tuple[Held, ...]:
    """How long each leg held the dossier, up to `end`, in working minutes."""
    found = []
    for leg in dossier.legs:
        if leg.accepted is None or leg.accepted >= end:
            continue
        until = min(leg.ended or end, end)
        minutes = calendar.working_minutes(leg.accepted, until)
        minutes -= sum(waited_inside(wait, leg.accepted, until, calendar) for wait in dossier.waits)
        found.append(Held(leg.number, leg.agency, leg.person, minutes, budget_of(leg, calendar)))
    return tuple(found)


def budget_of(leg: Leg, calendar: Calendar) -> int | None:
    """A leg's limit in working minutes, as it ran from acceptance."""
    if leg.accepted is None or leg.due is None:
        return None
    return calendar.working_minutes(leg.accepted, max(leg.due, leg.accepted))


def split_lateness(dossier: Dossier, finish: datetime, calendar: Calendar) -> tuple[Share, ...]:
    """The late minutes split over the legs that answer for them; empty when it is not late.

    A dossier late by no working minute (due Friday, finished Saturday) belongs whole to whoever
    held it when the due moment passed.
    """
    promised, overdue = dossier.legal_due, dossier.overdue_from
    if promised is None or overdue is None or finish < overdue:
        return ()
    total = lateness(promised, finish, calendar).working_minutes
    legs = held_legs(dossier, finish, calendar)
    if not legs:
        return ()
    at_due = _holder_at(dossier, promised) or legs[-1].leg
    over = {held.leg: held.over for held in legs if held.over}
    shares = _proportional(min(total, sum(over.values())), over)
    rest = total - sum(shares.values())
    if rest or not shares:
        shares[at_due] = shares.get(at_due, 0) + rest
    return tuple(
        Share(held.leg, held.agency, held.person, shares[held.leg])
        for held in legs
        if held.leg in shares
    )


def _proportional(total: int, over: dict[int, int]) -> dict[int, int]:
    if not over:
        return {}
    exceeded = sum(over.values())
    shares = {leg: total * minutes // exceeded for leg, minutes in over.items()}
    shares[max(shares)] += total - sum(shares.values())
    return shares


def _holder_at(dossier: Dossier, moment: datetime) -> int | None:
    for leg in reversed(dossier.legs):
        if leg.accepted is not None and leg.accepted <= moment:
            return leg.number
    return None


def waited_inside(wait: Wait, start: datetime, end: datetime, calendar: Calendar) -> int:
    """Working minutes of a stop that fall between two moments; one without end runs on."""
    since, until = max(wait.since, start), min(wait.until or end, end)
    return calendar.working_minutes(since, until) if since < until else 0
