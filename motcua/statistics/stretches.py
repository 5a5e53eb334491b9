"""Where time goes: how long dossiers solved in a period lay with each unit and role.

A leg runs from acceptance to hand-over; what it stood waiting for the citizen is taken off. Usual
is the 90th percentile: nine of ten were quicker. All in days of 24 hours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from motcua.domain.local_time import midnight
from motcua.domain.tally import RECEPTION, SOLVED
from motcua.models.law import reference
from motcua.statistics.figures import units_of
from motcua.statistics.question import Question

MOST: Final = 20_000
"""So many dossiers at most are looked at, those solved last; the page says so."""
SECONDS: Final = 86_400
"""Of a day."""
SPENT = """
WITH done AS MATERIALIZED (
  SELECT m.dossier_key, m.begins, m.ends FROM motcua_mark m
  WHERE m.basis = 'dossier' AND m.kind = 'open' AND m.{unit} = ANY(%(units)s)
    AND m.ended_as = ANY(%(solved)s) AND m.ends >= %(a)s AND m.ends < %(b)s
    AND m.known_gone IS NULL {procedure}
  ORDER BY m.ends DESC LIMIT %(most)s
), waited AS MATERIALIZED (
  SELECT w.dossier_key, w.begins, w.ends FROM motcua_mark w JOIN done USING (dossier_key)
  WHERE w.basis = 'dossier' AND w.kind = 'waiting' AND w.known_gone IS NULL AND w.ends IS NOT NULL
), whole AS (
  SELECT date_part('epoch', d.ends - d.begins) AS gross, coalesce(w.waited, 0) AS waited
  FROM done d LEFT JOIN (
    SELECT dossier_key, sum(date_part('epoch', ends - begins)) AS waited FROM waited GROUP BY 1
  ) AS w USING (dossier_key)
), legs AS (
  SELECT m.dossier_key, m.number::bigint AS number, m.unit, m.ended_as = 'solved_late' AS late,
    date_part('epoch', m.ends - m.begins) AS gross
  FROM motcua_mark m JOIN done USING (dossier_key)
  WHERE m.basis = 'leg' AND m.kind = 'open' AND m.known_gone IS NULL AND m.ends IS NOT NULL
), stood AS (
  SELECT m.dossier_key, m.number::bigint AS number, sum(date_part('epoch',
    least(m.ends, w.ends) - greatest(m.begins, w.begins))) AS waited
  FROM waited w JOIN motcua_mark m USING (dossier_key)
  WHERE m.basis = 'leg' AND m.kind = 'open' AND m.known_gone IS NULL
    AND m.begins < w.ends AND m.ends > w.begins
  GROUP BY 1, 2
), written AS MATERIALIZED (
  SELECT dossier_key, number, leg->>'{step}' AS step, leg->>'due' IS NOT NULL AS limited
  FROM done JOIN motcua_dossier d ON d.key = dossier_key,
    jsonb_array_elements(d.legs) WITH ORDINALITY AS each(leg, number)
), net AS (
  SELECT unit, late, (gross - coalesce(waited, 0)) / 86400 AS days, step, limited
  FROM legs LEFT JOIN written USING (dossier_key, number)
    LEFT JOIN stood USING (dossier_key, number)
)
SELECT 'whole', '', count(*), coalesce(sum(gross), 0) / 86400, coalesce(sum(waited), 0) / 86400, 0,
  coalesce(percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY gross - waited), ARRAY[0, 0])
FROM whole
UNION ALL
SELECT CASE grouping(unit) WHEN 0 THEN 'unit' ELSE 'step' END,
  CASE grouping(unit) WHEN 0 THEN unit ELSE step END, count(*), sum(days),
  count(*) FILTER (WHERE limited), count(*) FILTER (WHERE late),
  percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY days)
FROM net GROUP BY GROUPING SETS ((unit), (step))"""
"""All in one, for what was solved is read once. A dossier's legs are taken apart once for all of
them: each look into their JSON would unpack the whole of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Legs of one unit or step. `days` is their sum; `middle` and `usual` one leg's. `limited` of
    them had a time limit of their own, which `late` of them passed."""

    key: str
    legs: int
    days: float
    limited: int
    late: int
    middle: float
    usual: float


@dataclass(frozen=True, slots=True)
class Spent:
    """What became of the time. `waited` is the citizens' share of `days`; `middle` and `usual`
    are a dossier's own, without it. `cut`: there were more than MOST."""

    dossiers: int
    days: float
    waited: float
    middle: float
    usual: float
    units: tuple[Stretch, ...]
    steps: tuple[Stretch, ...]

    @property
    def cut(self) -> bool:
        """Whether only the last solved were looked at."""
        return self.dossiers >= MOST


def spent(question: Question, procedure: str = "") -> Spent:
    """Of the dossiers solved in the period, of one procedure if one is named.

    Steps are keyed by the number of the step where a procedure is named, else by role.
    """
    values: dict[str, Any] = {
        "units": list(units_of(reference().agencies, question)),
        "solved": list(SOLVED),
        "a": midnight(question.first),
        "b": midnight(min(question.last, question.as_of or date.max) + timedelta(days=1)),
        "most": MOST,
        "code": procedure,
    }
    parts = {
        "unit": "receiving" if question.basis == RECEPTION else "unit",
        "procedure": "AND m.procedure = %(code)s" if procedure else "",
        "step": "step" if procedure else "role",
    }
    with connection.cursor() as cursor:
        cursor.execute(SPENT.format(**parts), values)
        rows = cursor.fetchall()
    _what, _key, count, days, waited, _late, middle = next(row for row in rows if row[0] == "whole")
    own = middle[0] / SECONDS, middle[1] / SECONDS
    return Spent(int(count), days, waited, *own, _of("unit", rows), _of("step", rows))


def _of(what: str, rows: Iterable[tuple[Any, ...]]) -> tuple[Stretch, ...]:
    found = (_stretch(row) for row in rows if row[0] == what and row[1] is not None)
    return tuple(sorted(found, key=_most_first))


def _stretch(row: tuple[Any, ...]) -> Stretch:
    _what, key, legs, days, limited, late, (middle, usual) = row
    lengths = float(middle), float(usual)
    return Stretch(key, int(legs), float(days), int(limited), int(late), *lengths)


def _most_first(one: Stretch) -> tuple[float, str]:
    return -one.days, one.key
