"""What every receiving unit took in lately, and the verdict of domain.silence on it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.silence import WINDOW, Intake, Verdict, is_silent, judge
from motcua.models.law import reference

_COUNTER = "basis = 'reception' AND kind = 'received' AND recorded <= %(day)s"
_LAST = f"""
WITH fresh AS MATERIALIZED (
  SELECT unit, happened, sum(n) AS n FROM motcua_countchange
  WHERE {_COUNTER} AND unit = ANY(%(units)s) AND happened <= %(day)s GROUP BY 1, 2
), taken AS MATERIALIZED (SELECT * FROM fresh WHERE n < 0)
SELECT unit, greatest(f.last, (
    SELECT c.happened FROM motcua_dailycount c
    WHERE {_COUNTER} AND c.unit = u.unit AND c.happened <= %(day)s
    GROUP BY c.happened HAVING sum(c.n) + coalesce(
      (SELECT n FROM taken t WHERE t.unit = u.unit AND t.happened = c.happened), 0) > 0
    ORDER BY c.happened DESC LIMIT 1)) {{and_counts}}
FROM unnest(%(units)s::text[]) AS u(unit)
LEFT JOIN (
  SELECT unit, max(happened) FILTER (WHERE n > 0) AS last,
    sum(n) FILTER (WHERE happened > %(before)s) AS now,
    sum(n) FILTER (WHERE happened > %(long_before)s AND happened <= %(before)s) AS before
  FROM fresh GROUP BY unit
) AS f USING (unit)"""
LAST = _LAST.format(and_counts="")
"""The last day with a dossier of each unit: of that day alone an index tells. A sum is never below
nothing, so what is not yet summed can only add days, or take them (`taken`)."""
_COUNTED = "coalesce(d.{0}, 0) + coalesce(f.{0}, 0)"
COUNTS = f"""{_LAST.format(and_counts=f", {_COUNTED.format('now')}, {_COUNTED.format('before')}")}
LEFT JOIN (
  SELECT unit, sum(n) FILTER (WHERE happened > %(before)s) AS now,
    sum(n) FILTER (WHERE happened <= %(before)s) AS before
  FROM motcua_dailycount
  WHERE {_COUNTER} AND unit = ANY(%(units)s)
    AND happened > %(long_before)s AND happened <= %(day)s
  GROUP BY unit
) AS d USING (unit)"""
"""And what it took in in both windows."""
SIGN_INS = """
SELECT unit, sum(n) FROM motcua_signincount
WHERE unit = ANY(%(units)s) AND day > %(before)s AND day <= %(day)s GROUP BY unit"""


Counted = tuple[date | None, int, int]


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether one receiving unit is silent, as Verdict.silent says it, and no more of it."""

    unit: str
    parent: str
    level: str
    silent: bool


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


def silence(top: str, day: date) -> tuple[Silence, ...]:
    """All receiving units under an agency as they were at the end of that local day: who took in
    nothing. Nothing is counted for it. Refused `unknown_agency`."""
    tree = reference().agencies
    asked = set(tree.subtree(tree.find(top).key))
    units = [one for one in _receiving(tree, day) if one.key in asked]
    values = _values(units, day)
    with connection.cursor() as cursor:
        cursor.execute(LAST, values)
        last: dict[str, date | None] = dict(cursor.fetchall())
    return tuple(_silence(one, last[one.key], day) for one in units)


def intake(top: str, day: date) -> tuple[Quiet, ...]:
    """All receiving units under an agency as they were at the end of that local day.

    Each is compared with all units of its kind in the province, whichever agency was asked for.
    Refused `unknown_agency`.
    """
    tree = reference().agencies
    asked = set(tree.subtree(tree.find(top).key))
    units = _receiving(tree, day)
    values = _values(units, day)
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, values)
        counts: dict[str, Counted] = {
            unit: (last, int(now), int(before)) for unit, last, now, before in cursor.fetchall()
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


def _receiving(tree: AgencyTree, day: date) -> list[Agency]:
    return [one for one in tree if one.receives and one.stands_on(day)]


def _values(units: list[Agency], day: date) -> dict[str, Any]:
    before = day - timedelta(days=WINDOW)
    return {
        "units": [unit.key for unit in units],
        "day": day,
        "before": before,
        "long_before": before - timedelta(days=WINDOW),
    }


def _stood(unit: Agency, day: date) -> int:
    return min(WINDOW, (day - unit.valid_from).days + 1)


def _silence(unit: Agency, last: date | None, day: date) -> Silence:
    took_in = last is not None and last > day - timedelta(days=WINDOW)
    silent = is_silent(_stood(unit, day), took_in=took_in)
    return Silence(unit.key, unit.parent or "", unit.level, silent)


def _intake(unit: Agency, tree: AgencyTree, counts: dict[str, Counted], day: date) -> Intake:
    _last, now, before = counts[unit.key]
    row = tree.name_row(unit.key, day)
    kind = row.kind if row and row.kind else unit.kind
    return Intake(unit.key, f"{unit.level}/{kind}", now, before, _stood(unit, day))


def _days_since(counted: Counted, day: date) -> int | None:
    last = counted[0]
    return None if last is None else (day - last).days
