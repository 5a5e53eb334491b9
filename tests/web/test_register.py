"""The register page: one agency, one day or month, every column of form 06."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.dossiers import perform
from motcua.domain import commands as do
from motcua.web.desk.period import month_of
from tests.printed.reading import text as text_of_pdf
from tests.story import BIRTH, HOUSEHOLD, ONE_STOP, OTHER_COMMUNE, PERMIT, at, received, tell, who
from tests.web.desk_pages import answer_of, at_desk, find_all, page, rows_of, words

pytestmark = pytest.mark.django_db


def test_the_register_of_today_is_that_of_ones_own_agency():
    received(HOUSEHOLD, when=at("2020-03-19 09:00"))
    received(HOUSEHOLD)
    received(PERMIT, ONE_STOP)
    tree = page(at_desk("phuc").get("/desk/register"))
    assert answer_of(tree) == "Ủy ban nhân dân xã Cát Hanh, ngày 20/03/2020: 1 hồ sơ đã tiếp nhận."
    assert rows_of(tree) == [
        [
            "1",
            "000.12.38.H08-200320-0001",
            HOUSEHOLD.name,
            "1",
            "Nguyễn Thị Thanh Trúc",
            "Xã Cát Hanh0905000218",
            "UBND huyện Phù Cát",
            "20/03/2020",
            "25/03/2020",
            "–",
            "Tại Bộ phận Một cửa",
            "",
            "",
        ]
    ]


def test_a_month_holds_all_its_days_in_order_of_reception():
    for day in (1, 31, 15):
        received(HOUSEHOLD, when=at(f"2020-03-{day:02} 09:00"))
    received(HOUSEHOLD, when=at("2020-04-01 00:00"))
    client = at_desk("phuc", at("2020-04-01 09:00"))
    tree = page(client.get("/desk/register", {"period": "3/2020"}))
    assert [(row[0], row[7]) for row in rows_of(tree)] == [
        ("1", "01/03/2020"),
        ("2", "15/03/2020"),
        ("3", "31/03/2020"),
    ]
    links = tree.findall(".//p[@class='periods']/a")
    assert [(words(link), str(link.get("href")).rpartition("=")[2]) for link in links] == [
        ("Hôm nay", "2020-04-01"),
        ("Tháng này", "2020-04"),
        ("Kỳ trước", "2020-02"),
        ("Kỳ sau", "2020-04"),
    ]


def test_a_returned_dossier_has_its_day_and_a_late_one_is_noted():
    key = received(BIRTH, when=at("2020-03-19 08:00"))
    files = (do.NewFile("ab" * 32, "trich-luc.pdf"),)
    at_once = do.ResolveAtOnce(
        result_number="12", result_date=date(2020, 3, 19), files=files, collected_by="Ông Trúc"
    )
    perform(key, at_once, actor=who("phuc"), now=at("2020-03-19 08:30"))
    received(BIRTH, when=at("2020-03-19 09:00"))
    gone = received(HOUSEHOLD, when=at("2020-03-19 10:00"))
    tell(gone, "phuc", do.Withdraw("Công dân đề nghị rút hồ sơ để bổ sung sau"))
    tree = page(at_desk("phuc").get("/desk/register", {"period": "2020-03-19"}))
    assert [(row[9], row[12]) for row in rows_of(tree)] == [
        ("19/03/2020", ""),
        ("–", "quá hạn"),
        ("–", "Công dân rút hồ sơ"),
    ]


def test_those_above_read_the_registers_of_all_agencies_below_that_receive():
    received(HOUSEHOLD, OTHER_COMMUNE)
    client = at_desk("thang")
    tree = page(client.get("/desk/register", {"agency": OTHER_COMMUNE}))
    assert len(rows_of(tree)) == 1
    offered = {o.get("value") for o in tree.findall(".//select[@name='agency']/option")}
    assert {OTHER_COMMUNE, "H08.38.12", ONE_STOP} <= offered
    assert not any(not str(key).startswith("H08.38") for key in offered)


@pytest.mark.parametrize("agency", [OTHER_COMMUNE, "H08", "H99", "\0"])
def test_the_register_of_another_agency_is_not_there(agency: str):
    received(HOUSEHOLD, OTHER_COMMUNE)
    answer = at_desk("phuc").get("/desk/register", {"agency": agency})
    assert answer.status_code == 404
    assert "Nguyễn Thị Thanh Trúc" not in answer.content.decode()


def test_who_receives_nothing_is_told_where_to_look():
    tree = page(at_desk("nga").get("/desk/register"))
    assert find_all(tree, ".//div[@class='empty']/h2") == [
        "Đơn vị của ông, bà không tiếp nhận hồ sơ nên không có sổ theo dõi"
    ]
    assert at_desk("quan").get("/desk/register").status_code == 200


@pytest.mark.parametrize("typed", ["xx", "32/03/2020", "13/2020", "0/2020", "2020-03-99", "1/0001"])
def test_a_wrong_period_is_marked_and_kept(typed: str):
    answer = at_desk("phuc").get("/desk/register", {"period": typed})
    tree = page(answer)
    assert answer.status_code == 422
    field = tree.find(".//input[@aria-invalid]")
    assert field is not None
    assert field.get("value") == typed
    assert len(find_all(tree, ".//p[@class='error']")) == 1


def test_an_empty_period_says_how_lines_get_there():
    tree = page(at_desk("phuc").get("/desk/register", {"period": "19/03/2020"}))
    assert answer_of(tree).endswith("ngày 19/03/2020: chưa tiếp nhận hồ sơ nào.")
    assert find_all(tree, ".//div[@class='empty']/h2") == ["Không có hồ sơ nào trong kỳ này"]


def test_pages_of_a_register_number_on_and_the_whole_can_be_opened_for_printing():
    for n in range(53):
        received(BIRTH, when=at(f"2020-03-19 08:{n:02}"))
    client = at_desk("phuc")
    first = page(client.get("/desk/register?period=2020-03"))
    assert answer_of(first).endswith("tháng 03/2020: hơn 50 hồ sơ đã tiếp nhận.")
    following = first.find(".//nav[@class='pager']/a")
    assert following is not None
    second = page(client.get(str(following.get("href"))))
    assert [row[0] for row in rows_of(second)] == ["51", "52", "53"]
    assert answer_of(second).endswith("53 hồ sơ đã tiếp nhận.")
    whole = [
        link.get("href")
        for link in first.findall(".//div[@class='under']//a[@class='btn']")
        if words(link) == "Mở cả kỳ để in"
    ]
    assert len(rows_of(page(client.get(str(whole[0]))))) == 53


def test_a_printed_page_says_of_whom_of_when_and_from_where():
    received()
    tree = page(at_desk("phuc").get("/desk/register"))
    assert words(tree.find(".//p[@class='print-only']")) == (
        "Ủy ban nhân dân xã Cát Hanh · Sổ theo dõi hồ sơ · ngày 20/03/2020"
        " · lập lúc 09:00 ngày 20/03/2020 · nguồn: Một Cửa"
    )
    code = "000.12.38.H08-200320-0001"
    [book] = [p for p in find_all(tree, ".//div/p") if p.startswith("Quyển số")]
    assert book == f"Quyển số: ……… Từ số {code} đến số {code}. Năm 2020"


def test_an_erased_applicant_leaves_the_line():
    key = received()
    tell(key, "tam", do.ErasePrivate((1,), "Quyết định 12/QĐ-UBND"))
    [row] = rows_of(page(at_desk("phuc").get("/desk/register")))
    assert (row[4], row[5]) == ("(đã xóa)", "")


def test_months_end_where_the_calendar_says():
    assert month_of(date(2020, 2, 10)).last == date(2020, 2, 29)
    assert month_of(date(2020, 12, 31)).following().text == "2021-01"
    assert month_of(date(2020, 1, 1)).before().words == "tháng 12/2019"


def test_a_page_costs_as_many_statements_for_ten_rows_as_for_twenty():
    client = at_desk("phuc")
    costs = []
    for count in (10, 20):
        for n in range(10):
            received(BIRTH, when=at(f"2020-03-19 08:{n:02}"))
        client.get("/desk/register?period=2020-03")
        with CaptureQueriesContext(connection) as queries:
            assert len(rows_of(page(client.get("/desk/register?period=2020-03")))) == count
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_whose_address_and_telephone_were_seen_in_a_list_is_written_down():
    from motcua.models import AccessRecord

    key = received()
    for address, name in (("/desk/register", "register"), ("/desk/search?q=truc", "search")):
        at_desk("phuc").get(address)
        records = AccessRecord.objects.filter(dossier_key=key, page=name)
        assert [record.person for record in records] == [who("phuc")], name


def test_the_register_of_a_month_is_printed_whole_and_looking_at_it_is_written_down():
    from motcua.models import AccessRecord

    keys = [received(HOUSEHOLD, when=at(f"2020-03-{day:02} 09:00")) for day in (1, 31, 15)]
    client = at_desk("phuc", at("2020-04-01 09:00"))
    tree = page(client.get("/desk/register", {"period": "3/2020"}))
    [link] = [str(a.get("href")) for a in tree.iter("a") if "print?" in str(a.get("href"))]
    answer = client.get(link)
    assert answer["Content-Type"] == "application/pdf"
    assert "so-theo-doi-H08.38.12-2020-03.pdf" in answer["Content-Disposition"]
    said = text_of_pdf(answer.content)
    assert [said.count(f"2003{day:02}-0001") for day in (1, 15, 31)] == [2, 1, 2], "head and line"
    seen = AccessRecord.objects.filter(page="register", person=who("phuc"))
    assert set(keys) <= {record.dossier_key for record in seen}


def test_a_register_with_too_many_lines_for_one_part_says_that_it_goes_on(monkeypatch):
    monkeypatch.setattr("motcua.web.desk.register_print.PDF_ROWS", 2)
    for day in (2, 3, 4):
        received(HOUSEHOLD, when=at(f"2020-03-{day:02} 09:00"))
    client = at_desk("phuc", at("2020-04-01 09:00"))
    said = text_of_pdf(client.get("/desk/register/print?period=2020-03").content)
    assert "200304-0001" not in said
    assert "còn hồ sơ sau số thứ tự 2" in said


def test_a_register_of_a_strange_unit_or_period_is_not_printed():
    client = at_desk("phuc", at("2020-04-01 09:00"))
    assert client.get("/desk/register/print?agency=H99").status_code in (403, 404)
    answer = client.get("/desk/register/print?period=ngày mai")
    assert (answer.status_code, answer["Content-Type"][:10]) == (422, "text/plain")
    assert len(answer.content.decode()) > 10
