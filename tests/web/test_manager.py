"""The management pages: who may come in, and what they see there."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.people import let_act
from motcua.actions.publication import add_calendar, publish_procedure
from motcua.domain.roles import Role
from motcua.models import User
from tests.story import BIRTH, COMMUNE, DISTRICT, FINANCE, FRIDAY, ONE_STOP, PEOPLE, received, who
from tests.web.client import Visitor, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

AREAS = ("procedures", "agencies", "people", "calendar", "exchange", "figures")
OPEN = {
    "quan": set(AREAS),  # administrator
    "tam": {"procedures", "agencies", "calendar", "exchange", "figures"},  # procedure control
    "khai": {"people"},  # leader of the commune
    "thang": {"people"},  # leader of the district
    "phuc": set(),
    "loc": set(),
    "hoa": set(),
}


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("area", AREAS)
def test_each_part_is_there_for_those_it_is_open_to(name, area):
    status = Visitor.named(name).get(f"/manage/{area}").status_code
    assert status == (200 if area in OPEN[name] else 404)


@pytest.mark.parametrize("area", AREAS)
def test_strangers_are_sent_to_sign_in(area):
    assert Visitor().get(f"/manage/{area}").status_code == 302


@pytest.mark.parametrize(
    ("name", "begins"), [("quan", "procedures"), ("tam", "procedures"), ("khai", "people")]
)
def test_management_begins_at_the_first_part_that_is_open(name, begins):
    assert Visitor.named(name).get("/manage")["Location"] == f"/manage/{begins}"


def test_for_all_others_there_is_no_management():
    assert Visitor.named("phuc").get("/manage").status_code == 404


def rail(name: str) -> list[str]:
    desk = Visitor.named(name).get("/account/password").context["desk"]
    return [str(item["label"]) for item in desk["rail"]]


def test_the_rail_shows_what_is_open_to_the_role():
    lists = ["Thời hạn", "Tra cứu", "Sổ theo dõi", "Số liệu", "Kiểm điểm"]
    assert rail("quan") == ["Quản lý"]
    assert rail("phuc") == ["Việc của tôi", "Tiếp nhận", *lists]
    assert rail("khai") == ["Việc của tôi", *lists, "Quản lý"]
    assert rail("loc") == ["Việc của tôi", *lists]


def test_the_rail_counts_what_my_work_shows_for_today():
    received()
    received()
    work = Visitor.named("phuc").get("/account/password").context["desk"]["rail"][0]
    assert (str(work["label"]), work["count"]) == ("Việc của tôi", 2)


@pytest.mark.parametrize(
    ("address", "label"),
    [("/desk", "Việc của tôi"), ("/desk/search", "Tra cứu"), ("/desk/receive", "Tiếp nhận")],
)
def test_the_rail_marks_the_page_one_is_on_and_no_other(address, label):
    rail = Visitor.named("phuc").get(address).context["desk"]["rail"]
    assert [str(item["label"]) for item in rail if item["current"]] == [label]


def test_a_head_of_one_stop_sees_the_people_of_the_unit():
    let_act(who("lan"), ONE_STOP, Role.ONE_STOP_HEAD, since=FRIDAY.date())
    answer = Visitor.named("lan").get("/manage/people")
    assert [row.person.username for row in answer.context["rows"]] == ["lan"]


def test_a_role_that_has_ended_opens_nothing():
    let_act(who("phuc"), COMMUNE, Role.LEADER, since=date(2020, 1, 1), until=date(2020, 3, 19))
    assert Visitor.named("phuc").get("/manage/people").status_code == 404


# -- procedures


def test_procedures_are_listed_whatever_is_in_force():
    publish_procedure(
        replace(BIRTH, code="1.900010", name="Chưa đến", valid_from=date(2021, 1, 1)), now=FRIDAY
    )
    publish_procedure(
        replace(BIRTH, code="1.900011", name="Đã hết", valid_to=date(2019, 6, 1)), now=FRIDAY
    )
    page = text_of(Visitor.named("tam").get("/manage/procedures"))
    assert "Chưa đến Thời hạn: C: đã đối chiếu nguồn" in page
    assert "Chưa có hiệu lực từ 01/01/2021" in page
    assert "Hết hiệu lực từ 01/01/2019 đến 01/06/2019" in page


def test_the_catalogue_is_searched_without_diacritics():
    answer = Visitor.named("tam").get("/manage/procedures", {"q": "khai sinh"})
    assert answer.context["count"] == 1


def test_a_procedure_shows_its_versions_with_who_published_them():
    second = replace(BIRTH, version=2, result="Bản hai", valid_from=date(2020, 4, 1))
    publish_procedure(second, now=FRIDAY, by=who("tam"))
    visitor = Visitor.named("tam")
    answer = visitor.get(f"/manage/procedures/{BIRTH.code}")
    page = text_of(answer).replace("\N{NO-BREAK SPACE}", " ")
    assert "2 phiên bản đã công bố" in page
    assert "09:00 ngày 20/03/2020 Hồ Thanh Tâm" in page
    assert "07:00 ngày 02/01/2020 nạp từ tệp bằng lệnh" in page
    assert answer.context["shown"].procedure.version == 1
    assert "Bản hai" in text_of(visitor.get(f"/manage/procedures/{BIRTH.code}?version=2"))


@pytest.mark.parametrize(
    "address", ["1.999999", f"{BIRTH.code}?version=9", f"{BIRTH.code}?version="]
)
def test_a_version_nobody_published_is_not_found(address):
    assert Visitor.named("tam").get(f"/manage/procedures/{address}").status_code == 404


# -- agencies


def test_the_tree_shows_both_identifiers_and_how_many_people():
    page = text_of(Visitor.named("tam").get("/manage/agencies"))
    assert "Ủy ban nhân dân xã Cát Hanh H08.38.12 · 000.12.38.H08 3 người" in page
    assert "11 UBND cấp huyện, 159 UBND cấp xã" in page


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("", "Ủy ban nhân dân huyện Hoài Nhơn"),
        ("31/05/2020", "Ủy ban nhân dân huyện Hoài Nhơn"),
        ("01/06/2020", "Ủy ban nhân dân thị xã Hoài Nhơn"),
        ("1-6-2020", "Ủy ban nhân dân thị xã Hoài Nhơn"),
    ],
)
def test_the_tree_of_a_day_has_the_names_of_that_day(on, name):
    answer = Visitor.named("tam").get("/manage/agencies", {"on": on})
    assert name in text_of(answer)


@pytest.mark.parametrize("on", ["32/01/2020", "hôm nay", "\x00", "9" * 5000])
def test_a_day_that_is_none_is_said_to_be_wrong(on):
    answer = Visitor.named("tam").get("/manage/agencies", {"on": on})
    assert answer.status_code == 422
    assert answer.context["error"] in text_of(answer)


def test_before_there_were_agencies_the_tree_is_empty_and_says_why():
    page = text_of(Visitor.named("tam").get("/manage/agencies?on=01/01/2000"))
    assert "Không có cơ quan nào vào ngày này" in page


@pytest.mark.parametrize("identifier", ["H08.33", "000.00.33.H08", "h08.33"])
def test_an_agency_is_found_by_either_identifier(identifier):
    page = text_of(Visitor.named("tam").get(f"/manage/agencies/{identifier}"))
    assert "01/04/2019 31/05/2020 Ủy ban nhân dân huyện Hoài Nhơn huyện" in page
    assert "01/06/2020 nay Ủy ban nhân dân thị xã Hoài Nhơn thị xã" in page
    assert "000.00.33.H08" in page


def test_an_agency_nobody_knows_is_not_found():
    answer = Visitor.named("tam").get("/manage/agencies/H99")
    assert answer.status_code == 404
    assert "Không có cơ quan mang mã này." in text_of(answer)


# -- calendar


def test_the_year_shows_days_off_with_reason_and_source():
    page = text_of(Visitor.named("tam").get("/manage/calendar"))
    assert "Lịch làm việc năm 2020" in page
    assert "Thứ Năm 02/04/2020 Nghỉ lễ, tết Giỗ Tổ Hùng Vương Bộ luật Lao động 2012" in page
    assert "Thứ Hai – Thứ Sáu 07:00–11:30, 13:30–17:00" in page


def test_a_swapped_saturday_is_shown_as_worked():
    answer = Visitor.named("tam").get("/manage/calendar?year=2019")
    page = text_of(answer)
    assert "Nghỉ hoán đổi" in page
    assert "Làm bù" in page
    cells = [td for td in page_of(answer).all("td") if "worked" in (td.get("class") or "")]
    # Saturday 05/01/2019 for 31/12/2018, Saturday 04/05/2019 for Monday 29/04/2019
    assert [cell.text for cell in cells] == ["5", "4"]


def test_a_suspension_of_one_district_stands_in_its_calendar_only():
    storm = """
        scope = "H08.38"
        first = 2018-01-01
        last = 2027-12-31
        [[day]]
        day = 2020-10-28
        kind = "suspension"
        name = "Tránh bão số 9"
        source = "Công điện của Chủ tịch UBND huyện"
        confidence = "high"
    """
    add_calendar("bão số 9", storm, now=FRIDAY)
    visitor = Visitor.named("tam")
    assert "Tránh bão số 9" in text_of(visitor.get(f"/manage/calendar?agency={COMMUNE}"))
    assert "Tránh bão số 9" not in text_of(visitor.get("/manage/calendar"))


@pytest.mark.parametrize("asked", ["year=2017", "year=2028", "year=9999", "agency=H99"])
def test_a_calendar_that_is_not_there_is_not_found(asked):
    assert Visitor.named("tam").get(f"/manage/calendar?{asked}").status_code == 404


# -- people


def people(name: str, **asked: str) -> list[str]:
    answer = Visitor.named(name).get("/manage/people", asked)
    return [row.person.username for row in answer.context["rows"]]


def test_an_administrator_of_the_province_sees_everyone_in_vietnamese_order():
    assert len(people("quan")) == len(PEOPLE)
    answer = Visitor.named("quan").get("/manage/people")
    names = [row.person.name for row in answer.context["rows"]]
    assert names[:4] == ["Bùi Tấn Khải", "Đinh Thị Xuân Lan", "Đỗ Minh Trí", "Hồ Thanh Tâm"]


def test_a_leader_sees_the_people_of_the_agency_and_below_and_nobody_else():
    assert people("khai") == ["khai", "phuc", "loc"]
    assert set(people("thang")) == set(PEOPLE) - {"tam", "quan"}


@pytest.mark.parametrize("agency", ["H08", DISTRICT, "H99", "x\x00"])
def test_a_leader_cannot_ask_for_the_people_of_another_agency(agency):
    answer = Visitor.named("khai").get("/manage/people", {"agency": agency})
    assert answer.status_code == (200 if "\x00" in agency else 404)


def test_people_of_one_agency_and_below_stand_alone():
    assert people("quan", agency=FINANCE) == ["nga"]
    assert people("quan", agency=COMMUNE) == ["khai", "phuc", "loc"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("diễm phúc", ["phuc"]),
        ("DIEM PHUC", ["phuc"]),
        ("nguyen", ["dong"]),
        ("dong", ["dong"]),
        ("quan", ["quan"]),
        ("ly minh", ["quan"]),
        ("không có ai", []),
        ("%", []),
        ("_", []),
    ],
)
def test_people_are_found_with_or_without_diacritics(words, found):
    assert people("quan", q=words) == found


def test_nobody_found_says_what_to_try():
    assert "Không tìm thấy ai" in text_of(Visitor.named("quan").get("/manage/people?q=zzz"))


def crowd(first: int, last: int) -> None:
    for number in range(first, last):
        user = User.objects.create(
            username=f"nguoi.{number}",
            full_name="Nguyễn Văn Bình",
            sort_key="n0g0u0y0e1n04",
            password="!",
            created=FRIDAY,
        )
        let_act(user.id, COMMUNE, Role.OFFICER, since=date(2020, 1, 1))


def test_a_long_list_is_read_on_by_key_without_losing_anyone():
    crowd(0, 120)
    visitor, address, seen = Visitor.named("quan"), "/manage/people", []
    for _ in range(3):
        answer = visitor.get(address)
        seen += [row.person.username for row in answer.context["rows"]]
        following = answer.context["pager"]["next_url"]
        address = f"/manage/people{following}"
    assert len(seen) == len(set(seen)) == len(PEOPLE) + 120
    assert following == ""


@pytest.mark.parametrize("after", ["x", "\x00.1", "a.9999999999999999999", ".", "' or 1=1.1"])
def test_an_odd_place_to_go_on_from_does_no_harm(after):
    assert Visitor.named("quan").get("/manage/people", {"after": after}).status_code == 200


def queries(address: str) -> int:
    visitor = Visitor.named("quan")
    visitor.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert visitor.get(address).status_code == 200
    return len(seen)


def test_twenty_people_ask_the_database_no_more_than_ten():
    ten = queries(f"/manage/people?agency={COMMUNE}")
    crowd(0, 17)
    assert queries(f"/manage/people?agency={COMMUNE}") == ten <= 12


def test_twenty_procedures_ask_the_database_no_more_than_ten():
    for number in range(10, 17):
        publish_procedure(replace(BIRTH, code=f"1.9000{number}"), now=FRIDAY)
    ten = queries("/manage/procedures")
    for number in range(17, 27):
        publish_procedure(replace(BIRTH, code=f"1.9000{number}"), now=FRIDAY)
    assert queries("/manage/procedures") == ten <= 12


@pytest.mark.parametrize("address", ["/manage/agencies", "/manage/calendar"])
def test_the_tree_and_the_year_ask_the_database_little(address):
    assert queries(address) <= 12
