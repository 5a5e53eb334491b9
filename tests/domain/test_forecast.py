"""A forecast from how long steps took lately: nearest rank, narrowest group, time already lain."""

import pytest

from motcua.domain.forecast import (
    LIKELY,
    QUICK,
    Ahead,
    More,
    Pace,
    Passed,
    finish_forecast,
    percentile,
)
from tests.oracle.calendars import at, shipped

DAY = 480
"""Working minutes of a day: 07:00-11:30 and 13:30-17:00."""
CALENDAR = shipped()


def passed(agency: str, procedure: str, step: int, *minutes: int) -> list[Passed]:
    return [Passed(agency, procedure, step, one) for one in minutes]


HERE = Ahead("A", "1.1", 2)
GROUPS = [
    # what is known, what is asked: the 80th percentile
    (passed("A", "1.1", 2, 10, 20, 30, 40, 50), HERE, 40),
    (passed("A", "1.1", 2, 900) + passed("B", "1.1", 2, 10, 20, 30, 40, 50), HERE, 50),
    (passed("A", "9.9", 7, 10, 20, 30, 40, 50), HERE, 40),  # the agency's other work
    (passed("B", "9.9", 7, 10, 20, 30, 40, 50), HERE, 40),  # anything in the unit
    (passed("B", "9.9", 7, 10, 20), HERE, 20),  # too few, but nothing else is known
    ([], HERE, None),
]


@pytest.mark.parametrize(("legs", "ahead", "minutes"), GROUPS)
def test_the_narrowest_group_with_enough_legs_speaks(legs, ahead, minutes):
    assert Pace(legs).step(ahead, LIKELY) == minutes


LAIN = [
    (0, 80),  # the 80th of 10 … 100
    (50, 40),  # the 80th of those over 50: 60 … 100 is 90, less 50
    (95, 5),
    (100, 50),  # none lasted longer: as long again as the median
]


@pytest.mark.parametrize(("lain", "minutes"), LAIN)
def test_time_already_lain_is_taken_off_and_long_ones_stay_long(lain, minutes):
    pace = Pace(passed("A", "1.1", 2, *range(10, 101, 10)))
    assert pace.step(HERE, LIKELY, lain) == minutes


def test_steps_add_up_in_working_time_over_a_weekend():
    pace = Pace(
        passed("A", "1.1", 2, *[DAY // 2] * 5) + passed("B", "1.1", 3, *[DAY] * 5),
    )
    steps = [HERE, Ahead("B", "1.1", 3)]
    friday = at("2020-03-20 07:00")
    # Friday: half a day, then one whole day from 11:00 on, to Monday at the same hour.
    expected = CALENDAR.add_working_minutes(friday, DAY // 2 + DAY)
    assert finish_forecast(pace, friday, friday, steps, LIKELY, CALENDAR) == expected
    assert expected.date().isoformat() == "2020-03-23"  # Monday


def test_a_step_nobody_ever_did_has_no_forecast():
    now = at("2020-03-20 07:00")
    assert finish_forecast(Pace([]), now, now, [HERE], QUICK, CALENDAR) is None


@pytest.mark.parametrize(
    ("percent", "expected"), [(1, 10), (20, 10), (21, 20), (50, 30), (80, 40), (100, 50)]
)
def test_percentiles_are_nearest_rank(percent, expected):
    assert percentile([10, 20, 30, 40, 50], percent) == expected


HANDS = [
    # had, added, at that desk: working minutes of a step whose 80th is 400 and whose 20th is 100
    (1, 1, "officer", 200),
    (3, 2, "officer", 240),  # three fifths
    (1, 2, "officer", 134),  # a third, rounded up
    (1, 9, "officer", 100),  # a tenth would be 40: no less than the quick pace
    (1, 1, "leader", 400),  # another desk
]


@pytest.mark.parametrize(("had", "added", "role", "minutes"), HANDS)
def test_more_people_at_a_desk_shorten_its_step_down_to_the_quick_pace(had, added, role, minutes):
    pace = Pace(passed("A", "1.1", 2, 100, 200, 300, 400, 500))
    step = Ahead("A", "1.1", 2, "officer")
    more, monday = More("A", role, had, added), at("2020-03-23 07:00")  # Monday
    found = finish_forecast(pace, monday, monday, [step], LIKELY, CALENDAR, more)
    assert found == CALENDAR.add_working_minutes(monday, minutes)
    quick = finish_forecast(pace, monday, monday, [step], QUICK, CALENDAR, more)
    assert quick == CALENDAR.add_working_minutes(monday, 100)
