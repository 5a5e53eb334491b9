"""Are the sums what the marks say? For `motcua verify`: each sum is made again and compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

MOST = 100
"""Differences told of each kind; more would not say more."""

_DAY = "({} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
_BEGUN, _ENDED = _DAY.format("begins"), _DAY.format("ends")
_KNOWN, _GONE, _SEEN = (_DAY.format(name) for name in ("known", "known_gone", "known_ended"))
_ONLINE = "kind = 'open' AND channel = 'online'"
_STRETCH = "kind IN ('open', 'waiting', 'overdue')"


def _signed(happened: str, kind: str, learned: str, sign: int, condition: str) -> str:
    return (
        f"SELECT {happened} AS happened, {learned} AS recorded, basis, unit, {kind} AS kind,"
        f" procedure, channel, {sign} AS n FROM marks WHERE {condition}"
    )


def _twice(happened: str, kind: str, learned: str, sign: int, condition: str) -> str:
    """Once when it was learned and, if it was taken back, once with the other sign."""
    gone = f"known_gone IS NOT NULL AND {condition}"
    first = _signed(happened, kind, learned, sign, condition)
    return f"{first} UNION ALL {_signed(happened, kind, _GONE, -sign, gone)}"


FROM_MARKS = f"""
WITH marks AS (
  SELECT basis, unit, procedure, channel, kind, begins, ends, ended_as, known, known_ended,
    known_gone FROM motcua_mark
  UNION ALL
  SELECT 'reception', receiving, procedure, channel, kind, begins, ends, ended_as, known,
    known_ended, known_gone FROM motcua_mark WHERE basis = 'dossier'
), expected AS (
  SELECT happened, recorded, basis, unit, kind, procedure, channel, sum(n) AS n FROM (
    {_twice(_BEGUN, "kind", _KNOWN, 1, "true")}
    UNION ALL {_twice(_BEGUN, "'received'", _KNOWN, 1, "kind = 'open'")}
    UNION ALL {_twice(_BEGUN, "'received_online'", _KNOWN, 1, _ONLINE)}
    UNION ALL {_twice(_ENDED, "kind", _SEEN, -1, f"ends IS NOT NULL AND {_STRETCH}")}
    UNION ALL {_twice(_ENDED, "ended_as", _SEEN, 1, "ended_as <> ''")}
  ) AS x GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0
), found AS (
  SELECT happened, recorded, basis, unit, kind, procedure, channel, sum(n) AS n FROM (
    SELECT happened, recorded, basis, unit, kind, procedure, channel, n FROM motcua_dailycount
    UNION ALL
    SELECT happened, recorded, basis, unit, kind, procedure, channel, n FROM motcua_countchange
  ) AS x GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0
)
SELECT concat_ws(' ', happened, recorded, basis, unit, kind, procedure, channel),
  coalesce(e.n, 0), coalesce(f.n, 0)
FROM expected e FULL JOIN found f
  USING (happened, recorded, basis, unit, kind, procedure, channel)
WHERE e.n IS DISTINCT FROM f.n ORDER BY 1 LIMIT {MOST}"""

MONTHS = f"""
WITH expected AS (
  SELECT date_trunc('month', happened)::date AS happened,
    date_trunc('month', recorded)::date AS recorded,
    basis, unit, kind, procedure, channel, sum(n) AS n
  FROM motcua_dailycount GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0
), found AS (SELECT * FROM motcua_monthcount WHERE n <> 0)
SELECT concat_ws(' ', happened, recorded, basis, unit, kind, procedure, channel),
  coalesce(e.n, 0), coalesce(f.n, 0)
FROM expected e FULL JOIN found f
  USING (happened, recorded, basis, unit, kind, procedure, channel)
WHERE e.n IS DISTINCT FROM f.n ORDER BY 1 LIMIT {MOST}"""

COHORTS = f"""
WITH expected AS (
  SELECT recorded, basis, unit, kind, procedure, sum(n) AS n FROM motcua_dailycount
  WHERE kind <> 'overdue' GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0
), found AS (
  SELECT recorded, basis, unit, kind, procedure, sum(n) AS n FROM motcua_cohortcount
  GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0
)
SELECT concat_ws(' ', recorded, basis, unit, kind, procedure), coalesce(e.n, 0), coalesce(f.n, 0)
FROM expected e FULL JOIN found f USING (recorded, basis, unit, kind, procedure)
WHERE e.n IS DISTINCT FROM f.n ORDER BY 1 LIMIT {MOST}"""

WEEKS = f"""
WITH expected AS (
  SELECT basis, unit, date_trunc('week', received)::date AS week,
    date_trunc('month', recorded)::date AS recorded, kind, sum(n) AS n
  FROM motcua_cohortcount GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0
), found AS (SELECT * FROM motcua_cohortweek WHERE n <> 0)
SELECT concat_ws(' ', week, recorded, basis, unit, kind), coalesce(e.n, 0), coalesce(f.n, 0)
FROM expected e FULL JOIN found f USING (basis, unit, week, recorded, kind)
WHERE e.n IS DISTINCT FROM f.n ORDER BY 1 LIMIT {MOST}"""

CHECKS = {
    "count_differs": FROM_MARKS,
    "month_differs": MONTHS,
    "cohort_differs": COHORTS,
    "cohort_week_differs": WEEKS,
}


@dataclass(frozen=True, slots=True)
class SumDiffers:
    """A sum that is not what it is the sum of. `where` names its day, unit and kind."""

    kind: str
    where: str
    expected: int
    found: int


def sums_that_differ() -> Iterator[SumDiffers]:
    """Every difference, at most MOST of each kind. One statement a kind, over everything."""
    for kind, text in CHECKS.items():
        with connection.cursor() as cursor:
            cursor.execute(text)
            for where, expected, found in cursor.fetchall():
                yield SumDiffers(kind, where, int(expected), int(found))
