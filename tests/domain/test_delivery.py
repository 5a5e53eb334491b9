"""How hard another system is pressed: waits, rate, and the circuit that leaves it alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.delivery import Gate, Pace, permit, settle, wait_after

NOON = datetime(2020, 3, 20, 12, tzinfo=UTC)
PACE = Pace(batch=10, rate=10, burst=20, failures=3, first_pause=5, longest_pause=60, time_out=6)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("tries", "chance", "seconds"),
    [(1, 1, 30), (1, 0, 15), (2, 1, 60), (5, 1, 480), (20, 1, 21_600), (20, 0, 10_800)],
)
def test_waits_double_up_to_the_longest_and_are_spread_by_chance(tries, chance, seconds):
    assert wait_after(tries, Pace(), chance) == timedelta(seconds=seconds)


def test_a_burst_may_go_at_once_and_then_the_rate_holds():
    allowed, gate = permit(Gate(), PACE, NOON)
    assert allowed == 10
    allowed, gate = permit(gate, PACE, NOON)
    assert allowed == 10
    assert permit(gate, PACE, NOON)[0] == 0
    assert permit(gate, PACE, after(0.5))[0] == 5


def test_what_was_not_used_is_given_back():
    _, gate = permit(Gate(), replace(PACE, burst=10), NOON)
    gate = settle(gate, PACE, NOON, unused=7, answered=3, failed=0)
    assert permit(gate, replace(PACE, burst=10), NOON)[0] == 7


@given(st.lists(st.floats(0.01, 3), min_size=1, max_size=60))
def test_no_pattern_of_asking_beats_the_rate(pauses):
    gate, at, sent = Gate(), NOON, 0
    for pause in pauses:
        allowed, gate = permit(gate, PACE, at)
        sent += allowed
        at += timedelta(seconds=pause)
    assert sent <= PACE.burst + PACE.rate * (at - NOON).total_seconds()


def failed(gate: Gate, at: datetime) -> Gate:
    return settle(gate, PACE, at, unused=0, answered=0, failed=1)


def test_the_circuit_opens_after_rounds_that_failed_and_its_pauses_grow():
    gate = Gate()
    for _ in range(2):
        gate = failed(gate, NOON)
        assert gate.standing(NOON) == "closed"
    gate, pauses, at = failed(gate, NOON), [], NOON
    for _ in range(6):
        assert gate.open_until is not None
        assert permit(gate, PACE, at)[0] == 0
        pauses.append((gate.open_until - at).total_seconds())
        at = gate.open_until
        assert gate.standing(at) == "half_open"
        allowed, trying = permit(gate, PACE, at)
        assert allowed == 1
        assert permit(trying, PACE, at)[0] == 0, "nobody else meanwhile"
        gate = failed(trying, at)
    assert pauses == [5, 10, 20, 40, 60, 60]


def test_one_answer_closes_it_and_a_refusal_is_an_answer():
    gate = Gate(failures=9, pauses=4, open_until=after(3))
    assert settle(gate, PACE, NOON, unused=0, answered=1, failed=8).standing(NOON) == "closed"


def test_a_round_in_which_something_arrived_forgets_the_failures():
    gate = failed(failed(Gate(), NOON), NOON)
    assert settle(gate, PACE, NOON, unused=0, answered=1, failed=1).failures == 0


def test_a_try_that_died_with_its_process_does_not_leave_the_circuit_open_for_ever():
    _, trying = permit(Gate(failures=3, pauses=1, open_until=NOON), PACE, NOON)
    assert permit(trying, PACE, after(13))[0] == 1
