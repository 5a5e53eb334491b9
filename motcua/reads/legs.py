"""The way of a dossier through the agencies: each leg with its two stamps, its time and limit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from motcua.domain.blame import waited_inside
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.lateness import Verdict, kept, overdue_from
from motcua.domain.law import Law
from motcua.domain.limits import Limit, WorkingHours
from motcua.domain.local_time import local_day
from motcua.domain.procedure import Step
from motcua.domain.refusal import Refused
from motcua.domain.waiting import prolonged
from motcua.reads.durations import minutes_of_day, worked, worked_words
from motcua.reads.words.limits import limit_words


@dataclass(frozen=True, slots=True)
class Bar:
    """One leg on the axis of the whole way, as SVG percentages; '' draws nothing."""

    at: str
    used: str
    plan: str
    over_at: str
    over: str


@dataclass(frozen=True, slots=True)
class LegRow:
    """One leg as a page shows it. Empty words where there is nothing to say yet."""

    leg: Leg
    step: str
    agency: str
    giver: str
    receiver: str
    used: str
    limit: str
    late: bool
    citizen_waits: bool
    bar: Bar | None


def leg_rows(
    dossier: Dossier, law: Law, people: dict[int, str], now: datetime
) -> tuple[LegRow, ...]:
    """All legs in order. `people` are names by id."""
    axis = _axis(dossier, now)
    return tuple(_row(leg, dossier, law, people, now, axis) for leg in dossier.legs)


def step_of(law: Law, dossier: Dossier, number: int) -> Step | None:
    """A step by number, None where the procedure has none such."""
    try:
        return law.step(dossier, number)
    except Refused:
        return None


def on_its_clock(leg: Leg, limit: Limit | None, dossier: Dossier, law: Law, end: datetime) -> Leg:
    """The leg with its due moment as it stands at `end`: the citizen's time is not its own."""
    if leg.due is None or limit is None or leg.accepted is None or not dossier.waits:
        return leg
    calendar = law.calendar_of(leg.agency)
    return replace(leg, due=prolonged(leg.accepted, limit, dossier.waits, end, calendar))


def leg_verdict(leg: Leg, limit: Limit | None, end: datetime) -> Verdict | None:
    """How a leg kept its own limit; None where there is none, or it was never accepted."""
    if leg.due is None or limit is None or leg.accepted is None:
        return None
    return kept(limit, leg.due, end)


def is_late(leg: Leg, limit: Limit | None, end: datetime) -> bool:
    """Whether a leg that ended, or still runs, at `end` is beyond its own limit."""
    if leg.due is None or limit is None or leg.accepted is None:
        return False
    return end >= overdue_from(limit, leg.due)


def used_words(leg: Leg, limit: Limit | None, dossier: Dossier, law: Law, now: datetime) -> str:
    """The working time that a leg has taken, until it ended or now, without the citizen's."""
    if leg.accepted is None:
        return ""
    calendar, end = law.calendar_of(leg.agency), leg.ended or now
    minutes = worked(leg.accepted, end, calendar)
    if minutes is None:
        return ""
    minutes -= sum(waited_inside(wait, leg.accepted, end, calendar) for wait in dossier.waits)
    per_day = minutes + 1 if isinstance(limit, WorkingHours) else _day(leg.accepted, leg, law)
    return worked_words(minutes, per_day)


def _day(at: datetime, leg: Leg, law: Law) -> int:
    try:
        return minutes_of_day(at, law.calendar_of(leg.agency))
    except CalendarTooShort:
        return 8 * 60


def _row(
    leg: Leg,
    dossier: Dossier,
    law: Law,
    people: dict[int, str],
    now: datetime,
    axis: tuple[datetime, datetime],
) -> LegRow:
    step = step_of(law, dossier, leg.step)
    limit = step.limit if step else None
    waits = bool(step and step.returns)
    end = leg.ended or now
    leg = on_its_clock(leg, limit, dossier, law, end)
    return LegRow(
        leg=leg,
        step=step.name if step else "",
        agency=law.agencies.short_name(leg.agency, local_day(leg.given)),
        giver=people.get(leg.given_by, ""),
        receiver=people.get(leg.accepted_by or leg.person or 0, ""),
        used="" if waits else used_words(leg, limit, dossier, law, now),
        limit=limit_words(limit) if limit and not waits else "",
        late=not waits and is_late(leg, limit, end),
        citizen_waits=waits and leg.accepted is not None,
        bar=_bar(leg, end, axis),
    )


def _axis(dossier: Dossier, now: datetime) -> tuple[datetime, datetime]:
    known = [leg.given for leg in dossier.legs[:1]] or [now]
    ends = [now if dossier.closed is None else dossier.closed, dossier.legal_due]
    ends += [leg.due for leg in dossier.legs]
    return known[0], max(end for end in [*ends, known[0]] if end is not None)


def share(moment: datetime, axis: tuple[datetime, datetime]) -> Fraction:
    """Where a moment lies between the two ends, 0 to 1."""
    whole = (axis[1] - axis[0]).total_seconds()
    if whole <= 0:
        return Fraction(0)
    passed = (moment - axis[0]).total_seconds()
    return min(max(Fraction(passed) / Fraction(whole), Fraction(0)), Fraction(1))


def percent(part: Fraction) -> str:
    """A share for an SVG attribute.

    >>> percent(Fraction(1, 3))
    '33.33%'
    """
    return f"{float(part) * 100:.2f}%"


def _bar(leg: Leg, end: datetime, axis: tuple[datetime, datetime]) -> Bar | None:
    if leg.accepted is None:
        return None
    start, stop = share(leg.accepted, axis), share(end, axis)
    planned = share(leg.due, axis) if leg.due else start
    edge = min(stop, planned) if leg.due else stop
    return Bar(
        at=percent(start),
        used=percent(max(edge - start, Fraction(1, 250))),
        plan=percent(planned - start) if leg.due else "",
        over_at=percent(edge),
        over=percent(stop - edge) if leg.due and stop > edge else "",
    )


def due_mark(dossier: Dossier, now: datetime) -> str:
    """Where the legal due date lies on the axis; '' without one."""
    return percent(share(dossier.legal_due, _axis(dossier, now))) if dossier.legal_due else ""


def late_legs(rows: Iterable[LegRow]) -> tuple[LegRow, ...]:
    """The legs that took longer than they had."""
    return tuple(row for row in rows if row.late)
