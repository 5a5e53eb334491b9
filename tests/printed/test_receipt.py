"""Form 01: what was taken in, what was promised, and how the citizen follows it."""

from dataclasses import replace

import pytest

from motcua.printed.documents import PaperRow, Sheet
from motcua.printed.render import render
from tests.printed.extremes import (
    BARE_RECEIPT,
    LONG_ADDRESS,
    LONG_CODE,
    LONG_EMAIL,
    LONG_NAME,
    LONG_RECEIPT,
)
from tests.printed.reading import pages, squeezed, text
from tests.printed.specimens import RECEIPT


def test_the_receipt_says_all_that_was_taken_in_and_promised() -> None:
    applicant = pages(render(RECEIPT))[1]
    for told in (
        "ỦY BAN NHÂN DÂN HUYỆN PHÙ CÁT BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Phù Cát, ngày 25 tháng 02 năm 2020",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã hồ sơ: 000.00.38.H08-200225-0006",
        "Tra cứu tại dichvucong.binhdinh.gov.vn/look-up",
        "Tiếp nhận hồ sơ của: Võ Đình Quý",
        "Giấy tờ: CMND 211 000 364",
        "Địa chỉ: Thôn Vĩnh Trường, xã Cát Hanh, huyện Phù Cát, tỉnh Bình Định",
        "Số điện thoại: 0905 000 364",
        "nhà ở riêng lẻ tại nông thôn (mã thủ tục 1.009994)",
        "TT Tên giấy tờ Bản chính Bản sao 1 Đơn đề nghị cấp giấy phép xây dựng theo mẫu 1 –",
        "2 Giấy chứng nhận quyền sử dụng đất – 1",
        "2. Số lượng hồ sơ: 02 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 10 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 08 giờ 12 phút, ngày 25 tháng 02 năm 2020",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 10 tháng 3 năm 2020",
        "6. Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát",
        "7. Phí, lệ phí: 75.000 đồng",
        "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên)",
        "Võ Đình Quý Đinh Thị Xuân Lan",
        "Mẫu số 01, TT 01/2018/TT-VPCP",
    ):
        assert told in applicant


def test_the_secret_stands_beside_the_code_on_the_applicants_sheet_only() -> None:
    dossier, applicant = pages(render(RECEIPT))
    assert "Liên 1: Lưu" in dossier
    assert "K7PX" not in dossier
    assert "Mã hồ sơ: 000.00.38.H08-200225-0006 Mã tra cứu: K7PX" in applicant
    assert "Liên 2: Giao tổ chức, cá nhân nộp hồ sơ" in applicant


def test_one_sheet_can_be_printed_alone() -> None:
    alone = pages(render(replace(RECEIPT, sheets=(Sheet.APPLICANT,))))
    assert alone == [pages(render(RECEIPT))[1]]


def test_what_is_missing_leaves_dotted_lines_and_what_does_not_apply_leaves_nothing() -> None:
    told = text(render(BARE_RECEIPT))
    for dotted in (
        "Số: .....",
        "Địa chỉ: .....",
        "Số điện thoại: .....",
        "Email: .....",
        "Quyển số: .....",
        "Số thứ tự: .....",
    ):
        assert dotted in told
    assert "1. Thành phần hồ sơ nộp gồm: không có giấy tờ" in told
    assert "không hẹn trước ngày trả" in told
    for absent in ("Giấy tờ:", "Chủ hồ sơ", "ủy quyền:", "lệ phí", "NGƯỜI NỘP", "Mã tra cứu"):
        assert absent not in told


def test_a_promise_without_an_hour_and_a_fee_of_nothing_are_said() -> None:
    told = text(render(LONG_RECEIPT))
    assert "ngày 11 tháng 3 năm 2021 (không hẹn giờ)" in told
    assert "0 đồng (miễn theo Nghị quyết của Hội đồng nhân dân tỉnh)" in told


def test_owner_and_proxy_stand_beside_the_applicant_and_the_proxy_signs() -> None:
    told = text(render(LONG_RECEIPT))
    assert "Chủ hồ sơ: Công ty Trách nhiệm hữu hạn Một thành viên " + LONG_NAME in told
    assert "Địa chỉ chủ hồ sơ: ....." in told
    assert "Người được ủy quyền: Nguyễn Thị Như Quỳnh Trang Anh, CCCD 052190001234" in told
    under_signatures = told.split("NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) ")[1]
    assert under_signatures.startswith(
        "Nguyễn Thị Như Quỳnh Trang Anh Huỳnh Nguyễn Thị Hoàng Phương Uyên Thảo"
    )


def test_long_names_addresses_codes_and_twenty_papers_are_whole() -> None:
    told = squeezed(text(render(LONG_RECEIPT)))
    for value in (LONG_NAME, LONG_ADDRESS, LONG_CODE, *(it.name for it in LONG_RECEIPT.papers)):
        assert squeezed(value) in told
    # A line that ends at the address's own hyphen is read without it.
    assert squeezed(LONG_EMAIL).replace("-", "") in told.replace("-", "")


def test_certified_copies_have_a_column_only_where_there_are_any() -> None:
    assert "Bản chính Bản chứng thực Bản sao" in text(render(LONG_RECEIPT))
    assert "chứng thực" not in text(render(RECEIPT))


def test_each_sheet_of_a_long_receipt_counts_its_own_pages() -> None:
    told = pages(render(LONG_RECEIPT))
    for sheet in (told[:3], told[3:]):
        assert "2/3" not in sheet[0]
        for number, page in enumerate(sheet[1:], start=2):
            assert page.startswith(f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {number}/3 ")
            assert LONG_CODE in page


@pytest.mark.parametrize("count", range(1, 21))
def test_signatures_never_stand_alone_on_a_page(count: int) -> None:
    papers = tuple(PaperRow(name=f"Giấy tờ số {n}", originals=1) for n in range(count))
    told = pages(render(replace(RECEIPT, papers=papers, sheets=(Sheet.APPLICANT,))))
    assert "Vào Sổ theo dõi hồ sơ" in told[-1]
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in told[-1]
    assert "Đinh Thị Xuân Lan" in told[-1]


def test_a_common_receipt_of_six_papers_fits_one_page_a_sheet() -> None:
    papers = tuple(PaperRow(name=f"Giấy tờ số {n}", originals=1) for n in range(6))
    assert len(pages(render(replace(RECEIPT, papers=papers)))) == 2
