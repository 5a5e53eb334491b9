"""Each form of the 2018 set says on paper what its content says, in the official layout."""

from dataclasses import replace

import pytest

from motcua.printed.documents import Form, PaperRow, Party, Refusal, Sheet
from motcua.printed.render import render
from tests.printed.reading import alternatives, pages, reader, size_in_mm, squeezed, text
from tests.printed.specimens import (
    BARE_RECEIPT,
    EMPTY_SLIP,
    EXTREMES,
    LONG_ADDRESS,
    LONG_CODE,
    LONG_EMAIL,
    LONG_NAME,
    LONG_RECEIPT,
    LONG_REFUSAL,
    LONG_SLIP,
    RECEIPT,
    REFUSAL,
    SLIP,
    SPECIMENS,
)

ALL = SPECIMENS | EXTREMES
PAGES = {
    "receipt": 2,
    "refusal": 1,
    "slip": 1,
    "long_receipt": 6,
    "bare_receipt": 1,
    "long_refusal": 2,
    "long_slip": 6,
    "empty_slip": 1,
}


@pytest.mark.parametrize("name", ALL)
def test_every_form_is_on_a5_and_takes_the_pages_it_needs(name: str) -> None:
    found = reader(render(ALL[name])).pages
    assert {size_in_mm(page) for page in found} == {(148, 210)}
    assert len(found) == PAGES[name]


