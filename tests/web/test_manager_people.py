"""What an administrator does with people, and what nobody else may."""

from datetime import date, timedelta

import pytest

from motcua.actions.passwords import new_password, set_password
from motcua.actions.people import add_person, let_act
from motcua.domain.roles import Role
from motcua.models import Attempt, Membership, User
from tests.story import COMMUNE, DISTRICT, FINANCE, FRIDAY, PASSWORD, received, who
from tests.web.client import Visitor, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

TODAY = FRIDAY.date()
FORM = {
    "full_name": "Trần Thị Mỹ Hạnh",
    "username": "hanh.cathanh",
    "title": "Công chức",
    "agency": COMMUNE,
    "role": "officer",
    "since": "23/03/2020",
    "until": "",
}


def add(by: str = "quan", **more: str):
    return Visitor.named(by).post("/manage/people/new", FORM | more)


def posts_of(username: str) -> list[tuple[str, str, date, date | None]]:
    rows = Membership.objects.filter(person__username=username).order_by("id")
    return list(rows.values_list("agency", "role", "valid_from", "valid_to"))


def test_an_administrator_adds_a_person_with_a_first_post():
    answer = add()
    assert answer.status_code == 200
    assert posts_of("hanh.cathanh") == [(COMMUNE, "officer", date(2020, 3, 23), None)]
    password = answer.context["password"]
    assert User.objects.get(username="hanh.cathanh").check_password(password)
    assert password in text_of(answer)


def test_a_generated_password_is_long_and_never_the_same():
    assert len({new_password() for _ in range(50)}) == 50
    assert len(new_password()) == 17


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("full_name", ""),
        ("full_name", "x" * 10_000),
        ("full_name", "An\x00"),
        ("full_name", "\u202eAn"),
        ("username", ""),
        ("username", "có dấu"),
        ("username", "phuc"),
        ("username", "PHUC"),
        ("title", "x" * 500),
        ("agency", ""),
        ("agency", "H99"),
        ("role", ""),
        ("role", "clock"),
        ("role", "king"),
        ("since", ""),
        ("since", "31/02/2020"),
        ("until", "22/03/2020"),
        ("until", "mai"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(field, typed):
    answer = add(**{field: typed})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.context["errors"]] == [field]
    fields = {one["name"]: one for one in answer.context["own"] + answer.context["post"]}
    for name, value in FORM.items():
        if name != field:
            assert fields[name]["value"] == value
    assert not User.objects.filter(username="hanh.cathanh").exists()


def test_everything_that_is_wrong_is_said_at_once():
    answer = add(full_name="", username="có dấu", role="", since="mai")
    named = {error["field"] for error in answer.context["errors"]}
    assert named == {"full_name", "username", "role", "since"}


def test_sending_the_form_twice_makes_one_person():
    add()
    answer = add()
    assert answer.status_code == 422
    assert "đã có người dùng" in text_of(answer)


@pytest.mark.parametrize("by", ["khai", "thang"])
def test_a_leader_sees_people_and_changes_nothing(by):
    assert add(by).status_code == 404
    visitor, phuc = Visitor.named(by), who("phuc")
    assert visitor.get("/manage/people/new").status_code == 404
    page = visitor.get(f"/manage/people/{phuc}")
    assert page.status_code == 200
    main = page_of(page).all("main")[0]
    assert list(main.iter("form")) == []
    before = posts_of("phuc")
    for act, form in ACTS:
        assert visitor.post(f"/manage/people/{phuc}{act}", form).status_code == 404
    post = Membership.objects.get(person_id=phuc).id
    ending = f"/manage/people/{phuc}/posts/{post}/ending"
    assert visitor.post(ending, {"last_day": "20/03/2020"}).status_code == 404
    assert posts_of("phuc") == before
    assert User.objects.get(id=phuc).is_active


ACTS = [
    ("/posts", {"agency": COMMUNE, "role": "clerk", "since": "20/03/2020"}),
    ("/password", {}),
    ("/suspension", {"active": "0"}),
]


@pytest.mark.parametrize(("act", "form"), ACTS)
@pytest.mark.parametrize("by", ["tam", "phuc"])
def test_others_do_not_even_find_the_page(by, act, form):
    assert Visitor.named(by).post(f"/manage/people/{who('loc')}{act}", form).status_code == 404


