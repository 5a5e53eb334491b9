"""The groups of QĐ 766: points where there are data, nothing where there are none, never 0."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from motcua.actions.publication import add_scores
from motcua.domain.scores import parse_groups
from motcua.domain.toml_table import TableError
from motcua.management.reference_data import DATA
from motcua.statistics.question import Question
from motcua.statistics.service_groups import ServiceIndex, service_index
from tests.story import ONE_STOP, PERMIT, at, received

NOW = at("2020-06-01 08:00")
MARCH = Question("H08.38", date(2020, 3, 1), date(2020, 3, 31))
FILE = DATA / "scores" / "service-groups.toml"


@pytest.fixture
def scored(db):
    """The criteria and groups that come with the product."""
    for file in sorted(FILE.parent.glob("*.toml")):
        add_scores(file.name, file.read_text("utf-8"), now=NOW)


@pytest.mark.usefixtures("scored")
def test_the_group_of_time_is_told_and_the_others_have_no_data():
    received(PERMIT, ONE_STOP, at("2020-03-02 09:00"))  # due on the 16th: late
    received(PERMIT, ONE_STOP, at("2020-03-30 09:00"))
    found = service_index(MARCH, NOW)
    assert [one.group.number for one in found.groups] == [1, 2, 3, 4, 5]
    assert [one.earned for one in found.groups] == [None, Fraction(10), None, None, None]
    assert (found.num, found.den) == (1, 2)
    assert (found.sum, found.most, found.early) == (10, 20, True)


@pytest.mark.usefixtures("scored")
def test_without_any_dossier_no_group_has_points():
    found = service_index(MARCH, NOW)
    assert [one.earned for one in found.groups] == [None] * 5
    assert (found.sum, found.most) == (0, 0)


@pytest.mark.usefixtures("scored")
def test_a_period_since_the_index_is_in_force_is_no_early_one():
    later = replace(MARCH, first=date(2022, 7, 1), last=date(2022, 7, 31))
    assert not service_index(later, at("2022-08-15 08:00")).early


def test_all_groups_together_give_a_hundred():
    groups = parse_groups([FILE.read_text("utf-8")])
    assert sum(one.points for one in groups) == 100
    assert all(bool(one.told_by) != bool(one.missing) for one in groups)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('points = "18"\n', ""),
        ('points = "18"\n', 'points = "nhiều"\n'),
        ("told_by =", "told ="),
        ('told_by = "2.1 Tỷ lệ hồ sơ giải quyết đúng hạn"\n', ""),
        ("number = 1\n", "number = 0\n"),
    ],
)
def test_a_group_that_says_too_little_is_not_taken(old, new):
    with pytest.raises(TableError):
        parse_groups([FILE.read_text("utf-8").replace(old, new, 1)])


def test_an_index_without_groups_sums_to_nothing():
    assert ServiceIndex((), MARCH, 0, 0, False).sum == 0
