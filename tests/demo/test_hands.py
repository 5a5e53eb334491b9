"""How much a seat gets done in a round of a day that is played on."""

from motcua.domain.roles import Role
from motcua.management.demo.hands import Hands

SEAT, OTHER = ("H08.38", Role.LEADER), ("H08.38.12", Role.OFFICER)


def took(hands: Hands, seat=SEAT) -> int:
    count = 0
    while hands.take(seat):
        count += 1
    return count


def test_on_the_whole_a_seat_gets_done_what_its_pace_says():
    hands = Hands(20)
    hands.set_pace(SEAT, 1.5)
    took(hands)  # what was left from the day before
    done = 0
    for _ in range(20):
        hands.begin()
        done += took(hands)
    assert done == 30


def test_a_quiet_hour_is_caught_up_with_and_a_quiet_day_is_not():
    hands = Hands(20)
    hands.set_pace(SEAT, 2.0)
    took(hands)
    for _ in range(3):
        hands.begin()
    assert took(hands) == 6
    for _ in range(200):
        hands.begin()
    assert took(hands) == 12  # this round's two, and a quarter of a day's forty


def test_a_slow_seat_and_an_unknown_one_take_up_what_comes_at_once():
    hands = Hands(20)
    hands.set_pace(SEAT, 0.1)
    assert hands.free(SEAT)
    assert took(hands) == 2
    assert took(hands, OTHER) == 1
    hands.begin()
    assert not hands.free(SEAT)
    assert took(hands, OTHER) == 1
