"""The path to a target for one unit: three windows of its dossiers, from marks and due dates.

The base of `year` is the catalogue's own (received, late, by cohort). That of `since-order` are the
dossiers whose legal due date falls between the order's day and the target day, solved or open;
those given back, withdrawn or stopped owed no result, and while the office waits for the citizen no
date runs. That of `backlog` is what is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.domain.calendar import CalendarTooShort
from motcua.domain.dossier import Dossier
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


def path(agency: str, share: int, first: date, by: date, now: datetime) -> Path:
    """The path of an agency and all under it. `first`: the day the window of the order begins.

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
    opened = _open(units)
    pool = _candidates(opened, units, known, now, by)
    figures = answer(year, now).total.figures
    base, late = _due_within(units, first, by, now)
    in_year = {d.code for d in opened if d.received and local_day(d.received) >= year.first}
    within = {d.code for d in opened if d.legal_due and first <= local_day(d.legal_due) <= by}
    ways = (
        on_time_way(
            YEAR,
            figures["received"],
            figures["late"],
            [one for one in pool if one.code in in_year],
            share,
            now,
            days,
        ),
        on_time_way(
            SINCE_ORDER, base, late, [c for c in pool if c.code in within], share, now, days
        ),
        backlog_way(len(opened), [c for c in pool if c.overdue_from <= now], share, days),
    )
    waiting = sum(d.wait is not None for d in opened)
    return Path(key, share, first, by, ways, _pace(units, known, key, now), len(opened), waiting)


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


def _open(units: Sequence[str]) -> list[Dossier]:
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [list(units)])
        keys: list[UUID] = [key for (key,) in cursor.fetchall()]
    return [from_row(row) for row in DossierRow.objects.filter(key__in=keys)]


def _candidates(
    opened: Sequence[Dossier], units: Sequence[str], known: Reference, now: datetime, by: date
) -> list[Candidate]:
    pace, end = pace_of(units, now, known), midnight(by + timedelta(days=1))
    return [
        candidate(dossier, *forecasts(dossier, pace, known, now))
        for dossier in opened
        if dossier.overdue_from is not None and dossier.overdue_from <= end
    ]


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