def give(by: str, to: str, **more: str):
    form = {"agency": FINANCE, "role": "officer", "since": "23/03/2020", "until": ""} | more
    return Visitor.named(by).post(f"/manage/people/{who(to)}/posts", form)


def test_an_administrator_gives_a_role_between_days():
    answer = give("quan", "phuc", until="30/06/2020")
    assert answer.status_code == 302
    assert posts_of("phuc")[-1] == (FINANCE, "officer", date(2020, 3, 23), date(2020, 6, 30))


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [
        ("20/03/2020", "", 422),  # already a receptionist there, without end
        ("01/12/2019", "31/12/2019", 302),  # before it began
        ("01/12/2019", "01/01/2020", 422),  # on its first day
    ],
)
def test_a_role_that_one_has_on_one_of_the_days_is_not_given_again(since, until, status):
    answer = give("quan", "phuc", agency=COMMUNE, role="receptionist", since=since, until=until)
    assert answer.status_code == status


def ending(by: str, of: str, last_day: str, post: int | None = None):
    row = post or Membership.objects.filter(person_id=who(of)).latest("id").id
    address = f"/manage/people/{who(of)}/posts/{row}/ending"
    return Visitor.named(by).post(address, {"last_day": last_day})


def test_a_role_ends_after_a_day():
    assert ending("quan", "phuc", "20/03/2020").status_code == 302
    assert posts_of("phuc") == [(COMMUNE, "receptionist", date(2020, 1, 1), TODAY)]


def test_a_role_cannot_end_before_it_began():
    answer = ending("quan", "phuc", "31/12/2019")
    assert answer.status_code == 409
    assert "sớm hơn ngày bắt đầu" in text_of(answer)


def test_a_role_that_has_not_begun_is_taken_away():
    give("quan", "phuc")
    assert ending("quan", "phuc", "20/03/2020").status_code == 302
    assert len(posts_of("phuc")) == 1


def test_a_day_that_is_none_is_refused():
    assert ending("quan", "phuc", "hôm nào đó").status_code == 422


def test_a_role_of_another_person_is_not_ended_by_a_wrong_address():
    theirs = Membership.objects.get(person_id=who("khai")).id
    assert ending("quan", "phuc", "20/03/2020", theirs).status_code == 409
    assert posts_of("khai")[0][3] is None


def test_another_password_is_shown_once_and_ends_all_sessions():
    visitor = Visitor.named("phuc")
    answer = Visitor.named("quan").post(f"/manage/people/{who('phuc')}/password")
    assert answer.status_code == 200
    assert User.objects.get(id=who("phuc")).check_password(answer.context["password"])
    assert visitor.get("/account/password").status_code == 302
    assert "no-store" in answer["Cache-Control"]


def test_another_password_lifts_the_lock_of_the_name():
    set_password(who("phuc"), PASSWORD)
    for _ in range(10):
        Visitor().post("/sign-in", {"username": "phuc", "password": "sai"})
    assert Attempt.objects.get(subject="sign-in phuc").failures == 10
    answer = Visitor.named("quan").post(f"/manage/people/{who('phuc')}/password")
    entered = {"username": "phuc", "password": answer.context["password"]}
    assert Visitor().post("/sign-in", entered)["Location"] == "/desk"


def test_an_account_is_suspended_and_opened_again():
    address = f"/manage/people/{who('phuc')}/suspension"
    visitor = Visitor.named("quan")
    visitor.post(address, {"active": "0"})
    assert not User.objects.get(id=who("phuc")).is_active
    assert "Tài khoản đã khóa." in text_of(visitor.get(f"/manage/people/{who('phuc')}"))
    visitor.post(address, {"active": "1"})
    assert User.objects.get(id=who("phuc")).is_active


@pytest.mark.parametrize(("act", "form"), ACTS)
def test_nobody_changes_their_own_account(act, form):
    answer = Visitor.named("quan").post(f"/manage/people/{who('quan')}{act}", form)
    assert answer.status_code in (409, 422)
    assert "Không tự sửa quyền của chính mình" in text_of(answer)
    assert posts_of("quan") == [("H08", "administrator", date(2020, 1, 1), None)]
    assert User.objects.get(id=who("quan")).is_active


