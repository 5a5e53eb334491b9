"""Published figures: pages for anyone, lasting addresses, the button that publishes."""

import os
from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from motcua.actions.publishing import publish_period
from motcua.models import Clock, PublishedPeriod
from motcua.statistics.publication import document
from tests.sealing.test_publication import LAST, MARCH, NOW, a_little_province
from tests.story import ONE_STOP, PERMIT, at, received
from tests.web.client import Visitor, page_of, text_of

PERIOD = "/figures/2020-03-16/2020-04-08"


@pytest.fixture(autouse=True)
def april(db, settings, tmp_path, monkeypatch):
    settings.SEALS = tmp_path / "seals"
    monkeypatch.setattr(os, "fsync", lambda file: None)
    monkeypatch.setattr(Clock, "now", lambda clock: NOW)


@pytest.fixture
def told():
    a_little_province()
    return publish_period(document(MARCH, LAST, LAST, NOW), now=NOW)


def test_before_anything_is_published_the_page_says_what_will_stand_here():
    page = Visitor().get("/figures")
    assert page.status_code == 200
    assert "Chưa có kỳ nào được công bố" in text_of(page)


@pytest.mark.parametrize("address", ["/figures", PERIOD])
def test_the_page_answers_its_question_first(told, address):
    page = Visitor().get(address)
    assert page_of(page).text("h1") == "66,6 % hồ sơ đúng hạn hoặc còn trong hạn"
    words = text_of(page)
    assert "Trong 3 hồ sơ tiếp nhận từ 16/03/2020 đến 08/04/2020, 1 hồ sơ trễ hạn." in words
    assert "Dấu niêm ngày 08/04/2020: " + told.seal in words
    assert "không có gì của kỳ này được ghi nhận muộn" in words
    assert "5 ngày làm việc" in words


def test_a_unit_stands_at_an_address_of_its_own_with_those_under_it(told):
    page = Visitor().get(f"{PERIOD}/unit/H08.38")
    assert "66,6" in page_of(page).text("h1")
    assert "Ủy ban nhân dân xã Cát Hanh" in text_of(page)
    silent = Visitor().get(f"{PERIOD}/unit/H08.38.12")
    assert "chưa tiếp nhận hồ sơ nào" in page_of(silent).text("h1")


def test_late_dossiers_are_listed_without_anybody(told):
    words = text_of(Visitor().get(f"{PERIOD}/late"))
    assert "000.00.38.H08-200320-0001" in words
    assert "Thử: giấy phép xây dựng" in words
    assert "Trúc" not in words
    assert "Không có hồ sơ trễ hạn" in text_of(Visitor().get(f"{PERIOD}/late?unit=H08.38.12"))


def test_in_a_sensitive_field_only_the_field_is_named(told, monkeypatch):
    from motcua.domain.rulebook import Rulebook

    monkeypatch.setattr(Rulebook, "is_sensitive", lambda rules, field, on: True)
    words = text_of(Visitor().get(f"{PERIOD}/late"))
    assert "Kiểm thử" in words
    assert "giấy phép xây dựng" not in words


def test_a_long_list_of_late_dossiers_goes_on_from_page_to_page(told, monkeypatch):
    from motcua.web.public import figures_late

    monkeypatch.setattr(figures_late, "ROWS", 1)
    for _more in range(2):
        received(PERMIT, ONE_STOP, at("2020-03-18 09:00"))
    assert 'rel="next"' not in Visitor().get(f"{PERIOD}/late").content.decode()  # as of then


def test_what_is_entered_late_stands_beside_and_changes_nothing(told):
    received(PERMIT, ONE_STOP, at("2020-04-07 09:00"))
    words = text_of(Visitor().get(PERIOD))
    assert "Trong 3 hồ sơ" in words
    assert "Sau ngày cuối kỳ mới ghi nhận thêm: tiếp nhận 1" in words


