"""A new agency under one that stands, by the province's administrator and nobody else."""

import pytest

from motcua.actions.agencies import add_agency
from motcua.actions.people import let_act
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Agency, AgencyFactRow, DeskRow, Dossier
from motcua.reads.agency_audit import verify_agency_logs
from motcua.reads.law import agency_tree
from tests.story import COMMUNE, DISTRICT, FRIDAY, PERMIT, received, who
from tests.web.client import Visitor, text_of
from tests.web.counter import summary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

ADDRESS = f"/manage/agencies/{DISTRICT}/new"
FORM = {
    "name": "Ủy ban nhân dân xã Mới",
    "short": "UBND xã Mới",
    "key": "h08.38.70",
    "kind": "committee_commune",
    "territory": "xã",
    "issuer": "own",
    "function": "",
    "since": "20/03/2020",
    "receives": "on",
}
OFFICE = FORM | {"kind": "office", "territory": "", "function": "infrastructure", "issuer": "above"}


def add(by: str = "quan", address: str = ADDRESS, **more: str):
    return Visitor.named(by).post(address, FORM | more)


def test_the_provinces_administrator_adds_a_commune_that_is_in_the_tree_at_once():
    visitor = Visitor.named("quan")
    assert "Thêm cơ quan bên dưới" in text_of(visitor.get(f"/manage/agencies/{DISTRICT}"))
    assert "Đứng dưới Ủy ban nhân dân huyện Phù Cát." in text_of(visitor.get(ADDRESS))
    assert add()["Location"] == "/manage/agencies/H08.38.70"
    page = text_of(visitor.get("/manage/agencies/H08.38.70"))
    assert "Đã thêm cơ quan." not in page, "it is told to who did it, and once"
    assert "09:00 ngày 20/03/2020, Lý Minh Quân" in page
    made = agency_tree().get("H08.38.70")
    assert (made.level, made.parent, made.issuer) == ("commune", DISTRICT, "H08.38.70")
    assert (made.code_old, made.receives) == ("000.70.38.H08", True)
    [row] = agency_tree().names_of(made.key)
    assert (row.kind, row.valid_from) == ("xã", FRIDAY.date())
    assert "UBND xã Mới" in text_of(visitor.get("/manage/people/new"))


def test_it_is_a_fact_of_the_provinces_log_by_who_did_it():
    add()
    fact = AgencyFactRow.objects.get(kind="AgencyAdded")
    assert (fact.log_id, fact.person, fact.acting_for) == ("H08", who("quan"), "H08")
    assert fact.subject == "agency/H08.38.70"
    assert list(verify_agency_logs()) == []


def rows_of_dossiers() -> tuple[list[object], list[object]]:
    desks = DeskRow.objects.order_by("dossier", "agency", "seat")
    return list(Dossier.objects.values()), list(desks.values())


def test_another_office_for_the_same_task_takes_nothing_from_the_one_that_stands():
    received(PERMIT, "H08.38.80")
    before = rows_of_dossiers()
    works = agency_tree().resolve("district/infrastructure", DISTRICT, FRIDAY.date())
    assert Visitor.named("quan").post(ADDRESS, OFFICE).status_code == 302
    tree = agency_tree()
    assert tree.get("H08.38.70").issuer == DISTRICT
    assert tree.resolve("district/infrastructure", DISTRICT, FRIDAY.date()) == works
    assert rows_of_dossiers() == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "A\x00"),
        ("short", " "),
        ("short", "x" * 121),
        ("key", ""),
        ("key", "38.70"),
        ("key", "H08.38.12"),
        ("key", "H08.38.012"),
        ("key", "H08.1000"),
        ("kind", ""),
        ("kind", "committee_province"),
        ("territory", ""),
        ("territory", "vương quốc"),
        ("function", "Giao thông"),
        ("since", "31/02/2020"),
        ("since", "01/01/2019"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(field, typed):
    answer = add(**{field: typed})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.context["errors"]] == [field]
    shown = {one["name"]: one["value"] for one in answer.context["fields"]}
    assert {name: shown[name] for name in FORM if name != field} == {
        name: value for name, value in FORM.items() if name != field
    }
    assert Agency.objects.count() == 336
    assert not AgencyFactRow.objects.filter(kind="AgencyAdded").exists()


def test_sent_twice_it_is_added_once():
    add()
    answer = add()
    assert answer.status_code == 422
    assert "Mã này đã là của Ủy ban nhân dân xã Mới" in text_of(answer)
    assert Agency.objects.count() == 337


def test_an_agency_above_that_is_not_there_is_not_found():
    assert add(address="/manage/agencies/H99/new").status_code == 404


@pytest.mark.parametrize("by", ["tam", "khai", "phuc"])
def test_nobody_else_finds_the_page(by):
    visitor = Visitor.named(by)
    assert visitor.get(ADDRESS).status_code == 404
    assert add(by).status_code == 404


def test_an_administrator_of_a_district_does_not_either():
    let_act(who("thang"), DISTRICT, Role.ADMINISTRATOR, since=FRIDAY.date())
    assert add("thang").status_code == 404
    page = text_of(Visitor.named("thang").get(f"/manage/agencies/{DISTRICT}"))
    assert "Thêm cơ quan bên dưới" not in page
    with pytest.raises(Refused, match="not_administrator_of_all"):
        add_agency(who("thang"), agency_tree().get(COMMUNE), (), now=FRIDAY)


def test_the_summary_names_each_field_that_is_wrong():
    answer = add(name=" ", short="x" * 200)
    assert answer.status_code == 422
    told = dict(summary(answer))
    assert told["#name"] == "Tên đầy đủ: không được để trống."
    assert told["#short"].startswith("Tên gọn: dài quá ")
