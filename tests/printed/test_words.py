"""Words, names and typed text as they are set on forms."""

import unicodedata
from datetime import UTC, date, datetime

import pytest

from motcua.printed.documents import HandOver, Head
from motcua.printed.headings import AGENCY_WIDTH, agency_lines, person_lines
from motcua.printed.text import exact, items, joined, line, paragraphs
from motcua.printed.words import (
    date_words,
    due_day,
    due_figures,
    due_words,
    moment_words,
    money_words,
    promise_words,
)
from tests.printed.specimens import at


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 1, 1), "ngày 01 tháng 01 năm 2020"),  # Wednesday
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),  # Saturday
        (date(2020, 3, 9), "ngày 09 tháng 3 năm 2020"),  # Monday
        (date(2020, 9, 10), "ngày 10 tháng 9 năm 2020"),  # Thursday
        (date(2020, 10, 5), "ngày 05 tháng 10 năm 2020"),  # Monday
        (date(2020, 12, 31), "ngày 31 tháng 12 năm 2020"),  # Thursday
    ],
)
def test_small_days_and_the_first_two_months_take_a_zero(day: date, words: str) -> None:
    assert date_words(day).replace("\u00a0", " ") == words
    assert " " not in date_words(day)  # never parted at the end of a line


def test_an_instant_is_told_by_vietnamese_clocks() -> None:
    midnight = datetime(2020, 3, 18, 17, 5, tzinfo=UTC)
    assert moment_words(midnight).replace("\u00a0", " ") == (
        "00 giờ 05 phút, ngày 19 tháng 3 năm 2020"
    )


def test_a_time_without_zone_is_refused_wherever_it_comes_in() -> None:
    naive = datetime(2020, 3, 19, 7, 30)  # noqa: DTZ001
    for put in (
        lambda: moment_words(naive),
        lambda: Head(issuer="a", place="b", issued=naive),
        lambda: HandOver(giving_agency="a", giver="b", given=naive, receiving_agency="c"),
    ):
        with pytest.raises(ValueError, match="without zone"):
            put()


def test_a_promise_names_the_hour_only_if_one_was_promised() -> None:
    hour = promise_words(at(2020, 3, 10, 17, 0)).replace("\u00a0", " ")
    assert hour == "17 giờ 00 phút, ngày 10 tháng 3 năm 2020"
    day = promise_words(date(2020, 3, 10)).replace("\u00a0", " ")
    assert day == "ngày 10 tháng 3 năm 2020 (không hẹn giờ)"
    assert promise_words(None) == "không hẹn trước ngày trả"


@pytest.mark.parametrize(
    ("dong", "words"),
    [(0, "0 đồng"), (999, "999 đồng"), (75_000, "75.000 đồng"), (1_234_567, "1.234.567 đồng")],
)
def test_sums_have_points_between_thousands(dong: int, words: str) -> None:
    assert money_words(dong).replace("\u00a0", " ") == words


def test_a_sum_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        money_words(-1)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Ủy ban nhân dân xã Cát Hanh", ["Ủy ban nhân dân", "xã Cát Hanh"]),
        ("Ủy ban nhân dân thị xã An Nhơn", ["Ủy ban nhân dân", "thị xã An Nhơn"]),
        ("Bộ phận Tiếp nhận và Trả kết quả", ["Bộ phận Tiếp nhận", "và Trả kết quả"]),
        (
            "Phòng Kinh tế và Hạ tầng huyện Phù Cát",
            ["Phòng Kinh tế", "và Hạ tầng", "huyện Phù Cát"],
        ),
        ("Bộ phận Một cửa", ["Bộ phận Một cửa"]),
        ("", []),
    ],
)
def test_an_agencys_name_is_parted_where_it_is_read_apart(name: str, rows: list[str]) -> None:
    assert agency_lines(name) == rows