@pytest.mark.parametrize(
    "address",
    [
        "/figures/2020-03-16/2020-04-07",
        "/figures/2020-04-08/2020-03-16",
        "/figures/hom-qua/hom-nay",
        f"{PERIOD}/unit/H99",
        f"{PERIOD}/figures.exe",
        f"{PERIOD}/late?unit=H99",
    ],
)
def test_what_was_not_published_is_not_there(told, address):
    assert Visitor().get(address).status_code == 404


def test_a_broken_place_in_a_list_begins_at_its_start(told):
    for nowhere in ("x.y.z", f"{UUID(int=1)}.%00.1"):
        assert "200320-0001" in text_of(Visitor().get(f"{PERIOD}/late?after={nowhere}"))


def test_the_files_are_what_was_published(told):
    json = Visitor().get(f"{PERIOD}/figures.json").json()
    assert json == told.document
    csv = Visitor().get(f"{PERIOD}/figures.csv").content.decode()
    assert csv.splitlines()[0].startswith("\N{ZERO WIDTH NO-BREAK SPACE}key,code,name")
    dataset = Visitor().get(f"{PERIOD}/dataset.jsonld")
    assert dataset["Content-Type"].startswith("application/ld+json")
    assert dataset.json()["@type"] == "Dataset"
    assert dataset.json()["temporalCoverage"] == "2020-03-16/2020-04-08"
    assert {one["name"] for one in dataset.json()["distribution"]} == {
        "figures.json",
        "figures.csv",
    }


def test_each_rate_is_explained_one_click_away(told):
    page = Visitor().get(PERIOD)
    assert reverse("figures-definitions") in page.content.decode()
    words = text_of(Visitor().get("/figures/definitions"))
    for rate in ("Tỷ lệ trễ hạn", "NĐ 61, Điều 30", "Hồ sơ tiếp nhận trong kỳ"):
        assert rate in words


def test_the_home_page_says_how_it_stands(told):
    words = text_of(Visitor().get("/"))
    assert "66,6 % đúng hạn hoặc còn trong hạn: trong 3 hồ sơ tiếp nhận" in words


@pytest.mark.parametrize(
    ("address", "most"), [(PERIOD, 12), ("/figures", 12), (f"{PERIOD}/late", 10)]
)
def test_the_pages_ask_few_questions(told, address, most, django_assert_max_num_queries):
    Visitor().get(address)
    with django_assert_max_num_queries(most):
        Visitor().get(address)


# -- the button


def publish(who, **days):
    values = {"first": "16/03/2020", "last": "08/04/2020", "as_of": "08/04/2020"} | days
    return Visitor.named(who).post("/manage/figures", values)


def test_procedure_control_publishes_once_and_for_good():
    a_little_province()
    assert "16/03/2020" not in text_of(Visitor.named("tam").get("/manage/figures"))
    answer = publish("tam")
    assert answer["Location"] == PERIOD
    assert PublishedPeriod.objects.get().as_of == date(2020, 4, 8)
    again = publish("tam")
    assert again.status_code == 409
    assert "đã công bố" in text_of(again)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"last": "01/03/2020"}, "Kỳ kết thúc sớm hơn"),
        ({"as_of": "09/04/2020"}, "chưa được niêm"),
        ({"as_of": "01/04/2020"}, "Ngày chốt số liệu sớm hơn"),
        ({"first": "31/02/2020"}, "không"),
        ({"first": ""}, "ngày"),
    ],
)
def test_days_that_cannot_be_published_are_refused_and_kept_as_typed(days, sentence):
    a_little_province()
    answer = publish("tam", **days)
    assert answer.status_code in (409, 422)
    assert sentence in text_of(answer)
    assert not PublishedPeriod.objects.exists()
    for typed in days.values():
        assert typed in answer.content.decode()


def test_others_may_not_publish():
    a_little_province()
    assert publish("phuc").status_code == 404
    assert publish("quan").status_code == 403
    assert not PublishedPeriod.objects.exists()
