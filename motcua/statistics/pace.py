"""How long steps took lately in a unit, and what that says of its open dossiers."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.dossier import Dossier
from motcua.domain.forecast import LIKELY, QUICK, Ahead, More, Pace, Passed, finish_forecast
from motcua.domain.procedure import Step
from motcua.domain.refusal import Refused
from motcua.models.cursor import quickly
from motcua.models.law import Reference

LOOKED_BACK: Final = timedelta(days=30)
"""Legs that ended within so long before now."""

LegRow = tuple[str, str, int, datetime, datetime]

LEGS = """
SELECT m.unit, m.procedure, (leg->>'step')::int, (leg->>'given')::timestamptz, m.ends
FROM motcua_mark m JOIN motcua_dossier d ON d.key = m.dossier_key
CROSS JOIN LATERAL jsonb_array_elements(d.legs) AS leg
WHERE m.basis = 'leg' AND m.kind = 'open' AND m.unit = ANY(%(units)s) AND m.known_gone IS NULL
  AND m.begins >= %(far)s AND m.ends >= %(since)s AND m.ends < %(now)s
  AND (leg->>'number')::int = m.number
  AND NOT EXISTS (SELECT 1 FROM motcua_mark w WHERE w.dossier_key = m.dossier_key
    AND w.kind = 'waiting' AND w.basis = 'dossier' AND w.known_gone IS NULL
    AND w.begins < m.ends AND (w.ends IS NULL OR w.ends > m.begins))"""


def pace_of(units: Sequence[str], now: datetime, known: Reference) -> Pace:
    """The pace of these agencies over the last LOOKED_BACK. One statement.

    Legs longer than 180 days, and those during which the office waited for the citizen, are left
    out.
    """
    since = now - LOOKED_BACK
    values: dict[str, Any] = {
        "units": list(units),
        "now": now,
        "since": since,
        "far": since - timedelta(days=180),
    }
    with connection.cursor() as cursor:
        quickly(cursor).execute(LEGS, values)
        rows = cursor.fetchall()
    return Pace(_passed(rows, known))


def _passed(
    rows: Iterable[tuple[str, str, int, datetime, datetime]], known: Reference
) -> list[Passed]:
    calendars: dict[str, Calendar] = {}
    found = []
    for agency, procedure, step, given, ended in rows:
        calendar = calendars.get(agency) or calendars.setdefault(agency, known.calendar_of(agency))
        try:
            minutes = calendar.working_minutes(given, max(given, ended))
        except CalendarTooShort:
            continue
        found.append(Passed(agency, procedure, step, minutes))
    return found


def forecasts(
    dossier: Dossier, pace: Pace, known: Reference, now: datetime, more: More | None = None
) -> tuple[datetime | None, datetime | None]:
    """When an open dossier has its result at the quick and at the usual pace; None unknown."""
    ahead = steps_ahead(dossier, known, now)
    lying = [leg for leg in dossier.legs if leg.given <= now]
    if not ahead or not lying:
        return None, None
    since, calendar = lying[-1].given, known.calendar_of(dossier.competent)
    try:
        return (
            finish_forecast(pace, now, since, ahead, QUICK, calendar),
            finish_forecast(pace, now, since, ahead, LIKELY, calendar, more),
        )
    except CalendarTooShort:
        return None, None


def steps_ahead(dossier: Dossier, known: Reference, at: datetime) -> list[Ahead]:
    """The step it lies in at that moment and those after it, up to the one that has the result."""
    lying = [leg for leg in dossier.legs if leg.given <= at]
    if not lying:
        return []
    here = lying[-1]
    procedure = known.procedure(dossier.procedure, dossier.version)
    steps = procedure.steps_for(known.agencies.get(dossier.receiving).level)
    later = [step for step in steps if step.number > here.step and not step.returns]
    return [
        Ahead(here.agency, dossier.procedure, here.step, here.role.value),
        *(
            Ahead(_at(one, dossier, known, at), dossier.procedure, one.number, one.role.value)
            for one in later
        ),
    ]


def _at(step: Step, dossier: Dossier, known: Reference, at: datetime) -> str:
    try:
        return known.agencies.resolve(step.at, dossier.receiving, at.date())
    except Refused:
        return ""
