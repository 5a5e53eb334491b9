"""Dossiers at risk: due soon or overdue, of mine, of my agency, of all below."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from tests.story import BIRTH, HOUSEHOLD, ONE_STOP, PERMIT, at, received, tell
from tests.web.client import Visitor, text_of
from tests.web.clock_story import LATE_DAY, TUESDAY, code_of, finished, proposed, sent, with_nga
from tests.web.desk_pages import answer_of, at_desk, page, rows_of, words

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/at-risk"


def desk(name, now=TUESDAY):
    """A visitor whose every page is looked at."""
    at_desk(name, now)
    return Visitor.named(name)


def test_an_officer_sees_what_is_in_hand_with_the_nearest_date_first():
    later, sooner = with_nga("2020-03-23 09:00"), with_nga()
    tree = page(desk("nga").get(ADDRESS))
    assert answer_of(tree) == "Ông, bà đang giữ: 2 hồ sơ đến hạn trong 3 ngày làm việc tới."
    assert [row[0] for row in rows_of(tree)] == [code_of(sooner), code_of(later)]
    [first, _] = rows_of(tree)
    assert first[2:] == [
        "Thẩm địnhtôi, Phòng Tài chính - Kế hoạch huyện Phù Cát",
        "còn 1 ngày làm việc hạn 25/03/2020, Thứ Tư",
        "chưa đề nghị",
    ]


def test_a_dossier_due_later_than_asked_is_left_out():
    received(PERMIT, ONE_STOP, at("2020-03-20 09:00"))  # due 6 April
    visitor = desk("thang")
    assert rows_of(page(visitor.get(ADDRESS))) == []
    assert len(rows_of(page(visitor.get(ADDRESS, {"within": "9"})))) == 1


def test_what_waits_for_the_citizen_or_is_finished_is_at_no_risk():
    finished(with_nga(), "2020-03-23 09:00")
    waiting = with_nga()
    ask = do.RequestSupplement(
        content="thiếu bản vẽ mặt bằng", explanation="chưa đủ căn cứ", guidance="nộp thêm bản vẽ"
    )
    tell(waiting, "nga", ask, at("2020-03-23 09:00"))
    tell(waiting, "lan", do.NotifySupplement(), at("2020-03-23 10:00"))
    assert rows_of(page(desk("thang", LATE_DAY).get(ADDRESS))) == []


def test_a_leader_begins_with_the_agency_and_sees_how_far_each_apology_is():
    with_nga()
    proposed()
    sent()
    tree = page(desk("thang", LATE_DAY).get(ADDRESS))
    assert answer_of(tree) == "UBND huyện Phù Cát: 3 hồ sơ đã quá hạn."
    assert [row[4] for row in rows_of(tree)] == [
        "chưa xin lỗi",
        "chờ lãnh đạo ký",
        "đã xin lỗi hẹn lại 03/04/2020",
    ]


def test_those_above_see_all_below_each_once():
    received(BIRTH, when=at("2020-03-23 09:00"))  # xã Cát Hanh answers for it
    with_nga()
    visitor = desk("thang")
    assert len(rows_of(page(visitor.get(ADDRESS, {"scope": "agency"})))) == 1
    assert len(rows_of(page(visitor.get(ADDRESS, {"scope": "below"})))) == 2


def test_an_agency_sees_nothing_of_another():
    with_nga()
    for scope in ("mine", "agency", "below"):
        assert rows_of(page(desk("dong").get(ADDRESS, {"scope": scope}))) == []


def test_a_counter_follows_what_it_received():
    received(HOUSEHOLD, when=at("2020-03-20 09:00"))
    key = with_nga()
    tree = page(desk("lan").get(ADDRESS, {"scope": "agency"}))
    assert [row[0] for row in rows_of(tree)] == [code_of(key)]


def test_who_sees_no_dossiers_has_no_such_page():
    assert desk("quan").get(ADDRESS).status_code == 404
    assert Visitor().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("asked", ["within=x", "within=-1", "within=99", "scope=all", "after=%00"])
def test_nonsense_in_the_address_is_a_page(asked):
    assert desk("nga").get(f"{ADDRESS}?{asked}").status_code == 200


def test_an_empty_list_says_what_will_appear():
    text = text_of(desk("nga").get(ADDRESS))
    assert "không có hồ sơ nào quá hạn hoặc đến hạn trong 3 ngày làm việc tới" in text
    assert "sẽ hiện ở đây" in text


def test_one_pages_on_by_date():
    for n in range(23):
        with_nga(f"2020-03-20 09:{n:02}")
    visitor = desk("nga")
    first = page(visitor.get(ADDRESS))
    following = first.find(".//nav[@class='pager']/a")
    assert following is not None
    assert words(following) == "Trang sau"
    second = page(visitor.get(following.get("href")))
    codes = {row[0] for tree in (first, second) for row in rows_of(tree)}
    assert (len(rows_of(second)), len(codes)) == (3, 23)


def test_a_page_costs_as_many_statements_for_ten_rows_as_for_twenty():
    visitor, costs = desk("thang"), []
    for count in (10, 20):
        for n in range(10):
            with_nga(f"2020-03-20 {count // 10 + 8:02}:{n:02}")
        visitor.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            assert len(rows_of(page(visitor.get(ADDRESS)))) == count
        costs.append(len(queries))
    assert costs[0] == costs[1]
