"""What figures are read from, at any size: marks made through the door, cloned set-wise.

Every finished dossier of the demo is cloned into earlier quarters of eleven weeks, two to a
quarter, so that a million dossiers are three years and a weekday stays a weekday. Sums are made of
all marks anew. Facts are not cloned: no figure reads them, and the plain count beside is given them
by the quarter that the demo itself played.
"""

import os

import psycopg

WEEKS = 77
CLONE = """
CREATE UNLOGGED TABLE bench_clone AS
SELECT key, -{weeks} * ((i + 1) / 2) AS days,
 (lpad(to_hex((extract(epoch FROM received - {weeks} * ((i + 1) / 2) * interval '1 day')
   * 1000)::bigint), 12, '0') || '7' || substr(md5(key::text || i), 1, 3) || '8'
  || substr(md5(i || key::text), 1, 15))::uuid AS new_key
FROM motcua_dossier, generate_series(1, {copies}) i WHERE finished IS NOT NULL;
ANALYZE bench_clone;
INSERT INTO motcua_mark (dossier_key, basis, kind, number, version, unit, receiving, procedure,
 channel, received, begins, ends, ended_as, known, known_ended, known_gone)
SELECT new_key, basis, kind, number, version, unit, receiving, procedure, channel,
 received + days, begins + days * interval '1 day', ends + days * interval '1 day', ended_as,
 known + days * interval '1 day', known_ended + days * interval '1 day',
 known_gone + days * interval '1 day'
FROM bench_clone JOIN motcua_mark ON dossier_key = key;
"""
CHANGES = """
TRUNCATE motcua_dailycount, motcua_monthcount, motcua_cohortcount, motcua_cohortweek,
 motcua_countchange;
CREATE UNLOGGED TABLE bench_change AS
WITH day AS (
  SELECT basis, unit, receiving, procedure, channel, kind, ended_as, received,
   (begins AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS begun,
   (ends AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS ended,
   (known AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS learned,
   (known_ended AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS seen
  FROM motcua_mark WHERE known_gone IS NULL
), both_bases AS (
  SELECT basis, unit, procedure, channel, kind, ended_as, received, begun, ended, learned, seen
  FROM day
  UNION ALL
  SELECT 'reception', receiving, procedure, channel, kind, ended_as, received, begun, ended,
   learned, seen FROM day WHERE basis = 'dossier'
)
SELECT recorded, happened, received, basis, unit, kind, procedure, channel, sum(n)::int AS n
FROM (
  SELECT learned AS recorded, begun AS happened, received, basis, unit, kind, procedure, channel,
   1 AS n FROM both_bases
  UNION ALL SELECT learned, begun, received, basis, unit, 'received', procedure, channel, 1
   FROM both_bases WHERE kind = 'open'
  UNION ALL SELECT seen, ended, received, basis, unit, kind, procedure, channel, -1
   FROM both_bases WHERE ended IS NOT NULL AND kind IN ('open', 'waiting', 'overdue')
  UNION ALL SELECT seen, ended, received, basis, unit, ended_as, procedure, channel, 1
   FROM both_bases WHERE ended_as <> ''
) AS x GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(n) <> 0;
"""
SUMS = """
INSERT INTO motcua_dailycount (happened, recorded, basis, unit, kind, procedure, channel, n)
SELECT happened, recorded, basis, unit, kind, procedure, channel, sum(n) FROM bench_change
GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO motcua_monthcount (happened, recorded, basis, unit, kind, procedure, channel, n)
SELECT date_trunc('month', happened), date_trunc('month', recorded), basis, unit, kind, procedure,
 channel, sum(n) FROM motcua_dailycount GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO motcua_cohortcount (received, recorded, basis, unit, kind, procedure, n)
SELECT received, recorded, basis, unit, kind, procedure, sum(n) FROM bench_change
WHERE kind <> 'overdue' GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO motcua_cohortweek (basis, unit, week, recorded, kind, n)
SELECT basis, unit, date_trunc('week', received), date_trunc('month', recorded), kind, sum(n)
FROM motcua_cohortcount GROUP BY 1, 2, 3, 4, 5;
DROP TABLE bench_change; DROP TABLE bench_clone;
"""
TABLES = ("motcua_mark", "motcua_dailycount", "motcua_monthcount", "motcua_cohortcount")


def grow_marks(dossiers: int) -> None:
    """Let the database that is in use, a copy of the demo, hold marks of so many dossiers."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for setting in (
            "session_replication_role = replica",
            "work_mem = '512MB'",
            "maintenance_work_mem = '512MB'",
            "synchronous_commit = off",
        ):
            owner.execute(f"SET {setting}")
        indexes = _drop_indexes(owner)
        ended = owner.execute("SELECT count(*) FROM motcua_dossier WHERE finished IS NOT NULL")
        whole = owner.execute("SELECT count(*) FROM motcua_dossier")
        copies = -(-(dossiers - whole.fetchone()[0]) // ended.fetchone()[0])
        for text in (CLONE.format(copies=copies, weeks=WEEKS), CHANGES, SUMS):
            for statement in text.split(";\n"):
                if statement.strip():
                    owner.execute(statement)
        for index in indexes:
            owner.execute(index)
        for table in (*TABLES, "motcua_cohortweek"):
            owner.execute(f"VACUUM ANALYZE {table}")


def _drop_indexes(owner: psycopg.Connection) -> list[str]:
    rows = owner.execute(
        "SELECT indexname, indexdef FROM pg_indexes i"
        " WHERE tablename = ANY(%s) AND NOT EXISTS"
        " (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
        [list(TABLES)],
    ).fetchall()
    for name, _ in rows:
        owner.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in rows]
