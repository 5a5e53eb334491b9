"""The two formats of an agency's identifier: QCVN 102:2016/BTTTT and QĐ 20/2020/QĐ-TTg."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.identifiers import new_identifier, old_identifier


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("H08", "000.00.00.H08"),
        ("H08.12", "000.00.12.H08"),
        ("H08.38.12", "000.12.38.H08"),
        ("G22.99.08", "000.08.99.G22"),
    ],
)
def test_an_identifier_is_written_in_both_formats(new: str, old: str) -> None:
    assert old_identifier(new) == old
    assert new_identifier(old) == new


def test_a_group_that_does_not_fit_has_no_old_form() -> None:
    with pytest.raises(ValueError, match="too long"):
        old_identifier("H08.138")


@given(st.lists(st.integers(1, 99), max_size=2))
def test_the_two_formats_of_an_identifier_name_the_same_groups(groups: list[int]) -> None:
    new = ".".join(["H08", *(f"{group:02}" for group in groups)])
    assert new_identifier(old_identifier(new)) == new


@pytest.mark.parametrize("bad", ["", "H8", "h08", "H08.", "H08.1234", "H08.1.2.3.4", "X.Y"])
def test_a_malformed_identifier_has_no_old_form(bad: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        old_identifier(bad)


@pytest.mark.parametrize("bad", ["", "H08", "00.12.38.H08", "000.12.38.h08", "000.1.38.H08"])
def test_a_malformed_old_identifier_has_no_new_form(bad: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        new_identifier(bad)
