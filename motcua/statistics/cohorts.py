"""Reads how those received in a period stand: whole weeks from week sums, the rest from days.

Five readings in one statement, so of one snapshot: weeks that lie wholly in the period, as learned
in months that are over; its days before and after them; what was learned of those weeks in the
as-of day's month; the journal; and overdue stretches, which begin by law and read themselves.
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
_ASKED = "basis = %(basis)s AND unit = ANY(%(units)s) AND {kinds}"
# Its Monday, by whole days alone: the first day of the year 1 was one.
_WEEK = "received - (received - '0001-01-01'::date) %% 7 AS week"
WEEKLY = f"""
SELECT {{groups}}, kind, sum(n) FROM (
  SELECT unit, week, kind, n FROM motcua_cohortweek
  WHERE {_ASKED} AND week >= %(from_week)s AND week < %(to_week)s AND recorded < %(month_t)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n FROM motcua_cohortcount
  WHERE {_ASKED} AND received >= %(a)s AND received < %(from_week)s AND received <= %(b)s
    AND recorded <= %(t)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n FROM motcua_cohortcount
  WHERE {_ASKED} AND received >= %(to_week)s AND received <= %(b)s AND recorded <= %(t)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n FROM motcua_cohortcount
  WHERE {_ASKED} AND received >= %(from_week)s AND received < %(to_week)s
    AND recorded >= %(month_t)s AND recorded <= %(t)s
  UNION ALL
  SELECT unit, {_WEEK}, kind, n FROM motcua_countchange
  WHERE {_ASKED} AND kind <> 'overdue'
    AND received >= %(a)s AND received <= %(b)s AND recorded <= %(t)s
  UNION ALL
  SELECT {{unit}} AS unit, {_WEEK}, kind, 1 FROM motcua_mark
  WHERE basis = %(marks)s AND kind = 'overdue' AND {{unit}} = ANY(%(units)s)
    AND {UNTIL} >= %(end)s AND {FEW}
    AND received >= %(a)s AND received <= %(b)s AND begins < %(end)s AND known < %(end)s
    AND (known_gone IS NULL OR known_gone >= %(end)s)
    AND (ends IS NULL OR ends >= %(end)s OR known_ended >= %(end)s)
) AS x GROUP BY GROUPING SETS ({{sets}})"""


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
    group alone, with None in the other's place. `kinds` only these, besides overdue.
    """
    from_week = first + timedelta(days=-first.weekday() % 7)
    to_week = max(from_week, last + timedelta(days=1 - (last.weekday() + 1) % 7))
    values: dict[str, Any] = {
        "basis": basis,
        "marks": LEG if basis == LEG else "dossier",
        "units": list(units),
        "kinds": list(kinds),
        "a": first,
        "b": last,
        "from_week": from_week,
        "to_week": to_week,
        "t": as_of or FAR,
        "month_t": FAR if as_of is None else as_of.replace(day=1),
        "end": midnight((as_of or today) + timedelta(days=1)),
    }
    text = WEEKLY.format(
        groups=", ".join(groups),
        sets=", ".join(f"({group}, kind)" for group in groups),
        unit="receiving" if basis == RECEPTION else "unit",
        kinds="kind = ANY(%(kinds)s)" if kinds else "true",
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return [(*key, int(n or 0)) for *key, n in cursor.fetchall()]
