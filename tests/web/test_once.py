"""What a request reads once: one statement, and never what it has just changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.people import let_act
from motcua.domain.roles import Role
from motcua.models.installation import installation
from motcua.models.law import changed, reference
from motcua.models.surroundings import remembered, surroundings
from motcua.reads.access import memberships_of
from tests.story import COMMUNE, DISTRICT, FRIDAY, who

pytestmark = pytest.mark.django_db


def test_what_is_around_a_person_is_one_statement():
    reference(), who("phuc")
    with remembered(), CaptureQueriesContext(connection) as queries:
        surroundings(who("phuc"))
        reference(), installation(), memberships_of(who("phuc")), installation()
    assert len(queries) == 1


def test_it_says_what_the_rows_say():
    plain = (installation().demo, memberships_of(who("loc")), reference())
    with remembered():
        surroundings(who("loc"))
        assert (installation().demo, memberships_of(who("loc")), reference()) == plain
        assert [one.agency for one in memberships_of(who("lan"))] == ["H08.38.80"], "another person"


def test_nothing_is_remembered_where_something_may_be_changed():
    assert surroundings(who("phuc")) is None
    before = len(memberships_of(who("phuc")))
    let_act(who("phuc"), DISTRICT, Role.CLERK, since=FRIDAY.date())
    assert len(memberships_of(who("phuc"))) == before + 1
    old = reference()
    changed("rules")
    assert reference() is not old
    assert COMMUNE in {one.agency for one in memberships_of(who("phuc"))}
