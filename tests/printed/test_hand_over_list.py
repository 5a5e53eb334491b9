"""Danh sách bàn giao: what one unit gave another, a line each, and two who sign."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.printed.documents import HandedRow, HandOverList, Head
from motcua.printed.render import render
from tests.printed.reading import reader, size_in_mm, text
from tests.printed.specimens import at
from tests.printed.waiting import PHU_CAT

ROW = HandedRow(
    code="000.12.38.H08-200320-0001",
    name="Nguyễn Thị Thanh Trúc",
    procedure="Đăng ký thành lập hộ kinh doanh",
    papers=("Giấy đề nghị đăng ký: 1 bản chính", "Giấy tờ pháp lý của chủ hộ: 1 bản sao"),
    promised=at(2020, 3, 25, 17, 0),
    given=at(2020, 3, 20, 9, 0),
)
LIST = HandOverList(
    head=Head(issuer="Bộ phận", above=PHU_CAT, place="Phù Cát", issued=at(2020, 3, 20, 9, 5)),
    giving="Ủy ban nhân dân xã Cát Hanh",
    receiving="Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát",
    day=date(2020, 3, 20),  # Friday
    rows=(ROW,),
    giver="Huỳnh Thị Diễm Phúc",
)
LONG = replace(
    ROW,
    name="Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu"
    " Nông lâm thủy hải sản Bình Định",
    procedure="Xác nhận, phê duyệt và điều chỉnh " + "quy trình nội bộ giải quyết hồ sơ " * 6,
    papers=tuple(
        f"Giấy tờ thứ {n} của hồ sơ, bản vẽ và thuyết minh: 1 bản chính" for n in range(9)
    ),
    note="Trả lại: Giấy tờ kèm theo chưa khớp với hệ thống",
)


def many(count: int) -> HandOverList:
    rows = (replace(ROW, code=f"000.12.38.H08-200320-{n:04}") for n in range(1, count + 1))
    return replace(LIST, rows=tuple(rows))


def test_a_list_says_who_gave_what_to_whom_and_leaves_room_to_sign() -> None:
    said = text(render(LIST))
    for words in ("DANH SÁCH BÀN GIAO HỒ SƠ", LIST.giving, LIST.receiving, "Tổng số: 1 hồ sơ"):
        assert words in said
    for words in (ROW.name, ROW.papers[0], ROW.papers[1], "17:00 25/03/2020", "09:00"):
        assert words in said
    for words in ("BÊN GIAO", "BÊN NHẬN", "Huỳnh Thị Diễm Phúc", "không theo mẫu của thông tư"):
        assert words in said


def test_sixty_dossiers_go_over_the_sheets_and_the_signatures_stand_once_at_the_end() -> None:
    drawn = render(many(60))
    sheets = reader(drawn).pages
    assert {size_in_mm(page) for page in sheets} == {(297, 210)}
    assert len(sheets) > 2
    said = text(drawn)
    assert all(said.count(f"200320-{n:04}") == 1 for n in range(1, 61))
    assert said.count("BÊN NHẬN") == 1
    assert "BÊN GIAO" in sheets[-1].extract_text()
    assert "Tổng số: 60 hồ sơ" in said


def test_nothing_long_is_cut_off() -> None:
    said = "".join(text(render(replace(LIST, rows=(LONG, ROW)))).split())
    for words in (LONG.name, LONG.procedure, LONG.note, *LONG.papers):
        assert "".join(words.split()) in said


def test_one_hand_over_of_many_is_known_by_its_moment_and_the_rest_is_counted() -> None:
    told = replace(LIST, at=at(2020, 3, 20, 9, 0), giver=None, left_out=3)
    said = text(render(told))
    assert "Giao lúc 09 giờ 00 phút" in said
    assert "Còn 3 hồ sơ giao cùng ngày" in said
    assert "Huỳnh Thị Diễm Phúc" not in said


def test_the_same_list_gives_the_same_bytes() -> None:
    assert render(LIST) == render(LIST)


def test_a_list_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="of nothing"):
        replace(LIST, rows=())
