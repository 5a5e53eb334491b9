"""II.07b: procedures by level, against a count by hand over the story's three procedures."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.actions.publication import publish_procedure
from motcua.statistics.official_procedures import COLUMNS, decided_at, table_07b
from tests.story import BIRTH, FRIDAY, HOUSEHOLD, PERMIT

DAY = date(2020, 3, 20)


@pytest.mark.django_db
def test_each_procedure_is_counted_where_it_is_decided_received_and_worked_on():
    [line], total = table_07b(DAY)
    assert line.name == "Kiểm thử"
    # Birth is the commune's; the household and the permit are the district's, the household
    # received in the commune or there, the permit there alone.
    by_hand = {
        **{3: 3, 4: 0, 5: 2, 6: 1},
        **{7: 3, 8: 0, 9: 2, 10: 2},
        **{11: 4, 12: 0, 13: 2, 14: 2},
    }
    assert line.cells == total.cells == by_hand
    assert total.codes[5] == tuple(sorted((HOUSEHOLD.code, PERMIT.code)))
    assert list(COLUMNS) == list(range(3, 15))


@pytest.mark.django_db
def test_a_procedure_of_two_levels_is_one_procedure_with_two_processes():
    both = replace(
        BIRTH, code="1.900077", levels=("commune", "district"), decider="committee",
        field_code="K2", field_name="Lĩnh vực khác",
    )  # fmt: skip
    publish_procedure(both, now=FRIDAY)
    lines, total = table_07b(DAY)
    other = next(line for line in lines if line.key == "K2")
    assert [other.cells[column] for column in (3, 4, 5, 6)] == [1, 0, 1, 1]
    assert [other.cells[column] for column in (7, 8, 9, 10)] == [1, 0, 1, 1]
    assert [other.cells[column] for column in (11, 12, 13, 14)] == [2, 0, 1, 1]
    assert total.cells[3] == 4
    assert total.cells[11] == 6


@pytest.mark.django_db
def test_what_is_not_in_force_that_day_is_not_counted():
    early = min(one.valid_from for one in (BIRTH, HOUSEHOLD, PERMIT)) - timedelta(days=1)
    assert table_07b(early)[0] == ()


@pytest.mark.parametrize(
    ("decider", "levels"),
    [
        ("commune", ("commune",)),
        ("district/finance_planning", ("district",)),
        ("province", ("province",)),
        ("committee", ("commune", "district")),
        ("receiving", ("commune", "district")),
    ],
)
def test_the_level_of_a_decision_is_that_of_its_decider(decider, levels):
    assert decided_at(replace(BIRTH, decider=decider, levels=("commune", "district"))) == levels
