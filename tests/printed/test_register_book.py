"""Sổ theo dõi hồ sơ: form 06 on A4 landscape, every line of the period and nothing cut off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.printed.documents import Head, RegisterBook, RegisterRow
from motcua.printed.render import render
from tests.printed.reading import reader, size_in_mm, text
from tests.printed.specimens import at
from tests.printed.waiting import PHU_CAT

ROW = RegisterRow(
    number=1,
    code="000.00.38.H08-200302-0001",
    procedure="Đăng ký thành lập hộ kinh doanh",
    sets=1,
    name="Nguyễn Thị Thanh Trúc",
    address="Thôn Hòa Hội, xã Cát Hanh",
    phone="0905123456",
    competent="UBND huyện Phù Cát",
    received=at(2020, 3, 2, 8, 0),
    due=at(2020, 3, 5, 17, 0),
    returned=None,
    manner="Nhận tại Bộ phận Một cửa",
    note="quá hạn",
)
BOOK = RegisterBook(
    head=Head(issuer="Bộ phận", above=PHU_CAT, place="Phù Cát", issued=at(2020, 4, 1, 7, 30)),
    agency="Bộ phận Một cửa huyện Phù Cát",
    first=date(2020, 3, 1),
    last=date(2020, 3, 31),
    rows=(ROW,),
)


def many(count: int) -> RegisterBook:
    rows = (
        replace(
            ROW,
            number=n,
            code=f"000.00.38.H08-200302-{n:04}",
            received=ROW.received + timedelta(minutes=n),
        )
        for n in range(1, count + 1)
    )
    return replace(BOOK, rows=tuple(rows), goes_on=True)


def test_the_register_has_the_columns_of_the_form_and_what_is_known_of_a_dossier() -> None:
    said = text(render(BOOK))
    for words in ("SỔ THEO DÕI HỒ SƠ", "Quyển số", "Năm 2020", "Ký nhận", "Ghi chú"):
        assert words in said
    for words in (ROW.name, ROW.phone, "quá hạn", "17:00 05/03/2020", "200302-0001"):
        assert words in said


def test_hundreds_of_lines_go_over_the_sheets_and_each_is_there_once() -> None:
    drawn = render(many(120))
    sheets = reader(drawn).pages
    assert {size_in_mm(page) for page in sheets} == {(297, 210)}
    assert len(sheets) > 8
    said = text(drawn)
    assert all(said.count(f"200302-{n:04}") == 1 for n in range(2, 120))
    assert "còn hồ sơ sau số thứ tự 120; xem phần tiếp theo" in said


def test_a_period_without_dossiers_says_so() -> None:
    assert "Không tiếp nhận hồ sơ nào trong kỳ" in text(render(replace(BOOK, rows=())))


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        replace(BOOK, last=date(2020, 2, 1))
