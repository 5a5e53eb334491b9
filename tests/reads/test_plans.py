"""Every list reads its own stretch of an index, however many rows there are.

My work and search are asked in tests of their own (test_desks.py, test_search.py).
"""

from datetime import date
from functools import partial
from uuid import UUID

import pytest

from motcua.actions.resending import Chosen
from motcua.domain.local_time import midnight
from motcua.reads import apology_book, at_risk, outbox, register
from motcua.reads.access import memberships_of
from motcua.reads.at_risk import Scope
from motcua.reads.listing import Wanted, dossiers_of
from tests.reads.many import fill, plans
from tests.story import COMMUNE, FINANCE, FRIDAY, received, who

FIRST, LAST = date(2020, 3, 2), date(2020, 3, 20)
OWN = "UPDATE motcua_deskrow SET competent = agency WHERE seat = 'concerns'"
OPEN = """UPDATE motcua_deskrow SET finished = NULL, closed = NULL, state = 'in_process'
 WHERE seat = 'concerns' AND received > timestamptz '2020-02-20 00:00+07'"""
LIKE_IT = """INSERT INTO {table} SELECT r.* FROM {table} d,
 generate_series(1, 20000) n, LATERAL jsonb_populate_record(d, {changes}) r
 WHERE d.ctid = (SELECT min(ctid) FROM {table} {where})"""
KEY = "lpad(to_hex(n), 32, '0')::uuid"
DOSSIERS = LIKE_IT.format(
    table="motcua_dossier", where="", changes=f"jsonb_build_object('key', {KEY})"
)
FACTS = LIKE_IT.format(
    table="motcua_fact",
    where="WHERE number = 1",
    changes=f"""jsonb_build_object('dossier_key', {KEY}, 'happened',
 timestamptz '2019-01-02 08:00+07' + n * interval '30 minutes',
 'kind', CASE WHEN n % 50 = 0 THEN 'ApologySent' ELSE 'Approved' END)""",
)
MESSAGES = f"""INSERT INTO motcua_message (dossier_key, fact, destination, agency, code, document,
 created, state, tries, next_try, wire_digest, error)
SELECT {KEY}, 1, 'citizen', 'H08.38.12', n::text, '{{}}', moment,
 CASE WHEN n % 100 = 0 THEN 'dead' ELSE 'sent' END, 1, moment, '', ''
FROM generate_series(1, 20000) n,
 LATERAL (SELECT timestamptz '2019-01-02 08:00+07' + n * interval '30 minutes' AS moment) t"""


@pytest.fixture
def many(committed, superuser):
    """Twenty thousand dossiers on the desks of three units, a few hundred of them open."""
    fill(superuser, who("phuc"))
    with superuser() as vandal:
        vandal.execute(OWN)
        vandal.execute(OPEN)
        vandal.execute("ANALYZE motcua_deskrow")


def reads_by(index, plan):
    assert index in plan, plan
    assert "Seq Scan" not in plan, plan


LISTS = {
    "register": (partial(register.register_page, COMMUNE, FIRST, LAST, FRIDAY), "desk_register"),
    "register, next page": (
        partial(
            register.register_page,
            COMMUNE,
            FIRST,
            LAST,
            FRIDAY,
            after=register.Mark(midnight(date(2020, 3, 10)), UUID(int=9), 40),
        ),
        "desk_register",
    ),
    "a program's list": (
        partial(
            dossiers_of,
            COMMUNE,
            Wanted(midnight(FIRST), midnight(LAST)),
            (midnight(date(2020, 3, 10)), UUID(int=9)),
            100,
        ),
        "desk_register",
    ),
    "late without apology": (
        partial(apology_book.without_apology, COMMUNE, FIRST, LAST, FRIDAY),
        "desk_register",  # the unit's own rows and no others; not the days alone
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_a_unit_reads_its_stretch_of_the_index(name, many):
    run, index = LISTS[name]
    for plan in plans(run):
        reads_by(index, plan)


def test_what_is_at_risk_is_read_by_due_date(many):
    held = memberships_of(who("phuc"))
    for scope in Scope:
        run = partial(at_risk.at_risk, scope, held, held[0], who("phuc"), FRIDAY)
        for plan in plans(run):
            assert "Seq Scan" not in plan, f"{scope}: {plan}"
            assert "desk_due" in plan or "desk_register" in plan, f"{scope}: {plan}"


def test_how_far_apologies_reach_is_counted_among_the_units_own_rows(many):
    for plan in plans(lambda: apology_book.coverage(COMMUNE, FIRST, LAST, FRIDAY)):
        reads_by("desk_register", plan)


def test_the_book_of_apologies_reads_apologies_alone(committed, superuser):
    received()
    with superuser() as vandal:
        for statement in (FACTS, DOSSIERS, "ANALYZE motcua_fact", "ANALYZE motcua_dossier"):
            vandal.execute(statement.encode())
    [plan] = plans(lambda: list(apology_book.book(FINANCE, FIRST, LAST, FRIDAY)[0]), "motcua_fact")
    reads_by("fact_apology", plan)


def test_letters_that_could_not_be_delivered_are_read_alone(committed, superuser):
    with superuser() as vandal:
        vandal.execute(MESSAGES.encode())
        vandal.execute("ANALYZE motcua_message")
    chosen = Chosen(destination="citizen")
    for run in (lambda: outbox.dead_letters(chosen), lambda: outbox.count_dead(chosen)):
        [plan] = plans(run, "motcua_message")
        reads_by("message_dead", plan)
