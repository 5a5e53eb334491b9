"""Prints: filled from the facts, the same bytes each time, only for who may see the dossier."""

import io

import pytest
from pypdf import PdfReader

from motcua.domain import commands as do
from motcua.models import AccessRecord, Clock, Dossier
from tests.story import (
    COMMUNE,
    HOUSEHOLD,
    ONE_STOP,
    PERMIT,
    at,
    received,
    reception,
    tell,
    who,
)
from tests.web.client import Visitor
from tests.web.client import text_of as words_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

WHY = "Chủ hộ đã thuộc một hộ kinh doanh khác"


def printed(name, key, form):
    code = Dossier.objects.get(key=key).code or key
    return Visitor.named(name).get(f"/dossiers/{code}/prints/{form}")


def words_in(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def refused():
    from uuid import UUID

    from uuid6 import uuid7

    key = UUID(str(uuid7()))
    command = do.RefuseReception(
        agency=COMMUNE,
        procedure=HOUSEHOLD.code,
        applicant=reception().applicant,
        papers=(),
        reason="not_eligible",
        explanation=WHY,
    )
    tell(key, "phuc", command)
    return key


def rejected():
    key = received(PERMIT, ONE_STOP)
    for name, command in [
        ("lan", do.HandOver()),
        ("thuong", do.AcceptHandOver()),
        ("thuong", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()),
        ("thang", do.Reject("planning_conflict", "Thửa đất nằm trong lộ giới đường tỉnh")),
    ]:
        tell(key, name, command)
    return key


def test_the_receipt_says_what_was_promised_to_whom_and_how_to_follow_it():
    dossiers, applicants = words_in(printed("phuc", received(), "receipt"))
    for sheet in (dossiers, applicants):
        for told in (
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "000.12.38.H08-200320-0001",
            "Cát Hanh, ngày 20 tháng 3 năm 2020",
            "Nguyễn Thị Thanh Trúc",
            "3 ngày làm việc",
            "17 giờ 00 phút, ngày 25 tháng 3 năm 2020",
            "Tờ khai theo mẫu",
            "Huỳnh Thị Diễm Phúc",
            "testserver/look-up",
        ):
            assert told in sheet
    assert "K7PX" in applicants
    assert "K7PX" not in dossiers  # the secret is the applicant's


def test_it_is_shown_by_the_browser_and_named_after_form_and_code():
    answer = printed("phuc", received(), "receipt")
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="receipt-000.12.38.H08-200320-0001.pdf"'
    )


@pytest.mark.parametrize("form", ["receipt", "control-slip"])
def test_printing_again_gives_the_same_bytes(form: str, monkeypatch):
    key = received()
    tell(key, "phuc", do.HandOver())
    first = printed("phuc", key, form).content
    monkeypatch.setattr(Clock, "now", lambda clock: at("2020-06-01 10:00"))
    assert printed("tam", key, form).content == first


def test_a_correction_does_not_change_the_receipt_that_the_citizen_holds():
    key = received()
    before = printed("phuc", key, "receipt").content
    tell(
        key,
        "phuc",
        do.CorrectDossier(explanation="Sửa nội dung cho đúng", content="Mở quán cà phê"),
    )
    assert printed("phuc", key, "receipt").content == before


def test_an_erased_applicant_is_erased_on_paper_too():
    key = received()
    tell(key, "tam", do.ErasePrivate((1,), "Quyết định 15/QĐ-UBND"))
    sheets = words_in(printed("phuc", key, "receipt"))
    assert "(đã xóa theo quyết định)" in sheets[0]
    assert not any("Thanh Trúc" in sheet for sheet in sheets)


def test_a_refused_reception_prints_its_reason_and_number():
    [sheet] = words_in(printed("phuc", refused(), "refusal"))
    for told in (
        "01/2020",
        "Không đủ điều kiện theo quy định",
        WHY,
        "Huỳnh Thị Diễm Phúc",
        "không tiếp nhận",
    ):
        assert told in sheet


def test_a_rejection_prints_for_the_committee_that_decided():
    sheets = words_in(printed("lan", rejected(), "refusal"))
    for told in (
        "từ chối giải quyết",
        "Không phù hợp quy hoạch",
        "TM. ỦY BAN NHÂN DÂN",
        "Trịnh Công Thắng",
        "000.00.38.H08-200320-0001",
    ):
        assert told in sheets[0]


