"""What every receiving unit took in lately, and the verdict of domain.silence on it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.silence import WINDOW, Intake, Verdict, judge
from motcua.models.law import reference

_COUNTER = "basis = 'reception' AND kind = 'received' AND recorded <= %(day)s"
COUNTS = f"""
WITH fresh AS MATERIALIZED (
  SELECT unit, happened, sum(n) AS n FROM motcua_countchange
  WHERE {_COUNTER} AND unit = ANY(%(units)s) AND happened <= %(day)s GROUP BY 1, 2
), taken AS MATERIALIZED (SELECT * FROM fresh WHERE n < 0)
SELECT unit, coalesce(d.now, 0) + coalesce(f.now, 0), coalesce(d.before, 0) + coalesce(f.before, 0),
  greatest(f.last, (
    SELECT c.happened FROM motcua_dailycount c
    WHERE {_COUNTER} AND c.unit = u.unit AND c.happened <= %(day)s
    GROUP BY c.happened HAVING sum(c.n) + coalesce(
      (SELECT n FROM taken t WHERE t.unit = u.unit AND t.happened = c.happened), 0) > 0
    ORDER BY c.happened DESC LIMIT 1))
FROM unnest(%(units)s::text[]) AS u(unit)
LEFT JOIN (
  SELECT unit, sum(n) FILTER (WHERE happened > %(before)s) AS now,
    sum(n) FILTER (WHERE happened <= %(before)s) AS before
  FROM motcua_dailycount
  WHERE {_COUNTER} AND unit = ANY(%(units)s)
    AND happened > %(long_before)s AND happened <= %(day)s
  GROUP BY unit
) AS d USING (unit)
LEFT JOIN (
  SELECT unit, sum(n) FILTER (WHERE happened > %(before)s) AS now,
    sum(n) FILTER (WHERE happened > %(long_before)s AND happened <= %(before)s) AS before,
    max(happened) FILTER (WHERE n > 0) AS last
  FROM fresh GROUP BY unit
) AS f USING (unit)"""
"""Both windows of each unit, and its last day with a dossier: of that day alone an index tells. A
sum is never below nothing, so what is not yet summed can only add days, or take them (`taken`)."""
SIGN_INS = """
SELECT unit, sum(n) FROM motcua_signincount
WHERE unit = ANY(%(units)s) AND day > %(before)s AND day <= %(day)s GROUP BY unit"""


Counted = tuple[int, int, date | None]


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
            unit: (int(now), int(earlier), last) for unit, now, earlier, last in cursor.fetchall()
        }
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
            _days_since(counts[unit.key], day),
            int(sign_ins.get(unit.key, 0)),
        )
        for unit, verdict in zip(units, verdicts, strict=True)
        if unit.key in asked
    )


def _intake(unit: Agency, tree: AgencyTree, counts: dict[str, Counted], day: date) -> Intake:
    now, earlier, _last = counts[unit.key]
    row = tree.name_row(unit.key, day)
    kind = row.kind if row and row.kind else unit.kind
    stood = min(WINDOW, (day - unit.valid_from).days + 1)
    return Intake(unit.key, f"{unit.level}/{kind}", now, earlier, stood)


def _days_since(counted: Counted, day: date) -> int | None:
    last = counted[2]
    return None if last is None else (day - last).days
