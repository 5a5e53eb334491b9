"""II.06b and II.06c: each line against a slow count from raw facts, and nothing counted twice."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.domain import commands as do
from motcua.domain.refusal import Refused
from motcua.reads.law import agency_tree
from motcua.statistics.drill import Narrow, count_behind
from motcua.statistics.official import COLUMNS, table_06a
from motcua.statistics.official_units import gathered_by, table_by_unit
from motcua.statistics.question import Question
from tests.statistics.slow_official import slow_06a, units_of_line
from tests.statistics.stories import LIVES, live, told, undone
from tests.statistics.stories import _midnight as midnight
from tests.story import BIRTH, COMMUNE, ONE_STOP, PERMIT, at, received, tell

NOW = at("2020-06-01 08:00")
MARCH = (date(2020, 3, 1), date(2020, 3, 31))


@pytest.mark.django_db
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(LIVES, st.sampled_from(["H08", "H08.38"]), st.integers(0, 20), st.integers(0, 30))
def test_every_cell_of_every_line_is_what_the_raw_facts_say(lives, top, begin, length):
    with undone():
        keys = live(lives)
        keys.append(received(BIRTH, COMMUNE, at("2020-03-05 09:00")))
        first = date(2020, 2, 26) + timedelta(days=begin)
        last = first + timedelta(days=length)
        question = Question(top, first, last, as_of=last)
        table = table_by_unit(question, NOW)
        known = [told(key, midnight(last + timedelta(days=1))) for key in keys]
        everywhere = {agency.key for agency in agency_tree()}
        assert table.total.cells == slow_06a(known, everywhere, first, last)
        for group in table.groups:
            for one in group.lines:
                units = units_of_line(agency_tree(), one.line.key, group.level, own=one.own)
                assert one.line.cells == slow_06a(known, units, first, last), one.line.name
                for column in COLUMNS:
                    found = count_behind(
                        f"cell_{column}", one.question, NOW, narrow=Narrow(own=one.own)
                    )
                    assert found == one.line.cells[column], (one.line.name, column)
            assert group.total.cells == summed(one.line.cells for one in group.lines)


def summed(lines):
    whole = Counter(dict.fromkeys(COLUMNS, 0))
    for cells in lines:
        whole.update(cells)
    return dict(whole)


@pytest.mark.django_db
def test_the_first_group_of_a_district_is_its_own_06a_and_the_second_its_communes():
    received(PERMIT, ONE_STOP, at("2020-03-02 09:00"))
    received(BIRTH, COMMUNE, at("2020-03-05 09:00"))
    gone = received(PERMIT, ONE_STOP, at("2020-03-02 09:00"))
    tell(gone, "lan", do.Withdraw("công dân đề nghị rút hồ sơ"), at("2020-03-05 09:00"))
    question = Question("H08.38", *MARCH)
    table = table_by_unit(question, NOW)
    own, below = table.groups
    assert (own.level, below.level) == ("district", "commune")
    assert own.total.cells == table_06a(question, NOW)[1].cells
    [commune] = below.lines
    assert (commune.line.key, commune.line.cells[3]) == (COMMUNE, 1)
    assert table.total.folded == {"withdrawn": 1, "early": 1}
    assert table.silent > 0


@pytest.mark.django_db
def test_the_province_gathers_the_communes_of_each_district_in_one_line():
    received(BIRTH, COMMUNE, at("2020-03-05 09:00"))
    [communes] = table_by_unit(Question("H08", *MARCH), NOW).groups
    [line] = communes.lines
    assert (line.line.key, line.question.levels) == ("H08.38", ("commune",))
    assert line.line.name.startswith("Cấp xã thuộc ")
    assert table_06a(line.question, NOW)[1].cells[3] == 0, "nothing was solved by the district"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("agency", "table"),
    [("H08", "06c"), ("H08.38", "06b"), (COMMUNE, ""), (ONE_STOP, ""), ("H08.38.92", "")],
)
def test_committees_of_district_and_province_gather_those_below_them(agency, table):
    assert gathered_by(agency) == table


@pytest.mark.django_db
def test_an_agency_that_nobody_knows_is_refused():
    with pytest.raises(Refused):
        table_by_unit(Question("H99", *MARCH), NOW)
