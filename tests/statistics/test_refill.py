"""Sums are refilled while facts arrive: no figure is wrong in between, and none is lost."""

import threading
from datetime import date
from functools import partial

import pytest
from django.db import connection

from motcua.models import CountChange
from motcua.statistics.check import sums_that_differ
from motcua.statistics.figures import answer
from motcua.statistics.fill import fill, fill_all
from motcua.statistics.question import Question
from tests.actions.test_door import new_key
from tests.statistics.stories import tell
from tests.statistics.test_figures import NOW, identity
from tests.story import DISTRICT, ONE_STOP, PERMIT, at, reception

MANY = 12
MARCH = Question(DISTRICT, date(2020, 3, 1), date(2020, 3, 31))


def figures():
    return answer(MARCH, NOW).total.figures


def in_a_thread(work, broken):
    """Work with a connection of its own; what goes wrong is kept."""

    def run():
        try:
            work()
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def receive(over):
    try:
        for minute in range(MANY):
            moment = at(f"2020-03-20 09:{minute:02}")
            tell(new_key(), "lan", reception(PERMIT, ONE_STOP), moment, moment)
    finally:
        over.set()


def refill(over):
    while not over.is_set():
        fill(2)


@pytest.mark.django_db(transaction=True)
def test_no_figure_is_wrong_while_sums_are_refilled_and_facts_arrive():
    over, broken, seen = threading.Event(), [], []
    workers = [in_a_thread(partial(work, over), broken) for work in (receive, refill)]
    while not over.is_set():
        told = figures()
        assert identity(told) == 0
        seen.append(told["received"])
    for worker in workers:
        worker.join()
    assert not broken
    assert seen == sorted(seen), "nothing that was counted is ever missing again"
    fill_all()
    assert not CountChange.objects.exists()
    assert figures()["received"] == MANY
    assert list(sums_that_differ()) == []
