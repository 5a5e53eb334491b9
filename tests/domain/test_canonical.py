"""The canonical text is the text of the plain form, however it is made."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain import facts as f
from motcua.domain.blanks import Filed
from motcua.domain.canonical import canonical
from motcua.domain.codec import encode
from motcua.domain.dossier import Dossier, Leg, State
from motcua.domain.facts.entry import KINDS
from motcua.domain.local_time import VIETNAM
from motcua.domain.roles import Role

ZONES = st.sampled_from([UTC, VIETNAM, timezone(timedelta(hours=9))])
MOMENTS = st.builds(
    lambda minutes, zone: (datetime(1990, 1, 1, tzinfo=UTC) + minutes).astimezone(zone),
    st.timedeltas(timedelta(), timedelta(days=20_000)),
    ZONES,
)
LEAVES = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.text(), st.uuids(), st.dates(), MOMENTS),
    st.sampled_from([*Role, *State]),
    st.builds(Filed, st.integers(1, 99), st.text()),
    st.builds(f.PaperCount, st.text(), st.integers(), st.integers(), st.tuples(st.text())),
    st.builds(f.Alarm, st.text(), MOMENTS),
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=8)


def slowly(value):
    return json.dumps(encode(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@given(VALUES)
def test_a_value_is_written_as_its_plain_form_is(value):
    assert canonical(value) == slowly(value)


PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(PLAIN)
def test_a_plain_value_is_written_with_sorted_keys_and_no_spaces(value):
    wanted = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert canonical(value) == wanted


@given(st.sampled_from(sorted(KINDS)), st.lists(VALUES, min_size=25, max_size=25), MOMENTS)
def test_what_is_sealed_is_one_list_of_everything_that_may_not_change(kind, values, moment):
    fact = object.__new__(KINDS[kind])
    object.__setattr__(fact, "happened", moment)
    for name, value in zip(KINDS[kind].__slots__, values, strict=False):
        object.__setattr__(fact, name, value)
    key = UUID(int=7)
    entry = f.Entry(3, fact, f.By(12, "H08.38.12", Role.CLERK), moment + timedelta(minutes=5))
    body = {name: encode(getattr(fact, name)) for name in KINDS[kind].__slots__}
    stamps = [encode(fact.happened), encode(entry.recorded)]
    line = [str(key), 3, kind, *stamps, 12, "H08.38.12", "clerk", body]
    wanted = json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert entry.sealed_text(str(key), entry.body()) == wanted


def test_a_whole_dossier_too():
    at = datetime(2020, 3, 20, 9, tzinfo=VIETNAM)
    leg = Leg(1, 1, "H08.38.12", Role.RECEPTIONIST, 4, 4, "H08.38.12", at)
    dossier = Dossier(state=State.RECEIVED, received=at, legs=(leg,), content=Filed(2, "ab"))
    assert canonical(dossier) == slowly(dossier)


@pytest.mark.parametrize("value", [1.5, {1, 2}, b"bytes", object()])
def test_what_has_no_plain_form_is_refused(value):
    with pytest.raises(TypeError, match="no plain form"):
        canonical(value)


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="without zone"):
        canonical(datetime(2020, 3, 20))  # noqa: DTZ001


def test_a_day_is_no_moment():
    assert canonical(date(2020, 3, 20)) == '"2020-03-20"'
