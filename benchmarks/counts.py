"""The figures of a province's cohort three ways, on the same dossiers in the same run: from the
sums, as boards have them; by plain SQL over the facts; by DuckDB over the same facts as Parquet.

    make bench-libraries; make bench BENCH=counts SIZE=100000

All three have to come to the same numbers. What DuckDB takes to be filled is not counted.
"""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from django.db import connection
from django.test import Client

from benchmarks.report import Report, percentile
from motcua.domain.local_time import midnight
from motcua.models import User
from motcua.reads.clock import now
from motcua.statistics.figures import answer
from motcua.statistics.fill import fill_all
from motcua.statistics.question import Question

DATABASE = "size"
SIZE = 100_000
LEAST, MILLION = 100.0, 1_000_000
FIRST, LAST = date(2020, 1, 1), date(2020, 3, 18)
COLUMNS = "dossier_key, number, kind, happened, recorded, body"
COUNTED = ("received", "solved", "late")
PLAIN = """
WITH received AS (
  SELECT dossier_key, body->>'competent' AS unit,
    CAST(body->>'overdue_from' AS timestamptz) AS misses
  FROM {facts} WHERE kind = 'Received' AND recorded < '{ends}'
    AND happened >= '{begins}' AND happened < '{ends}'),
moved AS (
  SELECT DISTINCT ON (dossier_key) dossier_key,
    CAST(body->>'overdue_from' AS timestamptz) AS misses
  FROM {facts} WHERE kind = 'LegalDueMoved' AND recorded < '{ends}'
  ORDER BY dossier_key, number DESC),
ended AS (
  SELECT dossier_key, min(happened) AS moment, bool_or(kind IN ('Finished', 'Rejected')) AS solved
  FROM {facts} WHERE kind IN ('Finished', 'Rejected', 'Withdrawn', 'Stopped')
    AND recorded < '{ends}' GROUP BY dossier_key),
stops AS (
  SELECT DISTINCT ON (dossier_key) dossier_key, kind, happened AS since FROM {facts}
  WHERE recorded < '{ends}' AND kind IN
    ('SupplementNotified', 'SupplementReceived', 'SupplementExpired', 'PaymentAsked',
     'PaymentConfirmed')
  ORDER BY dossier_key, number DESC),
one AS (
  SELECT unit, moment, coalesce(solved, false) AS solved,
    CASE WHEN kind IN ('SupplementNotified', 'PaymentAsked') THEN since END AS since,
    CASE WHEN moved.dossier_key IS NULL THEN received.misses ELSE moved.misses END AS misses
  FROM received LEFT JOIN moved USING (dossier_key) LEFT JOIN ended USING (dossier_key)
    LEFT JOIN stops USING (dossier_key))
SELECT unit, count(*), count(*) FILTER (WHERE solved), count(*) FILTER (
  WHERE (solved AND moment >= misses)
    OR (moment IS NULL AND misses < '{ends}' AND (since IS NULL OR since >= misses)))
FROM one GROUP BY unit"""


def run(report: Report, dossiers: int) -> None:
    """Sums, a board's whole page, plain SQL, DuckDB."""
    fill_all()
    asked = Question("H08", FIRST, LAST, by="agency", cohort=True, as_of=LAST)
    board, client = {"from": f"{FIRST}", "to": f"{LAST}", "as_of": f"{LAST}"}, Client()
    client.force_login(User.objects.get(username="kiemsoat"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM motcua_fact")
        report.add("facts", cursor.fetchone()[0], "rows")
    moment = now()
    sums, figures = _median(lambda: answer(asked, moment).total.figures, 9)
    page, _ = _median(lambda: client.get("/board/H08", board, headers={"host": "localhost"}), 9)
    plain, by_sql = _median(_by_sql, 3)
    duck, by_duck = _duck(report)
    wanted = tuple(figures[name] for name in COUNTED)
    assert wanted == by_sql == (by_duck or by_sql), (wanted, by_sql, by_duck)
    report.say(f"received, solved, late, all alike: {wanted}")
    report.add("from the sums", 1000 * sums, "ms")
    report.add("the province's board, the whole page", 1000 * page, "ms")
    report.add("plain SQL over the facts", 1000 * plain, "ms")
    if by_duck:
        report.add("DuckDB over Parquet", 1000 * duck, "ms")
        report.add("sums against DuckDB", duck / sums, "×")
    least = LEAST if dossiers >= MILLION else None
    report.add("sums against plain SQL", plain / sums, "×", least=least)
    report.add("a board's page against plain SQL", plain / page, "×", least=least)


def _median(ask: Callable[[], Any], times: int) -> tuple[float, Any]:
    ask()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        found = ask()
        taken.append(time.perf_counter() - begun)
    return percentile(taken, 0.5), found


def _text(facts: str) -> str:
    begins, ends = midnight(FIRST), midnight(LAST + timedelta(days=1))
    return PLAIN.format(facts=facts, begins=begins.isoformat(), ends=ends.isoformat())


def _by_sql() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_text("motcua_fact"))
        return _total(cursor.fetchall())


def _total(rows: list[Any]) -> tuple[int, ...]:
    return tuple(sum(row[at] for row in rows) for at in (1, 2, 3))


def _duck(report: Report) -> tuple[float, tuple[int, ...]]:
    try:
        import duckdb
    except ImportError as missing:
        report.say(
            f"NOT MEASURED: {missing.name} is not installed; make bench-libraries installs it"
        )
        return 0.0, ()
    with TemporaryDirectory(dir=os.environ["MOTCUA_VAR"]) as place:
        store = duckdb.connect(config={"threads": os.cpu_count() or 1})
        _parquet(store, Path(place))
        text = _text(f"'{place}/facts.parquet'")
        return _median(lambda: _total(store.execute(text).fetchall()), 5)


def _parquet(store: Any, place: Path) -> None:
    """Every fact, from PostgreSQL into a file as Parquet."""
    with (
        psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner,
        (place / "facts.csv").open("wb") as out,
        owner.cursor().copy(f"COPY motcua_fact ({COLUMNS}) TO STDOUT (FORMAT csv)") as copy,
    ):
        for block in copy:
            out.write(block)
    kinds = ("UUID", "INTEGER", "VARCHAR", "TIMESTAMPTZ", "TIMESTAMPTZ", "JSON")
    named = ", ".join(
        f"'{name}': '{kind}'" for name, kind in zip(COLUMNS.split(", "), kinds, strict=True)
    )
    store.execute(
        f"COPY (SELECT * FROM read_csv('{place}/facts.csv', header = false, columns = {{{named}}}))"
        f" TO '{place}/facts.parquet' (FORMAT parquet)"
    )
    (place / "facts.csv").unlink()
