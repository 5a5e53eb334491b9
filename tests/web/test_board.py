"""Boards and what stands behind their numbers: for all who work here, without personal data."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.orders import load_orders
from motcua.management.reference_data import DATA
from motcua.models import SignInCount
from motcua.statistics.fill import fill_all
from motcua.web.board.asked import usual, written
from motcua.web.board.charts import Told, trend
from motcua.web.board.headline import percent
from tests.story import AN, COMMUNE, FRIDAY, HOUSEHOLD, at, received
from tests.web.client import Visitor, page_of, text_of
from tests.web.desk_pages import at_desk

pytestmark = pytest.mark.django_db
MONDAY = at("2020-03-30 08:00")
THE_ORDER = DATA / "orders" / "binh-dinh-2020.toml"


def heading(response):
    return page_of(response).text("h1")


def links(response):
    return [element.get("href", "") for element in page_of(response).all("a")]


def told(name="phuc", path="/board/H08.38", now=MONDAY, **asked):
    return at_desk(name, now).get(path, asked)


def test_the_board_answers_first_with_rate_and_order():
    received(when=at("2020-03-20 09:00"))  # due Wednesday 25-3 and still open on Sunday 29-3
    received(when=at("2020-03-27 09:00"))  # due Wednesday 1-4
    response = told()
    words = heading(response).replace("\N{NO-BREAK SPACE}", " ")
    assert words == "Huyện Phù Cát đúng hạn 50,0 % – thấp hơn mức 95 %"
    assert "Còn 22 ngày làm việc đến hạn 30/04/2020" in text_of(response)


def test_a_board_without_dossiers_tells_no_rate():
    response = told()
    assert heading(response) == "Huyện Phù Cát không phát sinh hồ sơ"
    assert "100" not in heading(response)


def test_every_number_of_the_ranking_leads_to_as_many_dossiers():
    received(when=at("2020-03-20 09:00"))
    received(when=at("2020-03-27 09:00"))
    visitor = at_desk("phuc", MONDAY)
    board = visitor.get("/board/H08.38")
    lists = [link for link in links(board) if link.startswith("/board/behind")]
    assert len(lists) > 8
    for address in lists:
        response = visitor.get(address)
        assert response.status_code == 200, address
        assert "hồ sơ" in text_of(response)
        shown = list(page_of(response).all("tr"))[1:]
        figure = parse_qs(urlsplit(address).query)["figure"][0]
        assert len(shown) == (1 if figure in ("late", "overdue", "in_term") else 2), address


def test_nobody_is_named_behind_a_number():
    received(when=at("2020-03-20 09:00"))
    response = told("dong", "/board/behind", figure="received", agency="H08")
    assert AN.name not in response.content.decode()
    assert AN.phone not in response.content.decode()
    assert not [link for link in links(response) if link.startswith("/dossiers/")]
    own = told("phuc", "/board/behind", figure="received", agency="H08")
    assert [link for link in links(own) if "H08-200320-0001" in link]


def test_a_long_list_is_read_a_page_at_a_time():
    for minute in range(53):
        received(when=at(f"2020-03-20 09:{minute:02}"))
    visitor = at_desk("phuc", MONDAY)
    first = visitor.get("/board/behind", {"figure": "received", "agency": "H08"})
    assert "hơn 50 hồ sơ" in text_of(first)
    following = next(link for link in links(first) if "after=" in link)
    second = visitor.get(following)
    codes = [{w for w in text_of(r).split() if "H08-2003" in w} for r in (first, second)]
    assert [len(found) for found in codes] == [50, 3]
    assert not codes[0] & codes[1]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"from": "2020-03-18", "to": "2020-03-01"}, "Kỳ kết thúc sớm hơn ngày bắt đầu"),
        ({"to": "2020-03-18", "as_of": "2020-03-01"}, "Ngày chốt số liệu sớm hơn"),
        ({"to": "2020-04-18"}, "Ngày không được sau hôm nay"),
        ({"as_of": "2020-04-18"}, "Ngày không được sau hôm nay"),
        ({"from": "hôm qua"}, "31/12/1990"),
    ],
)
@pytest.mark.parametrize(
    "path", ["/board/H08.38", "/board/H08.38/weeks", "/board/H08.38/fields", "/board/H08.38/time"]
)
def test_a_period_that_makes_no_sense_shows_no_number_and_loses_nothing(path, asked, words):
    received(when=at("2020-03-20 09:00"))
    response = told(path=path, **asked)
    assert response.status_code == 422
    assert words in text_of(response)
    assert "chưa tính được kỳ này" in heading(response)
    assert "24" not in text_of(response).split("Cấp")[0].replace("2020", "")
    for value in asked.values():
        assert value in response.content.decode()


def test_a_unit_that_did_not_stand_then_has_no_figures():
    response = told(**{"from": "2018-01-01", "to": "2018-03-18"})
    assert response.status_code == 409
    assert "không tồn tại trong kỳ" in text_of(response)


def test_a_unit_that_nobody_knows_and_a_figure_that_nobody_knows():
    assert told(path="/board/H99.99").status_code == 404
    assert told(path="/board/behind", figure="luck", agency="H08").status_code == 409
    assert told(path="/board/behind", figure="late", agency="").status_code == 404
    assert told(path="/board/H08.38/time", procedure="\x00").status_code == 404
    bad = {"figure": "late", "agency": "H08", "begun_before": "2020-03-01"}
    assert told(path="/board/behind", **bad).status_code == 409


def test_only_people_of_offices_see_boards():
    assert Visitor().get("/board/H08").status_code == 302
    assert at_desk("quan", MONDAY).get("/board/H08").status_code == 404


def test_one_sees_the_board_of_the_committee_first():
    for name, agency in (("phuc", COMMUNE), ("nga", "H08.38"), ("tam", "H08")):
        assert told(name, "/board")["Location"] == f"/board/{agency}"


def test_the_provinces_board_begins_with_the_units_that_its_order_binds():
    received(when=at("2020-03-20 09:00"))
    page = told("tam", "/board/H08")
    assert "cấp huyện và cấp xã" in text_of(page)
    assert "Điểm tối đa và ngưỡng: chưa rõ" not in text_of(page), "no criterion was loaded"


def count(path, name="phuc"):
    visitor = at_desk(name, MONDAY)
    visitor.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert visitor.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "path",
    ["/board/H08", "/board/H08/weeks?each=1", "/board/H08/fields", "/board/H08/time",
     "/board/silent?agency=H08",
     "/board/behind?figure=received&agency=H08"],
)  # fmt: skip
def test_a_page_asks_the_database_as_often_for_ten_dossiers_as_for_twenty(path):
    for minute in range(10):
        received(when=at(f"2020-03-20 09:{minute:02}"))
    few = count(path)
    for minute in range(10):
        received(HOUSEHOLD, when=at(f"2020-03-20 10:{minute:02}"))
    fill_all()
    assert count(path) == few
    assert few <= 26


def test_silent_units_stand_on_a_page_of_their_own():
    received(when=at("2020-03-20 09:00"))
    page = told(path="/board/silent", agency="H08.38", show="all")
    assert heading(page) == "18 trong 19 đơn vị im lặng"
    rows = {words.split(" Huyện")[0] for words in text_of(page).split("Xã")}
    assert any("Cát Hanh" in row for row in rows)
    future = told(path="/board/silent", agency="H08.38", as_of="2021-01-01")
    assert future.status_code == 422


def test_signing_in_counts_for_the_unit_and_for_nobody_by_name():
    from django.contrib.auth.hashers import make_password

    from motcua.models import User

    User.objects.filter(username="phuc").update(password=make_password("mot-cua-kiem-thu"))
    visitor = at_desk("lan", FRIDAY)
    visitor.logout()
    for _time in range(2):
        visitor.post("/sign-in", {"username": "phuc", "password": "mot-cua-kiem-thu"})
        visitor.post("/sign-out")
    assert list(SignInCount.objects.values_list("unit", "day", "n")) == [
        (COMMUNE, date(2020, 3, 20), 2)
    ]


def test_a_chart_without_a_line_of_an_order_and_with_gaps():
    from fractions import Fraction

    points = [
        Told(Fraction(1), "100,0 %", "w", "/a"),
        Told(None, "", "", ""),
        Told(Fraction(1, 2), "50,0 %", "w", "/b"),
        Told(Fraction(3, 4), "75,0 %", "w", "/c"),
    ]
    drawn = trend(points, None)
    assert drawn.goal_y == ""
    assert [point.y for point in drawn.points] == ["0.0", "190.0", "95.0"]
    assert drawn.pieces == ["62.50,190.0 87.50,95.0"], "no line is drawn over a week without one"


def test_rates_never_show_better_than_they_are():
    nbsp = "\N{NO-BREAK SPACE}"
    assert percent(9999, 10000) == f"99,9{nbsp}%"
    assert percent(1, 10_000, good=False) == f"0,1{nbsp}%"
    assert percent(0, 0) == ""


def test_an_address_holds_the_whole_question():
    asked = usual("H08", date(2020, 3, 19), ("district", "commune"))
    assert written(asked) == (
        "from=2020-01-01&to=2020-03-18&as_of=2020-03-18&level=district%2Ccommune"
        "&count=cohort&basis=dossier"
    )
    assert usual("H08", date(2020, 1, 1)).first == date(2019, 1, 1), "yesterday's year"
    assert load_orders(THE_ORDER.read_text("utf-8"), now=FRIDAY) == 0, "the story has the order"
