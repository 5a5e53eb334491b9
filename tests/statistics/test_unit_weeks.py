"""Units by week: the trend of a board taken apart, from sums, each cell as many as its list."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from motcua.domain.tally import BASES
from motcua.statistics.drill import Narrow, count_behind
from motcua.statistics.figures import answer
from motcua.statistics.fill import fill_all
from motcua.statistics.question import Question
from motcua.statistics.unit_weeks import WEEKS, unit_weeks
from motcua.statistics.weeks import weeks
from tests.statistics.stories import LIVES, live, undone
from tests.story import COMMUNE, DISTRICT, HOUSEHOLD, at, received

NOW = at("2020-06-30 12:00")
# from a Wednesday to a Wednesday, sixteen weeks
SPRING = Question(DISTRICT, date(2020, 2, 5), date(2020, 5, 20), cohort=True)
MANY = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
@MANY
@given(LIVES)
def test_cells_add_up_to_the_trend_and_each_is_as_many_as_its_list_whatever_happened(lives):
    with undone():
        live(lives)
        for filled in (False, True):
            if filled:
                fill_all()
            for basis in BASES:
                for as_of, cohort in ((None, True), (date(2020, 5, 20), False)):
                    asked = replace(SPRING, basis=basis, as_of=as_of, cohort=cohort)
                    check(asked, each=False)
                    check(replace(asked, levels=("district",)), each=True)


def check(question, *, each):
    grid = unit_weeks(question, NOW, each=each)
    trend = weeks(replace(question, cohort=True), NOW)[-WEEKS:]
    assert [(one.first, one.last) for one in grid.weeks] == [(one.first, one.last) for one in trend]
    for place, week in enumerate(trend):
        cells = [unit.weeks[place] for unit in grid.units]
        assert sum(cell.base for cell in cells) == week.received == grid.weeks[place].received
        assert sum(cell.late for cell in cells) == week.late == grid.weeks[place].late
        part = replace(question, first=week.first, last=week.last, cohort=True)
        check_lists(part, None, week.received, week.late)  # so a cell with nothing has no list
        for unit, cell in zip(grid.units, cells, strict=True):
            if cell.base or cell.late:
                check_lists(replace(part, agency=unit.row.key), unit, cell.base, cell.late)
    if not each:
        board = answer(replace(question, by="agency"), NOW)
        assert tuple(unit.row for unit in grid.units) == board.rows


def check_lists(question, unit, base, late):
    own = Narrow(own=unit is not None and unit.row.own)
    assert count_behind("to_resolve", question, NOW, narrow=own) == base
    assert count_behind("late", question, NOW, narrow=own) == late


@pytest.mark.django_db
def test_only_the_last_thirteen_weeks_are_shown_and_the_row_still_ranks_by_the_whole_period():
    for day in ("2020-02-05", "2020-02-24", "2020-05-20"):  # the first lies 15 weeks back
        received(when=at(f"{day} 09:00"))
    grid = unit_weeks(SPRING, NOW)
    assert len(grid.weeks) == WEEKS
    assert grid.weeks[0].first == date(2020, 2, 24)  # a Monday
    assert grid.weeks[-1].last == date(2020, 5, 20)  # cut with the period, on a Wednesday
    assert sum(week.received for week in grid.weeks) == 2
    assert sum(unit.row.figures["received"] for unit in grid.units) == 3


@pytest.mark.django_db
def test_a_period_shorter_than_thirteen_weeks_is_cut_at_both_ends():
    asked = replace(SPRING, first=date(2020, 5, 14))  # from a Thursday
    found = [(one.first, one.last) for one in unit_weeks(asked, NOW).weeks]
    assert found == [
        (date(2020, 5, 14), date(2020, 5, 17)),
        (date(2020, 5, 18), date(2020, 5, 20)),
    ]


@pytest.mark.django_db
def test_all_units_and_weeks_of_a_province_are_one_statement_whatever_there_is():
    def statements(*, cohort):
        asked = replace(SPRING, agency="H08", cohort=cohort)
        with CaptureQueriesContext(connection) as caught:
            unit_weeks(asked, NOW)
            unit_weeks(asked, NOW, each=True)
        # Whether the reference rows are still those in memory is asked besides.
        return sum("count" in one["sql"] or "motcua_mark" in one["sql"] for one in caught)

    assert statements(cohort=True) == 2
    for number in range(12):
        received(HOUSEHOLD, COMMUNE, at("2020-03-02 09:00") + timedelta(days=7 * (number % 4)))
    assert statements(cohort=True) == 2
    fill_all()
    assert statements(cohort=True) == 2
    assert statements(cohort=False) == 4
