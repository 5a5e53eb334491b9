"""The notice of stopping: form 05 of 2025, a letter on A4 before."""

from dataclasses import replace
from datetime import datetime

import pytest

from motcua.printed.catalogue import FormNotAvailable
from motcua.printed.documents import UnansweredSupplement
from motcua.printed.render import render
from tests.printed.extremes import LONG_ADDRESS, LONG_NAME
from tests.printed.reading import pages, reader, size_in_mm, squeezed, text
from tests.printed.specimens import at
from tests.printed.stopping import BARE_STOP, LONG_STOP, STOP, STOP_LETTER

NAIVE = datetime.fromisoformat("2025-10-02T08:00")


def test_a_notice_says_why_what_can_be_fetched_and_how_to_file_again() -> None:
    told = text(render(STOP))
    for part in (
        "ỦY BAN NHÂN DÂN HUYỆN PHÙ CÁT",
        "Số: 05/TB-UBND",
        "Phù Cát, ngày 27 tháng 10 năm 2025",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Mã hồ sơ: 000.00.38.H08-200225-0006",
        "Kính gửi: Võ Đình Quý",
        "08 giờ 12 phút, ngày 02 tháng 10 năm 2025",
        "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới",
        "Lý do: Quá thời hạn mà người nộp không bổ sung hồ sơ. Bộ phận Một cửa đã gọi điện",
        "số 12/HDHS ngày 09/10/2025 có thời hạn bổ sung đến hết ngày 24/10/2025; "
        "đến nay Ông/Bà chưa bổ sung.",
        "Giấy tờ bản chính đã nộp, Ông/Bà nhận lại tại Bộ phận Tiếp nhận và Trả kết quả",
        "- Bản vẽ thiết kế (2 bản chính);",
        "Nộp lại: khi đủ điều kiện, Ông/Bà nộp hồ sơ mới tại",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Trịnh Công Thắng",
        "Nơi nhận: - Như trên;",
        "Mẫu số 05, TT 03/2025/TT-VPCP; bố cục giả định",
    ):
        assert squeezed(part) in squeezed(told), part


def test_before_the_2025_set_it_is_a_letter_on_a4() -> None:
    pdf = render(STOP_LETTER)
    assert {size_in_mm(page) for page in reader(pdf).pages} == {(210, 297)}
    told = text(pdf)
    assert "THÔNG BÁO Về việc dừng giải quyết hồ sơ" in told
    assert "Thể thức theo NĐ 30/2020/NĐ-CP" in told
    assert "Mẫu số" not in told
    assert len(pages(pdf)) == 1


def test_before_the_decree_of_2020_no_notice_is_drawn_and_that_is_said() -> None:
    early = replace(STOP_LETTER, head=replace(STOP_LETTER.head, issued=at(2020, 3, 4, 9, 0)))
    with pytest.raises(FormNotAvailable, match="TT 01/2018/TT-VPCP không có loại giấy tờ này"):
        render(early)


def test_the_2025_form_is_on_a5() -> None:
    for form in (STOP, BARE_STOP, LONG_STOP):
        assert {size_in_mm(page) for page in reader(render(form)).pages} == {(148, 210)}
    assert len(pages(render(STOP))) == 1
    assert len(pages(render(BARE_STOP))) == 1


def test_a_long_notice_is_whole_and_signed_below_its_last_words() -> None:
    told = pages(render(LONG_STOP))
    whole = squeezed(" ".join(told))
    for value in (LONG_NAME, LONG_ADDRESS, *LONG_STOP.originals):
        assert squeezed(value) in whole
    for part in ("Nộp lại", "Nơi nhận:", "PHÓ CHỦ TỊCH"):
        assert part in told[-1]


def test_what_does_not_apply_leaves_no_line() -> None:
    told = text(render(BARE_STOP))
    for absent in ("Phiếu yêu cầu bổ sung", "Giấy tờ bản chính", "Chủ hồ sơ"):
        assert absent not in told
    assert "Số: ....." in told
    assert "...../TB" in told


def test_there_is_no_notice_without_a_reason_and_no_time_without_zone() -> None:
    for empty in ({"ground": " "}, {"explanation": "\n"}):
        with pytest.raises(ValueError, match="without a reason"):
            replace(STOP, **empty)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="without zone"):
        replace(STOP, received=NAIVE)
    with pytest.raises(ValueError, match="without zone"):
        UnansweredSupplement(number="1", asked=NAIVE, answer_by=at(2025, 10, 2, 8, 0))
