"""Five rounds of what `make faults` does a hundred times."""

from tests.faults.cluster import installation
from tests.faults.kills import kill_and_look
from tests.faults.running import running


def test_whatever_is_killed_what_was_answered_is_there(capsys):
    with installation() as place, running(place) as processes:
        outcome = kill_and_look(place, processes, rounds=5)
    with capsys.disabled():
        print("", *outcome.lines(), sep="\n  ")  # noqa: T201
    assert outcome.wrong == []
    assert outcome.received > 20, "they did work"
