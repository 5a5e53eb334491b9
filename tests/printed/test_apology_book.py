"""Sổ xin lỗi: the apologies of one agency in a period, on A4 landscape."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.printed.documents import ApologyRow, Head
from motcua.printed.render import render
from tests.printed.reading import pages, reader, size_in_mm, text
from tests.printed.specimens import at
from tests.printed.waiting import BOOK, BOOKS, EMPTY_BOOK, LONG_BOOK

COLUMNS = (
    "TT Mã hồ sơ Thủ tục hành chính Hạn theo pháp luật Ngày gửi phiếu Hình thức gửi "
    "Gửi đúng quy định? Ngày hẹn lại Đã đúng hẹn lại?"
)


@pytest.mark.parametrize("name", BOOKS)
def test_the_book_lies_on_a4(name: str) -> None:
    assert {size_in_mm(page) for page in reader(render(BOOKS[name])).pages} == {(297, 210)}


def test_the_book_tells_agency_period_and_the_moment_it_holds_for() -> None:
    told = text(render(BOOK))
    for part in (
        "ỦY BAN NHÂN DÂN HUYỆN PHÙ CÁT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỔ THEO DÕI XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Cơ quan, đơn vị: Ủy ban nhân dân huyện Phù Cát",
        "Kỳ: từ ngày 01 tháng 3 năm 2020 đến ngày 31 tháng 3 năm 2020",
        "Tính đến 07 giờ 30 phút, ngày 01 tháng 4 năm 2020: 3 phiếu xin lỗi; "
        "gửi đúng quy định 1; trả kết quả đúng hẹn lại 1.",
        "Điều 19 khoản 9 NĐ 61/2018/NĐ-CP",
        "Dữ liệu minh họa",
    ):
        assert part in told


def test_each_row_tells_limit_sending_new_date_and_whether_both_were_kept() -> None:
    told = text(render(BOOK))
    for row in (
        f"{COLUMNS} 1 000.00.38.H08-200225-0006 Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ "
        "tại nông thôn 17:00 10/03/2020 10:40 09/03/2020 Trao trực tiếp Có 17:00 13/03/2020 Có",
        "2 000.00.38.H08-200302-0011 Đăng ký biến động quyền sử dụng đất 17:00 24/03/2020 "
        "08:15 25/03/2020 Bưu chính Không 17:00 31/03/2020 Không",
        "3 000.00.38.H08-200319-0002 Cấp giấy phép bán lẻ rượu 03/04/2020 chưa gửi – – "
        "10/04/2020 chưa đến",
    ):
        assert row in told


def test_a_book_without_apologies_says_so_and_a_single_day_is_a_period() -> None:
    [told] = pages(render(EMPTY_BOOK))
    assert "Tính đến 07 giờ 30 phút, ngày 01 tháng 4 năm 2020." in told
    assert f"{COLUMNS} Không có phiếu xin lỗi nào trong kỳ." in told
    assert "Kỳ: ngày 01 tháng 4 năm 2020" in told


def test_three_hundred_apologies_repeat_the_head_of_the_table_and_number_the_pages() -> None:
    told = pages(render(LONG_BOOK))
    for number, page in enumerate(told, start=1):
        assert page.count(COLUMNS) == 1
        assert f" {number}/{len(told)} " in page
        assert "ngành trực thuộc, 01/01/2020 – 31/12/2020" in page
    whole = " ".join(told)
    for number in range(1, 301):
        assert whole.count(f" {number} 000.123.38.H08-200225-0006{number:04} ") == 1
    assert "300 phiếu xin lỗi; gửi đúng quy định 240; trả kết quả đúng hẹn lại 258." in told[0]


def test_a_book_is_drawn_whatever_set_of_forms_is_in_force() -> None:
    head = Head(issuer=BOOK.agency, place="Phù Cát", issued=at(2026, 1, 5, 8, 0))
    assert "Tính đến 08 giờ 00 phút, ngày 05 tháng 01 năm 2026" in text(
        render(replace(BOOK, head=head))
    )


def test_words_of_a_procedure_are_never_read_as_markup() -> None:
    row = replace(BOOK.rows[0], procedure='#panic("x") *đậm* [z]', manner="= _x_ #y")
    told = text(render(replace(BOOK, rows=(row,))))
    assert '#panic("x") *đậm* [z]' in told
    assert "= _x_ #y" in told


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        replace(BOOK, first=date(2020, 4, 1))


def test_an_apology_that_was_never_sent_cannot_have_been_in_time() -> None:
    with pytest.raises(ValueError, match="never sent"):
        replace(BOOK.rows[2], timely=True)


def test_a_time_without_zone_is_refused() -> None:
    naive = datetime(2020, 3, 13, 17, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without zone"):
        ApologyRow(code="x", procedure="y", legal_due=naive, reappointed=date(2020, 3, 13))
