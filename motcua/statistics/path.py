"""The path to a target for one unit: three windows of its dossiers, from marks and due dates.

The base of `year` is the catalogue's own (received, late, by cohort). That of `since-order` are the
dossiers whose legal due date falls between the order's day and the target day, solved or open;
those given back, withdrawn or stopped owed no result, and while the office waits for the citizen no
date runs. That of `backlog` is what is open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.domain.calendar import CalendarTooShort
from motcua.domain.dossier import Dossier
from motcua.domain.forecast import Pace
from motcua.domain.local_time import local_day, midnight
from motcua.domain.orders import SINCE_ORDER, YEAR
from motcua.domain.path import Candidate, Way, backlog_way, checked_target, on_time_way
from motcua.domain.refusal import Refused
from motcua.models import Dossier as DossierRow
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row
from motcua.statistics.figures import answer, units_of
from motcua.statistics.pace import LOOKED_BACK, forecasts, pace_of
from motcua.statistics.question import Question

OPEN = """
SELECT dossier_key FROM motcua_mark
WHERE basis = 'dossier' AND kind = 'open' AND unit = ANY(%s) AND ends IS NULL
  AND known_gone IS NULL"""
DUE_WITHIN = """
SELECT count(*), count(*) FILTER (WHERE m.ended_as = 'solved_late'
    OR (m.ends IS NULL AND d.overdue_from <= %(now)s))
FROM motcua_mark m JOIN motcua_dossier d ON d.key = m.dossier_key
WHERE m.basis = 'dossier' AND m.kind = 'open' AND m.unit = ANY(%(units)s)
  AND m.known_gone IS NULL AND d.legal_due >= %(first)s AND d.legal_due < %(end)s
  AND (m.ended_as = ANY(%(solved)s) OR (m.ends IS NULL AND d.overdue_from IS NOT NULL))"""
DONE_LATELY = """
SELECT count(*) FROM motcua_mark
WHERE basis = 'dossier' AND kind = 'open' AND unit = ANY(%s) AND ended_as = ANY(%s)
  AND ends >= %s AND ends < %s AND known_gone IS NULL"""
SOLVED = ["solved_early", "solved_on_time", "solved_late"]


Forecast = tuple[datetime | None, datetime | None]
"""When a dossier has its result at the quick and at the usual pace; None unknown."""


@dataclass(frozen=True, slots=True)
class Path:
    """The ways to a target in all windows.

    `pace`: dossiers solved per working day lately. `waiting`: open ones that wait for the citizen;
    no date runs for them, so they are in no list.
    """

    agency: str
    share: int
    first: date
    by: date
    ways: tuple[Way, ...]
    pace: Fraction
    open_count: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of a unit, from which its path is told and what another order would change.

    `forecasts` by code, of those that are overdue or fall due by the end of the target day.
    `year` are the figures of those received this year, `within` (base, late) of those due between
    the two days.
    """

    agency: str
    share: int
    first: date
    by: date
    now: datetime
    known: Reference
    units: tuple[str, ...]
    working_days: int
    opened: tuple[Dossier, ...]
    pace: Pace
    forecasts: dict[str, Forecast]
    year: dict[str, int]
    within: tuple[int, int]

    @property
    def end(self) -> datetime:
        """The end of the target day."""
        return midnight(self.by + timedelta(days=1))

    def of_year(self, one: Dossier) -> bool:
        """Whether an open dossier was received this year."""
        return one.received is not None and local_day(one.received).year == local_day(self.now).year

    def due_within(self, one: Dossier) -> bool:
        """Whether its legal due date lies between the two days."""
        return one.legal_due is not None and self.first <= local_day(one.legal_due) <= self.by


def path(agency: str, share: int, first: date, by: date, now: datetime) -> Path:
    """The path of an agency and all under it. Refused as `see` does."""
    return told(see(agency, share, first, by, now))


