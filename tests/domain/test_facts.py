"""How facts come back out of what is stored, and what a replay makes of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from motcua.domain import facts as f
from motcua.domain.blanks import Filed
from motcua.domain.codec import decode, encode
from motcua.domain.dossier import Dossier, DraftDossier, State
from motcua.domain.evolve import evolve, evolve_by_copies
from motcua.domain.roles import Role

AT = datetime(2020, 3, 19, 1, 30, tzinfo=UTC)  # a Thursday
OFFICER = f.By(7, "H08.38.12", Role.OFFICER)
ACCEPTED = f.HandOverAccepted(happened=AT, leg=2, due=AT + timedelta(days=1), overdue_from=None)
HANDED_OVER = f.HandedOver(
    happened=AT,
    leg=2,
    step=1,
    agency="H08.38.12",
    role=Role.OFFICER,
    person=None,
    for_signature=False,
    back=False,
    reason="",
    explanation=Filed(3, "ab" * 32),
    alarms=(f.Alarm("unaccepted", AT, 2),),
)


def read(fact, **changes):
    body = {name: encode(getattr(fact, name)) for name in type(fact).__slots__}
    return f.read_entry(1, type(fact).__name__, AT, AT, OFFICER, body | changes).fact


@pytest.mark.parametrize("fact", [ACCEPTED, HANDED_OVER, f.Approved(happened=AT)])
def test_a_fact_comes_back_as_it_was(fact):
    assert read(fact) == fact
    assert type(read(fact)) is type(fact)


def test_a_moment_of_another_zone_comes_back_in_utc():
    here = AT.astimezone(timezone(timedelta(hours=7)))
    fact = f.read_entry(1, "Approved", here, here, OFFICER, {}).fact
    assert fact.happened.tzinfo is UTC
    with pytest.raises(ValueError, match="without zone"):
        f.read_entry(1, "Approved", AT.replace(tzinfo=None), AT, OFFICER, {})


def test_a_field_too_many_or_of_another_name_is_refused():
    with pytest.raises(ValueError, match="other fields"):
        read(ACCEPTED, happened="2020-03-19T00:00:00+00:00")
    with pytest.raises(KeyError):
        f.read_entry(1, "HandOverAccepted", AT, AT, OFFICER, {"leg": 1, "due": None, "x": None})
    with pytest.raises(KeyError):
        f.read_entry(1, "Invented", AT, AT, OFFICER, {})


def test_a_field_left_out_has_its_default_and_one_without_default_is_refused():
    assert decode(f.PaperCount, {"code": "form", "originals": 1, "copies": 0}).files == ()
    with pytest.raises(TypeError):
        decode(f.PaperCount, {"code": "form"})


def test_a_draft_ends_as_copies_do_and_a_copy_leaves_what_was():
    log = [
        f.Entry(number, fact, OFFICER, AT)
        for number, fact in enumerate((HANDED_OVER, ACCEPTED, f.Approved(happened=AT)), start=1)
    ]
    states, draft = [Dossier(state=State.RECEIVED)], DraftDossier(state=State.RECEIVED)
    copied = states[0]
    for entry in log:
        states.append(evolve(states[-1], entry))
        copied = evolve_by_copies(copied, entry)
        assert evolve(draft, entry) is draft
        assert type(states[-1]) is type(copied) is Dossier
        assert vars(draft) == vars(states[-1]) == vars(copied)
    assert [len(state.legs) for state in states] == [0, 1, 1, 1]
    assert [state.facts for state in states] == [0, 1, 2, 3]
    assert replace(states[-1], facts=0) != states[-1]
