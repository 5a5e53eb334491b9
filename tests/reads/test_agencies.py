"""Agencies as the tables have them: dated names, long and short."""

from datetime import date

import pytest

from motcua.reads.agencies import names_of_agency
from motcua.reads.law import agency_tree

pytestmark = pytest.mark.django_db
HOAI_NHON = "H08.33"  # a district until 31-5-2020, a town since (Resolution 932/NQ-UBTVQH14)


@pytest.mark.parametrize(
    ("day", "name", "short"),
    [
        (date(2020, 5, 31), "Ủy ban nhân dân huyện Hoài Nhơn", "UBND huyện Hoài Nhơn"),
        (date(2020, 6, 1), "Ủy ban nhân dân thị xã Hoài Nhơn", "UBND thị xã Hoài Nhơn"),
    ],
)
def test_both_names_of_a_day(day, name, short):
    tree = agency_tree()
    assert (tree.name(HOAI_NHON, day), tree.short_name(HOAI_NHON, day)) == (name, short)


def test_all_names_it_ever_had():
    assert [row.short_name for row in names_of_agency(HOAI_NHON)] == [
        "UBND huyện Hoài Nhơn",
        "UBND thị xã Hoài Nhơn",
    ]
