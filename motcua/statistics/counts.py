"""Reads the sums: for each group what had happened before the period, and by its end.

Whole months come from month sums, the days at both ends from daily ones, and what is not yet
summed from the journal, all in one statement and so from one snapshot. What was before the
period's first month is summed for stocks alone: what flows within the period needs none of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

from motcua.domain.local_time import midnight
from motcua.domain.tally import DOSSIER, LEG, RECEPTION, STRETCHES
from motcua.statistics.cohorts import FAR, FEW, OF_UNITS, UNTIL, cohort_sums, next_month


@dataclass(slots=True)
class Sums:
    """For one group: signed sums by kind, up to before the period and up to its end."""

    before: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    until: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, other: "Sums") -> None:
        """Add another group's sums to these."""
        for kind, n in other.before.items():
            self.before[kind] += n
        for kind, n in other.until.items():
            self.until[kind] += n

    def flow(self, kind: str) -> int:
        """What happened within the period."""
        return self.until[kind] - self.before[kind]


PERIOD = f"""
SELECT {{group}}, kind, sum(n) FILTER (WHERE early), sum(n) FROM (
  SELECT unit, procedure, kind, true AS early, n FROM motcua_monthcount
  WHERE basis = %(basis)s AND unit = {OF_UNITS} AND kind IN {STRETCHES}
    AND happened < %(month_a)s AND recorded < %(month_t)s
  UNION ALL
  SELECT unit, procedure, kind, false, n FROM motcua_monthcount
  WHERE basis = %(basis)s AND unit = ANY(%(units)s) AND happened >= %(after_a)s
    AND happened < %(month_b)s AND recorded < %(month_t)s
  UNION ALL
  SELECT unit, procedure, kind, happened < %(a)s, n FROM motcua_dailycount
  WHERE basis = %(basis)s AND unit = ANY(%(units)s) AND recorded <= %(t)s
    AND happened >= %(month_a)s AND happened < %(after_a)s AND happened <= %(b)s
  UNION ALL
  SELECT unit, procedure, kind, false, n FROM motcua_dailycount
  WHERE basis = %(basis)s AND unit = ANY(%(units)s) AND recorded <= %(t)s
    AND happened >= %(month_b)s AND happened >= %(after_a)s AND happened <= %(b)s
  UNION ALL
  SELECT unit, procedure, kind, happened < %(a)s, n FROM motcua_dailycount
  WHERE basis = %(basis)s AND unit = ANY(%(units)s)
    AND recorded >= %(month_t)s AND recorded <= %(t)s
    AND happened < %(month_b)s AND NOT (happened >= %(month_a)s AND happened < %(after_a)s)
  UNION ALL
  SELECT unit, procedure, kind, happened < %(a)s, n FROM motcua_countchange
  WHERE basis = %(basis)s AND unit = ANY(%(units)s) AND happened <= %(b)s AND recorded <= %(t)s
) AS x GROUP BY {{group}}, kind"""

COHORT = """
SELECT {group}, kind, 0, sum(n) FROM (
  SELECT unit, procedure, kind, n FROM motcua_cohortcount
  WHERE basis = %(basis)s AND unit = ANY(%(units)s)
    AND received >= %(a)s AND received <= %(b)s AND recorded <= %(t)s
  UNION ALL
  SELECT unit, procedure, kind, n FROM motcua_countchange
  WHERE basis = %(basis)s AND unit = ANY(%(units)s) AND kind <> 'overdue'
    AND received >= %(a)s AND received <= %(b)s AND recorded <= %(t)s
  UNION ALL
  SELECT {unit} AS unit, procedure, kind, 1 FROM motcua_mark
  WHERE basis = %(marks)s AND kind = 'overdue' AND {unit} = ANY(%(units)s)
    AND {until} >= %(end)s AND {few}
    AND received >= %(a)s AND received <= %(b)s AND begins < %(end)s AND known < %(end)s
    AND (known_gone IS NULL OR known_gone >= %(end)s)
    AND (ends IS NULL OR ends >= %(end)s OR known_ended >= %(end)s)
) AS x GROUP BY {group}, kind"""


def sums(
    basis: str,
    units: Sequence[str],
    first: date,
    last: date,
    *,
    group: Iterable[str],
    cohort: bool,
    as_of: date | None,
    today: date,
) -> dict[tuple[str, ...], Sums]:
    """Sums by group. `group` are columns: unit, procedure. One statement.

    Of a cohort, `until` says how those received in the period stand at the end of the as-of day
    (today where there is none).
    """
    columns = list(group)
    if cohort and columns == ["unit"]:
        return by_unit(cohort_sums(["unit"], basis, units, first, last, as_of=as_of, today=today))
    unit = "receiving" if basis == RECEPTION else "unit"
    text = (COHORT if cohort else PERIOD).format(
        group=", ".join(columns), unit=unit, until=UNTIL, few=FEW
    )
    days = _days(first, last, as_of, today)
    values = days | {
        "basis": basis,
        "marks": LEG if basis == LEG else DOSSIER,
    }
    found: defaultdict[tuple[str, ...], Sums] = defaultdict(Sums)
    with connection.cursor() as cursor:
        cursor.execute(text, values | {"units": list(units)})
        for *key, kind, before, until in cursor.fetchall():
            here = found[tuple(key)]
            here.before[kind] += int(before or 0)
            here.until[kind] += int(until or 0)
    return found


def by_unit(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[str, ...], Sums]:
    """Sums by unit of what cohort_sums read: (unit, kind, sum)."""
    found: defaultdict[tuple[str, ...], Sums] = defaultdict(Sums)
    for unit, kind, n in rows:
        found[(unit,)].until[kind] += n
    return found


def _days(first: date, last: date, as_of: date | None, today: date) -> dict[str, Any]:
    month_a = first.replace(day=1)
    return {
        "a": first,
        "b": last,
        "t": as_of or FAR,
        "month_a": month_a,
        "month_b": last.replace(day=1),
        # A month that the period begins with is read whole.
        "after_a": month_a if first == month_a else next_month(month_a),
        "month_t": FAR if as_of is None else as_of.replace(day=1),
        "end": midnight((as_of or today) + timedelta(days=1)),
    }
