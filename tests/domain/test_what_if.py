"""What another order of work would change, as tables: who leaves a desk when, and what is late."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.domain.local_time import VIETNAM
from motcua.domain.refusal import Refused
from motcua.domain.what_if import (
    AS_BEFORE,
    MOST_HANDS,
    NEAREST_DUE,
    OLDEST_FIRST,
    ORDERS,
    Prospect,
    checked_hands,
    checked_order,
    ends,
    on_time_outcome,
)

NOW = datetime(2020, 3, 19, 7, 30, tzinfo=VIETNAM)  # Thursday
END = NOW + timedelta(days=10)  # Sunday, 29 March
OFFICER, LEADER = ("H08.38.84", "officer"), ("H08.38", "leader")


def day(number: float) -> datetime:
    """So many days from now: 1 is Friday the 20th, 4 Monday the 23rd."""
    return NOW + timedelta(days=number)


def one(code, due, likely, *, soonest=0, received=-5, desk=OFFICER) -> Prospect:
    """An open dossier, in days from now; `likely` None: nothing is known of its steps."""
    known = likely is not None
    return Prospect(
        code,
        desk,
        day(received),
        day(due),
        day(soonest) if known else None,
        day(likely) if known else None,
    )


TURNS = [
    pytest.param(AS_BEFORE, [one("a", 5, 2), one("b", 3, 4)], {"a": 2, "b": 4}, id="as it goes"),
    # b is due on Sunday the 22nd: it takes the place of Saturday, a waits until Monday.
    pytest.param(
        NEAREST_DUE, [one("a", 5, 2), one("b", 3, 4)], {"b": 2, "a": 4}, id="nearest due goes first"
    ),
    # b is due tomorrow, Friday, and nobody leaves before Saturday: it is lost, so a goes first.
    pytest.param(
        NEAREST_DUE, [one("a", 5, 2), one("b", 1, 4)], {"a": 2, "b": 4}, id="the lost go last"
    ),
    pytest.param(
        NEAREST_DUE,
        [one("a", 9, 2), one("b", -3, 3), one("c", -1, 4)],
        {"a": 2, "b": 3, "c": 4},
        id="of the lost the longest overdue first",
    ),
    pytest.param(
        OLDEST_FIRST,
        [one("a", 5, 2, received=-2), one("b", -3, 4, received=-9)],
        {"b": 2, "a": 4},
        id="whoever came first, overdue or not",
    ),
    # b needs until Sunday even at its quick pace: Saturday is a's.
    pytest.param(
        NEAREST_DUE,
        [one("a", 5, 2), one("b", 4, 5, soonest=3)],
        {"a": 2, "b": 5},
        id="nobody is quicker than its quick pace",
    ),
    pytest.param(
        OLDEST_FIRST,
        [one("a", 5, 2, received=-2), one("b", 5, 4, received=-9, desk=LEADER)],
        {"a": 2, "b": 4},
        id="desks do not take each other's places",
    ),
    pytest.param(NEAREST_DUE, [one("a", 5, None), one("b", 5, 3)], {"b": 3}, id="unknown"),
    pytest.param(OLDEST_FIRST, [], {}, id="nothing"),
]


@pytest.mark.parametrize(("order", "ones", "expected"), TURNS)
def test_who_leaves_a_desk_when(order, ones, expected):
    assert ends(ones, order) == {code: day(number) for code, number in expected.items()}


PROSPECTS = st.lists(
    st.tuples(
        st.integers(-5, 20), st.integers(0, 15), st.integers(0, 15), st.integers(-30, 0),
        st.sampled_from([OFFICER, LEADER]),
    ),
    max_size=12,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])  # drawing is, on a busy machine
@given(PROSPECTS, st.sampled_from(ORDERS))
def test_a_desk_gets_as_much_done_by_any_moment_in_whichever_order(drawn, order):
    ones = [
        one(str(n), due, soon + more, soonest=soon, received=since, desk=desk)
        for n, (due, soon, more, since, desk) in enumerate(drawn)
    ]
    found = ends(ones, order)
    assert found.keys() == {each.code for each in ones}
    for desk in (OFFICER, LEADER):
        there = [each for each in ones if each.desk == desk]
        assert sorted(found[each.code] for each in there) == sorted(each.likely for each in there)
    assert all(found[each.code] >= each.soonest for each in ones)


WINDOWS = [
    # base, closed late, open (due, end), share: late, meets
    pytest.param(20, 1, [], 95, 1, True, id="19 of 20 meets 95"),
    pytest.param(20, 1, [(3, 4)], 95, 2, False, id="one more is late"),
    pytest.param(20, 1, [(3, 2)], 95, 1, True, id="in time"),
    pytest.param(20, 1, [(3, 3)], 95, 2, False, id="at that very instant it is late"),
    pytest.param(20, 0, [(-1, 2)], 95, 1, True, id="overdue now is late however soon it ends"),
    pytest.param(20, 0, [(11, 12)], 95, 0, True, id="due after the target day"),
    pytest.param(20, 0, [(10, 12)], 95, 1, True, id="due on the target day and open that evening"),
    pytest.param(20, 0, [(3, None)], 95, 0, True, id="of which nothing is known"),
    pytest.param(0, 0, [], 95, 0, False, id="0 of 0 meets nothing"),
]


@pytest.mark.parametrize(("base", "closed", "open_ones", "share", "late", "meets"), WINDOWS)
def test_what_is_late_in_a_window(base, closed, open_ones, share, late, meets):
    ones = [one(str(n), due, likely) for n, (due, likely) in enumerate(open_ones)]
    found = on_time_outcome("year", base, closed, ones, ends(ones, AS_BEFORE), share, NOW, END)
    assert (found.late, found.meets) == (late, meets)
    assert found.kept == (base - late, base)


@pytest.mark.parametrize("added", [0, -1, -50, MOST_HANDS + 1, 1000])
def test_so_many_more_people_are_refused(added):
    with pytest.raises(Refused, match="bad_hands"):
        checked_hands(added)


def test_from_one_to_the_most_may_join_and_an_order_is_one_of_three():
    assert [checked_hands(n) for n in (1, MOST_HANDS)] == [1, MOST_HANDS]
    assert [checked_order(order) for order in ORDERS] == list(ORDERS)
    with pytest.raises(Refused, match="bad_choice"):
        checked_order("by-luck")
