"""Pages of exchange: how each system is, dead letters, reconciliation, catalogue, metrics."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.actions.mirror import switch
from motcua.actions.people import let_act
from motcua.actions.reconciling import queue_asked
from motcua.channels.national_portal.catalogue import parts_there
from motcua.channels.sandbox_portal.catalogue import catalogue_of
from motcua.domain import commands as do
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.roles import Role
from motcua.management.places import ROOT
from motcua.management.reconciling import reconcile
from motcua.models import AccessRecord, Destination, Message
from tests.actions.test_national_portal import begun, code_of
from tests.portal import CITIZEN, Portal, mirrored, sandbox, send_all
from tests.story import HOUSEHOLD, ONE_STOP, at, tell, who
from tests.web.client import Visitor, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

NOBODY_KNOWS = CITIZEN.__class__("Trần Văn Không Số")


@pytest.fixture
def portal():
    with sandbox(catalogue_of(ROOT)) as found:
        mirrored()
        yield found


def shown(path: str, name: str = "quan") -> str:
    return text_of(Visitor.named(name).get(path))


def refused(count: int = 1) -> None:
    for _ in range(count):
        begun(applicant=NOBODY_KNOWS)
    send_all()


def test_each_destination_says_how_it_is(portal: Portal):
    begun()
    send_all()
    refused()
    words = shown("/manage/exchange")
    assert "1 tin đang chờ gửi, 1 tin không gửi được" in words
    assert "Đang gửi bình thường" in words
    assert "Chưa dùng chưa đặt địa chỉ MOTCUA_SMS_URL" in words


def test_a_system_that_is_left_alone_can_be_tried_at_once(portal: Portal):
    begun()
    portal.trouble(mode="error")
    for minute in range(8):
        send_all(timezone.now() + timedelta(minutes=minute))
    assert "Tạm ngừng vì nơi nhận không trả lời" in shown("/manage/exchange")
    sent = Visitor.named("quan").post("/manage/exchange/attempts", {"destination": NATIONAL_PORTAL})
    assert sent.status_code == 302
    assert Destination.objects.get(name=NATIONAL_PORTAL).open_until is None


def test_a_dead_letter_says_why_and_what_to_do(portal: Portal):
    refused()
    words = shown("/manage/exchange/dead-letters")
    assert "1 tin bị nơi nhận từ chối" in words
    assert "Thiếu trường bắt buộc: DinhDanhCHS. Ghi số CCCD hoặc CMND" in words


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ({}, 2),
        ({"code": "000.12.38.h08-200320-0001 "}, 1),
        ({"agency": "H08.38.12"}, 2),
        ({"agency": "H08.38.11"}, 0),
        ({"destination": "email"}, 0),
        ({"from": "20/03/2020", "to": "20/03/2020"}, 2),
        ({"from": "21/03/2020"}, 0),
    ],
)
def test_one_letter_a_unit_or_a_range_of_days_is_sent_again(portal: Portal, typed, count):
    refused(2)
    sent = Visitor.named("quan").post("/manage/exchange/dead-letters", typed)
    assert sent.status_code == 302
    waiting = Message.objects.filter(destination=NATIONAL_PORTAL, state="waiting")
    assert waiting.count() == count


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"from": "32/13/2020"}, "không có ngày"),
        ({"from": "21/03/2020", "to": "20/03/2020"}, "Ngày cuối sớm hơn ngày đầu"),
    ],
)
def test_days_that_make_no_sense_send_nothing_and_stay_typed(portal: Portal, typed, words):
    refused()
    answer = Visitor.named("quan").post("/manage/exchange/dead-letters", typed)
    assert answer.status_code == 422
    assert words.lower() in text_of(answer).lower()
    assert f'value="{typed["from"]}"' in answer.content.decode()
    assert Message.objects.filter(state="dead").count() == 1


def test_the_list_of_dead_letters_costs_the_same_for_ten_and_for_fifty(portal: Portal):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get("/manage/exchange/dead-letters").status_code == 200
        return len(asked)

    visitor = Visitor.named("quan")
    refused(2)
    few = queries()
    refused(20)
    assert queries() == few
    assert few <= 12


def test_an_administrator_of_one_unit_sees_to_that_unit_alone(portal: Portal):
    refused()
    let_act(who("dong"), ONE_STOP, Role.ADMINISTRATOR, since=date(2020, 1, 1))
    assert "Không có tin nào" in shown("/manage/exchange/dead-letters", "dong")
    Visitor.named("dong").post("/manage/exchange/dead-letters", {})
    assert Message.objects.filter(state="dead").count() == 1


def test_what_differs_stands_by_cause_and_is_mended_by_a_button(portal: Portal):
    switch(NATIONAL_PORTAL, on=False)
    key = begun()
    switch(NATIONAL_PORTAL, on=True)
    refused()
    assert "Chưa đối soát lần nào" in shown("/manage/exchange/reconciliation")
    reconcile(at("2020-03-20 15:00"))
    words = shown("/manage/exchange/reconciliation?cause=never_sent")
    assert "2 hồ sơ khác trong 2 hồ sơ đã đối soát" in words
    assert "không có hồ sơ này" in words
    assert "100,0 %" in words.replace("\u202f", " ").replace("\xa0", " ")
    visitor = Visitor.named("quan")
    visitor.post("/manage/exchange/repairs", {"cause": "never_sent"})
    assert "đã xếp hàng" in shown("/manage/exchange/reconciliation?cause=never_sent")
    queue_asked(at("2020-03-20 15:00"))
    send_all()
    assert portal.steps(code_of(key)) == [1]
    assert "DinhDanhCHS" in shown("/manage/exchange/reconciliation?cause=refused")
    assert visitor.post("/manage/exchange/repairs", {"cause": "nonsense"}).status_code == 404


def test_dossiers_counted_otherwise_are_explained_one_by_one(portal: Portal):
    begun()
    reconcile(at("2020-03-20 15:00"))
    words = shown("/manage/exchange/reconciliation?cause=rate")
    assert "Ở đây đúng hạn, Cổng chưa có hồ sơ (chưa từng đến nơi)" in words


def test_the_portals_catalogue_is_shown_beside_ours_and_changes_nothing(portal: Portal):
    before = shown("/manage/procedures")
    answer = Visitor.named("tam").post("/manage/exchange/catalogue", {})
    words = text_of(answer)
    assert "Đăng ký thành lập hộ kinh doanh" in words, "the portal has it, the story has not"
    assert "Thử: thành lập hộ kinh doanh" in words, "the story has it, the portal has not"
    assert shown("/manage/procedures") == before


def test_one_procedure_is_compared_part_by_part_and_changes_nothing(portal: Portal):
    catalogue = portal.server.protocol.catalogue["LayThuTuc"]
    catalogue[HOUSEHOLD.code] = {
        "MATTHC": HOUSEHOLD.code,
        "TENTTHC": HOUSEHOLD.name,
        "LINHVUCTHUCHIEN": [
            {"MALINHVUC": HOUSEHOLD.field_code, "TENLINHVUC": HOUSEHOLD.field_name}
        ],
        "CACHTHUCTHUCHIEN": [
            {
                "KENH": "1",
                "THOIGIAN": [
                    {
                        "THOIGIANGIAIQUYET": "5",
                        "DONVITINH": "Ngày làm việc",
                        "PHILEPHI": [{"SOTIEN": "100000", "MOTA": "Lệ phí đăng ký"}],
                    }
                ],
            }
        ],
        "THANHPHANHOSO": [{"GIAYTO": [{"MAGIAYTO": "form", "TENGIAYTO": "Đơn mới"}]}],
        "KETQUATHUCHIEN": [{"TENKETQUA": HOUSEHOLD.result}],
    }
    before = shown("/manage/procedures")
    answer = Visitor.named("tam").post("/manage/exchange/catalogue", {"procedure": HOUSEHOLD.code})
    words = text_of(answer)
    assert "Thời hạn giải quyết 3 ngày làm việc 5 ngày làm việc" in words
    assert "Lệ phí đăng ký: 100.000 đồng" in words
    assert "form Đơn mới" in words
    assert "Cổng không nêu phần này" in words, "the legal basis: silence is not 'none'"
    assert "Lĩnh vực " + HOUSEHOLD.field_code not in words, "what is the same is not listed"
    assert shown("/manage/procedures") == before


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("9.999999", "Cổng không có thủ tục 9.999999."),
        ("1.001612", "Ở đây chưa công bố thủ tục 1.001612."),
    ],
)
def test_a_procedure_that_one_side_does_not_have_is_said_so(portal: Portal, code, words):
    answer = Visitor.named("tam").post("/manage/exchange/catalogue", {"procedure": code})
    assert words in text_of(answer)


@pytest.mark.parametrize(
    "found", [{}, {"THANHPHANHOSO": "x"}, {"CACHTHUCTHUCHIEN": [1, {"THOIGIAN": {"x": []}}]}]
)
def test_a_procedure_of_an_odd_shape_says_nothing_and_breaks_nothing(found):
    assert all(words for words in parts_there(found).values())


@pytest.mark.parametrize("mode", ["garbage", "error", "down", "refuse"])
def test_a_catalogue_that_cannot_be_had_is_one_sentence(portal: Portal, mode: str):
    portal.trouble(mode=mode)
    answer = Visitor.named("tam").post("/manage/exchange/catalogue", {})
    assert answer.status_code == 503
    assert "Cổng không trả lời được lúc này" in text_of(answer)


def test_without_a_portal_there_is_nobody_to_ask():
    assert "Chưa kết nối với Cổng" in shown("/manage/exchange/catalogue")


def test_a_dossiers_page_says_how_far_the_portal_has_heard(portal: Portal):
    key = begun()
    send_all()
    code = code_of(key)
    assert "Đồng bộ Cổng DVCQG Đã nhận" in shown(f"/dossiers/{code}", "khai")
    words = shown(f"/dossiers/{code}/sync", "phuc")
    assert "DongBoHoSoMC 0: Thành công" in words
    assert "MaDoiTuong hệ thống không lưu" in words
    digest = Message.objects.get(dossier_key=key, destination=NATIONAL_PORTAL).wire_digest
    assert digest in words
    assert AccessRecord.objects.filter(dossier_key=key, page="sync").exists()


def test_a_field_without_which_nothing_goes_is_named_on_the_dossiers_page(portal: Portal):
    key = begun(applicant=NOBODY_KNOWS)
    send_all()
    code = code_of(key)
    assert "Ghi số CCCD hoặc CMND của chủ hồ sơ" in shown(f"/dossiers/{code}", "phuc")
    assert "DinhDanhCHS bắt buộc chưa ai khai" in shown(f"/dossiers/{code}/sync", "phuc")
    assert Visitor.named("phuc").post(f"/dossiers/{code}/sync").status_code == 302
    assert Message.objects.get(dossier_key=key, destination=NATIONAL_PORTAL).state == "waiting"


def test_what_was_told_of_a_dossier_is_not_for_strangers(portal: Portal):
    key = begun()
    tell(key, "phuc", do.HandOver())
    assert Visitor.named("dong").get(f"/dossiers/{code_of(key)}/sync").status_code == 404


# -- metrics


def test_metrics_name_every_destination(portal: Portal):
    begun()
    send_all()
    text = Visitor().get("/metrics").content.decode()
    assert 'motcua_outbox_sent_total{destination="national_portal"} 1.0' in text
    assert re.search(r'motcua_outbox_oldest_unsent_seconds\{destination="email"\} \d', text)
    assert 'motcua_outbox_circuit{destination="sms"} 0.0' in text


@pytest.mark.parametrize(
    ("token", "asked", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "10.0.0.7"}, 404),
        ("", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        ("bí-mật", {}, 404),
        ("secret", {"HTTP_AUTHORIZATION": "Bearer wrong"}, 404),
        ("secret", {"HTTP_AUTHORIZATION": "Bearer secret", "REMOTE_ADDR": "10.0.0.7"}, 200),
    ],
)
def test_metrics_are_for_this_machine_or_who_brings_the_token(token, asked, status):
    with override_settings(METRICS_TOKEN=token):
        assert Visitor().get("/metrics", **asked).status_code == status
