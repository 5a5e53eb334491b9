"""My work as a page: the answer first, rows as one reads them, everything in the address."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.people import let_act
from motcua.domain import commands as do
from motcua.domain.roles import Role
from tests.story import BIRTH, HOUSEHOLD, ONE_STOP, PERMIT, at, received, tell, who
from tests.web.desk_pages import answer_of, at_desk, find_all, page, rows_of, words

pytestmark = pytest.mark.django_db


def test_nobody_sees_the_desk_without_signing_in(client):
    answer = client.get("/desk")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=%2Fdesk")


def test_the_page_answers_what_there_is_to_do_today():
    received(HOUSEHOLD, when=at("2020-03-12 09:00"))  # Thu -> Tue 17-3
    received(HOUSEHOLD, when=at("2020-03-17 09:00"))  # Tue -> Fri 20-3
    tree = page(at_desk("phuc").get("/desk"))
    assert answer_of(tree) == "2 hồ sơ cần xử lý hôm nay, 1 hồ sơ đã quá hạn."
    assert words(tree.find(".//title")) == "Việc của tôi (2) · Một Cửa"
    assert find_all(tree, ".//nav[@class='tabs']/a")[:6] == [
        "Hôm nay2",
        "Chờ nhận",
        "Đang giữ2",
        "Sắp đến hạn1",
        "Quá hạn1",
        "Chờ bổ sung",
    ]
    assert rows_of(tree)[0][1:] == [
        "000.12.38.H08-200312-0001",
        HOUSEHOLD.name,
        "Nguyễn Thị Thanh Trúc",
        "Tiếp nhận · tôi",
        "quá 2 ngày làm việc",
        "17/03/2020",
    ]


def test_the_unit_part_of_ones_own_code_is_hidden_from_sight_only():
    key = received(HOUSEHOLD)
    [row] = page(at_desk("phuc").get("/desk")).findall(".//tbody/tr")
    assert row.get("class") == "own"
    assert words(row.find(".//span[@class='code-unit']")) == "000.12.38.H08-"
    tell(key, "phuc", do.HandOver())
    [row] = page(at_desk("lan").get("/desk")).findall(".//tbody/tr")
    assert row.get("class") is None  # a district sees from which commune it comes


@pytest.mark.parametrize(
    ("tab", "heading"),
    [
        ("", "Hôm nay không có hồ sơ nào phải xử lý"),
        ("to-accept", "Không có hồ sơ nào chờ nhận"),
        ("in-hand", "Ông, bà không giữ hồ sơ nào"),
        ("late", "Không có hồ sơ quá hạn"),
        ("no-such-tab", "Hôm nay không có hồ sơ nào phải xử lý"),
    ],
)
def test_an_empty_list_says_what_will_appear_and_how(tab: str, heading: str):
    tree = page(at_desk("phuc").get("/desk", {"tab": tab}))
    empty = tree.find(".//div[@class='empty']")
    assert empty is not None
    assert words(empty.find("h2")) == heading
    assert "hiện ở đây" in words(empty.find("p")) or "sẽ hiện" in words(empty.find("p"))
    assert answer_of(tree) == "Không có hồ sơ nào cần xử lý hôm nay."


def test_a_quiet_today_leads_to_what_one_holds():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver())
    tell(key, "thuong", do.AcceptHandOver())
    empty = page(at_desk("thuong").get("/desk")).find(".//div[@class='empty']/a")
    assert empty is not None
    assert (words(empty), empty.get("href")) == ("Xem 1 hồ sơ đang giữ", "/desk?tab=in-hand")


def test_filters_stay_in_the_address_of_every_tab():
    received(BIRTH)
    client = at_desk("phuc")
    asked = {"procedure": BIRTH.code, "from": "2020-03-20", "to": "20/03/2020", "mine": "1"}
    tree = page(client.get("/desk", asked))
    assert len(rows_of(tree)) == 1
    assert answer_of(tree) == "Theo bộ lọc: 1 hồ sơ cần xử lý hôm nay."
    late = tree.findall(".//nav[@class='tabs']/a")[4].get("href")
    kept = f"procedure={BIRTH.code}&from=2020-03-20&to=2020-03-20&mine=1"
    assert late == f"/desk?tab=late&{kept}"
    chosen = tree.findall(".//select[@name='procedure']/option[@selected]")
    assert [option.get("value") for option in chosen] == [BIRTH.code]
    empty = page(client.get("/desk", {"procedure": HOUSEHOLD.code})).find(".//div[@class='empty']")
    assert empty is not None
    assert words(empty.find("a")) == "Bỏ lọc"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from": "32/03/2020"}, "Không có ngày này trong lịch."),
        ({"from": "hôm qua"}, "Không đúng dạng. Ví dụ: 31/12/1990."),
        ({"to": "9999-12-31"}, "Năm phải từ 1990 đến 2099."),
        (
            {"from": "2020-03-20", "to": "2020-03-19"},
            "Ngày cuối sớm hơn ngày đầu. Sửa lại một trong hai ngày.",
        ),
    ],
)
def test_a_wrong_date_is_named_and_what_was_typed_is_kept(asked: dict[str, str], sentence: str):
    received()
    answer = at_desk("phuc").get("/desk", asked)
    tree = page(answer)
    assert answer.status_code == 422
    assert find_all(tree, ".//p[@class='error']") == [sentence]
    field = tree.find(".//input[@aria-invalid]")
    assert field is not None
    assert field.get("value") == asked[str(field.get("name"))]
    assert len(rows_of(tree)) == 1  # the list is there as if that field were empty


def test_any_nonsense_in_the_address_shows_the_first_page():
    received()
    client = at_desk("phuc")
    for asked in ("after=xx", "before=" + "!" * 38, "rows=7", "tab=%00", "mine=yes", "after=é"):
        assert len(rows_of(page(client.get(f"/desk?{asked}")))) == 1, asked


def test_one_pages_through_a_long_list_and_back():
    for day in range(2, 27):
        received(BIRTH, when=at(f"2020-03-{day:02} 08:00"))
    client = at_desk("phuc", at("2020-03-27 09:00"))
    first = page(client.get("/desk?tab=late"))
    [following] = first.findall(".//nav[@class='pager']/a[@rel='next']")
    assert words(following).startswith("Hồ sơ hạn từ ")
    second = page(client.get(str(following.get("href"))))
    codes = [[row[1] for row in rows_of(tree)] for tree in (first, second)]
    assert [len(page) for page in codes] == [20, 5]
    assert not set(codes[0]) & set(codes[1])
    [previous] = second.findall(".//nav[@class='pager']/a[@rel='prev']")
    back = page(client.get(str(previous.get("href"))))
    assert [row[1] for row in rows_of(back)] == codes[0]
    assert len(rows_of(page(client.get("/desk?tab=late&rows=50")))) == 25


def test_counts_stop_at_99():
    for n in range(101):
        received(BIRTH, when=at(f"2020-03-19 {8 + n // 60:02}:{n % 60:02}"))
    tree = page(at_desk("phuc").get("/desk"))
    assert answer_of(tree) == "99+ hồ sơ cần xử lý hôm nay, 99+ hồ sơ đã quá hạn."
    assert find_all(tree, ".//nav[@class='tabs']/a")[4] == "Quá hạn99+"


def test_the_figure_in_the_rail_is_that_of_the_first_tab():
    received()
    received(BIRTH, when=at("2020-03-19 08:00"))
    for name, figure in (("phuc", "2"), ("lan", "0")):
        tree = page(at_desk(name).get("/desk"))
        rail = find_all(tree, ".//nav[@class='rail']//a[@aria-current]")
        assert rail == [f"Việc của tôi{figure} việc"]


def test_who_was_given_no_part_in_dossiers_is_told_so():
    tree = page(at_desk("quan").get("/desk"))
    assert find_all(tree, ".//div[@class='empty']/h2") == [
        "Ông, bà chưa được giao phần việc nào về hồ sơ"
    ]


def test_work_of_all_ones_posts_is_one_list():
    received()
    received(PERMIT, ONE_STOP)
    let_act(who("lan"), "H08.38.12", Role.RECEPTIONIST, since=date(2020, 3, 1))
    # What Phúc received is in Phúc's hands; what nobody has taken is for anybody in that role.
    assert len(rows_of(page(at_desk("lan").get("/desk")))) == 1


def statements(client, address: str) -> list[str]:
    client.get(address)  # the law is in memory after this
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def test_a_page_costs_as_many_statements_for_ten_rows_as_for_twenty():
    client = at_desk("phuc")
    costs = []
    for days in (range(2, 12), range(12, 22)):
        for day in days:
            received(BIRTH, when=at(f"2020-03-{day:02} 08:00"))
        asked = statements(client, "/desk?tab=in-hand")
        costs.append(len(asked))
        desk = [sql for sql in asked if "motcua_deskrow" in sql and "LATERAL" in sql]
        assert len(desk) == 2, "the page, and the counts of all tabs"
        assert len(asked) == 5, "these; the session, the account, and what is around them"
        assert not any("motcua_dossier" in sql.replace("motcua_dossiercode", "") for sql in asked)
    assert costs[0] == costs[1]
