"""Form 03: a refusal with its reason, of reception and of resolution."""

from dataclasses import replace

import pytest

from motcua.printed.documents import Refusal
from motcua.printed.render import render
from tests.printed.extremes import LONG_CODE, LONG_REFUSAL
from tests.printed.reading import text
from tests.printed.specimens import REFUSAL


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


def test_there_is_no_refusal_without_a_reason() -> None:
    with pytest.raises(ValueError, match="without a reason"):
        replace(REFUSAL, refusal=Refusal.RESOLUTION, ground=" \n")
    with pytest.raises(ValueError, match="without a reason"):
        replace(REFUSAL, explanation="")
