"""The door where each request follows from what came of those before."""

import pytest

from motcua.actions.dossiers import Request, perform_in_turn
from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.domain.refusal import Refused
from motcua.models import Dossier, Fact
from motcua.reads.audit import verify_one
from tests.actions.test_door import new_key
from tests.story import FRIDAY, reception, who

pytestmark = pytest.mark.django_db
PEOPLE = ("phuc", "lan")


def play(keys, turns):
    perform_in_turn(keys, [who(name) for name in PEOPLE], turns, now=FRIDAY)


def test_what_is_asked_next_may_hang_on_what_came_of_it():
    key, seen = new_key(), []

    def turns():
        begun = yield Request(key, reception(), who("phuc"))
        seen.append(begun.dossier.state)
        no = yield Request(key, do.HandOver(), who("lan"))
        seen.append(no.reason)
        given = yield Request(key, do.HandOver(), who("phuc"))
        seen.append(given.dossier.pending is not None)

    play([key], turns())
    assert seen == [State.RECEIVED, "not_your_task", True]
    assert list(verify_one(Dossier.objects.get(key=key))) == []
    assert Fact.objects.filter(dossier_id=key).count() == 2


def test_whoever_breaks_off_leaves_nothing():
    key = new_key()

    def turns():
        yield Request(key, reception(), who("phuc"))
        raise Refused("not_now")

    with pytest.raises(Refused):
        play([key], turns())
    assert not Dossier.objects.filter(key=key).exists()


def test_nothing_asked_writes_nothing():
    key = new_key()
    play([key], (one for one in ()))
    assert not Dossier.objects.filter(key=key).exists()
