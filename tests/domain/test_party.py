"""Applicant, owner, proxy: read from a form with everything wrong said at once."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.identity import IdentityKind, IdentityPaper, Sex
from motcua.domain.party import Party, PartyKind, from_document, read_party, to_document
from motcua.domain.refusal import Refused

TODAY = date(2020, 3, 19)  # Thursday
TRUC = {
    "name": "  Nguyễn Thị   Thanh Trúc ",
    "kind": "citizen",
    "identity": "052 189 004 217",
    "birth": "12/08/1989",
    "sex": "female",
    "address": "Thôn Hòa Hội, xã Cát Hanh",
    "phone": "+84 905 000 218",
    "email": "truc@Vidu.vn",
}


def outcome(read: Callable[[], object]) -> object:
    """What `read` gives, or the refusal it raises; anything else it raises fails the test."""
    try:
        return read()
    except Refused as refusal:
        return refusal


def errors_of(raw: dict[str, str], prefix: str = "") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        read_party(raw, TODAY, prefix=prefix)
    assert refusal.value.reason == "bad_fields"
    errors = refusal.value.facts["errors"]
    assert isinstance(errors, tuple)
    return [(field, why) for field, why, _expected in errors]


def test_a_filled_form_gives_the_person() -> None:
    assert read_party(TRUC, TODAY) == Party(
        name="Nguyễn Thị Thanh Trúc",
        kind=PartyKind.CITIZEN,
        identity=IdentityPaper(IdentityKind.CCCD, "052189004217"),
        birth=date(1989, 8, 12),
        sex=Sex.FEMALE,
        address="Thôn Hòa Hội, xã Cát Hanh",
        phone="0905000218",
        email="truc@vidu.vn",
    )


def test_a_name_is_enough() -> None:
    assert read_party({"name": "An"}, TODAY) == Party("An")


def test_an_enterprise_has_a_tax_code() -> None:
    raw = {"name": "Công ty An", "kind": "enterprise", "tax_code": "0100112437"}
    party = read_party(raw, TODAY)
    assert party == Party("Công ty An", PartyKind.ENTERPRISE, tax_code="0100112437")


def test_vietnamese_words_for_the_sex_are_understood() -> None:
    assert read_party({"name": "An", "sex": "Nữ"}, TODAY).sex is Sex.FEMALE


def test_everything_wrong_is_said_at_once_and_in_order() -> None:
    wrong = {
        "name": "",
        "kind": "king",
        "identity": "05218900421",
        "birth": "20/03/2020",
        "sex": "x",
        "address": "a" * 301,
        "phone": "113",
        "email": "an",
        "tax_code": "1",
    }
    assert errors_of(wrong) == [
        ("name", "empty"),
        ("kind", "choice"),
        ("identity", "length"),
        ("birth", "future"),
        ("sex", "choice"),
        ("address", "too_long"),
        ("phone", "shape"),
        ("email", "shape"),
        ("tax_code", "shape"),
    ]


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "a" * 10_000, "too_long"),
        ("name", "An\x00", "control_character"),
        ("name", "An\u202e", "direction_mark"),
        ("birth", "31/12/1899", "too_early"),
        ("birth", "30/02/1990", "no_such_day"),
        ("identity", "052221004217", "future_year"),
        ("phone", "0905\x00", "control_character"),
        ("email", "a" * 6_000, "too_long"),
    ],
)
def test_one_bad_field_is_named(field: str, typed: str, why: str) -> None:
    assert errors_of({**TRUC, field: typed}) == [(field, why)]


def test_a_birth_today_and_one_of_1900_are_possible() -> None:
    assert read_party({"name": "Bé", "birth": "19/03/2020"}, TODAY).birth == TODAY
    assert read_party({"name": "Cụ", "birth": "01/01/1900"}, TODAY).birth == date(1900, 1, 1)


def test_the_prefix_tells_parties_of_one_form_apart() -> None:
    raw = {"name": "An", "owner-name": "Bình", "owner-phone": "1"}
    assert read_party(raw, TODAY).name == "An"
    assert errors_of(raw, "owner-") == [("owner-phone", "shape")]


FIELDS = ["name", "kind", "identity", "birth", "sex", "address", "phone", "email", "tax_code"]


@given(st.dictionaries(st.sampled_from(FIELDS), st.text()))
def test_any_form_gives_a_party_or_names_its_fields(raw: dict[str, str]) -> None:
    match outcome(lambda: read_party(raw, TODAY)):
        case Party() as party:
            assert from_document(to_document(party)) == party
        case refusal:
            assert isinstance(refusal, Refused)
            assert refusal.reason == "bad_fields"
            assert refusal.facts["errors"]


def test_a_party_survives_being_written_as_json() -> None:
    party = read_party(TRUC, TODAY)
    assert from_document(json.loads(json.dumps(to_document(party)))) == party
    assert from_document(to_document(Party("An"))) == Party("An")
