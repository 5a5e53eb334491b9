"""Numbers that lead to a person: read, checked, doubted."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.contacts import read_email, read_phone, read_tax_code
from motcua.domain.identity import (
    PROVINCES,
    IdentityKind,
    IdentityPaper,
    Sex,
    birth_year,
    demo_identity,
    is_demo,
    read_identity,
    sex_of,
    warnings,
)
from motcua.domain.refusal import Refused

TODAY = date(2020, 3, 19)  # Thursday


def outcome(read: Callable[[], object]) -> object:
    """What `read` gives, or the refusal it raises; anything else it raises fails the test."""
    try:
        return read()
    except Refused as refusal:
        return refusal


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("052189004217", "cccd", "052189004217"),
        (" 052 189 004 217 ", "cccd", "052189004217"),
        ("052-189.004217", "cccd", "052189004217"),
        ("096399000001", "cccd", "096399000001"),
        ("101085123456", "cccd", "101085123456"),  # birth registered abroad
        ("211234567", "cmnd", "211234567"),
        ("B1234567", "passport", "B1234567"),
        ("c 9876543", "passport", "C9876543"),
        ("P00024658", "passport", "P00024658"),
        ("B12345", "passport", "B12345"),
    ],
)
def test_the_kind_of_paper_follows_from_its_number(typed: str, kind: str, number: str) -> None:
    assert read_identity(typed) == IdentityPaper(IdentityKind(kind), number)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("05218900421", "length"),
        ("0521890042170", "length"),
        ("12345678", "length"),
        ("003189004217", "province"),
        ("000189004217", "province"),
        ("097189004217", "province"),
        ("052222004217", "future_year"),  # born in 2022, asked in 2020
        ("052489004217", "future_year"),  # born in 2189
        ("", "empty"),
        (" . ", "empty"),
        ("ABCDEFGH", "shape"),
        ("B1234", "shape"),
        ("B123456789", "shape"),
        ("٠٥٢١٨٩٠٠٤٢١٧", "shape"),
        ("0" * 500, "shape"),
        ("052189004217" + " " * 200 + "1", "shape"),
    ],
)
def test_a_number_that_cannot_be_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_identity(typed, field="owner-identity", today=TODAY)
    assert refusal.value.reason == "bad_identity"
    assert refusal.value.facts["field"] == "owner-identity"
    assert refusal.value.facts["why"] == why
    assert refusal.value.facts["expected"]


def test_a_wrong_length_says_how_many_digits_there_are() -> None:
    with pytest.raises(Refused) as refusal:
        read_identity("05218900421")
    assert (refusal.value.facts["expected"], refusal.value.facts["found"]) == ("9, 12", 11)


@given(st.text() | st.from_regex(r"[0-9A-Z .\-]{0,20}", fullmatch=True))
def test_reading_a_number_gives_a_paper_or_a_refusal(typed: str) -> None:
    match outcome(lambda: read_identity(typed, today=TODAY)):
        case IdentityPaper(number=number) as paper:
            assert read_identity(number, today=TODAY) == paper
        case refusal:
            assert isinstance(refusal, Refused)
            assert refusal.reason == "bad_identity"


def test_there_are_63_provinces_and_binh_dinh_is_one() -> None:
    assert len(PROVINCES) == 63
    assert {"001", "052", "064", "096"} <= PROVINCES
    assert "003" not in PROVINCES


@pytest.mark.parametrize(
    ("number", "sex", "year"),
    [
        ("052089004217", Sex.MALE, 1989),
        ("052189004217", Sex.FEMALE, 1989),
        ("052202004217", Sex.MALE, 2002),
        ("052319004217", Sex.FEMALE, 2019),
        ("052100004217", Sex.FEMALE, 1900),
    ],
)
def test_the_number_says_sex_and_year_of_birth(number: str, sex: Sex, year: int) -> None:
    paper = IdentityPaper(IdentityKind.CCCD, number)
    assert (sex_of(paper), birth_year(paper)) == (sex, year)


@pytest.mark.parametrize(
    ("number", "sex", "birth", "whys"),
    [
        ("052189004217", Sex.FEMALE, date(1989, 8, 12), []),
        ("052189004217", None, None, []),
        ("052189004217", Sex.MALE, date(1989, 8, 12), ["sex"]),
        ("052189004217", Sex.FEMALE, date(1998, 8, 12), ["birth_year"]),
        ("052189004217", Sex.MALE, date(2089, 8, 12), ["sex", "birth_year"]),
        ("101189004217", Sex.FEMALE, date(1989, 8, 12), ["birthplace"]),
        ("211234567", Sex.MALE, date(1989, 8, 12), []),
        ("B1234567", Sex.MALE, date(1989, 8, 12), []),
    ],
)
def test_what_does_not_fit_the_number_is_a_warning_not_an_error(
    number: str, sex: Sex | None, birth: date | None, whys: list[str]
) -> None:
    found = warnings(read_identity(number), sex, birth)
    assert [warning.why for warning in found] == whys


def test_a_warning_says_both_what_the_number_says_and_what_was_stated() -> None:
    (warning,) = warnings(read_identity("052189004217"), Sex.MALE, None)
    assert (warning.by_number, warning.stated) == ("female", "male")
    assert warnings(None, Sex.MALE, None) == []


@given(
    st.sampled_from(sorted(PROVINCES)),
    st.sampled_from(Sex),
    st.integers(1900, 2019),
    st.integers(0, 999),
)
def test_a_demo_number_passes_every_check_and_says_that_it_is_one(
    province: str, sex: Sex, year: int, serial: int
) -> None:
    paper = demo_identity(province, sex, year, serial)
    assert read_identity(paper.number, today=TODAY) == paper
    assert (sex_of(paper), birth_year(paper)) == (sex, year)
    assert is_demo(paper)


@pytest.mark.parametrize("wrong", [("003", 1989, 1), ("052", 1899, 1), ("052", 1989, 1000)])
def test_a_demo_number_out_of_range_is_a_mistake_of_the_caller(wrong: tuple[str, int, int]) -> None:
    province, year, serial = wrong
    with pytest.raises(ValueError, match="no demo number"):
        demo_identity(province, Sex.MALE, year, serial)


def test_real_numbers_are_not_taken_for_a_demos() -> None:
    assert not is_demo(read_identity("052189004217"))
    assert not is_demo(read_identity("211000567"))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0905000218", "0905000218"),
        ("0905 000 218", "0905000218"),
        ("+84 905 000 218", "0905000218"),
        ("84905000218", "0905000218"),
        ("0084905000218", "0905000218"),
        ("(0256) 3822 000", "02563822000"),
        ("0905.000.218", "0905000218"),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(typed: str, number: str) -> None:
    assert read_phone(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "113", "905000218", "09050002181", "0905O00218", "+1 202 555 0100", "0" * 99]
)
def test_what_is_no_vietnamese_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_phone(typed, field="phone")
    assert (refusal.value.reason, refusal.value.facts["field"]) == ("bad_phone", "phone")


@pytest.mark.parametrize(
    ("typed", "address"),
    [("an@vidu.vn", "an@vidu.vn"), (" An.Tran+1@Mail.Vidu.VN ", "An.Tran+1@mail.vidu.vn")],
)
def test_an_address_of_ordinary_shape_is_an_e_mail_address(typed: str, address: str) -> None:
    assert read_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["", "an", "an@", "@vidu.vn", "an@vidu", "an b@vidu.vn", "an@vidu..vn", "a..b@vidu.vn",
     "an@vidu.vn\nBcc: x@y.vn", "a" * 250 + "@vidu.vn", "ân@vidu.vn"],
)  # fmt: skip
def test_what_is_no_e_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_email(typed)
    assert refusal.value.reason == "bad_email"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0100112437", "0100112437"),
        ("01.00.112.437", "0100112437"),
        ("0312 68 78 78 - 001", "0312687878-001"),
    ],
)
def test_a_tax_code_with_a_right_check_digit_is_read(typed: str, code: str) -> None:
    assert read_tax_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0100112436", "check_digit"),
        ("0312687878-000", "shape"),
        ("0100000000", "shape"),
        ("010011243", "shape"),
        ("", "shape"),
        ("٠١٠٠١١٢٤٣٧", "shape"),
    ],
)
def test_a_wrong_tax_code_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_tax_code(typed)
    assert (refusal.value.reason, refusal.value.facts["why"]) == ("bad_tax_code", why)


@given(st.text())
def test_contacts_are_read_or_refused(typed: str) -> None:
    for read in (read_phone, read_email, read_tax_code):
        once = outcome(partial(read, typed))
        if isinstance(once, Refused):
            assert once.facts["why"]
        else:
            assert outcome(partial(read, str(once))) == once
