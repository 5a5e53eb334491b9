"""Tính ngày trả kết quả: anyone may ask when something is due, and why."""

import pytest

from motcua.reads.law import agency_tree
from tests.web.client import Visitor, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
ADDRESS = "/deadline"
MONDAY = {"received": "16/03/2020", "time": "17:30", "amount": "5", "kind": "working days"}


def ask(**more):
    return Visitor().get(ADDRESS, {**MONDAY, **more})


def test_the_page_begins_with_a_form_and_no_answer():
    answer = Visitor().get(ADDRESS)
    assert (answer.status_code, answer.context["result"]) == (200, None)
    [day] = [f for f in page_of(answer).all("input") if f.get("name") == "received"]
    assert day.get("value") == "20/03/2020"


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ({}, "17:00, Thứ Hai 23/03/2020"),
        ({"received": "21/03/2020", "time": "9h"}, "17:00, Thứ Sáu 27/03/2020"),  # Saturday
        ({"received": "2020-03-27", "time": "14:00"}, "17:00, Thứ Hai 06/04/2020"),  # Giỗ Tổ
        ({"amount": "10", "kind": "days"}, "17:00, Thứ Năm 26/03/2020"),
        ({"kind": "same day", "amount": ""}, "17:00, Thứ Ba 17/03/2020"),  # after 15:00
        ({"kind": "working hours", "amount": "4"}, "11:00, Thứ Ba 17/03/2020"),
        ({"kind": "months", "amount": "1"}, "17:00, Thứ Năm 16/04/2020"),
    ],
)
def test_it_says_when_and_why(asked, due):
    answer = ask(**asked)
    text = text_of(answer).replace("\N{NO-BREAK SPACE}", " ")
    clock, _, rest = due.partition(", ")
    weekday, _, day = rest.rpartition(" ")
    assert answer.status_code == 200
    assert f"Hẹn trả kết quả {day} {clock}, {weekday}" in text
    assert "Vì sao là ngày này" in text


def test_the_days_can_be_counted_on_a_strip():
    answer = ask()
    squares = [one for week in answer.context["result"]["promise"].weeks for one in week]
    assert [one.number for one in squares] == [0, 1, 2, 3, 4, 0, 0, 5]
    assert len([o for o in page_of(answer).all("ol") if o.get("class") == "days"]) == 2


def test_a_pause_moves_it_by_the_policy_of_the_day_of_reception():
    # Received Friday 20, 3 working days; waited from Tuesday 24 to Friday 27: three days again.
    waited = {"from1": "24/03/2020 09:00", "to1": "27/03/2020"}
    answer = ask(received="20/03/2020", time="09:00", amount="3", **waited)
    text = text_of(answer)
    assert "Hẹn trả kết quả 01/04/2020" in text
    assert "hẹn ban đầu 25/03/2020" in text
    assert "P-2018" in text
    newer = ask(
        received="15/09/2025",  # Monday
        amount="3",
        time="09:00",
        from1="16/09/2025",
        to1="18/09/2025",
    )
    assert "P-2025" in text_of(newer)
    assert "Cách hiểu này là giả định." in text_of(newer)


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"received": "hôm nay"}, "received", "Không đúng dạng"),
        ({"received": "31/02/2020"}, "received", "Không có ngày này trong lịch."),
        ({"received": "01/01/2050"}, "received", "Lịch làm việc chưa có năm 2050"),
        ({"received": "01/01/9999"}, "received", "Không có ngày này trong lịch."),
        ({"time": "25:00"}, "time", "Không đúng dạng. Ví dụ: 14:05."),
        ({"amount": ""}, "amount", "Nhập một số nguyên"),
        ({"amount": "٣"}, "amount", "Nhập một số nguyên"),
        ({"amount": "0"}, "amount", "Thời hạn từ 1"),
        ({"amount": "99999"}, "amount", "không quá mười năm"),
        ({"kind": "moons"}, "kind", "Chọn một loại thời hạn."),
        ({"agency": "H99"}, "agency", "Không có cơ quan này."),
        ({"from1": "17/03/2020"}, "to1", "Nhập cả lúc bắt đầu và lúc kết thúc chờ."),
        ({"from2": "x", "to2": "18/03/2020"}, "from2", "Không đúng dạng"),
        ({"from1": "19/03/2020", "to1": "17/03/2020"}, "to1", "kết thúc trước khi bắt đầu"),
        ({"from1": "10/03/2020", "to1": "17/03/2020"}, "from1", "trước khi tiếp nhận"),
        (
            {"from1": "17/3/2020", "to1": "19/3/2020", "from2": "18/3/2020", "to2": "20/3/2020"},
            "from1",
            "chồng",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_stays_typed(asked, field, sentence):
    answer = ask(**asked)
    assert (answer.status_code, answer.context["result"]) == (422, None)
    assert sentence in text_of(answer)
    assert list(answer.context["form"]) == ["main", "pauses", "paused"]
    shown = {f.get("name"): f for f in page_of(answer).all("input", "select")}
    assert shown[field].get("aria-invalid") == "true"
    for name, typed in asked.items():
        if shown[name].tag == "input":
            assert shown[name].get("value") == typed


def test_an_agency_reckons_with_its_own_calendar():
    answer = ask(agency="H08.38.12")
    assert agency_tree().name("H08.38.12", answer.context["now"].date()) in text_of(answer)


def test_the_answer_can_be_sent_on_as_an_address():
    answer = ask()
    [form] = [f for f in page_of(answer).all("form") if f.get("action") == ADDRESS]
    assert form.get("method") == "get"
    values = {f.get("name"): f.get("value") for f in form.iter("input")}
    assert (values["received"], values["time"], values["amount"]) == ("16/03/2020", "17:30", "5")


def test_the_page_is_on_the_way_of_every_public_page():
    home = page_of(Visitor().get("/"))
    assert ADDRESS in [link.get("href") for link in home.all("a")]
