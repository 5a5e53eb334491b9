"""How lists behind numbers are read when there are many marks: where an index holds them.

The marks are made by SQL, without dossiers: nothing else is read by these lists. A superuser
commits and analyses them, so these tests ask for `committed`, which takes them away again.
"""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain.tally import BASES, LEG
from motcua.models.law import reference
from motcua.statistics.drill import behind, count_behind
from motcua.statistics.question import Question
from motcua.statistics.runs import BEHIND
from motcua.statistics.unit_weeks import unit_weeks
from tests.story import DISTRICT, at

NOW = at("2020-03-19 08:00")
ROWS = 6_000
SPRING = Question(DISTRICT, date(2020, 1, 1), date(2020, 3, 18), as_of=date(2020, 3, 18))
MARKS = """
INSERT INTO motcua_mark (dossier_key, basis, kind, number, version, unit, receiving, procedure,
 channel, received, begins, ends, ended_as, known, known_ended, known_gone)
SELECT lpad(to_hex(n), 32, '0')::uuid, x.basis, x.kind, 1, 1, unit, unit, '1.004206',
 CASE WHEN n %% 40 = 0 THEN 'online' ELSE 'direct' END, begun::date, begun + x.later,
 CASE WHEN x.kind = 'handed_out' THEN begun + x.later ELSE ended END,
 CASE WHEN x.kind = 'open' AND ended IS NOT NULL
  THEN (ARRAY['solved_early', 'solved_on_time', 'solved_late', 'withdrawn'])[n %% 4 + 1]
  ELSE '' END, begun, ended,
 CASE WHEN x.kind = 'overdue' AND n %% 4 <> 2 THEN ended END
FROM generate_series(1, %(rows)s) n,
 LATERAL (SELECT (%(units)s::text[])[n %% array_length(%(units)s::text[], 1) + 1] AS unit) u,
 LATERAL (SELECT timestamptz '2020-03-18 16:00+07' - n * interval '4 hours' AS begun) b,
 LATERAL (SELECT CASE WHEN n > 60 AND n %% 200 <> 0 THEN begun + interval '9 days' END AS ended) e,
 (VALUES ('dossier', 'open', interval '0'), ('leg', 'open', '5 hours'),
  ('dossier', 'overdue', '8 days'), ('dossier', 'waiting', '1 day'), ('leg', 'overdue', '7 days'),
  ('dossier', 'handed_out', '9 days')) AS x (basis, kind, later)
WHERE NOT (x.kind = 'waiting' AND n %% 30 <> 0) AND NOT (x.kind = 'handed_out' AND ended IS NULL)"""


@pytest.fixture
def many(committed, superuser):
    """Three years of marks of all units of a district; most overdue ones taken back in time."""
    units = list(reference().agencies.subtree(DISTRICT))
    with superuser() as vandal:
        vandal.execute(MARKS, {"rows": ROWS, "units": units})
        vandal.execute("VACUUM ANALYZE motcua_mark")


def test_no_first_page_reads_all_marks_and_pages_show_each_of_them_once(many):
    full = 0
    for basis in BASES:
        for cohort in (False, True):
            asked = replace(SPRING, basis=basis, cohort=cohort)
            for figure in BEHIND:
                plan = _plans(lambda figure=figure, asked=asked: behind(figure, asked, NOW))
                # Unanalysed as they are, dossiers may be looked up in any way.
                assert "Seq Scan on motcua_mark" not in plan, (figure, asked, plan)
                full += _pages_show_each_once(figure, asked)
    assert full > 60  # most lists have more pages than one


def test_of_legs_that_lie_for_years_a_first_page_reads_a_page_of_each_unit(many):
    for day in (date(2020, 3, 10), date(2020, 3, 18)):  # of the first many have ended since
        asked = replace(SPRING, basis=LEG, last=day, as_of=day)
        for figure in ("in_process", "in_term", "carried_over"):
            plan = _plans(lambda figure=figure, asked=asked: behind(figure, asked, NOW))
            assert "mark_lying_leg" in plan, (figure, plan)
            _pages_show_each_once(figure, asked)


def test_units_by_week_read_sums_and_of_marks_only_what_an_index_of_overdue_ones_holds(many):
    asked = replace(SPRING, agency="H08", cohort=True)
    for each in (False, True):
        plan = _plans(lambda each=each: unit_weeks(asked, NOW, each=each))
        assert "motcua_cohortweek" in plan
        assert "mark_standing" in plan, plan
        assert "Seq Scan on motcua_mark" not in plan, plan


def _pages_show_each_once(figure, asked):
    found, place = [], None
    while page := behind(figure, asked, NOW, after=place, limit=50):
        found += page
        place = page[-1].place
    assert len(found) == len({(one.key, one.kind, one.number) for one in found})
    assert len(found) == count_behind(figure, asked, NOW), (figure, asked)
    order = [(one.place.run, one.place.moment, one.key) for one in found]
    assert order == sorted(order)
    return len(found) > 50


def _plans(run):
    """How PostgreSQL reads the marks for each statement that `run` gives."""
    with CaptureQueriesContext(connection) as queries:
        run()
    plans = []
    for query in queries:
        if "motcua_mark" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + query["sql"].replace("%", "%%"), [])
                plans += [line for (line,) in cursor.fetchall()]
    assert plans
    return "\n".join(plans)