def see(agency: str, share: int, first: date, by: date, now: datetime) -> Seen:
    """Read all that a path needs. `first`: the day the window of the order begins.

    Refused for a share that is none, a target day past, an unknown agency, or a window that ends
    before it begins.
    """
    known, today = reference(), local_day(now)
    key = known.agencies.find(agency).key
    days = _working_days_left(known, key, now, by)
    checked_target(share, by, today)
    if first > by:
        raise Refused("period_ends_before_it_begins", first=first, last=by)
    year = Question(key, date(today.year, 1, 1), today, cohort=True)
    units = units_of(known.agencies, year)
    opened, pace = _open(units), pace_of(units, now, known)
    return Seen(
        agency=key,
        share=share,
        first=first,
        by=by,
        now=now,
        known=known,
        units=units,
        working_days=days,
        opened=opened,
        pace=pace,
        forecasts=_forecasts(opened, pace, known, now, by),
        year=answer(year, now).total.figures,
        within=_due_within(units, first, by, now),
    )


def told(seen: Seen) -> Path:
    """The path in its three windows. One statement, for how much was done lately."""
    share, now, days, opened = seen.share, seen.now, seen.working_days, seen.opened
    pool = [(d, candidate(d, *seen.forecasts[d.code])) for d in opened if d.code in seen.forecasts]
    received, late = seen.year["received"], seen.year["late"]
    of_year = [one for dossier, one in pool if seen.of_year(dossier)]
    within = [one for dossier, one in pool if seen.due_within(dossier)]
    overdue = [one for _dossier, one in pool if one.overdue_from <= now]
    ways = (
        on_time_way(YEAR, received, late, of_year, share, now, days),
        on_time_way(SINCE_ORDER, *seen.within, within, share, now, days),
        backlog_way(len(opened), overdue, share, days),
    )
    waiting = sum(d.wait is not None for d in opened)
    done = _pace(seen.units, seen.known, seen.agency, now)
    return Path(seen.agency, share, seen.first, seen.by, ways, done, len(opened), waiting)


def _working_days_left(known: Reference, agency: str, now: datetime, by: date) -> int:
    """Working days from now to the target day, both counted; today only before it closes."""
    today, calendar = local_day(now), known.calendar_of(agency)
    if by < today:
        return 0
    try:
        days = calendar.count_working_days(today, by)
        hours = calendar.office_hours(today)
        return days + (1 if hours and now < calendar.closing(today) else 0)
    except CalendarTooShort as short:
        raise Refused("calendar_too_short", field="by", year=short.year) from None


def _open(units: Sequence[str]) -> tuple[Dossier, ...]:
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [list(units)])
        keys: list[UUID] = [key for (key,) in cursor.fetchall()]
    return tuple(from_row(row) for row in DossierRow.objects.filter(key__in=keys))


def _forecasts(
    opened: Iterable[Dossier], pace: Pace, known: Reference, now: datetime, by: date
) -> dict[str, Forecast]:
    end = midnight(by + timedelta(days=1))
    return {
        dossier.code: forecasts(dossier, pace, known, now)
        for dossier in opened
        if dossier.overdue_from is not None and dossier.overdue_from <= end
    }


def candidate(dossier: Dossier, soonest: datetime | None, likely: datetime | None) -> Candidate:
    """An open dossier as the rules of the path see it, with whoever has it now."""
    holder = dossier.holder or dossier.pending or (dossier.legs[-1] if dossier.legs else None)
    assert dossier.legal_due is not None
    assert dossier.overdue_from is not None
    return Candidate(
        code=dossier.code,
        agency=holder.agency if holder else dossier.competent,
        person=holder.person if holder else None,
        due=dossier.legal_due,
        overdue_from=dossier.overdue_from,
        soonest=soonest,
        likely=likely,
    )


def _due_within(units: Sequence[str], first: date, by: date, now: datetime) -> tuple[int, int]:
    values: dict[str, Any] = {
        "units": list(units),
        "first": midnight(first),
        "end": midnight(by + timedelta(days=1)),
        "now": now,
        "solved": SOLVED,
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE_WITHIN, values)
        base, late = cursor.fetchone()
    return int(base), int(late)


def _pace(units: Sequence[str], known: Reference, agency: str, now: datetime) -> Fraction:
    since = now - LOOKED_BACK
    days = known.calendar_of(agency).count_working_days(local_day(since), local_day(now))
    with connection.cursor() as cursor:
        cursor.execute(DONE_LATELY, [list(units), SOLVED, since, now])
        done = int(cursor.fetchone()[0])
    return Fraction(done, days) if days else Fraction(0)
