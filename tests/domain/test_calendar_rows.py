"""Reading a calendar document: strict, and every error names its row."""

import tomllib
from datetime import date

import pytest

from motcua.domain.calendar_rows import (
    BadCalendar,
    Confidence,
    RowKind,
    parse_calendar,
    parse_coverage,
)

HEAD = """
scope = "H08"
first = 2020-01-01
last = 2020-12-31
"""
HOURS = """
[[hours]]
weekdays = ["monday", "friday"]
hours = ["07:00-11:30", "13:30-17:00"]
from = 2020-01-01
source = "Quyết định 12/QĐ-UBND"
confidence = "medium"
"""
HOLIDAY = """
[[day]]
day = 2020-04-02 # Thu
kind = "holiday"
name = "Giỗ Tổ Hùng Vương"
source = "Bộ luật Lao động 2012, Điều 115(1)(e)"
confidence = "high"
"""
SWAP = """
[[day]]
day = 2020-05-04 # Mon
kind = "swap_off"
instead_of = 2020-05-09
name = "Nghỉ hoán đổi"
source = "Công văn 1/VPCP-KGVX"
confidence = "high"

[[day]]
day = 2020-05-09 # Sat
kind = "extra_workday"
instead_of = 2020-05-04
name = "Làm bù"
source = "Công văn 1/VPCP-KGVX"
confidence = "high"
"""


def test_a_document_becomes_rows() -> None:
    rows, hours = parse_calendar(tomllib.loads(HEAD + HOURS + HOLIDAY + SWAP))
    assert [(found.day, found.kind) for found in rows] == [
        (date(2020, 4, 2), RowKind.HOLIDAY),
        (date(2020, 5, 4), RowKind.SWAP_OFF),
        (date(2020, 5, 9), RowKind.EXTRA_WORKDAY),
    ]
    assert {found.scope for found in rows} == {"H08"}
    assert rows[0].confidence is Confidence.HIGH
    assert rows[1].instead_of == date(2020, 5, 9)
    assert hours[0].weekdays == {0, 4}
    assert hours[0].hours == ((420, 690), (810, 1020))
    assert hours[0].valid_to is None
    assert parse_coverage(tomllib.loads(HEAD)) == (date(2020, 1, 1), date(2020, 12, 31))


def test_a_row_may_name_its_own_scope_hours_and_last_day() -> None:
    storm = HOLIDAY.replace('"holiday"', '"suspension"\nto = 2020-04-04\nscope = "H08.38"')
    storm += 'hours = ["07:00-11:30"]'
    rows, _ = parse_calendar(tomllib.loads(HEAD + storm))
    assert [found.day.day for found in rows] == [2, 3, 4]
    assert {found.scope for found in rows} == {"H08.38"}
    assert rows[2].hours == ((420, 690),)


def test_a_notice_without_coverage_may_hold_rows_alone() -> None:
    rows, hours = parse_calendar(tomllib.loads('scope = "H08"' + HOLIDAY))
    assert len(rows) == 1
    assert hours == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'kind = "holiday"',
            'kind = "holidy"',
            "Bảng “day”, hàng 1 (2020-04-02): “kind” là “holidy”",
        ),
        ('kind = "holiday"', "", "Bảng “day”, hàng 1 (2020-04-02): thiếu mục “kind”"),
        ('kind = "holiday"', 'kind = "holiday"\nnote = "x"', "không có mục nào tên “note”"),
        (
            "day = 2020-04-02",
            'day = "2020-04-02"',
            "hàng 1: “day” phải là một ngày, viết như 2020-03-20",
        ),
        ("day = 2020-04-02", "day = 2020-04-02T00:00:00", "có giờ; chỉ viết ngày"),
        ("day = 2020-04-02 # Thu", "day = 2021-04-02", "2021-04-02 holiday"),
        (
            'name = "Giỗ Tổ Hùng Vương"',
            'name = ""',
            "2020-04-02 holiday “” của H08: thiếu tên ngày",
        ),
        (
            'name = "Giỗ Tổ Hùng Vương"',
            "name = 3",
            "“name” phải là chữ trong dấu nháy, không phải “3”",
        ),
        ('confidence = "high"', 'confidence = "sure"', "“confidence” là “sure”; viết một trong"),
        ('confidence = "high"', "", "thiếu mục “confidence”"),
        ('kind = "holiday"', 'kind = "holiday"\nto = 2020-04-01', "trước “day”"),
        ('kind = "holiday"', 'kind = "holiday"\nto = 2022-04-01', "sau hơn một năm"),
        (
            'kind = "holiday"',
            'kind = "holiday"\ninstead_of = 2020-04-11',
            "không phải loại hoán đổi",
        ),
        (
            'kind = "holiday"',
            'kind = "suspension"\nhours = ["7-11"]',
            "“7-11” không phải khoảng giờ",
        ),
        ('kind = "holiday"', 'kind = "suspension"\nhours = [7]', "“7” không phải khoảng giờ"),
        (
            'kind = "holiday"',
            'kind = "suspension"\nhours = ["07:00-24:00"]',
            "không phải khoảng giờ",
        ),
        ('kind = "holiday"', 'kind = "suspension"\nhours = "07:00-11:30"', "phải là một danh sách"),
        ("instead_of = 2020-05-09", "", "2020-05-09 extra_workday"),
        ("instead_of = 2020-05-09", "instead_of = 2020-05-10", "không có hàng tương ứng"),
        ("instead_of = 2020-05-09", "instead_of = 2020-05-09\nto = 2020-05-05", "bỏ “to”"),
        (
            'weekdays = ["monday", "friday"]',
            'weekdays = ["mon"]',
            "Bảng “hours”, hàng 1: “mon” không phải thứ nào",
        ),
        ('weekdays = ["monday", "friday"]', 'weekdays = ["friday", "friday"]', "ghi hai lần"),
        ('weekdays = ["monday", "friday"]', "weekdays = []", "không ghi thứ nào"),
        ('hours = ["07:00-11:30", "13:30-17:00"]', "", "Bảng “hours”, hàng 1: thiếu mục “hours”"),
        ("from = 2020-01-01", "from = 2020-01-01\nto = 2019-01-01", "kết thúc trước khi bắt đầu"),
        ('scope = "H08"', 'scope = "H08"\nname = "x"', "Đầu tệp: không có mục nào tên “name”"),
        ('scope = "H08"', "", "Đầu tệp: thiếu mục “scope”"),
        ("last = 2020-12-31", "", "Đầu tệp: thiếu mục “last”"),
        ("last = 2020-12-31", "last = 2019-12-31", "Đầu tệp: “last” là 2019-12-31"),
    ],
)
def test_a_slip_is_refused_and_its_row_is_named(old: str, new: str, words: str) -> None:
    document = HEAD + HOURS + HOLIDAY + SWAP
    assert old in document
    with pytest.raises(BadCalendar) as refused:
        parse_calendar(tomllib.loads(document.replace(old, new, 1)))
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(BadCalendar, match="Bảng “day”, hàng 2: phải là một bảng"):
        parse_calendar({"scope": "H08", "day": [tomllib.loads(HOLIDAY)["day"][0], 3]})
