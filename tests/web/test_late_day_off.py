"""A day off declared late: seen first, moved when confirmed, by who controls procedures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.models import Dossier, Fact, LawDocument
from motcua.reads.law import calendar_of
from tests.actions.test_clock import HEAD, OFF, ROWS
from tests.story import DISTRICT, HOUSEHOLD, ONE_STOP, at, received
from tests.web.client import Visitor, page_of, text_of
from tests.web.clock_story import code_of
from tests.web.desk_pages import at_desk, page

pytestmark = pytest.mark.django_db
ADDRESS = "/manage/calendar/late-day-off"
TYPED = {
    "number": "15/QĐ-UBND",
    "signer": "Chủ tịch UBND tỉnh",
    "signed": "24/03/2020",
    "effective": "25/03/2020",
    "first": "25/03/2020",  # Wednesday
    "last": "",
    "kind": "suspension",
    "name": 'Bão "số 5" \\ lũ',
    "scope": "H08",
}
WHOLE = HEAD + OFF + ROWS


def desk(name="tam"):
    at_desk(name, at("2020-03-24 15:00"))
    return Visitor.named(name)


def open_dossier(when="2020-03-20 09:00"):
    return received(HOUSEHOLD, ONE_STOP, at(when))  # due Wednesday 25


def moved():
    return Fact.objects.filter(kind="LegalDueMoved").count()


def confirmed(visitor, answer):
    """Press the button of the preview."""
    [text] = page_of(answer).all("textarea")
    return visitor.post(ADDRESS, {"sure": "1", "decision": "".join(text.itertext())})


@pytest.mark.parametrize("data", [TYPED, {"decision": WHOLE}])
def test_first_it_shows_what_would_move_and_then_moves_it(data):
    key = open_dossier()
    open_dossier("2020-03-18 09:00")  # due Monday 23, late when it was signed
    visitor = desk()
    answer = visitor.post(ADDRESS, data)
    text = text_of(answer)
    assert "1 hồ sơ sẽ dời hạn. Chưa ghi gì." in text
    assert f"{code_of(key)} UBND huyện Phù Cát Thứ Tư 25/03/2020 Thứ Năm 26/03/2020" in text
    assert (moved(), LawDocument.objects.filter(source__contains="15/QĐ").count()) == (0, 0)
    after = confirmed(visitor, answer)
    assert (after.status_code, after["Location"]) == (302, ADDRESS)
    assert "1 hồ sơ đã dời hạn theo quyết định 15/QĐ-UBND." in text_of(visitor.get(ADDRESS))
    assert Dossier.objects.get(key=key).legal_due == at("2020-03-26 17:00")
    assert not calendar_of(DISTRICT).is_working_day(at("2020-03-25 00:00").date())


def test_a_decision_taken_up_again_moves_nothing_twice():
    open_dossier()
    visitor = desk()
    confirmed(visitor, visitor.post(ADDRESS, TYPED))
    again = visitor.post(ADDRESS, TYPED)
    assert "không hồ sơ nào dời hai lần" in text_of(again)
    confirmed(visitor, again)
    assert moved() == 1
    other = visitor.post(ADDRESS, TYPED | {"name": "Lý do khác"})
    assert other.status_code == 422
    assert "đã được nhập với nội dung khác" in text_of(other)


def test_a_file_is_read_as_what_is_pasted():
    open_dossier()
    file = SimpleUploadedFile("nghi.toml", WHOLE.encode())
    assert "1 hồ sơ sẽ dời hạn" in text_of(desk().post(ADDRESS, {"decision": "", "file": file}))
    bad = SimpleUploadedFile("nghi.toml", b"\xff\xfe")
    answer = desk().post(ADDRESS, {"decision": "", "file": bad})
    assert answer.status_code == 422
    assert "Tệp phải là tệp chữ UTF-8" in text_of(answer)


def test_several_days_in_a_row():
    key = open_dossier()
    visitor = desk()
    answer = visitor.post(ADDRESS, TYPED | {"last": "27/03/2020"})
    assert "Thứ Hai 30/03/2020" in text_of(answer)
    confirmed(visitor, answer)
    assert Dossier.objects.get(key=key).legal_due == at("2020-03-30 17:00")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": ""}, "Không được để trống."),
        ({"signed": "mai"}, "Không đúng dạng"),
        ({"last": "24/03/2020"}, "Ngày cuối sớm hơn ngày đầu."),
        ({"kind": "extra_workday"}, "Chọn một loại ngày nghỉ."),
        ({"scope": "H99"}, "Không có cơ quan mang mã này."),
        ({"kind": "holiday", "first": "02/04/2020"}, "một ngày có hai hàng"),  # Giỗ Tổ
        ({"decision": "x = "}, "không đúng cú pháp TOML"),
        ({"decision": OFF + ROWS}, "thiếu mục “scope”"),
        ({"decision": 'scope = "H08"\n' + OFF + ROWS}, "thiếu mục “first”"),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(typed, sentence):
    open_dossier()
    for sure in ("", "1"):
        answer = desk().post(ADDRESS, TYPED | typed | {"sure": sure})
        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert page(answer).find(".//*[@aria-invalid]") is not None
    assert LawDocument.objects.filter(source__contains="15/QĐ").count() == 0


def test_only_the_first_rows_are_shown():
    for n in range(52):
        open_dossier(f"2020-03-20 09:{n:02}")
    answer = desk().post(ADDRESS, TYPED)
    assert "52 hồ sơ sẽ dời hạn" in text_of(answer)
    assert len(page_of(answer).all("tr")) == 51
    assert "và 2 hồ sơ khác" in text_of(answer)


@pytest.mark.parametrize("name", ["quan", "thang", "phuc", "lan"])
def test_only_who_controls_procedures_has_this_page(name):
    assert desk(name).get(ADDRESS).status_code == 404
    assert desk(name).post(ADDRESS, TYPED | {"sure": "1"}).status_code == 404


def test_the_calendar_leads_here():
    assert ADDRESS in desk().get("/manage/calendar").content.decode()
    assert ADDRESS not in desk("quan").get("/manage/calendar").content.decode()


def test_a_preview_costs_as_many_statements_for_ten_rows_as_for_twenty():
    visitor, costs = desk(), []
    for _ in range(2):
        for n in range(10):
            open_dossier(f"2020-03-20 09:{n:02}")
        visitor.post(ADDRESS, TYPED)
        with CaptureQueriesContext(connection) as queries:
            visitor.post(ADDRESS, TYPED)
        costs.append(len(queries))
    assert costs[0] == costs[1]