def test_no_word_of_a_name_is_lost_however_long_it_is() -> None:
    name = "Chi nhánh Văn phòng Đăng ký đất đai và Phát triển quỹ đất liên huyện Phù Cát"
    rows = agency_lines(name)
    assert " ".join(rows) == name
    assert all(len(row) <= AGENCY_WIDTH for row in rows)
    endless = "dài " * 500
    assert person_lines(endless.strip()) == [endless.strip()]


def test_a_long_name_under_a_signature_is_parted_in_halves() -> None:
    assert person_lines("Nguyễn Thị Như Quỳnh Trang Anh Thư") == [
        "Nguyễn Thị Như",
        "Quỳnh Trang Anh Thư",
    ]
    assert person_lines("Võ Đình Quý") == ["Võ Đình Quý"]


def test_decomposed_letters_are_composed() -> None:
    assert exact(unicodedata.normalize("NFD", "Nguyễn Đức Ưng")) == "Nguyễn Đức Ưng"


def test_blanks_and_invisible_marks_are_put_in_order() -> None:
    assert exact(" Võ\tĐình\n\nQuý\u200b\ufeff ") == "Võ Đình Quý"
    assert exact("a\x00b\u202ec") == "a[U+0000]b[U+202E]c"


def test_each_line_break_starts_a_paragraph() -> None:
    assert paragraphs("một\r\n\n  \nhai\u2028ba") == ["một", "hai", "ba"]


def test_a_word_longer_than_a_column_may_break_but_a_code_may_not() -> None:
    address = "ban.tiep.dan.huyen.phu.cat@binhdinh.gov.vn"
    assert line(address).replace("\u200b", "") == address
    assert max(len(part) for part in line(address).split("\u200b")) <= 12
    assert line("x" * 30).split("\u200b") == ["x" * 12, "x" * 12, "x" * 6]
    assert "\u200b" not in exact("000.00.38.H08-200225-000612345")


def test_groups_of_digits_stay_together() -> None:
    assert joined("CCCD 0521 9000, số 12 ngày 5") == "CCCD\u00a00521\u00a09000, số 12 ngày 5"


def test_a_limit_names_the_hour_only_if_it_has_one_and_falls_on_the_local_day() -> None:
    hour = datetime(2020, 3, 18, 17, 5, tzinfo=UTC)
    assert due_words(hour) == moment_words(hour)
    assert due_words(date(2020, 3, 10)) == date_words(date(2020, 3, 10))
    assert due_figures(hour) == "00:05 19/03/2020"
    assert due_figures(date(2020, 3, 10)) == "10/03/2020"
    assert due_day(hour) == date(2020, 3, 19)  # Thursday
    assert due_day(date(2020, 3, 10)) == date(2020, 3, 10)  # Tuesday


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", []),
        ("Tờ khai", [("1.", "Tờ khai")]),
        ("- Tờ khai\n- Bản vẽ 1/100", [("1.", "Tờ khai"), ("2.", "Bản vẽ 1/100")]),
        ("Tờ khai\n- Bản vẽ", [("1.", "Tờ khai"), ("2.", "- Bản vẽ")]),
        ("1/ Tờ khai\n2/ Bản vẽ", [("1/", "Tờ khai"), ("2/", "Bản vẽ")]),
        ("1. Tờ khai\nkèm ảnh\n2.Bản vẽ", [("1.", "Tờ khai"), ("", "kèm ảnh"), ("2.", "Bản vẽ")]),
        ("1.5 lít\n2/3 sổ", [("1.", "1.5 lít"), ("2.", "2/3 sổ")]),
        ("1. Ảnh\n12/3/2020 là hạn", [("1.", "Ảnh"), ("", "12/3/2020 là hạn")]),
        ("-5 độ\n-8 độ", [("1.", "-5 độ"), ("2.", "-8 độ")]),
    ],
)
def test_the_lines_of_a_list_are_numbered_once(typed: str, told: list[tuple[str, str]]) -> None:
    assert items(typed) == told
