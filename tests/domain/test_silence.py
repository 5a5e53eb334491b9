"""Silent and thin units: a table of cases, and that no small unit is accused without cause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.silence import LEAST_DAYS, SURE, WINDOW, Intake, chance_of_at_most, judge

USUAL = [Intake(f"peer {n}", "commune/xã", 100, None) for n in range(7)]

CASES = [
    # received, before, days it stood, reason
    (0, None, WINDOW, "nothing_received"),
    (0, 0, WINDOW, "nothing_received"),
    (0, 40, WINDOW, "nothing_received"),  # it was in use and fell silent
    (1, None, WINDOW, "below_peers"),  # 20 would be a fifth of the middle; 1 is no chance
    (7, None, WINDOW, "below_peers"),  # 7 or fewer of 20: once in 1.285 times
    (8, None, WINDOW, ""),  # 8 or fewer of 20: twice in a thousand, which happens
    (20, None, WINDOW, ""),  # a small commune
    (20, 20, WINDOW, ""),  # small, and always was
    (20, 100, WINDOW, "below_own"),  # 50 would be half of its own; 20 is no chance
    (40, 100, WINDOW, ""),  # fewer than half of before, but 40 of 50 happens
    (3, 6, WINDOW, "below_peers"),  # as always, and always too little to be believed
    (0, None, LEAST_DAYS - 1, "too_young"),
    (0, None, LEAST_DAYS, "nothing_received"),
    (4, None, LEAST_DAYS, ""),  # a third of the window: 6.7 would be a fifth, 4 happens
]


@pytest.mark.parametrize(("received", "before", "stood", "reason"), CASES)
def test_a_unit_among_seven_that_receive_a_hundred(received, before, stood, reason):
    found = judge([*USUAL, Intake("it", "commune/xã", received, before, stood)])[-1]
    assert found.reason == reason
    assert found.silent == (reason == "nothing_received")
    assert found.thin == reason.startswith("below")


def test_silent_units_do_not_lower_what_is_usual():
    silent = [Intake(f"s {n}", "commune/xã", 0, None) for n in range(51)]
    assert judge([*silent, *USUAL])[-1].expected == 100


def test_units_of_another_kind_are_no_peers():
    found = judge([*USUAL, Intake("it", "commune/phường", 1, None)])[-1]
    assert (found.expected, found.reason) == (None, "")


def test_with_few_active_peers_nobody_is_called_thin_because_of_them():
    assert judge([*USUAL[:3], Intake("it", "commune/xã", 1, None)])[-1].reason == ""


@given(st.lists(st.integers(20, 500), min_size=5, max_size=60))
def test_nobody_at_a_fifth_of_the_middle_or_above_is_accused(received):
    found = judge([Intake(str(n), "g", count, None) for n, count in enumerate(received)])
    for one in found:
        assert not one.silent
        if one.expected is not None and one.received >= one.expected / 5:
            assert not one.thin


@given(st.integers(0, 300), st.floats(0.01, 400))
def test_the_chance_grows_with_the_count_and_is_a_chance(count, mean):
    here, above = chance_of_at_most(count, mean), chance_of_at_most(count + 1, mean)
    assert 0 <= here <= above <= 1
    assert chance_of_at_most(int(mean), mean) > SURE
