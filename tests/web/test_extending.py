"""An extension by the procedure's own law, on the dossier's page and through the API."""

import pytest

from motcua.domain import commands as do
from motcua.models import Dossier, Fact
from tests.actions.test_extending import VERIFIED, publish, under_way
from tests.api.asking import Program
from tests.story import ONE_STOP, at, finish, received, tell
from tests.web.desk_pages import at_desk, find_all, page
from tests.web.test_waiting_pages import ASKED, does, shown, told

pytestmark = pytest.mark.django_db

TYPED = {
    "extension": "xac-minh",
    "document_number": "12/UBND-TP",
    "document_date": "23/03/2020",
    "explanation": "phải xác minh nơi cư trú trước đây",
}
TUESDAY = "2020-03-24 08:00"


@pytest.fixture
def code(monkeypatch):
    """Received on Friday 20 March 2020, three working days: due Wednesday 25; an officer has it."""
    publish(monkeypatch)
    return Dossier.objects.get(key=under_way()).code


def form_of(answer):
    tree = page(answer)
    return next(f for f in tree.iter("form") if f.get("action", "").endswith("/extension"))


def test_the_head_reads_where_each_extension_leads_and_uses_one(code):
    seen = at_desk("thang", at(TUESDAY)).get(f"/dossiers/{code}")
    assert find_all(form_of(seen), ".//fieldset/label") == [
        # eight working days: Wednesday 1 April; five: Friday 27
        "Cần xác minh (Luật (kịch bản), Điều 25(2)): hạn mới 01/04/2020",
        "Cần đo đạc (Luật (kịch bản)): hạn mới 27/03/2020",
    ]
    does(code, "thang", "extension", TUESDAY, **TYPED)
    told(
        code, "nga", "2020-03-24 09:00",
        *("Thời hạn trả kết quả 01/04/2020", "Thời hạn 3 ngày làm việc"),
        *("Gia hạn thêm 5 ngày làm việc", "Hẹn lần đầu 25/03/2020"),
        *("Hạn theo quy định 01/04/2020", "Vì sao 25/03/2020?", "Vì sao 01/04/2020?"),
        "Gia hạn theo quy định của thủ tục: từ 25/03/2020 sang 01/04/2020"
        " (Luật (kịch bản), Điều 25(2))",
        "Thêm 5 ngày làm việc (Luật (kịch bản), Điều 25(2)), theo văn bản số 12/UBND-TP ngày"
        " 23/03/2020. Lý do: phải xác minh nơi cư trú trước đây",
    )  # fmt: skip
    # one is left, and chosen already
    seen = at_desk("thang", at("2020-03-24 10:00")).get(f"/dossiers/{code}")
    [left] = form_of(seen).findall(".//fieldset/label/input")
    assert (left.get("value"), left.get("checked")) == ("do-dac", "")


def test_nobody_else_and_not_when_overdue_has_the_button(code):
    for name, when in (("nga", TUESDAY), ("thang", "2020-03-26 08:00")):
        seen = at_desk(name, at(when)).get(f"/dossiers/{code}")
        assert f"/dossiers/{code}/extension" not in seen.content.decode()


def test_what_was_typed_wrongly_comes_back_with_every_fault_and_nothing_lost(code):
    facts = Fact.objects.count()
    visitor = at_desk("thang", at(TUESDAY))
    wrong = TYPED | {"document_number": "", "document_date": "24/02/2020", "explanation": "vội"}
    seen = Dossier.objects.get(code=code).facts
    answer = visitor.post(f"/dossiers/{code}/extension", {"expect": seen, **wrong})
    assert answer.status_code == 422
    text = answer.content.decode()
    for sentence in (
        "Không được để trống.",
        "Văn bản không thể có trước ngày tiếp nhận hồ sơ (20/03/2020). Xem lại ngày văn bản.",
        "Lý do phải viết rõ, ít nhất 10 ký tự.",
    ):
        assert sentence in text
    assert 'value="24/02/2020"' in text
    assert ">\nvội</textarea>" in text
    # a day that is none: the words are judged all the same
    wrong |= {"document_date": "ngày kia"}
    text = visitor.post(f"/dossiers/{code}/extension", {"expect": seen, **wrong}).content.decode()
    assert "Không được để trống." in text
    assert "ít nhất 10 ký tự" in text
    assert 'value="ngày kia"' in text
    assert Fact.objects.count() == facts


