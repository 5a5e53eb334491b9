"""Form 04: an apology with its reason and one new date."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.printed.documents import EarlierAppointment
from motcua.printed.render import render
from tests.printed.extremes import LONG_ADDRESS, LONG_CODE, LONG_NAME
from tests.printed.reading import pages, squeezed, text
from tests.printed.specimens import at
from tests.printed.waiting import APOLOGY, BARE_APOLOGY, LONG_APOLOGY

NAIVE = datetime(2020, 3, 13, 17, 0)  # noqa: DTZ001
AHEAD = "Đến nay, hồ sơ chưa có kết quả và không thể trả kết quả đúng thời hạn nêu trên."
PASSED = "Thời hạn nêu trên đã qua nhưng đến nay hồ sơ vẫn chưa có kết quả."


def test_an_apology_names_the_dossier_its_limit_the_reason_and_the_new_date() -> None:
    told = text(render(APOLOGY))
    for part in (
        "ỦY BAN NHÂN DÂN HUYỆN PHÙ CÁT",
        "Số: 03/PXL",
        "Phù Cát, ngày 09 tháng 3 năm 2020",
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Mã hồ sơ: 000.00.38.H08-200225-0006",
        "Kính gửi: Võ Đình Quý Địa chỉ: Thôn Vĩnh Trường, xã Cát Hanh",
        "Số điện thoại: 0905 000 364",
        "Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát đã tiếp nhận hồ sơ sau đây của Ông/Bà "
        "vào hồi 08 giờ 12 phút, ngày 25 tháng 02 năm 2020.",
        "Lĩnh vực: Hoạt động xây dựng",
        "Hạn theo quy định: 17 giờ 00 phút, ngày 10 tháng 3 năm 2020",
        "Lý do: Hồ sơ phức tạp, cần xác minh. Ranh giới thửa đất trên bản vẽ khác",
        "Ủy ban nhân dân huyện Phù Cát chân thành xin lỗi Ông/Bà vì sự chậm trễ này.",
        "Thời gian hẹn trả lại kết quả: 17 giờ 00 phút, ngày 13 tháng 3 năm 2020",
        "liên hệ: bà Lê Thị Hoài Thương, điện thoại 0905 000 221, Phòng Kinh tế",
        "Nơi nhận: - Như trên; - Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát; "
        "- Phòng Kinh tế và Hạ tầng huyện Phù Cát; - Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Ký, ghi rõ họ tên và đóng dấu)",
        "Lưu: VT. Trịnh Công Thắng",
        "Mẫu số 04, TT 01/2018/TT-VPCP",
    ):
        assert part in told
    assert "K7PX" not in told


@pytest.mark.parametrize(
    ("issued", "legal_due", "said", "unsaid"),
    [
        # due on Tuesday 10-3-2020
        (at(2020, 3, 9, 10, 5), at(2020, 3, 10, 17, 0), AHEAD, PASSED),
        (at(2020, 3, 10, 23, 59), at(2020, 3, 10, 17, 0), AHEAD, PASSED),
        (at(2020, 3, 11, 0, 0), at(2020, 3, 10, 17, 0), PASSED, AHEAD),
        (at(2020, 3, 10, 8, 0), date(2020, 3, 10), AHEAD, PASSED),
        (at(2020, 3, 11, 8, 0), date(2020, 3, 10), PASSED, AHEAD),
    ],
)
def test_an_apology_says_whether_the_day_of_the_limit_has_passed(
    issued: datetime, legal_due: datetime | date, said: str, unsaid: str
) -> None:
    head = replace(APOLOGY.head, issued=issued)
    told = text(render(replace(APOLOGY, head=head, legal_due=legal_due)))
    assert said in told
    assert unsaid not in told


def test_a_first_apology_says_nothing_of_an_earlier_appointment() -> None:
    assert "thay cho" not in text(render(APOLOGY))


def test_a_second_appointment_names_the_first_one_and_who_allowed_it() -> None:
    assert (
        "Thời gian này thay cho thời gian đã hẹn lại là 16 giờ 30 phút, ngày 18 tháng 3 năm 2021 "
        "(Phiếu số 101/PXL-STNMT), do người đứng đầu cơ quan cho phép hẹn lại thêm một lần, vì: "
        "mưa lũ làm gián đoạn việc kiểm tra thực địa."
    ) in text(render(LONG_APOLOGY))
    bare = replace(APOLOGY, replaces=EarlierAppointment(promised=date(2020, 3, 13)))
    assert (
        "đã hẹn lại là ngày 13 tháng 3 năm 2020, do người đứng đầu cơ quan cho phép hẹn lại thêm "
        "một lần."
    ) in text(render(bare))


def test_an_apology_is_whole_however_long_and_signed_below_its_new_date() -> None:
    told = pages(render(LONG_APOLOGY))
    whole = squeezed(" ".join(told))
    for value in (LONG_NAME, LONG_ADDRESS, LONG_CODE, *LONG_APOLOGY.copied_to):
        assert squeezed(value) in whole
    for number in range(1, 8):
        assert squeezed(f"Lần {number}: văn bản lấy ý kiến") in whole
    for part in ("ngày 31 tháng 3 năm 2021 (không hẹn giờ)", "Nơi nhận:", "PHÓ GIÁM ĐỐC"):
        assert part in told[-1]
    assert "Chủ hồ sơ: Công ty Trách nhiệm hữu hạn Một thành viên" in " ".join(told)


def test_what_is_missing_can_be_written_in() -> None:
    told = text(render(BARE_APOLOGY))
    assert "...../PXL" in told
    assert "Địa chỉ: ....." in told
    assert "Số điện thoại: ....." in told
    assert "Nơi nhận: - Như trên; - Lưu: VT." in told
    assert "liên hệ" not in told


def test_there_is_no_apology_without_a_reason_and_its_explanation() -> None:
    with pytest.raises(ValueError, match="without a reason"):
        replace(APOLOGY, ground=" ")
    with pytest.raises(ValueError, match="without a reason"):
        replace(APOLOGY, explanation="\n")


def test_a_time_without_zone_is_refused() -> None:
    for put in (
        lambda: replace(APOLOGY, received=NAIVE),
        lambda: replace(APOLOGY, legal_due=NAIVE),
        lambda: replace(APOLOGY, reappointed=NAIVE),
        lambda: EarlierAppointment(promised=NAIVE),
    ):
        with pytest.raises(ValueError, match="without zone"):
            put()
