"""Form 02: what is missing, why, how to mend it, until when."""

from dataclasses import replace
from datetime import datetime

import pytest

from motcua.printed.render import render
from tests.printed.extremes import LONG_ADDRESS, LONG_CODE, LONG_NAME
from tests.printed.reading import alternatives, pages, squeezed, text
from tests.printed.waiting import BARE_SUPPLEMENT, LONG_SUPPLEMENT, SUPPLEMENT


def test_a_request_names_content_reason_guidance_and_the_applicants_own_limit() -> None:
    told = text(render(SUPPLEMENT))
    for part in (
        "ỦY BAN NHÂN DÂN HUYỆN PHÙ CÁT BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Số: 12/HDHS",
        "Phù Cát, ngày 27 tháng 02 năm 2020",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Mã hồ sơ: 000.00.38.H08-200225-0006",
        "Hồ sơ của: Võ Đình Quý",
        "Địa chỉ: Thôn Vĩnh Trường, xã Cát Hanh",
        "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau: 1. Bản vẽ mặt bằng móng tỷ lệ 1/100, "
        "kèm sơ đồ đấu nối thoát nước 2. Bản sao giấy chứng nhận",
        "Lý do: Hồ sơ thiết kế đã nộp chưa có bản vẽ móng",
        "Hướng dẫn: Bản vẽ do người thiết kế ký tên.",
        "Thời hạn bổ sung, hoàn thiện hồ sơ: chậm nhất ngày 13 tháng 3 năm 2020.",
        "Ông/Bà liên hệ: bà Lê Thị Hoài Thương, điện thoại 0905 000 221.",
        "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Đinh Thị Xuân Lan",
        "Mẫu số 02, TT 01/2018/TT-VPCP",
    ):
        assert part in told


def test_the_secret_of_the_receipt_is_not_on_a_request() -> None:
    assert SUPPLEMENT.look_up
    assert SUPPLEMENT.look_up.secret == "K7PX"
    assert "K7PX" not in text(render(SUPPLEMENT))


def test_before_reception_there_is_no_code_and_the_number_can_be_written_in() -> None:
    pdf = render(BARE_SUPPLEMENT)
    told = text(pdf)
    assert alternatives(pdf) == []
    assert "Số: ....." in told
    assert "...../HDHS" in told
    assert "1. Giấy chứng sinh" in told
    for absent in ("Mã hồ sơ", "Tra cứu", "Hướng dẫn:", "Thời hạn", "liên hệ", "Chủ hồ sơ", "2. "):
        assert absent not in told


def test_a_dossier_sent_online_is_known_by_the_moment_it_was_sent() -> None:
    told = text(render(LONG_SUPPLEMENT))
    assert "Thời điểm nộp trực tuyến: 21 giờ 15 phút, ngày 30 tháng 12 năm 2020" in told
    assert "chậm nhất 16 giờ 30 phút, ngày 26 tháng 02 năm 2021." in told


def test_all_of_a_long_request_is_told_and_numbered_once() -> None:
    told = text(render(LONG_SUPPLEMENT))
    for number in range(1, 13):
        assert told.count(f" {number}. Báo cáo kết quả thăm dò") == 1
    assert "Nội dung thứ 5 chưa thể hiện" in told
    assert "hoặc gửi bản chụp có ký số qua cổng dịch vụ công" in told
    for value in (LONG_NAME, LONG_ADDRESS, LONG_CODE):
        assert squeezed(value) in squeezed(told)


@pytest.mark.parametrize("count", range(1, 31))
def test_the_signature_never_stands_alone_on_a_page(count: int) -> None:
    requested = "\n".join(f"Giấy tờ số {n}" for n in range(count))
    last = pages(render(replace(SUPPLEMENT, requested=requested)))[-1]
    for part in ("Thời hạn bổ sung", "NGƯỜI HƯỚNG DẪN", "Đinh Thị Xuân Lan"):
        assert part in last


def test_there_is_no_request_without_content_and_reason() -> None:
    with pytest.raises(ValueError, match="without its content and reason"):
        replace(SUPPLEMENT, requested=" \n")
    with pytest.raises(ValueError, match="without its content and reason"):
        replace(SUPPLEMENT, reason="")


@pytest.mark.parametrize("field", ["answer_by", "submitted"])
def test_a_time_without_zone_is_refused(field: str) -> None:
    naive = datetime(2020, 3, 13, 17, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without zone"):
        replace(SUPPLEMENT, **{field: naive})  # type: ignore[arg-type]