def test_after_a_supplement_the_longer_limit_is_counted_again_and_every_policy_has_it(code):
    does(code, "thang", "extension", TUESDAY, **TYPED)
    does(code, "nga", "supplement-request", "2020-03-24 09:00", **ASKED)
    does(code, "lan", "supplement-notice", "2020-03-25 09:00")
    does(code, "lan", "supplement", "2020-03-27 14:00", explanation="hai bản vẽ")
    told(
        code, "nga", "2020-03-30 08:00",
        # eight working days from Friday 27, without Giỗ Tổ on 2 April: Thursday 9
        *("Hạn theo quy định 09/04/2020", "Vì sao 09/04/2020?"),
        "Đếm 8 ngày làm việc, từ thứ Hai 30/03/2020 đến thứ Năm 09/04/2020.",
        "P-2018 theo luật 09/04/2020",
        # Wednesday 1 April; Thursday 26 and Friday 27 were waited: Friday 3, Monday 6
        *("P-PAUSE 06/04/2020", "P-766 06/04/2020"),
    )  # fmt: skip


def test_what_is_finished_by_the_extended_date_is_not_late(code):
    does(code, "thang", "extension", TUESDAY, **TYPED)
    does(code, "nga", "signature-submission", "2020-03-31 08:00")
    does(code, "thang", "acceptance", "2020-03-31 08:10")
    does(code, "thang", "approval", "2020-03-31 08:20")
    does(code, "hoa", "acceptance", "2020-03-31 08:30")
    key = Dossier.objects.get(code=code).key
    tell(key, "hoa", finish(day=at("2020-03-31 09:00").date()), at("2020-04-01 16:00"))
    seen = shown(code, "thang", "2020-04-02 08:00")
    assert "Trễ thuộc về ai" not in seen
    assert "Đúng hạn" in seen


def test_the_same_through_the_api(code):
    head, officer = Program("thang"), Program("nga")
    at_desk("thang", at(TUESDAY))  # the clock shows Tuesday
    body = TYPED | {"document_date": "2020-03-23"}
    assert "extension" in head.get(f"/dossiers/{code}").json()["commands"]
    assert "extension" not in officer.get(f"/dossiers/{code}").json()["commands"]
    assert officer.give(code, "extension", body).status_code == 403
    done = head.give(code, "extension", body)
    assert done.status_code == 200, done.content
    assert done.json()["legal_due"] == "2020-04-01T17:00:00+07:00"
    assert done.json()["first_promise"] == "2020-03-25T17:00:00+07:00"
    log = head.get(f"/dossiers/{code}/facts").json()["items"]
    assert [one["title"] for one in log[-2:]] == [
        "Gia hạn theo quy định của thủ tục",
        "Thời hạn chuyển sang ngày khác",
    ]
    again = head.give(code, "extension", body)
    assert again.status_code == 422, again.content
    assert "mỗi hồ sơ chỉ được dùng một lần" in again.content.decode()
    unknown = head.give(code, "extension", body | {"extension": "mua-bao"})
    assert "Thủ tục này không quy định lần gia hạn đã chọn" in unknown.content.decode()
    assert head.give(code, "extension", {"extension": "do-dac"}).status_code == 422


def test_where_it_leads_beyond_the_calendar_the_page_and_the_door_say_so(monkeypatch):
    publish(monkeypatch)
    # Friday 24 December 2027, three working days: due Wednesday 29; five more lie in 2028
    key = received(VERIFIED, ONE_STOP, at("2027-12-24 09:00"))
    tell(key, "lan", do.HandOver(), at("2027-12-24 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2027-12-24 10:00"))
    code = Dossier.objects.get(key=key).code
    visitor = at_desk("thang", at("2027-12-27 08:00"))
    seen = visitor.get(f"/dossiers/{code}")
    assert find_all(form_of(seen), ".//fieldset/label") == [
        "Cần xác minh (Luật (kịch bản), Điều 25(2)): lịch làm việc chưa có năm 2028",
        "Cần đo đạc (Luật (kịch bản)): hạn mới 31/12/2027",
    ]
    wanted = TYPED | {"document_date": "24/12/2027"}
    answer = visitor.post(f"/dossiers/{code}/extension", {"expect": 3, **wanted})
    assert answer.status_code == 409
    assert "Lịch làm việc chưa có năm 2028." in answer.content.decode()
    assert not Dossier.objects.get(key=key).extensions
    does(code, "thang", "extension", "2027-12-27 09:00", **wanted | {"extension": "do-dac"})
    assert Dossier.objects.get(key=key).legal_due == at("2027-12-31 17:00")
