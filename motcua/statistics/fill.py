"""Moves signed counts from the door's journal into the sums.

One statement, so a reader's snapshot finds every change in exactly one place. It may be stopped
at any moment, run twice or on several machines: the others find nothing to do.
"""

from django.db import connection, transaction

LOCK = "SELECT pg_try_advisory_xact_lock(7265001)"
MOVE = """
WITH gone AS (
  DELETE FROM motcua_countchange WHERE id IN
    (SELECT id FROM motcua_countchange ORDER BY id LIMIT %s)
  RETURNING recorded, happened, received, basis, unit, procedure, channel, kind, n
), days AS (
  INSERT INTO motcua_dailycount AS c
    (happened, recorded, basis, unit, kind, procedure, channel, n)
  SELECT happened, recorded, basis, unit, kind, procedure, channel, sum(n) FROM gone
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT (happened, recorded, basis, unit, kind, procedure, channel)
  DO UPDATE SET n = c.n + EXCLUDED.n
), months AS (
  INSERT INTO motcua_monthcount AS c
    (happened, recorded, basis, unit, kind, procedure, channel, n)
  SELECT date_trunc('month', happened)::date, date_trunc('month', recorded)::date,
    basis, unit, kind, procedure, channel, sum(n) FROM gone
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT (happened, recorded, basis, unit, kind, procedure, channel)
  DO UPDATE SET n = c.n + EXCLUDED.n
), cohorts AS (
  INSERT INTO motcua_cohortcount AS c (received, recorded, basis, unit, kind, procedure, n)
  SELECT received, recorded, basis, unit, kind, procedure, sum(n) FROM gone
  WHERE kind <> 'overdue'
  GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (received, recorded, basis, unit, kind, procedure)
  DO UPDATE SET n = c.n + EXCLUDED.n
), weeks AS (
  INSERT INTO motcua_cohortweek AS c (basis, unit, week, recorded, kind, n)
  SELECT basis, unit, date_trunc('week', received)::date, date_trunc('month', recorded)::date,
    kind, sum(n) FROM gone WHERE kind <> 'overdue'
  GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (basis, unit, week, recorded, kind) DO UPDATE SET n = c.n + EXCLUDED.n
)
SELECT count(*) FROM gone"""


def fill(most: int = 200_000) -> int:
    """Move up to `most` changes; how many were moved, 0 also while another one is at it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(MOVE, [most])
        return int(cursor.fetchone()[0])


def fill_all(most: int = 200_000) -> int:
    """Move all there is, a portion at a time; how many were moved."""
    moved = 0
    while portion := fill(most):
        moved += portion
    return moved
