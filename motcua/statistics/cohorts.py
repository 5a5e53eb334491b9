"""Reads how those received in a period stand: whole weeks from week sums, the rest from days.

Six readings in one statement, so of one snapshot: the weeks of the period, as learned in whole
months; the days by which they are more or less than the period, at both ends; what was learned in
the days by which those months are more or less than up to the as-of day; the journal; and overdue
stretches, which begin by law and read themselves. A week or a month of which most is wanted is
taken whole and the rest of it taken off again: that is less to read, and the same sum.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from motcua.domain.local_time import midnight
from motcua.domain.tally import LEG, RECEPTION

FAR = date(9999, 12, 31)
UNTIL = "coalesce(known_gone, greatest(ends, known_ended), 'infinity'::timestamptz)"
"""Up to when a version of a mark can count at all: it follows from the exact conditions, and is
what the index mark_overdue_until finds."""
FEW = "version + 0 = version - 0"
"""Always so. PostgreSQL multiplies the share that begun with the share that had not ended, and
takes what stands at an instant for a quarter of all marks; a condition that it knows nothing of
makes that a two-hundredth, which is nearer, and it uses the index."""
OF_UNITS = "ANY((SELECT %(units)s::text[])::text[])"
"""The units asked for, so that PostgreSQL does not see which: it would weigh each of a province's
against its statistics, in every reading, which took as long as the readings. For an index only:
a list that is not seen is gone through member by member."""
_ASKED = f"basis = %(basis)s AND unit = {OF_UNITS} AND {{kinds}}"
_AMONG = "basis = %(basis)s AND unit IN (SELECT unnest(%(units)s::text[])) AND {kinds}"
# Its Monday, by whole days alone: the first day of the year 1 was one.
_WEEK = "received - (received - '0001-01-01'::date) %% 7 AS week"
WEEKLY = f"""
SELECT {{groups}}, kind, sum(n)::bigint FROM (
  SELECT unit, week, kind, n FROM motcua_cohortweek
  WHERE {_ASKED} AND week >= %(from_week)s AND week < %(to_week)s AND recorded < %(learned)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n * %(sign_a)s FROM motcua_cohortcount
  WHERE {_ASKED} AND received >= %(from_a)s AND received < %(to_a)s AND recorded <= %(t)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n * %(sign_b)s FROM motcua_cohortcount
  WHERE {_ASKED} AND received >= %(from_b)s AND received < %(to_b)s AND recorded <= %(t)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n * %(sign_t)s FROM motcua_cohortcount
  WHERE {_AMONG} AND received >= %(from_week)s AND received < %(to_week)s
    AND recorded >= %(from_t)s AND recorded < %(to_t)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n FROM motcua_countchange
  WHERE {_AMONG} AND kind <> 'overdue'
    AND received >= %(a)s AND received <= %(b)s AND recorded <= %(t)s
  UNION ALL
  SELECT {{unit}} AS unit, {_WEEK}, kind, 1 FROM motcua_mark
  WHERE basis = %(marks)s AND kind = 'overdue' AND {{unit}} = {OF_UNITS}
    AND {UNTIL} >= %(end)s AND {FEW}
    AND received >= %(a)s AND received <= %(b)s AND begins < %(end)s AND known < %(end)s
    AND (known_gone IS NULL OR known_gone >= %(end)s)
    AND (ends IS NULL OR ends >= %(end)s OR known_ended >= %(end)s)
) AS x GROUP BY GROUPING SETS ({{sets}}) HAVING sum(n) <> 0"""


def cohort_sums(
    groups: Sequence[str],
    basis: str,
    units: Sequence[str],
    first: date,
    last: date,
    *,
    as_of: date | None,
    today: date,
    kinds: Sequence[str] = (),
) -> list[tuple[Any, ...]]:
    """(group …, kind, sum) at the end of the as-of day, today where there is none.

    `groups`: "unit" or "week" (its Monday), or both: then they are read once and told of each
    group alone, with None in the other's place. `kinds` only these, besides overdue. What is
    nothing in the end is left out.
    """
    values = _values(basis, units, first, last, as_of, today) | {"kinds": list(kinds)}
    sets = ", ".join(f"({group}, kind)" for group in groups)
    return _read(", ".join(groups), sets, basis, values, some=bool(kinds))


def unit_week_sums(
    basis: str,
    units: Sequence[str],
    first: date,
    last: date,
    since: date,
    *,
    as_of: date | None,
    today: date,
) -> list[tuple[Any, ...]]:
    """(unit, Monday, kind, sum), as cohort_sums reads them, of every kind.

    Weeks before the Monday `since` are one, with None as its Monday: so a unit's whole period and
    its last weeks are of one reading.
    """
    values = _values(basis, units, first, last, as_of, today) | {"since": since}
    groups = "unit, CASE WHEN week >= %(since)s THEN week END AS shown"
    return _read(groups, "(unit, shown, kind)", basis, values, some=False)


def _values(
    basis: str, units: Sequence[str], first: date, last: date, as_of: date | None, today: date
) -> dict[str, Any]:
    return {
        "basis": basis,
        "marks": LEG if basis == LEG else "dossier",
        "units": list(units),
        "a": first,
        "b": last,
        "t": as_of or FAR,
        "end": midnight((as_of or today) + timedelta(days=1)),
        **_weeks(first, last, as_of or today),
        **_months(as_of, today),
    }


def _read(
    groups: str, sets: str, basis: str, values: dict[str, Any], *, some: bool
) -> list[tuple[Any, ...]]:
    text = WEEKLY.format(
        groups=groups,
        sets=sets,
        unit="receiving" if basis == RECEPTION else "unit",
        kinds="kind = ANY(%(kinds)s)" if some else "true",
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _weeks(first: date, last: date, known: date) -> dict[str, Any]:
    """The whole weeks to be read, and the days to be added (or taken off, sign -1) at each end.

    Nobody knows on the day `known` of one received later: so many days have nothing to take off.
    """
    before = first - timedelta(days=first.weekday())
    begin = _edge(before, first, before + timedelta(days=7))
    after = last + timedelta(days=1)
    monday = after - timedelta(days=after.weekday())
    # The same turned round: what lies before the edge is added, what lies behind it is too much.
    end = _edge(monday, after, monday + timedelta(days=7), known + timedelta(days=1))
    return {
        "from_week": begin[0],
        "sign_a": -begin[3],
        "from_a": begin[1],
        "to_a": begin[2],
        "to_week": end[0],
        "sign_b": end[3],
        "from_b": end[1],
        "to_b": end[2],
    }


def _months(as_of: date | None, today: date) -> dict[str, Any]:
    """The whole months of learning to be read, and the days to be added or taken off."""
    if as_of is None:
        return {"learned": FAR, "sign_t": 1, "from_t": FAR, "to_t": FAR}
    after, month = as_of + timedelta(days=1), as_of.replace(day=1)
    learned, start, stop, sign = _edge(month, after, next_month(month), today + timedelta(days=1))
    return {"learned": learned, "sign_t": sign, "from_t": start, "to_t": stop}


def _edge(low: date, wanted: date, high: date, over: date = FAR) -> tuple[date, date, date, int]:
    """Of the whole reaching from `low` to `high`, how to read up to `wanted`: from which of both,
    and the days between it and `wanted`, to be added (1) or taken off (-1), whichever are fewer.
    From `over` on there are none.

    >>> _edge(date(2020, 3, 1), date(2020, 3, 19), date(2020, 4, 1), date(2020, 3, 20))[0]
    datetime.date(2020, 4, 1)
    """
    if wanted - low <= max(min(high, over) - wanted, timedelta()):
        return low, low, wanted, 1
    return high, wanted, high, -1


def next_month(first: date) -> date:
    """The first day of the month after.

    >>> next_month(date(2020, 12, 1))
    datetime.date(2021, 1, 1)
    """
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
