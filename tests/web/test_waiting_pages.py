"""The story of waiting, apology and lateness, read off the dossier's page."""

import pytest

from motcua.models import Dossier
from motcua.reads.audit import verify_one
from tests.story import HOUSEHOLD, ONE_STOP, at, received
from tests.web.desk_pages import at_desk, page, words

pytestmark = pytest.mark.django_db


def does(code, name, noun, when, **typed):
    visitor = at_desk(name, at(when))
    seen = Dossier.objects.get(code=code).facts
    answer = visitor.post(f"/dossiers/{code}/{noun}", {"expect": seen, **typed})
    assert answer.status_code == 303, answer.content.decode()[:4000]


def shown(code, name, when):
    return words(page(at_desk(name, at(when)).get(f"/dossiers/{code}")).find(".//main"))


def test_the_whole_story_is_read_off_the_page():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))  # Friday; due Wednesday 25
    code = Dossier.objects.get(key=key).code
    does(code, "lan", "hand-over", "2020-03-20 09:30")
    does(code, "nga", "acceptance", "2020-03-20 10:00")
    asked = {
        "content": "thiếu bản vẽ mặt bằng",
        "explanation": "chưa đủ căn cứ thẩm định",
        "guidance": "nộp hai bản vẽ có đóng dấu",
        "answer_days": "10",
    }
    does(code, "nga", "supplement-request", "2020-03-24 08:00", **asked)  # day 2
    does(code, "lan", "supplement-notice", "2020-03-24 09:00")
    assert "Chờ công dân bổ sung" in shown(code, "lan", "2020-03-25 09:00")
    does(code, "lan", "supplement", "2020-03-27 14:00", explanation="hai bản vẽ")
    sorry = {
        "reason": "coordination_slow",
        "explanation": "cơ quan phối hợp trả lời chậm",
        "new_date": "03/04/2020",
    }
    does(code, "nga", "apology-proposal", "2020-03-31 08:00", **sorry)
    does(code, "thang", "apology", "2020-03-31 09:00")
    sent = {"manner": "hand", "proof": "ký nhận", "day": "31/03/2020", "minute": "10:00"}
    does(code, "lan", "apology-sending", "2020-03-31 10:00", **sent)
    does(code, "nga", "signature-submission", "2020-04-03 08:00")
    does(code, "thang", "acceptance", "2020-04-03 08:10")
    does(code, "thang", "approval", "2020-04-03 08:20")
    told = shown(code, "thang", "2020-04-03 09:00")
    for expected in (
        "Hẹn lần đầu 25/03/2020",
        "Hạn theo quy định 01/04/2020",  # P-2018: three days again from Friday 27
        "Hẹn lại, đã xin lỗi 03/04/2020",
        "P-2018 theo luật 01/04/2020",
        "P-766 30/03/2020",
        "đúng quy định",
        "Trễ thuộc về ai",
        "Trần Thị Nga",
        "Trễ 2 giờ làm việc (2 ngày theo lịch)",
    ):
        assert "".join(expected.split()) in "".join(told.split()), expected
    assert list(verify_one(Dossier.objects.get(key=key))) == []
    for form in ("supplement", "apology"):
        answer = at_desk("lan", at("2020-04-03 09:00")).get(f"/dossiers/{code}/prints/{form}")
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


def test_a_supplement_is_asked_before_reception_and_the_same_dossier_comes_back():
    from tests.actions.test_door import new_key
    from tests.story import COMMUNE, HOUSEHOLD

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
