"""The story of waiting, apology and lateness, read off the dossier's page."""

import pytest

from motcua.models import Dossier
from motcua.reads.audit import verify_one
from tests.story import COMMUNE, HOUSEHOLD, ONE_STOP, at, finish, received, tell
from tests.web.desk_pages import at_desk, page, words

pytestmark = pytest.mark.django_db


def does(code, name, noun, when, **typed):
    visitor = at_desk(name, at(when))
    seen = Dossier.objects.get(code=code).facts
    answer = visitor.post(f"/dossiers/{code}/{noun}", {"expect": seen, **typed})
    assert answer.status_code == 303, answer.content.decode()[:4000]


def shown(code, name, when):
    return words(page(at_desk(name, at(when)).get(f"/dossiers/{code}")).find(".//main"))


def told(code, name, when, *expected):
    """Every one of these stands on the dossier's page, white space aside."""
    there = shown(code, name, when)
    packed = "".join(there.split())
    missing = [one for one in expected if "".join(one.split()) not in packed]
    assert missing == [], there


ASKED = {
    "content": "thiếu bản vẽ mặt bằng",
    "explanation": "chưa đủ căn cứ thẩm định",
    "guidance": "nộp hai bản vẽ có đóng dấu",
    "answer_days": "10",
}
SORRY = {
    "reason": "coordination_slow",
    "explanation": "cơ quan phối hợp trả lời chậm",
    "new_date": "06/04/2020",
}
HANDED = {"manner": "hand", "proof": "ký nhận", "day": "01/04/2020", "minute": "10:00"}


