"""Form 05: both stamps of every hand-over."""

from motcua.printed.render import render
from tests.printed.extremes import EMPTY_SLIP, LONG_SLIP
from tests.printed.reading import alternatives, pages, text
from tests.printed.specimens import SLIP


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
