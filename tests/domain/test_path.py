"""The path to a target, as tables: which dossiers, how many a day, whether it can be reached."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.local_time import VIETNAM
from motcua.domain.path import (
    Candidate,
    backlog_way,
    checked_target,
    more_on_time,
    most_late,
    on_time_way,
)
from motcua.domain.refusal import Refused

NOW = datetime(2020, 3, 19, 7, 30, tzinfo=VIETNAM)  # Thursday
DAYS = 29
"""Working days from 19 March to 29 April 2020; 30 April is a holiday."""


def candidate(code: str, due: int, *, soonest: int = 0, likely: int = 0) -> Candidate:
    """An open dossier due so many days from now, with its forecasts in days from now."""
    end = NOW + timedelta(days=due)
    return Candidate(
        code,
        "H08.38",
        None,
        end,
        end + timedelta(hours=7),
        NOW + timedelta(days=soonest),
        NOW + timedelta(days=likely),
    )


def many(count: int, due: int, **forecast: int) -> list[Candidate]:
    return [candidate(f"{due:+}/{n:03}", due, **forecast) for n in range(count)]


WAYS = [
    # base, late, savable, lost by forecast, share: best (of base), reachable, must, spare
    pytest.param(20, 1, 0, 0, 95, 19, True, 0, 0, id="19 of 20 meets 95"),
    pytest.param(20, 2, 0, 0, 95, 18, False, 0, -1, id="18 of 20 does not"),
    pytest.param(20, 0, 20, 0, 95, 20, True, 19, 1, id="one may still be late"),
    pytest.param(20, 1, 10, 0, 95, 19, True, 10, 0, id="none may be late any more"),
    pytest.param(20, 0, 10, 1, 95, 19, True, 10, 0, id="a lost one uses what is allowed"),
    pytest.param(20, 1, 10, 1, 95, 18, False, 10, -1, id="two lost of 20 is out of reach"),
    pytest.param(2600, 1404, 300, 0, 95, 1196, False, 300, -1274, id="Phù Cát: 46 % at best"),
    pytest.param(0, 0, 0, 0, 95, 0, False, 0, 0, id="0 of 0 meets nothing"),
    pytest.param(19, 0, 19, 0, 95, 19, True, 19, 0, id="of 19 none may be late"),
    pytest.param(1, 0, 1, 0, 100, 1, True, 1, 0, id="all of one"),
]


@pytest.mark.parametrize(
    ("base", "late", "savable", "lost", "share", "best", "reachable", "must", "spare"), WAYS
)
def test_the_path_of_dossiers_kept_or_late(
    base, late, savable, lost, share, best, reachable, must, spare
):
    open_ones = many(savable, 5) + many(lost, 3, soonest=10, likely=12)
    way = on_time_way("since-order", base, late, open_ones, share, NOW, DAYS)
    assert (way.best, way.reachable) == ((best, base), reachable)
    assert (len(way.must), way.spare, len(way.lost)) == (must, spare, lost)
    assert way.per_working_day == -(-must // DAYS)


def test_what_may_be_late_is_spent_on_the_riskiest_and_the_rest_stands_by_due_date():
    safe, risky, near = (
        candidate("safe", 10, likely=1),
        candidate("risky", 4, likely=9),
        candidate("near", 2, likely=2),
    )
    way = on_time_way("since-order", 20, 0, [safe, risky, near], 95, NOW, DAYS)
    assert [one.code for one in way.must] == ["near", "safe"]
    assert (risky.at_risk, safe.at_risk) == (True, False)


def test_a_dossier_that_is_overdue_is_counted_late_once():
    overdue = many(2, -3)
    way = on_time_way("year", 40, 2, overdue, 95, NOW, DAYS)
    assert (way.best, way.spare, len(way.lost), way.must) == ((38, 40), 0, 2, ())


BACKLOGS = [
    # open, overdue, share: must be finished
    pytest.param(100, 5, 95, 0, id="5 of 100 meets 95"),
    pytest.param(100, 6, 95, 2, id="6 of 100: after one 5 of 99 is over, after two 4 of 98"),
    pytest.param(100, 100, 95, 100, id="of nothing but overdue ones, all"),
    pytest.param(700, 562, 95, 555, id="Phù Cát: 7 of 145"),
    pytest.param(0, 0, 95, 0, id="nothing is open"),
    pytest.param(10, 1, 100, 1, id="no backlog at all"),
]


@pytest.mark.parametrize(("open_count", "overdue", "share", "must"), BACKLOGS)
def test_the_path_of_the_standing_backlog(open_count, overdue, share, must):
    ones = [candidate(str(n), -1 - n % 7) for n in range(overdue)]
    way = backlog_way(open_count, ones, share, DAYS)
    assert (way.late, len(way.must), way.reachable) == (overdue, must, True)
    assert [one.due for one in way.must] == sorted(one.due for one in ones)[:must]


@given(
    base=st.integers(0, 3000),
    share=st.integers(1, 100),
    data=st.data(),
)
def test_doing_what_must_be_done_reaches_the_target_and_one_less_does_not(base, share, data):
    late = data.draw(st.integers(0, base))
    savable = data.draw(st.integers(0, min(base - late, 60)))
    way = on_time_way("year", base, late, many(savable, 5), share, NOW, DAYS)
    kept = base - late - savable + len(way.must)
    if way.reachable:
        assert Fraction(kept, base) >= Fraction(share, 100)
        assert not way.must or Fraction(kept - 1, base) < Fraction(share, 100) or len(way.must) == 0
    else:
        assert base == 0 or Fraction(kept, base) < Fraction(share, 100)


@given(open_count=st.integers(0, 500), share=st.integers(1, 100), data=st.data())
def test_the_backlog_is_within_the_rule_after_so_many_and_not_after_one_less(
    open_count, share, data
):
    overdue = data.draw(st.integers(0, open_count))
    must = len(backlog_way(open_count, many(overdue, -1), share, DAYS).must)

    def within(done: int) -> bool:
        return (overdue - done) * 100 <= (open_count - done) * (100 - share)

    assert within(must)
    assert must == 0 or not within(must - 1)


@given(base=st.integers(0, 5000), share=st.integers(1, 99), data=st.data())
def test_so_many_more_on_time_reach_the_target_and_one_less_does_not(base, share, data):
    late = data.draw(st.integers(0, base))
    more = more_on_time(base, late, share)
    assert more is not None
    assert (base - late + more) * 100 >= (base + more) * share
    assert more == 0 or (base - late + more - 1) * 100 < (base + more - 1) * share


@pytest.mark.parametrize(
    ("share", "by", "reason"),
    [
        (140, date(2020, 4, 30), "bad_share"),
        (0, date(2020, 4, 30), "bad_share"),
        (-5, date(2020, 4, 30), "bad_share"),
        (95, date(2020, 3, 18), "target_day_past"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(share, by, reason):
    with pytest.raises(Refused, match=reason):
        checked_target(share, by, date(2020, 3, 19))


def test_without_a_working_day_left_nothing_more_is_finished_and_it_is_as_it_came_out():
    way = on_time_way("since-order", 100, 3, many(2, 1), 95, NOW, 0)
    assert (way.best, way.reachable, way.must, len(way.lost)) == ((95, 100), True, (), 2)
    way = on_time_way("since-order", 100, 3, many(3, 1), 95, NOW, 0)
    assert (way.best, way.reachable, way.per_working_day) == ((94, 100), False, 0)
    backlog = backlog_way(100, many(6, -1), 95, 0)
    assert (backlog.reachable, len(backlog.must), backlog.per_working_day) == (False, 2, 2)


def test_how_many_may_be_late_never_breaks_the_share():
    for base in range(1, 400):
        most = most_late(base, 95)
        assert (base - most) * 100 >= base * 95
        assert (base - most - 1) * 100 < base * 95
