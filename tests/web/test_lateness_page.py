"""Whose lateness: every late dossier with all its shares, for heads and for oneself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.story import BIRTH, DISTRICT, FINANCE, ONE_STOP, WORKS, at, received, who
from tests.web.client import Visitor, text_of
from tests.web.clock_story import LATE_DAY, code_of, finished, with_nga
from tests.web.desk_pages import answer_of, at_desk, find_all, page, rows_of

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/lateness"


def desk(name, now=LATE_DAY):
    """A visitor whose every page is looked at."""
    at_desk(name, now)
    return Visitor.named(name)


def test_a_head_sees_the_whole_sum_and_every_share():
    # Due Wednesday 25 at 17:00; issued Thursday 26 at 09:00: two working hours, Nga's alone.
    key = with_nga()
    finished(key, "2020-03-26 09:00")
    tree = page(desk("thang").get(ADDRESS, {"agency": FINANCE}))
    assert answer_of(tree) == "01/03/2020 – 31/03/2020: 2 giờ làm việc trong 1 hồ sơ trễ."
    [row] = rows_of(tree)
    assert row == [
        code_of(key),
        "Thử: thành lập hộ kinh doanh",
        "25/03/2020",
        "26/03/2020",
        "2 giờ1 ngày theo lịch",
        "Trần Thị Nga, Phòng Tài chính - Kế hoạch huyện Phù Cát2 giờ",
    ]


def test_an_open_dossier_counts_up_to_now():
    with_nga()
    tree = page(desk("nga", at("2020-03-26 08:00")).get(ADDRESS))
    assert find_all(tree, ".//h1") == ["Trễ hạn thuộc phần của ông, bà"]
    assert answer_of(tree).endswith("1 giờ làm việc trong 1 hồ sơ trễ.")
    assert rows_of(tree)[0][3] == "chưa"


def test_late_by_no_working_minute_is_late_and_said_in_words():
    key = with_nga("2020-03-24 09:00")  # due Friday 27
    finished(key, "2020-03-28 10:00")  # Saturday
    tree = page(desk("thang", at("2020-03-30 08:00")).get(ADDRESS, {"agency": FINANCE}))
    assert rows_of(tree)[0][4] == "chưa hết một giờ làm việc1 ngày theo lịch"


def test_a_unit_without_a_share_has_nothing_to_show():
    finished(with_nga(), "2020-03-26 09:00")
    tree = page(desk("thang").get(ADDRESS, {"agency": ONE_STOP}))
    assert answer_of(tree).endswith("không có hồ sơ trễ nào.")
    assert "Không có hồ sơ trễ nào trong khoảng này" in find_all(tree, ".//div[@class='empty']/h2")


def test_days_choose_by_when_it_became_overdue():
    with_nga()  # overdue from Thursday 26
    visitor = desk("nga")
    assert len(rows_of(page(visitor.get(ADDRESS, {"from": "26/3/2020"})))) == 1
    assert rows_of(page(visitor.get(ADDRESS, {"from": "27/3/2020"}))) == []
    assert rows_of(page(visitor.get(ADDRESS, {"to": "25/3/2020"}))) == []


def test_everyone_sees_their_own_part_and_nobody_elses():
    with_nga()
    nga, lan = str(who("nga")), str(who("lan"))
    visitor = desk("nga")
    assert visitor.get(ADDRESS, {"agency": FINANCE, "person": nga}).status_code == 200
    assert visitor.get(ADDRESS, {"agency": FINANCE}).status_code == 404
    assert visitor.get(ADDRESS, {"agency": ONE_STOP, "person": lan}).status_code == 404
    assert visitor.get(ADDRESS, {"agency": FINANCE, "person": lan}).status_code == 404
    assert visitor.get(ADDRESS, {"agency": WORKS, "person": nga}).status_code == 404


@pytest.mark.parametrize(
    ("name", "agency", "status"),
    [
        ("thang", DISTRICT, 200),
        ("thang", FINANCE, 200),
        ("thang", "H08.38.12", 200),
        ("thang", "H08", 404),
        ("khai", "H08.38.12", 200),
        ("khai", FINANCE, 404),
        ("khai", "H99", 404),
        ("tam", FINANCE, 404),
        ("quan", FINANCE, 404),
    ],
)
def test_heads_see_their_own_agency_and_all_below(name, agency, status):
    with_nga()
    assert desk(name).get(ADDRESS, {"agency": agency}).status_code == status


def test_a_head_looks_at_one_person_of_the_unit():
    with_nga()
    visitor = desk("thang")
    tree = page(visitor.get(ADDRESS, {"agency": FINANCE, "person": str(who("nga"))}))
    assert find_all(tree, ".//h1") == ["Trễ hạn thuộc phần của Trần Thị Nga"]
    tree = page(visitor.get(ADDRESS, {"agency": FINANCE, "person": str(who("tri"))}))
    assert rows_of(tree) == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from": "hôm qua"}, "Không đúng dạng"),
        ({"to": "31/02/2020"}, "Không có ngày này trong lịch."),
        ({"from": "2020-03-20", "to": "2020-03-19"}, "Ngày cuối sớm hơn ngày đầu."),
        ({"from": "2018-01-01", "to": "2020-03-19"}, "nhiều nhất một năm"),
        ({"from": "9999-01-01"}, "Năm phải từ 1990 đến 2099."),
    ],
)
def test_wrong_days_are_named_and_kept(asked, sentence):
    answer = desk("nga").get(ADDRESS, asked)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    for name, typed in asked.items():
        field = page(answer).find(f".//input[@name='{name}']")
        assert field is not None
        assert field.get("value") == typed


@pytest.mark.parametrize("asked", ["begin=x", "begin=999999", "begin=-1"])
def test_nonsense_in_the_address_is_a_page(asked):
    assert desk("nga").get(f"{ADDRESS}?{asked}").status_code == 200
    assert desk("nga").get(f"{ADDRESS}?person=x").status_code == 404


def test_what_another_agency_answers_for_is_not_mixed_in():
    received(BIRTH, when=at("2020-03-20 09:00"))
    with_nga()
    tree = page(desk("khai").get(ADDRESS))
    assert len(rows_of(tree)) == 1
    assert "Huỳnh Thị Diễm Phúc" in rows_of(tree)[0][5]


def test_a_page_costs_as_many_statements_for_ten_rows_as_for_twenty():
    visitor, costs = desk("thang"), []
    for count in (10, 20):
        for _ in range(10):
            with_nga()
        visitor.get(ADDRESS, {"agency": FINANCE})
        with CaptureQueriesContext(connection) as queries:
            assert len(rows_of(page(visitor.get(ADDRESS, {"agency": FINANCE})))) == count
        costs.append(len(queries))
    assert costs[0] == costs[1]