def test_an_administrator_opens_no_dossier():
    received()
    visitor = Visitor.named("quan")
    answer = visitor.get("/dossiers/000.12.38.H08-200320-0001")
    unknown = visitor.get("/dossiers/000.12.38.H08-200320-9999")
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert text_of(answer) == text_of(unknown)


@pytest.fixture
def of_district() -> str:
    """Somebody who administers the district and nothing above it."""
    person, _ = add_person("quantri.phucat", "Đặng Văn Bảo", now=FRIDAY)
    set_password(person, PASSWORD)
    let_act(person, DISTRICT, Role.ADMINISTRATOR, since=date(2020, 1, 1))
    return "quantri.phucat"


def test_an_administrator_of_a_district_looks_after_the_district_only(of_district):
    visitor = Visitor.named(of_district)
    assert visitor.get(f"/manage/people/{who('phuc')}").status_code == 200
    assert visitor.get(f"/manage/people/{who('tam')}").status_code == 404
    assert visitor.post(f"/manage/people/{who('tam')}/password").status_code == 404
    assert add(of_district).status_code == 200
    assert add(of_district, username="khac", agency="H08").status_code == 422


def test_who_works_elsewhere_too_is_governed_from_above(of_district):
    let_act(who("phuc"), "H08.01", Role.OFFICER, since=TODAY + timedelta(days=30))
    answer = Visitor.named(of_district).post(f"/manage/people/{who('phuc')}/suspension")
    assert answer.status_code == 409
    assert "Nhờ quản trị của cấp trên" in text_of(answer)
    assert User.objects.get(id=who("phuc")).is_active


def test_an_account_without_any_post_is_the_province_s_alone(of_district):
    person, _ = add_person("chua.co.viec", "Võ Thị Sen", now=FRIDAY)
    before = User.objects.get(id=person).password
    visitor = Visitor.named(of_district)
    assert visitor.get(f"/manage/people/{person}").status_code == 404
    assert visitor.post(f"/manage/people/{person}/password").status_code in (404, 409)
    assert visitor.post(f"/manage/people/{person}/suspension").status_code in (404, 409)
    post = {"agency": DISTRICT, "role": "officer", "since": "23/03/2020", "until": ""}
    assert visitor.post(f"/manage/people/{person}/posts", post).status_code in (404, 409, 422)
    assert User.objects.get(id=person).password == before
    assert posts_of("chua.co.viec") == []
    quan = Visitor.named("quan")
    assert quan.get(f"/manage/people/{person}").status_code == 200
    assert quan.post(f"/manage/people/{person}/posts", post).status_code == 302


def test_the_only_post_of_an_account_is_not_taken_away(of_district):
    answer = add(of_district, since="30/04/2020")
    assert answer.status_code == 200
    person = User.objects.get(username="hanh.cathanh").id
    visitor = Visitor.named(of_district)

    def take_away():
        row = Membership.objects.filter(person_id=person).order_by("id")[0].id
        address = f"/manage/people/{person}/posts/{row}/ending"
        return visitor.post(address, {"last_day": "20/03/2020"})

    refused = take_away()
    assert refused.status_code == 409
    assert "Giao vai trò đúng trước" in text_of(refused)
    post = {"agency": DISTRICT, "role": "officer", "since": "23/03/2020", "until": ""}
    assert visitor.post(f"/manage/people/{person}/posts", post).status_code == 302
    assert take_away().status_code == 302
    assert posts_of("hanh.cathanh") == [(DISTRICT, "officer", date(2020, 3, 23), None)]


def test_a_person_nobody_has_is_not_found():
    assert Visitor.named("quan").get("/manage/people/999999").status_code == 404


def test_a_refusal_comes_as_a_sentence_where_a_part_of_a_page_was_asked():
    row = Membership.objects.get(person_id=who("phuc")).id
    answer = Visitor.named("quan").post(
        f"/manage/people/{who('phuc')}/posts/{row}/ending",
        {"last_day": "31/12/2019"},
        HTTP_HX_REQUEST="true",
    )
    assert answer.status_code == 409
    assert answer.content.decode().startswith('<p class="notice notice-late" role="alert">')
