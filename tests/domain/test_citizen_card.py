"""A scanned citizen card: read whole, or refused with what is wrong; never half, never garbled."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.citizen_card import CitizenCard, find_scan, read_citizen_card
from motcua.domain.identity import PROVINCES, IdentityKind, IdentityPaper, Sex, demo_identity
from motcua.domain.refusal import Refused
from motcua.reads.words import refusal_words

TODAY = date(2021, 6, 1)
CARD = "052189004217|211234567|Nguyễn Thị Thanh Trúc|12081989|Nữ|Thôn Hòa Hội, Cát Hanh|25042021"


def test_a_scanned_card_names_its_holder():
    card = read_citizen_card(CARD, TODAY)
    assert card.identity == IdentityPaper(IdentityKind.CCCD, "052189004217")
    assert card.former == IdentityPaper(IdentityKind.CMND, "211234567")
    assert (card.name, card.sex) == ("Nguyễn Thị Thanh Trúc", Sex.FEMALE)
    assert (card.birth, card.issued) == (date(1989, 8, 12), date(2021, 4, 25))
    assert card.address == "Thôn Hòa Hội, Cát Hanh"
    assert not card.plain


@pytest.mark.parametrize(
    "scan",
    [
        CARD + "\r\n",
        CARD + "\n",
        "\ufeff" + CARD + "\r",
        "]Q3" + CARD,
        "\x02" + CARD + "\x03",
        CARD + "||Trần Thị Mẹ|Nguyễn Văn Cha|",  # a newer card has more parts
        CARD.replace("Nữ", "nữ"),
        CARD.replace("Nữ", "NỮ"),
        CARD.replace("ễ", "ê\u0303").replace("ữ", "ư\u0303"),  # typed letter by letter, then marks
    ],
)
def test_what_a_scanner_adds_changes_nothing(scan):
    assert read_citizen_card(scan, TODAY) == read_citizen_card(CARD, TODAY)


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("|211234567|", "||", "former", None),
        ("|25042021", "|", "issued", None),
        ("Thôn Hòa Hội, Cát Hanh", "", "address", ""),
        ("Nguyễn Thị Thanh Trúc", "nguyễn thị thanh trúc", "name", "nguyễn thị thanh trúc"),
        ("Nguyễn Thị Thanh Trúc", "NGUYỄN THỊ TRÚC", "name", "NGUYỄN THỊ TRÚC"),
        ("Nguyễn Thị Thanh Trúc", "H’ Bia Niê", "name", "H' Bia Niê"),
        ("Nguyễn Thị Thanh Trúc", "Y Čăm Ƀuôn Ŭñ", "name", "Y Čăm Ƀuôn Ŭñ"),
        ("Thôn Hòa Hội", "Số 3/12B, tổ (5) – K.8", "address", "Số 3/12B, tổ (5) – K.8, Cát Hanh"),
    ],
)
def test_what_cards_may_hold_is_read(old, new, field, value):
    assert getattr(read_citizen_card(CARD.replace(old, new), TODAY), field) == value


def test_a_card_without_any_diacritic_is_read_and_says_so():
    scan = CARD.replace("Nguyễn Thị Thanh Trúc", "Cao Minh Quang").replace("Nữ", "Nam")
    assert read_citizen_card(scan.replace("Thôn Hòa Hội, Cát Hanh", "Gia Lai"), TODAY).plain
    assert not read_citizen_card(scan, TODAY).plain


REFUSED = [
    ("", "parts"),
    ("052189004217|211234567|An", "parts"),
    (CARD.rpartition("|")[0], "parts"),
    (CARD.replace("052189004217", "05218900421"), "number"),
    (CARD.replace("052189004217", "211234567"), "number"),
    (CARD.replace("052189004217", "0521890042170"), "number"),
    (CARD.replace("052189004217", "052 189 004 217"), "number"),
    (CARD.replace("052189004217", "003189004217"), "number"),
    (CARD.replace("211234567", "2112"), "former"),
    (CARD.replace("211234567", "B1234567"), "former"),
    (CARD.replace("12081989", "31021989"), "birth"),
    (CARD.replace("12081989", "00001989"), "birth"),
    (CARD.replace("12081989", "12/08/1989"), "birth"),
    (CARD.replace("12081989", "12082089"), "birth"),
    (CARD.replace("12081989", ""), "birth"),
    (CARD.replace("|Nữ|", "||"), "garbled"),
    (CARD.replace("|Nữ|", "|X|"), "sex"),
    (CARD.replace("|Nữ|", "|Nu|"), "sex"),
    (CARD.replace("|Nữ|", "|N?|"), "garbled"),
    (CARD.replace("25042021", "x"), "issued"),
    (CARD + CARD, "issued"),  # scanned twice into one field
    (CARD.replace("Nguyễn Thị Thanh Trúc", ""), "name"),
    (CARD.replace("Trúc", "Trúc " * 45), "name"),
    (CARD.replace("Hòa Hội", "Hòa Hội " * 50), "address"),
    (CARD.replace("Nguyễn Thị", "Nguy?n Th?"), "garbled"),
    (CARD.replace("Nguyễn Thị", "Nguy\ufffdn Th\ufffd"), "garbled"),
    (CARD.replace("Nguyễn Thị", "NguyÔn ThÞ"), "garbled"),  # TCVN3, the letters of old fonts
    (CARD.replace("Nguyễn Thị", "nGUYỄN tHỊ"), "garbled"),  # Caps Lock
    (CARD.replace("Thanh Trúc", "Thanh\nTrúc"), "garbled"),
    (CARD.replace("Hòa Hội", "Hoà Há»™i"), "garbled"),
    (CARD + "|" * 2000, "long"),
]


@pytest.mark.parametrize(("scan", "why"), REFUSED)
def test_a_card_that_cannot_be_read_is_refused_by_a_sentence(scan, why):
    with pytest.raises(Refused) as refusal:
        read_citizen_card(scan, TODAY)
    assert (refusal.value.reason, refusal.value.facts["why"]) == ("bad_card", f"card_{why}")
    sentence = refusal_words(refusal.value)
    assert sentence.endswith(".")
    assert "%" not in sentence


def test_each_refusal_has_a_sentence_of_its_own():
    whys = {f"card_{why}": why for _scan, why in REFUSED}
    told = {refusal_words(Refused("bad_card", why=why, found=3)) for why in whys}
    assert len(told) == len(whys)


GIVEN = "Nguyễn Đặng Thị Thùy Ưng Ỷ Hậu Quỳnh Trang ĐỖ VĂN Ân Bùi H'Bia Lê Nghĩa"
SOMEWHERE = ("Thôn 3", "Tổ 12", "Xã Cát Hanh", "Phù Cát", "Bình Định", "Gia Lai", "Số 7/2A")
NAMES = st.lists(st.sampled_from(GIVEN.split()), min_size=1, max_size=6).map(" ".join)
PLACES = st.lists(st.sampled_from(SOMEWHERE), max_size=4).map(", ".join)
DAYS = st.dates(date(1900, 1, 1), TODAY)
BEFORE = st.sampled_from(["", "\ufeff", " ", "]Q1"])
BEHIND = st.sampled_from(["", "\r\n", "|", "|x|y"])


@st.composite
def cards(draw):
    birth, sex = draw(DAYS), draw(st.sampled_from(Sex))
    serial, province = draw(st.integers(0, 999)), draw(st.sampled_from(sorted(PROVINCES)))
    former = draw(st.none() | st.integers(0, 10**9 - 1))
    return CitizenCard(
        identity=demo_identity(province, sex, birth.year, serial),
        former=None if former is None else IdentityPaper(IdentityKind.CMND, f"{former:09}"),
        name=draw(NAMES),
        birth=birth,
        sex=sex,
        address=draw(PLACES),
        issued=draw(st.none() | DAYS),
    )


def written(card: CitizenCard) -> str:
    """The card as its code holds it."""
    issued = f"{card.issued:%d%m%Y}" if card.issued else ""
    sex = "Nam" if card.sex is Sex.MALE else "Nữ"
    former = card.former.number if card.former else ""
    number, born = card.identity.number, f"{card.birth:%d%m%Y}"
    return "|".join((number, former, card.name, born, sex, card.address, issued))


@given(cards(), BEFORE, BEHIND)
def test_every_card_is_read_as_it_was_written(card, before, behind):
    assert read_citizen_card(before + written(card) + behind, TODAY) == card


@given(cards(), st.sampled_from(["cp1252", "latin-1", "cp1258"]))
def test_letters_taken_for_those_of_another_encoding_never_become_a_name(card, encoding):
    mixed_up = written(card).encode().decode(encoding, errors="replace")
    assert mixed_up == written(card) or refused(mixed_up)


@given(cards())
def test_letters_that_a_scanner_lost_never_become_a_name(card):
    lost = written(card).encode("ascii", errors="replace").decode()
    assert lost == written(card) or refused(lost)


def refused(scan: str) -> bool:
    """Whether the scan is refused; anything else it raises fails the test."""
    try:
        read_citizen_card(scan, TODAY)
    except Refused as no:
        return no.reason == "bad_card"
    return False


@given(st.text() | st.lists(st.text(max_size=15), min_size=7, max_size=8).map("|".join))
def test_scanning_anything_gives_a_card_or_a_refusal(scan):
    if not refused(scan):
        card = read_citizen_card(scan, TODAY)
        assert read_citizen_card(written(card), TODAY) == card


@pytest.mark.parametrize(
    ("typed", "before", "scan"),
    [
        ("", "", ""),
        ("052189004217", "052189004217", ""),
        (CARD, "", CARD),
        ("Trúc " + CARD, "Trúc ", CARD),
        ("052189004217" + CARD, "052189004217", CARD),
        ("|||", "", "|||"),
    ],
)
def test_what_was_typed_before_a_scan_is_told_from_it(typed, before, scan):
    assert find_scan(typed) == (before, scan)
