"""The monthly declaration of dossiers kept on paper: signed by the head, held against counts."""

from datetime import date

import pytest

from motcua.models.agency_log import AgencyFactRow
from motcua.models.dossiers import Dossier, PrivateValue
from motcua.reads.access import memberships_of
from motcua.reads.law import agency_tree
from motcua.statistics.result_numbers import counter_of, missing_numbers
from tests.actions.test_elsewhere import enter, from_book
from tests.story import COMMUNE, at, received, who
from tests.web.client import page_of, text_of
from tests.web.desk_pages import at_desk
from tests.whole_lives import solved

pytestmark = pytest.mark.django_db
PATH = f"/board/{COMMUNE}/adoption"
APRIL = at("2020-04-02 09:00")


def sign(name="khai", **typed):
    return at_desk(name, APRIL).post(PATH, {"month": "2020-03", "on_paper": "0", **typed})


def test_the_head_signs_and_the_log_of_the_unit_keeps_it():
    assert memberships_of(who("khai"))[0].agency == COMMUNE
    received(when=at("2020-03-20 09:00"))
    assert sign().status_code == 302
    row = AgencyFactRow.objects.get(kind="PaperDeclared")
    assert (row.log_id, row.person, row.subject) == (COMMUNE, who("khai"), "paper/2020-03")
    page = at_desk("phuc", APRIL).get(PATH)
    assert page_of(page).text("h1") == "1 trong 1 đơn vị đã khai hồ sơ giấy tháng 03/2020"
    assert "Bùi Tấn Khải" in text_of(page)
    assert "khớp" in text_of(page)


def test_a_register_entered_afterwards_is_held_against_the_declaration():
    enter(from_book(received=at("2020-03-03 07:30")), now=at("2020-03-20 09:00"))
    enter(from_book(number="18", received=at("2020-02-03 07:30")), now=at("2020-03-20 09:00"))
    sign()
    page = text_of(at_desk("phuc", APRIL).get(PATH, {"month": "2020-03"}))
    assert "khai không có, nhưng đã nhập hồ sơ từ sổ giấy" in page
    assert "từ sổ giấy 1" in page


def test_signed_again_the_last_one_counts_and_both_are_kept():
    sign()
    sign(on_paper="7", reason="Mất điện ba ngày")
    assert AgencyFactRow.objects.filter(kind="PaperDeclared").count() == 2
    page = text_of(at_desk("phuc", APRIL).get(PATH))
    assert "Còn 7 hồ sơ làm trên giấy" in page
    assert "Mất điện" not in page, "the reason is for those who ask the unit"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("phuc", {}, "lãnh đạo của chính đơn vị"),
        ("thang", {}, "lãnh đạo của chính đơn vị"),
        ("khai", {"on_paper": "nhiều"}, "0–100000"),
        ("khai", {"on_paper": ""}, "0–100000"),
        ("khai", {"on_paper": "4"}, "phải ghi lý do"),
        ("khai", {"month": "2020-04"}, "từ ngày 22/04/2020"),
    ],
)
def test_what_is_not_signed_says_why_and_keeps_what_was_typed(name, typed, words):
    response = sign(name, **typed)
    assert response.status_code == 422
    assert words in text_of(response)
    assert not AgencyFactRow.objects.filter(kind="PaperDeclared").exists()
    if name == "khai" and typed.get("on_paper"):
        assert typed["on_paper"] in response.content.decode()


def test_a_month_that_is_none():
    assert at_desk("phuc", APRIL).get(PATH, {"month": "2020-13"}).status_code == 409


def test_a_district_sees_all_its_units_and_who_has_not_signed():
    sign()
    page = at_desk("nga", APRIL).get("/board/H08.38/adoption")
    assert page_of(page).text("h1") == "1 trong 19 đơn vị đã khai hồ sơ giấy tháng 03/2020"
    assert text_of(page).count("chưa khai") == 18


DISTRICT = "/board/H08.38/adoption"


def declared(*numbers):
    """Results of the district with these numbers, in March; its line on the page."""
    for hour, number in enumerate(numbers):
        solved(at(f"2020-03-17 {7 + hour:02}:30"), number=number)
    return text_of(at_desk("nga", APRIL).get(DISTRICT, {"month": "2020-03"}))


def test_numbers_of_results_that_nobody_bears_are_told():
    page = declared("7/QĐ-UBND", "0008/2020/QĐ-UBND", "12/QĐ-UBND", "13/QĐ-UBND", "CH 77")
    assert "3 Huyện Phù Cát: 9–11/QĐ-UBND" in page


def test_numbers_that_follow_each_other_are_no_finding():
    page = declared("7/QĐ-UBND", "9/QĐ-UBND", "8/QĐ-UBND", "40/GP")
    assert "/QĐ-UBND" not in page
    assert "/GP" not in page


def test_a_number_that_was_erased_may_be_the_one_that_is_missing():
    for hour, number in enumerate(("7/QĐ", "8/QĐ", "9/QĐ")):
        key = solved(at(f"2020-03-17 {7 + hour:02}:30"), number=number)
        if number == "8/QĐ":
            filed = Dossier.objects.get(key=key).result["number"]["number"]
            values = PrivateValue.objects.filter(dossier_id=key, number=filed)
            assert values.update(value=None, salt=None, erased=APRIL) == 1
    page = text_of(at_desk("nga", APRIL).get(DISTRICT, {"month": "2020-03"}))
    assert "8/QĐ" not in page


def test_a_month_without_results_has_no_number_missing():
    tree = agency_tree()
    assert missing_numbers(tree, ["H08.38.80"], date(2020, 3, 1), date(2020, 4, 1)) == {}


@pytest.mark.parametrize(
    ("unit", "counter"),
    [
        (COMMUNE, COMMUNE),
        ("H08.38.80", "H08.38.80"),
        ("H08.38", "H08.38.80"),
        ("H08.38.84", "H08.38.80"),  # a division of the district
        ("H08", "H08.29"),
        ("H08.04", "H08.29"),  # a department
    ],
)
def test_a_counter_for_each_agency(unit, counter):
    tree = agency_tree()
    assert tree.get(counter).receives
    assert counter_of(tree, unit, date(2020, 3, 1)) == counter
