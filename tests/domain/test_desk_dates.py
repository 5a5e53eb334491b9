"""A desk on which nothing but dates moved is the desk that is made of the dossier anew."""

import dataclasses
from itertools import compress
from operator import is_not

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain import facts as f
from motcua.domain.desk import DeskRow, desk_rows
from motcua.domain.desk_dates import DATES, desk_rows_after
from motcua.domain.dossier import Apology, Dossier, Leg, Opinion, State
from motcua.domain.roles import Role
from tests.story import at

COMMUNE, OFFICE = "H08.38.80", "H08.38"
MOMENTS = [at(f"2020-03-{day} 09:00") for day in (19, 20, 23, 24, 27, 30)]
moments = st.sampled_from(MOMENTS)
maybe = st.none() | moments
OTHER = {
    "state": State.STOPPED,
    "receiving": "H08.38.81",
    "competent": "H08",
    "code": "000.12.38.H08-200320-0002",
    "reappointed": MOMENTS[4],
    "finished": MOMENTS[3],
    "closed": MOMENTS[3],
    "submitted": MOMENTS[0],
    "receive_by": MOMENTS[1],
    "supplement_to_notify": 1,
    "legs": (),
}
"""Fields of which each changes a desk in another way than dates do."""


@st.composite
def legs(draw):
    count = draw(st.integers(0, 3))
    return tuple(
        Leg(
            number=number,
            agency=draw(st.sampled_from([COMMUNE, OFFICE])),
            role=draw(st.sampled_from(list(Role))),
            person=draw(st.none() | st.just(7)),
            step=number,
            given_by=7,
            given=draw(moments),
            given_from=COMMUNE,
            accepted=draw(moments if number < count else maybe),
            due=draw(maybe),
            ended=draw(moments) if number < count else None,
        )
        for number in range(1, count + 1)
    )


alarms = st.lists(
    st.builds(f.Alarm, at=moments, kind=st.just("due"), number=st.integers(1, 3)), max_size=3
)
opinions = st.builds(
    Opinion, number=st.just(1), agency=st.just("H08.SXD"), asked=moments, answer_by=moments
)
apologies = st.builds(
    Apology,
    number=st.just(1),
    reason=st.just("other"),
    new_date=moments,
    proposed=moments,
    approved=maybe,
    sent=maybe,
)
dossiers = st.builds(
    Dossier,
    state=st.sampled_from(list(State)),
    facts=st.integers(1, 30),
    code=st.just("000.12.38.H08-200320-0001"),
    receiving=st.just(COMMUNE),
    competent=st.sampled_from([COMMUNE, OFFICE]),
    submitted=maybe,
    receive_by=maybe,
    received=maybe,
    legal_due=maybe,
    overdue_from=maybe,
    finished=maybe,
    closed=maybe,
    legs=legs(),
    opinions=st.lists(opinions, max_size=1).map(tuple),
    apologies=st.lists(apologies, max_size=1).map(tuple),
    supplement_to_notify=st.integers(0, 1),
    alarms=alarms.map(tuple),
)
dates = st.fixed_dictionaries(
    {"facts": st.integers(1, 30)},
    optional={
        "legal_due": maybe,
        "overdue_from": maybe,
        "alarms": alarms.map(tuple),
        "last_kind": st.just("LegalDueMoved"),
        "last_person": st.just(9),
        "last_recorded": moments,
    },
)


def fields_changed(before, after):
    different = map(is_not, before.__dict__.values(), after.__dict__.values())
    return set(compress(before.__dict__, different))


@given(dossiers, dates)
def test_moved_dates_make_the_desk_that_the_dossier_has(dossier, changes):
    after = dataclasses.replace(dossier, **changes)
    changed = fields_changed(dossier, after)
    assert changed <= DATES
    assert desk_rows_after(desk_rows(dossier), after, changed) == desk_rows(after)


@given(dossiers, st.sampled_from(sorted(OTHER)), dates)
def test_whatever_else_changed_makes_it_anew(dossier, name, changes):
    after = dataclasses.replace(dossier, **changes, **{name: OTHER[name]})
    rows = desk_rows_after(desk_rows(dossier), after, fields_changed(dossier, after))
    assert rows == desk_rows(after)


def test_rows_that_name_a_dossier_are_the_same_objects():
    dossier = Dossier(
        state=State.IN_PROCESS, facts=1, code="1", receiving=COMMUNE, competent=OFFICE
    )
    before = desk_rows(dossier)
    after = desk_rows_after(before, dataclasses.replace(dossier, legal_due=MOMENTS[2]), ["facts"])
    named = [place for place in before if place[1] == "named"]
    assert named
    assert all(after[place] is before[place] for place in named)


@pytest.mark.parametrize("name", sorted(DATES))
def test_the_names_are_fields(name):
    assert name in {field.name for field in dataclasses.fields(Dossier)}
    assert {"due", "overdue_from", "pressing", "facts", "next_moment"} <= {
        field.name for field in dataclasses.fields(DeskRow)
    }
