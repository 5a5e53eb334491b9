"""What every receiving unit took in lately, and the verdict of domain.silence on it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.silence import WINDOW, Intake, Verdict, judge
from motcua.models.law import reference

_DAYS = """
SELECT unit, happened, sum(n) AS n FROM (
  SELECT unit, happened, n FROM motcua_dailycount
  WHERE basis = 'reception' AND kind = 'received' AND unit = ANY(%(units)s)
    AND {days} AND recorded <= %(day)s
  UNION ALL
  SELECT unit, happened, n FROM motcua_countchange
  WHERE basis = 'reception' AND kind = 'received' AND unit = ANY(%(units)s)
    AND {days} AND recorded <= %(day)s
) AS each GROUP BY unit, happened HAVING sum(n) > 0"""
COUNTS = f"""
SELECT unit, sum(n) FILTER (WHERE happened > %(before)s),
  sum(n) FILTER (WHERE happened <= %(before)s), max(happened)
FROM ({_DAYS.format(days="happened > %(long_before)s AND happened <= %(day)s")}) AS days
GROUP BY unit"""
LONG_AGO = f"""
SELECT unit, max(happened)
FROM ({_DAYS.format(days="happened <= %(long_before)s")}) AS days GROUP BY unit"""
SIGN_INS = """
SELECT unit, sum(n) FROM motcua_signincount
WHERE unit = ANY(%(units)s) AND day > %(before)s AND day <= %(day)s GROUP BY unit"""


Counted = tuple[int | None, int | None, date | None]


@dataclass(frozen=True, slots=True)
class Quiet:
    """One receiving unit with its verdict. `days_since_last`: None where nothing ever came in;
    `sign_ins` of people who act for it, in the window."""

    unit: str
    parent: str
    level: str
    name: str
    verdict: Verdict
    days_since_last: int | None
    sign_ins: int


def intake(top: str, day: date) -> tuple[Quiet, ...]:
    """All receiving units under an agency as they were at the end of that local day.

    Each is compared with all units of its kind in the province, whichever agency was asked for.
    Refused `unknown_agency`.
    """
    tree = reference().agencies
    asked = set(tree.subtree(tree.find(top).key))
    units = [a for a in tree if a.receives and a.stands_on(day)]
    before = day - timedelta(days=WINDOW)
    values: dict[str, Any] = {
        "units": [unit.key for unit in units],
        "day": day,
        "before": before,
        "long_before": before - timedelta(days=WINDOW),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, values)
        counts: dict[str, Counted] = {
            unit: (now, earlier, last) for unit, now, earlier, last in cursor.fetchall()
        }
        rest = [unit.key for unit in units if unit.key not in counts]
        cursor.execute(LONG_AGO, values | {"units": rest})
        counts |= {unit: (None, None, last) for unit, last in cursor.fetchall()}
        cursor.execute(SIGN_INS, values)
        sign_ins = dict(cursor.fetchall())
    verdicts = judge(_intake(unit, tree, counts, day) for unit in units)
    return tuple(
        Quiet(
            unit.key,
            unit.parent or "",
            unit.level,
            tree.name(unit.key, day),
            verdict,
            _days_since(counts.get(unit.key), day),
            int(sign_ins.get(unit.key, 0)),
        )
        for unit, verdict in zip(units, verdicts, strict=True)
        if unit.key in asked
    )


def _intake(unit: Agency, tree: AgencyTree, counts: dict[str, Counted], day: date) -> Intake:
    now, earlier, _last = counts.get(unit.key, (None, None, None))
    row = tree.name_row(unit.key, day)
    kind = row.kind if row and row.kind else unit.kind
    stood = min(WINDOW, (day - unit.valid_from).days + 1)
    before = None if earlier is None else int(earlier)
    return Intake(unit.key, f"{unit.level}/{kind}", int(now or 0), before, stood)


def _days_since(counted: Counted | None, day: date) -> int | None:
    last = counted[2] if counted else None
    return None if last is None else (day - last).days
