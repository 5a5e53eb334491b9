"""What people see when there is no page to see."""

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.actions import people
from motcua.models import User
from motcua.web.public import home
from tests.web.client import Visitor, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def away(*_args, **_more):
    raise OperationalError("server closed the connection unexpectedly")


def test_where_there_is_no_page_the_way_back_is_shown():
    answer = Visitor().get("/khong-co-trang-nay")
    assert answer.status_code == 404
    assert "Không tìm thấy" in page_of(answer).text("h1")


def test_a_fault_of_the_program_tells_nothing_of_the_program(monkeypatch):
    def fails(*_):
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(home, "catalogue", fails)
    answer = Visitor(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert page_of(answer).text("h1") == "Hệ thống gặp lỗi"
    assert "secret" not in answer.content.decode()


def test_a_database_gone_within_a_request_is_a_503_that_says_nothing_was_half_written(monkeypatch):
    monkeypatch.setattr(home, "catalogue", away)
    answer = Visitor(raise_request_exception=False).get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Không có việc nào được ghi dở dang" in text_of(answer)


def test_a_database_that_is_not_there_at_all_is_the_same_page(monkeypatch):
    visitor = Visitor.named("phuc")
    visitor.raise_request_exception = False
    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", away)
    for address in ("/", "/account/password", "/manage", "/look-up?code=x&secret=y"):
        assert visitor.get(address).status_code == 503


def test_a_part_of_a_page_gets_a_sentence_when_the_database_is_gone(monkeypatch):
    monkeypatch.setattr(home, "catalogue", away)
    answer = Visitor(raise_request_exception=False).get("/", HTTP_HX_REQUEST="true")
    assert answer.status_code == 503
    assert answer.content.decode().startswith('<p class="notice')


def test_a_database_gone_between_two_writes_leaves_neither(monkeypatch):
    monkeypatch.setattr(people, "let_act", away)
    visitor = Visitor.named("quan")
    visitor.raise_request_exception = False
    form = {"full_name": "Nguyễn Văn An", "username": "an", "agency": "H08", "role": "clerk"}
    answer = visitor.post("/manage/people/new", form | {"since": "20/03/2020"})
    assert answer.status_code == 503
    assert not User.objects.filter(username="an").exists()


def test_a_form_without_its_token_is_refused_in_our_words():
    answer = Visitor(enforce_csrf_checks=True).post("/sign-in", {"username": "phuc"})
    assert answer.status_code == 403
    assert "trang đã mở quá lâu" in text_of(answer)


def test_a_request_for_a_host_that_is_not_ours_is_refused_in_our_words():
    answer = Visitor().get("/", HTTP_HOST="example.org")
    assert answer.status_code == 400
    assert "Không hiểu yêu cầu này" in text_of(answer)