def test_the_control_slip_tells_every_hand_over_with_both_stamps_and_a_verdict():
    key = received()
    tell(key, "phuc", do.HandOver(), at("2020-03-20 10:00"))
    tell(key, "phuc", do.RecallHandOver("Chuyển nhầm, còn thiếu"), at("2020-03-20 10:05"))
    tell(key, "phuc", do.HandOver(), at("2020-03-20 10:10"))
    tell(key, "lan", do.AcceptHandOver(), at("2020-03-20 10:30"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 11:00"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 11:00"))
    tell(key, "nga", do.SubmitForSignature(), at("2020-03-24 11:00"))
    tell(key, "thang", do.AcceptHandOver(), at("2020-03-24 11:20"))
    words = " ".join(words_in(printed("phuc", key, "control-slip")))
    assert "Đã thu hồi" in words
    assert "11 giờ 20 phút, ngày 24 tháng 3 năm 2020" in words
    assert "Trình ký" in words
    assert "Phòng Tài chính - Kế hoạch huyện Phù Cát" in words


def test_a_dossier_not_yet_handed_over_has_a_control_slip_without_rows():
    assert printed("phuc", received(), "control-slip").status_code == 200


@pytest.mark.parametrize(
    ("make", "form"),
    [(received, "refusal"), (refused, "receipt"), (refused, "control-slip")],
)
def test_a_form_that_the_dossier_does_not_have_is_not_found(make, form: str):
    answer = printed("phuc", make(), form)
    assert answer.status_code == 404
    assert "Hồ sơ này không có giấy tờ đó" in words_on(answer)


def test_a_receipt_of_2025_says_what_of_it_is_assumed():
    key = received(when=at("2025-10-01 09:00"))
    words = " ".join(words_in(printed("tam", key, "receipt")))
    assert "Mẫu số 01, TT 03/2025/TT-VPCP; bố cục giả định như mẫu năm 2018" in words


def stopped_on(when: str):
    key = received(PERMIT, ONE_STOP, at("2020-02-24 09:00"))
    stop = do.Stop("court_or_inspection", "5/TB-UBND", "tòa án yêu cầu tạm dừng việc cấp phép")
    tell(key, "thang", stop, at(when))
    return key


def test_a_stopped_dossier_has_its_notice():
    key = stopped_on("2020-03-09 09:00")
    answer = printed("lan", key, "stop-notice")
    words = " ".join(words_in(answer))
    assert "Số: 5/TB-UBND" in words
    assert "Tờ khai theo mẫu (1 bản chính)" in words
    assert "tòa án yêu cầu tạm dừng việc cấp phép" in words
    page = Visitor.named("lan").get(f"/dossiers/{key}").content.decode()
    assert "/prints/stop-notice" in page


def test_a_day_that_has_no_such_form_says_so():
    answer = printed("lan", stopped_on("2020-03-04 09:00"), "stop-notice")
    assert answer.status_code == 404
    assert "TT 01/2018/TT-VPCP không có loại giấy tờ này" in words_on(answer)


def test_a_dossier_that_was_not_stopped_has_no_notice_of_it():
    assert printed("phuc", received(), "stop-notice").status_code == 404


def test_an_unknown_form_is_no_page():
    assert printed("phuc", received(), "poster").status_code == 404


def test_nobody_prints_what_they_may_not_see():
    answer = printed("dong", received(), "receipt")
    assert answer.status_code == 404
    assert "Không tìm thấy hồ sơ" in words_on(answer)


def test_printing_is_looking_at_personal_data():
    key = received()
    printed("phuc", key, "receipt")
    [seen] = AccessRecord.objects.filter(dossier_key=key)
    assert (seen.person, seen.page) == (who("phuc"), "print receipt")


def test_a_configured_address_is_printed_whatever_host_is_asked(settings):
    settings.PUBLIC_ADDRESS = "https://dichvucong.example.vn/"
    _, sheet = words_in(printed("phuc", received(), "receipt"))
    assert "dichvucong.example.vn/look-up" in sheet
