"""Orders as pages: procedure control enters and puts right, others look, nothing typed is lost."""

import pytest

from motcua.models.agency_log import AgencyFactRow
from motcua.reads.orders import all_orders, order_of, orders_in_force
from tests.story import DISTRICT, FRIDAY
from tests.web.client import Visitor, text_of
from tests.web.desk_pages import at_desk

pytestmark = pytest.mark.django_db
KEY = "binh-dinh-2020-95"
TYPED = {
    "number": "1234/UBND-KSTT",
    "signed": "18/03/2020",
    "signer": "Chủ tịch UBND tỉnh Bình Định",
    "from": "19/03/2020",
    "to": "",
    "share": "95",
    "by": "30/04/2020",
    "measure": "in_term_or_on_time_rate_of_received",
    "window": "since-order",
    "system": "20/03/2020",
    "backlog_percent": "5",
    "review_day": "15",
    "report_day": "20",
    "duty": "100 % hồ sơ trên hệ thống.",
    "levels": ["district", "commune"],
}


def desk(name):
    at_desk(name, FRIDAY)
    return Visitor.named(name)


def test_what_nobody_knows_of_an_order_is_said():
    told = text_of(desk("tam").get(f"/manage/orders/{KEY}"))
    assert "Công văn chưa rõ số" in told
    assert "chưa rõ – báo chí không nêu số công văn" in told
    assert "chưa rõ số" in text_of(desk("tam").get("/manage/orders"))


def test_procedure_control_puts_it_right_and_known_fields_lose_their_mark():
    answered = desk("tam").post(f"/manage/orders/{KEY}", TYPED, follow=True)
    assert "Đã ghi công văn" in text_of(answered)
    order = order_of(KEY)
    assert (order.number, str(order.signed)) == ("1234/UBND-KSTT", "2020-03-18")
    marks = {mark.field for mark in order.marks}
    assert not {"number", "signed"} & marks
    assert {"share", "by", "backlog_percent"} <= marks
    again = desk("tam").post(f"/manage/orders/{KEY}", TYPED, follow=True)
    assert "Chưa có gì thay đổi." in text_of(again)


def test_a_new_order_is_used_at_once():
    typed = {**TYPED, "key": "cv-2020-2", "issuer": "H08", "share": "97"}
    desk("tam").post("/manage/orders/new", typed)
    assert {order.key for order in all_orders()} == {KEY, "cv-2020-2"}
    assert orders_in_force(DISTRICT, FRIDAY.date())[0].share in (95, 97)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"share": "140"}, "Tỷ lệ phải từ 1 đến 100 %, không phải 140 %."),
        ({"share": "chín lăm"}, "Nhập một số nguyên."),
        ({"by": "01/03/2020"}, "Ngày kết thúc sớm hơn ngày bắt đầu."),
        ({"by": "31/02/2020"}, "Không có ngày này trong lịch."),
        ({"report_day": "14"}, "Ngày mở kiểm điểm phải từ ngày 15"),
        ({"levels": []}, "Chọn ít nhất một cấp."),
        ({"duty": " "}, "Không được để trống."),
        ({"measure": "beauty"}, "Lựa chọn không có trong danh sách."),
    ],
)
def test_a_mistake_comes_back_as_typed_and_nothing_is_written(wrong, sentence):
    before = AgencyFactRow.objects.count()
    answered = desk("tam").post(f"/manage/orders/{KEY}", {**TYPED, **wrong})
    assert answered.status_code == 422
    assert sentence in text_of(answered)
    assert 'value="1234/UBND-KSTT"' in answered.content.decode()
    assert AgencyFactRow.objects.count() == before


def test_an_order_is_ended_by_its_day():
    control = desk("tam")
    assert control.post(f"/manage/orders/{KEY}/ending", {"last": "mai"}).status_code == 422
    control.post(f"/manage/orders/{KEY}/ending", {"last": "30/04/2020"})
    assert str(order_of(KEY).last) == "2020-04-30"
    early = control.post(f"/manage/orders/{KEY}/ending", {"last": "01/01/2020"})
    assert early.status_code == 409


def test_others_look_or_see_no_such_page():
    look = desk("quan").get(f"/manage/orders/{KEY}")
    assert look.status_code == 200
    assert "Chỉ xem" in text_of(look)
    assert desk("quan").post(f"/manage/orders/{KEY}", TYPED).status_code == 409
    assert desk("quan").get("/manage/orders/new").status_code == 404
    assert desk("thang").get("/manage/orders").status_code == 404
    assert desk("tam").get("/manage/orders/none").status_code == 404
