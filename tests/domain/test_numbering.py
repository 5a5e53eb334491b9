"""Dossier codes: written in the format of their day, recognised in every format."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.numbering import (
    FORMATS,
    SECRET_ALPHABET,
    SECRET_LENGTH,
    dossier_code,
    look_up_secret,
    looks_like_code,
    parse_code,
    read_secret,
)
from motcua.domain.refusal import Refused

OLD, NEW = "000.12.38.H08", "H08.38.12"


@pytest.mark.parametrize(
    ("day", "serial", "code"),
    [
        (date(2020, 3, 19), 14, "000.12.38.H08-200319-0014"),  # Thursday
        (date(2020, 9, 14), 9999, "000.12.38.H08-200914-9999"),  # Monday, last of the old
        (date(2020, 9, 15), 1, "H08.38.12-200915-0001"),  # Tuesday, first of the new
        (date(2027, 12, 31), 7, "H08.38.12-271231-0007"),  # Friday
        (date(2020, 3, 19), 10_000, "000.12.38.H08-200319-10000"),
        (date(2020, 3, 19), 999_999, "000.12.38.H08-200319-999999"),
    ],
)
def test_a_code_is_written_in_the_format_of_its_day(day: date, serial: int, code: str) -> None:
    assert dossier_code(OLD, NEW, day, serial) == code


@pytest.mark.parametrize("serial", [0, -1, 1_000_000])
def test_a_serial_out_of_range_is_a_mistake_of_the_caller(serial: int) -> None:
    with pytest.raises(ValueError, match="no serial"):
        dossier_code(OLD, NEW, date(2020, 3, 19), serial)


def test_no_code_is_made_for_a_day_before_the_first_format() -> None:
    with pytest.raises(ValueError, match="no code format"):
        dossier_code(OLD, NEW, date(2015, 12, 31), 1)


def test_the_formats_follow_one_another_without_gap_and_name_their_source() -> None:
    for before, after in pairwise(FORMATS):
        assert before.last + timedelta(days=1) == after.first
    assert all(row.source for row in FORMATS)


@pytest.mark.parametrize(
    ("typed", "form", "agency", "day", "serial"),
    [
        ("000.12.38.H08-200319-0014", "old", OLD, date(2020, 3, 19), 14),
        ("000.00.12.H62-201105-0004", "old", "000.00.12.H62", date(2020, 11, 5), 4),
        ("H08.38.12-200915-0001", "new", NEW, date(2020, 9, 15), 1),
        ("H08-210104-0001", "new", "H08", date(2021, 1, 4), 1),
        ("G22.99.08-200318-004417", "national", "G22.99.08", date(2020, 3, 18), 4417),
        ("  000.12.38.h08-200319-0014\n", "old", OLD, date(2020, 3, 19), 14),
        ("000.12.38.H08 – 200319 – 0014", "old", OLD, date(2020, 3, 19), 14),
        ("000.12.38.H08-\u200b200319-0014", "old", OLD, date(2020, 3, 19), 14),
        ("000.12.38.H08-200319-10000", "old", OLD, date(2020, 3, 19), 10_000),
    ],
)
def test_every_format_is_recognised_as_it_is_typed(
    typed: str, form: str, agency: str, day: date, serial: int
) -> None:
    code = parse_code(typed)
    assert (code.format, code.agency, code.day, code.serial) == (form, agency, day, serial)
    assert parse_code(code.text) == code
    assert looks_like_code(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "shape"),
        ("Nguyễn Văn An", "shape"),
        ("0905000218", "shape"),
        ("052189004217", "shape"),
        ("000.12.38.H08-200319", "shape"),
        ("000.12.38.H08-200319-014", "shape"),
        ("000.12.38.H08-200319-0000", "shape"),
        ("000.12.38.Z08-200319-0014", "shape"),
        ("00.12.38.H08-200319-0014", "shape"),
        ("000.12.38.H08-200230-0014", "no_such_day"),
        ("000.12.38.H08-201319-0014", "no_such_day"),
        ("H08" + ".ABCDEFGHIJKLMNO" * 3 + "-200319-0014", "shape"),
        ("000.12.38.H08-200319-0014" + " " * 200, "shape"),
        ("٠٠٠.12.38.H08-200319-0014", "shape"),
        ("000.12.38.H08-200319-0014\x00", "shape"),
    ],
)
def test_what_is_no_code_is_refused_in_one_way(typed: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_code(typed)
    assert (refusal.value.reason, refusal.value.facts["why"]) == ("bad_code", why)
    assert not looks_like_code(typed)


@given(st.text() | st.from_regex(r"[0-9A-Z.\-]{0,30}", fullmatch=True))
def test_parsing_gives_a_code_or_a_refusal(typed: str) -> None:
    try:
        read = parse_code(typed).text
    except Refused as refusal:
        read = refusal.reason
    assert read == "bad_code" or looks_like_code(read)


@given(st.dates(date(2016, 1, 1), date(2099, 12, 31)), st.integers(1, 999_999))
def test_a_code_that_was_issued_is_recognised(day: date, serial: int) -> None:
    code = parse_code(dossier_code(OLD, NEW, day, serial))
    assert (code.day, code.serial) == (day, serial)
    assert code.agency in (OLD, NEW)


def test_a_secret_has_four_signs_that_cannot_be_misread() -> None:
    chosen = iter("K7M2")
    assert look_up_secret(lambda alphabet: next(chosen)) == "K7M2"
    assert SECRET_LENGTH == 4
    assert not set("0O1IL") & set(SECRET_ALPHABET)
    assert len(set(SECRET_ALPHABET)) == len(SECRET_ALPHABET) == 31


@pytest.mark.parametrize(
    ("typed", "secret"),
    [("k7m2", "K7M2"), (" K7 M2 ", "K7M2"), ("K7M", ""), ("K7M20", ""), ("KOM2", ""), ("", "")],
)
def test_a_secret_is_read_as_it_was_printed(typed: str, secret: str) -> None:
    assert read_secret(typed) == secret