def test_the_whole_story_is_read_off_the_page():
    # Friday 20 March 2020 at the commune, three working days: due Wednesday 25
    key = received(HOUSEHOLD, COMMUNE, at("2020-03-20 09:00"))
    code = Dossier.objects.get(key=key).code
    told(
        code, "phuc", "2020-03-20 09:05",
        *("Thời hạn trả kết quả 25/03/2020", "17:00, Thứ Tư", "Thời hạn 3 ngày làm việc"),
        "Tiếp nhận lúc 09:00 thứ Sáu 20/03/2020; ngày tiếp nhận không tính vào thời hạn"
        " (Bộ luật Dân sự 2015, Điều 147(2)).",
        "Không tính 2 ngày từ thứ Bảy 21/03/2020 đến Chủ nhật 22/03/2020: nghỉ hằng tuần",
        "Đếm 3 ngày làm việc, từ thứ Hai 23/03/2020 đến thứ Tư 25/03/2020.",
    )  # fmt: skip
    # handed to the district: its one-stop unit, then its finance office
    does(code, "phuc", "hand-over", "2020-03-20 09:30")
    does(code, "lan", "acceptance", "2020-03-20 10:00")
    does(code, "lan", "hand-over", "2020-03-20 10:30")
    does(code, "nga", "acceptance", "2020-03-20 11:00")
    # day 2, Tuesday 24: a supplement; the commune's counter tells the citizen
    does(code, "nga", "supplement-request", "2020-03-24 08:00", **ASKED)
    does(code, "phuc", "supplement-notice", "2020-03-24 09:00")
    told(code, "phuc", "2020-03-25 09:00", "Chờ công dân bổ sung", "đang chờ")
    # answered after four working days: Wednesday, Thursday, Friday, Monday 30
    does(code, "phuc", "supplement", "2020-03-30 14:00", explanation="hai bản vẽ")
    told(
        code, "nga", "2020-03-30 15:00",
        # the whole limit again: Tuesday 31, Wednesday 1; Thursday 2 is Giỗ Tổ; Friday 3
        *("Hẹn lần đầu 25/03/2020", "Hạn theo quy định 03/04/2020"),
        "Vì sao 25/03/2020?",
        "Vì sao 03/04/2020?",
        "Tiếp nhận lúc 14:00 thứ Hai 30/03/2020; ngày tiếp nhận không tính vào thời hạn",
        "Không tính thứ Năm 02/04/2020: Giỗ Tổ Hùng Vương",
        "Đếm 3 ngày làm việc, từ thứ Ba 31/03/2020 đến thứ Sáu 03/04/2020.",
        "Sau khi công dân bổ sung: từ 25/03/2020 sang 03/04/2020 (Nghị định 61/2018/NĐ-CP, Điều 19",
        *("P-2018 theo luật 03/04/2020 chưa kết thúc", "P-766 31/03/2020 chưa kết thúc"),
    )  # fmt: skip
    # at risk: Wednesday 1 April is the last working day before
    risk = words(page(at_desk("nga", at("2020-04-01 08:00")).get("/desk/at-risk")).find(".//main"))
    assert code in risk
    assert "còn 1 ngày làm việc" in risk
    # apologised in time, for Monday 6
    does(code, "nga", "apology-proposal", "2020-04-01 08:30", **SORRY)
    does(code, "thang", "apology", "2020-04-01 09:00")
    does(code, "phuc", "apology-sending", "2020-04-01 10:00", **HANDED)
    told(
        code, "phuc", "2020-04-01 10:05",
        *("Hẹn lại, đã xin lỗi 06/04/2020", "gửi 10:00 ngày 01/04/2020, đúng quy định"),
        "Hạn theo quy định 03/04/2020",
    )  # fmt: skip
    # finished one working day after the legal due date, on the re-appointed day
    does(code, "nga", "signature-submission", "2020-04-06 08:00")
    does(code, "thang", "acceptance", "2020-04-06 08:10")
    does(code, "thang", "approval", "2020-04-06 08:20")
    does(code, "hoa", "acceptance", "2020-04-06 08:30")
    tell(key, "hoa", finish(day=at("2020-04-06 09:00").date()), at("2020-04-06 09:00"))
    told(
        code, "thang", "2020-04-06 09:30",
        *("Hẹn lần đầu 25/03/2020", "Hạn theo quy định 03/04/2020", "Có kết quả 09:00 06/04/2020"),
        *("So với hẹn lần đầu trễ", "Hẹn lại, đã xin lỗi 06/04/2020, giữ hẹn"),
        # every policy's verdict; for 31 March: four days waited are four days later
        *("P-2018 theo luật 03/04/2020 trễ hạn", "P-PAUSE 31/03/2020 trễ hạn"),
        "P-766 31/03/2020 trễ hạn",
        # from Friday 17:00 to Monday 09:00: two working hours. Nga had a day for her step and took
        # five (the wait is not hers); nobody else's step has a limit, so all of it is hers
        *("Trễ thuộc về ai", "Trễ 2 giờ làm việc (3 ngày theo lịch)"),
        "Phòng Tài chính - Kế hoạch huyện Phù Cát, Trần Thị Nga: 2 giờ làm việc",
        "Hẹn lại không làm mất việc trễ",
    )  # fmt: skip
    row = Dossier.objects.get(key=key)
    assert (row.first_promise, row.legal_due, row.reappointed) == (
        at("2020-03-25 17:00"),
        at("2020-04-03 17:00"),
        at("2020-04-06 17:00"),
    )
    assert list(verify_one(row)) == []
    book = words(
        page(at_desk("thang", at("2020-04-06 09:30")).get("/desk/apologies")).find(".//main")
    )
    assert code in book
    for form in ("receipt", "supplement", "apology", "control-slip"):
        answer = at_desk("phuc", at("2020-04-06 09:30")).get(f"/dossiers/{code}/prints/{form}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_a_day_that_is_none_and_an_amount_that_is_none_come_back_to_their_fields():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    code = Dossier.objects.get(key=key).code
    does(code, "lan", "hand-over", "2020-03-20 09:30")
    does(code, "nga", "acceptance", "2020-03-20 10:00")
    visitor = at_desk("nga", at("2020-03-20 11:00"))
    typed = {"expect": "3", "notice_number": "12/TB", "notice_date": "32/3/2020", "amount": "x"}
    answer = visitor.post(f"/dossiers/{code}/payment-notice", typed)
    assert answer.status_code == 422
    assert "32/3/2020" in answer.content.decode()


@pytest.mark.parametrize("day", ["", "32/3/2020", "20/03/2020"])
def test_all_that_is_wrong_with_an_apology_is_told_at_once(day):
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    code = Dossier.objects.get(key=key).code
    does(code, "lan", "hand-over", "2020-03-20 09:30")
    does(code, "nga", "acceptance", "2020-03-20 10:00")
    visitor = at_desk("nga", at("2020-03-24 11:00"))
    typed = {"reason": "", "explanation": "chậm", "new_date": day}
    answer = visitor.post(f"/dossiers/{code}/apology-proposal", typed)
    assert answer.status_code == 422
    links = page(answer).findall(".//div[@class='summary']//a")
    fields = sorted(link.get("href").rpartition("-")[2] for link in links)
    assert fields == ["explanation", "new_date", "reason"]


def test_all_that_is_wrong_with_the_sending_of_an_apology_is_told_at_once():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    code = Dossier.objects.get(key=key).code
    does(code, "lan", "hand-over", "2020-03-20 09:30")
    does(code, "nga", "acceptance", "2020-03-20 10:00")
    does(code, "nga", "apology-proposal", "2020-03-24 08:30", **SORRY)
    does(code, "thang", "apology", "2020-03-24 09:00")
    visitor = at_desk("lan", at("2020-03-24 11:00"))
    for day, minute, field in (("24/03/2020", "08:00", "minute"), ("x", "10:00", "day")):
        typed = {"manner": "dove", "proof": "", "day": day, "minute": minute}
        answer = visitor.post(f"/dossiers/{code}/apology-sending", typed)
        assert answer.status_code == 422
        links = page(answer).findall(".//div[@class='summary']//a")
        fields = {link.get("href").rpartition("-")[2] for link in links}
        assert fields == {"manner", "proof", field}


def test_a_supplement_that_needs_the_head_comes_back_unfolded_with_what_was_typed():
    key = received(HOUSEHOLD, COMMUNE, at("2020-03-20 09:00"))
    code = Dossier.objects.get(key=key).code
    does(code, "phuc", "hand-over", "2020-03-20 09:30")
    does(code, "lan", "acceptance", "2020-03-20 10:00")
    does(code, "lan", "hand-over", "2020-03-20 10:10")
    does(code, "nga", "acceptance", "2020-03-20 11:00")
    # four working days on, Thursday 26: only with the head's reason
    visitor = at_desk("nga", at("2020-03-26 08:00"))
    seen = Dossier.objects.get(code=code).facts
    answer = visitor.post(f"/dossiers/{code}/supplement-request", {"expect": seen, **ASKED})
    assert answer.status_code == 422
    form = page(answer).find(".//details[@id='supplement-request']")
    assert form.get("open") is not None
    assert ASKED["content"] in words(form)
    assert "phải do lãnh đạo quyết định" in words(form)


def test_a_supplement_is_asked_before_reception_and_the_same_dossier_comes_back():
    from tests.actions.test_door import new_key

    key, counter = str(new_key()), at_desk("phuc", at("2020-03-20 09:00"))
    typed = {
        "key": key,
        "agency": COMMUNE,
        "procedure": HOUSEHOLD.code,
        "applicant-name": "Nguyễn Thị Thanh Trúc",
        "applicant-phone": "0905000218",
        "sets": "1",
        "channel": "direct",
        "return_manner": "counter",
        "do": "supplement-now",
    }
    answer = counter.post("/desk/receive", typed)
    assert answer.status_code == 422  # nothing said of what is missing: asked, all typed kept
    assert "Nguyễn Thị Thanh Trúc" in answer.content.decode()
    said = {
        "missing": "giấy đề nghị có chữ ký",
        "explanation": "giấy đề nghị chưa ký",
        "guidance": "ký vào giấy đề nghị theo mẫu",
    }
    answer = counter.post("/desk/receive", typed | said)
    assert answer.status_code == 303
    shown_page = counter.get(answer["Location"]).content.decode()
    assert "Tiếp nhận hồ sơ đã bổ sung" in shown_page
    assert counter.get(f"/dossiers/{key}/prints/supplement")["Content-Type"] == "application/pdf"
    again = counter.get(f"/desk/receive?again={key}").content.decode()
    assert key in again
    assert "Nguyễn Thị Thanh Trúc" in again
    papers = {"do": "receive", "paper-form": "on", "paper-form-originals": "1"}
    answer = counter.post("/desk/receive", typed | papers)
    assert answer.status_code == 303, answer.content.decode()[:3000]
    row = Dossier.objects.get(key=key)
    assert row.code == "000.12.38.H08-200320-0001"
    assert list(verify_one(row)) == []
