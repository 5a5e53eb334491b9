"""Orders are rows with sources: who may enter them, when they hold; their log is sealed."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.actions.agency_log import note
from motcua.actions.orders import end_order, enter_order, load_orders
from motcua.domain.agency_facts import KINDS, PaperDeclared, WordsErased
from motcua.domain.blanks import Private
from motcua.domain.facts import By
from motcua.domain.orders import MARKED, parse_orders
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.management.reference_data import DATA
from motcua.models.agency_log import AgencyFactRow, AgencyLog, AgencyWords
from motcua.reads.agency_audit import verify_agency_logs
from motcua.reads.orders import all_orders, order_of, orders_in_force
from tests.story import COMMUNE, DISTRICT, FRIDAY, who

KEY = "binh-dinh-2020-95"
FILE = (DATA / "orders" / "binh-dinh-2020.toml").read_text("utf-8")
pytestmark = pytest.mark.django_db


def test_the_order_of_2020_says_of_every_field_how_it_is_known():
    [order] = parse_orders(FILE)
    assert {mark.field for mark in order.marks} == set(MARKED)
    assert (order.share, order.by, order.all_in_system_from) == (
        95,
        date(2020, 4, 30),  # Thursday
        date(2020, 3, 20),  # Friday
    )
    assert order.number == ""
    assert order.signed is None
    assert {mark.field for mark in order.marks if mark.mark == "unknown"} == {"number", "signed"}


@pytest.mark.parametrize(
    ("agency", "day", "holds"),
    [
        (DISTRICT, date(2020, 3, 19), True),
        (COMMUNE, date(2020, 3, 19), True),
        ("H08", date(2020, 3, 19), True),  # whoever issued it sees it on their board
        ("H08.10", date(2020, 3, 19), False),  # a department is of the province's level
        (COMMUNE, date(2020, 3, 18), False),  # the day before
    ],
)
def test_an_order_holds_for_the_units_it_binds_and_for_its_issuer(agency, day, holds):
    assert [order.key for order in orders_in_force(agency, day)] == ([KEY] if holds else [])


def test_the_same_order_again_writes_nothing():
    before = AgencyFactRow.objects.count()
    assert load_orders(FILE, now=FRIDAY) == 0
    assert AgencyFactRow.objects.count() == before


def test_procedure_control_puts_the_number_right_and_history_keeps_both():
    assert enter_order(who("tam"), replace(order_of(KEY), number="1234/UBND-KSTT"), now=FRIDAY)
    assert order_of(KEY).number == "1234/UBND-KSTT"
    assert AgencyFactRow.objects.filter(kind="OrderEntered").count() == 2
    assert len(all_orders()) == 1
    assert list(verify_agency_logs()) == []


def test_an_order_that_ended_holds_no_longer():
    end_order(who("tam"), KEY, date(2020, 4, 30), now=FRIDAY)
    assert orders_in_force(DISTRICT, date(2020, 4, 30))
    assert orders_in_force(DISTRICT, date(2020, 5, 1)) == []


@pytest.mark.parametrize("name", ["thang", "quan", "phuc"])
def test_nobody_else_enters_an_order(name):
    with pytest.raises(Refused, match="not_procedure_control"):
        enter_order(who(name), replace(order_of(KEY), share=80), now=FRIDAY)
    with pytest.raises(Refused, match="not_procedure_control"):
        end_order(who(name), KEY, date(2020, 4, 30), now=FRIDAY)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"share": 140}, "bad_share"),
        ({"share": 0}, "bad_share"),
        ({"backlog_percent": 101}, "bad_share"),
        ({"by": date(2020, 3, 18)}, "ends_before_it_begins"),
        ({"levels": ("village",)}, "bad_choice"),
        ({"measure": "beauty"}, "bad_choice"),
        ({"review_day": 14}, "bad_review_days"),
        ({"review_day": 21}, "bad_review_days"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_and_nothing_is_written(wrong, reason):
    before = AgencyFactRow.objects.count()
    with pytest.raises(Refused, match=reason):
        enter_order(who("tam"), replace(order_of(KEY), **wrong), now=FRIDAY)
    assert AgencyFactRow.objects.count() == before


BY = By(7, DISTRICT, Role.LEADER)


def declared(words: str) -> PaperDeclared:
    return PaperDeclared(
        happened=FRIDAY,
        subject="declaration/2020-03",
        month="2020-03",
        on_paper=3,
        reason=Private(words),
    )


def test_each_agency_has_a_chain_of_its_own_and_words_lie_apart():
    note(DISTRICT, [declared("mất điện"), declared("máy hỏng")], BY, FRIDAY)
    note(COMMUNE, [declared("bà Hoa nghỉ ốm")], BY, FRIDAY)
    assert AgencyLog.objects.get(agency=DISTRICT).facts == 2
    assert list(
        AgencyWords.objects.order_by("log_id", "number").values_list("value", flat=True)
    ) == [
        "mất điện",
        "máy hỏng",
        "bà Hoa nghỉ ốm",
    ]
    assert not AgencyFactRow.objects.filter(body__icontains="Hoa").exists()
    assert list(verify_agency_logs()) == []


def test_words_that_name_a_person_are_erased_and_the_chain_still_holds():
    note(COMMUNE, [declared("bà Hoa nghỉ ốm")], BY, FRIDAY)
    erased = WordsErased(happened=FRIDAY, subject="erasure", numbers=(1,), basis="12/QĐ-UBND")
    note(COMMUNE, [erased], BY, FRIDAY)
    assert AgencyWords.objects.get(log_id=COMMUNE).value is None
    assert list(verify_agency_logs()) == []


VANDALS = [
    ("UPDATE motcua_agencyfact SET person = 1 WHERE agency = 'H08.38'", "seal_broken"),
    ("DELETE FROM motcua_agencyfact WHERE agency = 'H08.38' AND number = 1", "fact_missing"),
    ("DELETE FROM motcua_agencyfact WHERE agency = 'H08.38' AND number = 2", "head_differs"),
    (
        "UPDATE motcua_agencywords SET value = '\"x\"' WHERE agency = 'H08.38'",
        "private_value_changed",
    ),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("edit", "kind"), VANDALS)
def test_whoever_edits_the_log_of_an_agency_is_found(edit, kind, committed, superuser):
    note(DISTRICT, [declared("một"), declared("hai")], BY, FRIDAY)
    with superuser() as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(edit)
    assert kind in {finding.kind for finding in verify_agency_logs()}


def test_no_fact_of_an_agency_has_a_place_for_words_that_somebody_typed():
    # Text in a fact is a key or a month of ours; an order's own text is published by its issuer.
    ours = {"agency", "cause", "code", "detector", "key", "month", "of_month", "order"}
    decided = {"responsibility", "worked", "basis"}
    plain = {name for kind in KINDS.values() for name in kind.__slots__ if is_text(kind, name)}
    assert plain <= ours | decided


def is_text(kind: type, name: str) -> bool:
    return kind.__annotations__[name] is str