@pytest.mark.parametrize("name", ALL)
def test_every_form_opens_with_the_national_title_and_motto(name: str) -> None:
    first = pages(render(ALL[name]))[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in first


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
    assert "Mã hồ sơ: 000.00.38.H08-200225-0006 Ký tự tra cứu: K7PX" in applicant
    assert "Liên 2: Giao tổ chức, cá nhân nộp hồ sơ" in applicant


def test_one_sheet_can_be_printed_alone() -> None:
    alone = pages(render(replace(RECEIPT, sheets=(Sheet.APPLICANT,))))
    assert alone == [pages(render(RECEIPT))[1]]


def test_a_form_without_a_code_has_no_square_and_one_with_a_code_tells_what_the_square_is() -> None:
    assert alternatives(render(REFUSAL)) == []
    with_code = replace(REFUSAL, look_up=RECEIPT.look_up)
    assert alternatives(render(with_code)) == [
        "Mã QR tra cứu hồ sơ 000.00.38.H08-200225-0006"
    ]


def test_what_is_missing_leaves_dotted_lines_and_what_does_not_apply_leaves_nothing() -> None:
    told = text(render(BARE_RECEIPT))
    for dotted in ("Số: .....", "Địa chỉ: .....", "Số điện thoại: .....", "Email: .....",
                   "Quyển số: .....", "Số thứ tự: ....."):
        assert dotted in told
    assert "1. Thành phần hồ sơ nộp gồm: không có giấy tờ" in told
    assert "không hẹn trước ngày trả" in told
    for absent in ("Giấy tờ:", "Chủ hồ sơ", "ủy quyền:", "lệ phí", "NGƯỜI NỘP", "Ký tự tra cứu"):
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
    assert "Nguyễn Thị Như Quỳnh Trang Anh Huỳnh Nguyễn Thị Hoàng Phương Uyên Thảo" in told or (
        "Nguyễn Thị Như Quỳnh Trang Anh" in told.split("NGƯỜI TIẾP NHẬN HỒ SƠ")[1]
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


def test_a_refused_reception_names_ground_explanation_and_way_on() -> None:
    told = text(render(REFUSAL))
    for part in (
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Số: 03/TCTN-BPMC",
        "Hồ sơ của: Nguyễn Thị Hường",
        "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả, Ủy ban nhân dân xã Cát Hanh thông báo "
        "không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        "Không thuộc thẩm quyền giải quyết.",
        "thuộc thẩm quyền của Ủy ban nhân dân huyện nơi cư trú của người mẹ",
        "Căn cứ: Điều 35 Luật Hộ tịch năm 2014.",
        "Hướng dẫn: Bà nộp hồ sơ tại Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát",
        "liên hệ: ông Phan Hữu Lộc, điện thoại 0905 000 552.",
        "NGƯỜI NỘP HỒ SƠ",
        "Mẫu số 03, TT 01/2018/TT-VPCP",
    ):
        assert part in told


def test_a_refused_resolution_is_signed_by_the_agency_and_names_the_code() -> None:
    told = text(render(LONG_REFUSAL))
    assert "Ủy ban nhân dân huyện Phù Cát thông báo từ chối giải quyết hồ sơ này" in told
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in told
    assert f"Mã hồ sơ: {LONG_CODE}" in told
    assert "Thời điểm nộp trực tuyến: 21 giờ 15 phút, ngày 02 tháng 3 năm 2020" in told
    assert "NGƯỜI NỘP HỒ SƠ" not in told
    assert "WQMW" not in told
    for number in range(1, 10):
        assert f"{number}. Hồ sơ thiết kế thể hiện" in told


@pytest.mark.parametrize("missing", ["ground", "explanation"])
def test_there_is_no_refusal_without_a_reason(missing: str) -> None:
    with pytest.raises(ValueError, match="without a reason"):
        replace(REFUSAL, refusal=Refusal.RESOLUTION, **{missing: " \n"})


def test_the_control_slip_has_both_stamps_of_every_hand_over() -> None:
    told = text(render(SLIP))
    for part in (
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân huyện Phù Cát",
        "TÊN CƠ QUAN THỜI GIAN GIAO, NHẬN HỒ SƠ KẾT QUẢ GIẢI QUYẾT HỒ SƠ GHI CHÚ",
        "1. Giao: Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát "
        "08 giờ 40 phút, ngày 25 tháng 02 năm 2020 Người giao: Đinh Thị Xuân Lan",
        "2. Nhận: Phòng Kinh tế và Hạ tầng huyện Phù Cát "
        "07 giờ 15 phút, ngày 26 tháng 02 năm 2020 Người nhận: Lê Thị Hoài Thương",
        "Xác nhận hiện trạng",
        "Ghi 3 lần giao, nhận, tính đến 07 giờ 31 phút, ngày 19 tháng 3 năm 2020.",
    ):
        assert part in told


def test_a_hand_over_nobody_accepted_leaves_the_second_stamp_open() -> None:
    last = text(render(SLIP)).split("2. Nhận: ")[-1]
    assert last.startswith("Ủy ban nhân dân huyện Phù Cát .....")
    assert "Người nhận: ....." in last


def test_the_verdict_of_a_hand_over_is_ticked_and_told_to_a_screen_reader() -> None:
    said = alternatives(render(SLIP))
    assert said.count("đã chọn") == 2  # the third hand-over is not accepted: no verdict yet
    assert said.count("không chọn") == 7


def test_a_slip_of_many_pages_repeats_its_header_and_never_parts_a_hand_over() -> None:
    told = pages(render(LONG_SLIP))
    for number, page in enumerate(told, start=1):
        assert "TÊN CƠ QUAN" in page
        assert page.count("1. Giao:") == page.count("2. Nhận:") > 0
        assert number == 1 or f"{number}/{len(told)}" in page
    assert sum(page.count("1. Giao:") for page in told) == 18
    assert "bản vẽ số 11 chưa có chữ ký của người thiết kế" in " ".join(told)


def test_a_slip_before_the_first_hand_over_says_so() -> None:
    assert "Chưa có lần giao, nhận nào, tính đến 07 giờ 31 phút" in text(render(EMPTY_SLIP))


@pytest.mark.parametrize("form", [RECEIPT, REFUSAL, SLIP])
def test_made_up_data_is_called_so_on_every_page(form: Form) -> None:
    assert all("Dữ liệu minh họa" in page for page in pages(render(form)))
    assert "Dữ liệu minh họa" not in text(render(replace(form, demo=False)))


def test_words_of_a_citizen_are_never_read_as_markup() -> None:
    name = '#panic("x") *đậm* _nghiêng_ $x^2$ @nhan <nhan> `mã` \\u{41} = tiêu đề [z] // hết'
    form = replace(
        RECEIPT,
        applicant=Party(name=name, address="- một + hai / ba: ~ --- ..."),
        sheets=(Sheet.APPLICANT,),
    )
    told = squeezed(text(render(form)))
    assert squeezed(name) in told
    assert squeezed("Địa chỉ: - một + hai / ba: ~ --- ...") in told


def test_letters_the_fonts_lack_and_marks_that_turn_text_are_written_by_number() -> None:
    told = text(render(replace(REFUSAL, applicant=Party(name="Lý 李 \u202eHường\u200b Y'Bơč"))))
    assert "Lý [U+674E] [U+202E]Hường Y'Bơč" in told
