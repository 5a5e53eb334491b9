"""A password that somebody else drew opens one page: the one on which it is changed."""

import pytest
from django.utils import timezone

from motcua.actions.passwords import (
    change_password,
    draw_anew,
    draw_by_machine,
    new_password,
    set_password,
)
from motcua.actions.people import add_person, let_act
from motcua.actions.tokens import issue_token
from motcua.domain.facts import By
from motcua.domain.passwords import LEAST, MOST, RULES
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import AgencyFactRow, User
from motcua.reads.agency_audit import verify_agency_logs
from motcua.reads.words.passwords import WORDS, rules_words
from tests.story import COMMUNE, DISTRICT, FRIDAY, PASSWORD, received, who
from tests.web.client import Visitor, page_of, text_of
from tests.web.test_errors_everywhere import addresses, named_patterns
from tests.web.test_who_sees_what import PUBLIC

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

CHOSEN = "tre-xanh-ben-song-con"
OPEN_TO_ALL = PUBLIC | {"language", "sign-out", "password", "portal-submission", "portal-change"}
"""Pages for which nobody needs an account, and the two that one has to reach."""


def drawn(name: str = "phuc") -> str:
    """A first password for one of the story, told."""
    return draw_by_machine(name, now=FRIDAY).password


def entered(name: str, password: str, wanted: str = "") -> tuple[Visitor, str]:
    """Somebody who typed it on the page, and where they were led."""
    visitor = Visitor()
    answer = visitor.post("/sign-in", {"username": name, "password": password, "next": wanted})
    assert answer.status_code == 302, text_of(answer)
    return visitor, answer["Location"]


def change(visitor: Visitor, old: str, new: str = CHOSEN, **more: str):
    return visitor.post("/account/password", {"old": old, "new": new, "again": new} | more)


def test_whoever_signs_in_with_it_is_led_to_change_it_and_then_where_they_wanted_to_go():
    password = drawn()
    visitor, led = entered("phuc", password, "/desk/register?tab=late")
    answer = visitor.get(led)
    assert answer["Location"] == "/account/password?next=%2Fdesk%2Fregister%3Ftab%3Dlate"
    page = visitor.get(answer["Location"])
    assert "Đặt mật khẩu của riêng mình" in text_of(page)
    [form] = [f for f in page_of(page).all("form") if f.get("action") == "/account/password"]
    [kept] = [f for f in form.iter("input") if f.get("name") == "next"]
    done = change(visitor, password, next=kept.get("value"))
    assert done["Location"] == "/desk/register?tab=late"
    assert "Đã đổi mật khẩu" in text_of(visitor.get("/desk"))
    assert not User.objects.get(username="phuc").first_password
    assert entered("phuc", CHOSEN)[1] == "/desk"


def test_no_page_and_no_form_of_the_staff_opens_before():
    for agency, role in (("H08", Role.ADMINISTRATOR), (COMMUNE, Role.RECEPTIONIST)):
        let_act(who("tam"), agency, role, since=FRIDAY.date())
    facts = AgencyFactRow.objects.count()
    received()
    User.objects.filter(username="tam").update(first_password=True)
    visitor, opened, asked = Visitor.named("tam"), [], 0
    for name, these in addresses("000.12.38.H08-200320-0001").items():
        if name in OPEN_TO_ALL:
            continue
        for address in these:
            for ask in (visitor.get, visitor.post):
                asked += 1
                answer = ask(address)
                led = answer.status_code == 302 and "/account/password" in answer["Location"]
                if not led and answer.status_code != 405:
                    opened.append(f"{ask.__name__} {address}: {answer.status_code}")
    assert opened == []
    assert asked > 100
    assert AgencyFactRow.objects.count() == facts


def test_what_is_open_to_all_is_still_there():
    assert set(named_patterns()) >= OPEN_TO_ALL - {"home"}
    User.objects.filter(username="phuc").update(first_password=True)
    visitor = Visitor.named("phuc")
    assert visitor.get("/").status_code == 200
    assert visitor.get("/look-up").status_code == 200


def test_signing_out_is_possible():
    User.objects.filter(username="phuc").update(first_password=True)
    visitor = Visitor.named("phuc")
    page = page_of(visitor.get("/account/password"))
    assert "/sign-out" in [form.get("action") for form in page.all("form")]
    assert visitor.post("/sign-out")["Location"] == "/"
    assert visitor.get("/account/password")["Location"].startswith("/sign-in")


def test_a_part_of_a_page_leads_the_whole_page_there():
    User.objects.filter(username="phuc").update(first_password=True)
    answer = Visitor.named("phuc").get(
        "/desk", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/desk?tab=late"
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/account/password?next=%2Fdesk%3Ftab%3Dlate"


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("https://example.org/desk", "/desk"),
        ("//example.org", "/desk"),
        ("javascript:alert(1)", "/desk"),
        ("/account/password?next=/account/password", "/desk"),
        ("", "/desk"),
    ],
)
def test_one_is_led_on_only_within_this_site_and_not_in_a_circle(wanted, led):
    password = drawn()
    visitor, _ = entered("phuc", password)
    assert change(visitor, password, next=wanted)["Location"] == led


@pytest.mark.parametrize(
    ("new", "again", "field", "rules"),
    [
        ("", "", "new", ["short"]),
        ("ngan", "ngan", "new", ["short"]),
        ("1234567890", "1234567890", "new", ["common", "digits"]),
        ("12345", "12345", "new", ["short", "common", "digits"]),
        ("huynhthidiemphuc", "huynhthidiemphuc", "new", ["similar"]),
        ("Huỳnh Thị Diễm Phúc", "Huỳnh Thị Diễm Phúc", "new", ["similar"]),
        ("x" * (MOST + 1), "x" * (MOST + 1), "new", ["long"]),
        ("x" * 500_000, "x" * 500_000, "new", ["long"]),
        (CHOSEN, CHOSEN + "x", "again", []),
        ("the-old-one", "the-old-one", "new", ["same"]),
    ],
)
def test_one_that_cannot_be_taken_is_refused_with_every_rule_it_breaks(new, again, field, rules):
    password = drawn()
    visitor, _ = entered("phuc", password)
    new, again = (password if one == "the-old-one" else one for one in (new, again))
    answer = change(visitor, password, new, again=again, next="/board")
    assert answer.status_code == 422
    [error] = answer.context["errors"]
    assert error["field"] == field
    assert all(words in error["words"] for words in rules_words(rules))
    assert error["words"].count(";") == max(len(rules) - 1, 0)
    assert answer.context["next"] == "/board"
    assert User.objects.get(username="phuc").first_password


def test_a_wrong_present_password_changes_nothing():
    drawn()
    visitor = Visitor.named("phuc")
    assert [e["field"] for e in change(visitor, "sai-roi-nhe").context["errors"]] == ["old"]
    assert User.objects.get(username="phuc").first_password


def test_ten_wrong_tries_of_the_present_password_lock_it_even_for_the_right_one():
    password = drawn()
    visitor = Visitor.named("phuc")
    for _ in range(10):
        assert change(visitor, "sai-roi-nhe").status_code == 422
    answer = change(visitor, password)
    assert answer.status_code == 429
    assert "tạm khóa 15 phút" in text_of(answer)
    assert User.objects.get(username="phuc").first_password
    anew = drawn()  # whoever is locked is helped by another one
    assert change(Visitor.named("phuc"), anew).status_code == 302


def test_nobody_outside_keeps_one_from_changing_it():
    password = drawn()
    visitor, _ = entered("phuc", password)
    for _ in range(10):
        Visitor().post("/sign-in", {"username": "phuc", "password": "sai-roi-nhe"})
    assert change(visitor, password).status_code == 302


def test_one_that_was_drawn_meanwhile_is_not_overwritten_by_who_knew_the_one_before():
    drawn()
    with pytest.raises(Refused, match="wrong_password"):
        change_password(who("phuc"), PASSWORD, CHOSEN)
    assert User.objects.get(username="phuc").first_password


def test_every_rule_has_words_and_says_its_figure():
    assert set(WORDS) == set(RULES)
    assert str(LEAST) in rules_words(["short"])[0]
    assert str(MOST) in rules_words(["long"])[0]


def test_a_voluntary_change_may_not_keep_the_old_one_either():
    set_password(who("phuc"), PASSWORD)
    visitor, _ = entered("phuc", PASSWORD)
    assert change(visitor, PASSWORD, PASSWORD).status_code == 422
    assert change(visitor, PASSWORD).status_code == 200


def test_sessions_elsewhere_end_when_it_changes_and_this_one_goes_on():
    password = drawn()
    (here, _), (elsewhere, _) = entered("phuc", password), entered("phuc", password)
    change(here, password)
    assert here.get("/desk").status_code == 200
    assert elsewhere.get("/desk")["Location"].startswith("/sign-in")


def test_a_program_goes_on_with_its_token():
    _, token = issue_token("phuc", ["dossiers.read"], now=timezone.now())
    drawn()
    answer = Visitor().get(
        "/api/v1/dossiers", HTTP_AUTHORIZATION=f"Bearer {token}", HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 200


def test_accounts_of_before_and_of_a_demo_are_not_asked():
    assert not User.objects.filter(first_password=True).exists()
    assert Visitor.named("phuc").get("/desk").status_code == 200


def test_a_new_account_has_one():
    person, password = add_person("moi", "Người Mới", now=FRIDAY)
    user = User.objects.get(id=person)
    assert user.first_password
    assert user.check_password(password)


# -- drawn anew


def last_fact() -> AgencyFactRow:
    return AgencyFactRow.objects.filter(kind="PasswordDrawn").latest("recorded")


def test_the_log_of_who_administers_keeps_who_did_it_and_never_the_password():
    page = Visitor.named("quan").get(f"/manage/people/{who('phuc')}/password")
    assert "chỉ hiện một lần" in text_of(page)
    assert not AgencyFactRow.objects.filter(kind="PasswordDrawn").exists(), "asking draws nothing"
    answer = Visitor.named("quan").post(f"/manage/people/{who('phuc')}/password")
    password = answer.context["password"]
    fact = last_fact()
    assert (fact.log_id, fact.person, fact.acting_for) == ("H08", who("quan"), "H08")
    assert (fact.subject, fact.body) == (f"account/{who('phuc')}", {"person": who("phuc")})
    assert password not in str(AgencyFactRow.objects.values_list("body", "subject"))
    assert list(verify_agency_logs()) == []
    seen = text_of(Visitor.named("quan").get(f"/manage/people/{who('phuc')}"))
    assert "Chưa đổi mật khẩu được cấp" in seen
    assert "09:00" in seen
    assert "Lý Minh Quân" in seen
    assert password not in seen
    assert "phuc UBND xã Cát Hanh Tiếp nhận và trả kết quả Chưa đổi mật khẩu được cấp" in text_of(
        Visitor.named("quan").get("/manage/people", {"q": "phuc"})
    )


def test_it_is_kept_by_the_agency_for_which_the_administrator_acts():
    district, _ = add_person("quantri.phucat", "Đặng Văn Bảo", now=FRIDAY)
    let_act(district, DISTRICT, Role.ADMINISTRATOR, since=FRIDAY.date())
    set_password(district, CHOSEN)
    Visitor.named("quantri.phucat").post(f"/manage/people/{who('phuc')}/password")
    assert last_fact().log_id == DISTRICT


@pytest.mark.parametrize(
    ("agency", "role"),
    [("H08", Role.LEADER), ("H08", Role.ADMINISTRATOR), ("H08.01", Role.OFFICER)],
)
def test_whoever_has_a_post_above_or_beside_is_not_governed_from_below(agency, role):
    district, _ = add_person("quantri.phucat", "Đặng Văn Bảo", now=FRIDAY)
    let_act(district, DISTRICT, Role.ADMINISTRATOR, since=FRIDAY.date())
    set_password(district, CHOSEN)
    let_act(who("phuc"), agency, role, since=FRIDAY.date())
    before = User.objects.get(username="phuc").password
    answer = Visitor.named("quantri.phucat").post(f"/manage/people/{who('phuc')}/password")
    assert answer.status_code == 409
    assert "Nhờ quản trị của cấp trên" in text_of(answer)
    assert User.objects.get(username="phuc").password == before
    assert not AgencyFactRow.objects.filter(kind="PasswordDrawn").exists()


@pytest.mark.parametrize("by", ["khai", "tam", "loc"])
def test_who_does_not_administer_finds_no_such_page(by):
    address = f"/manage/people/{who('phuc')}/password"
    visitor = Visitor.named(by)
    assert (visitor.get(address).status_code, visitor.post(address).status_code) == (404, 404)


def test_a_manager_who_lost_theirs_is_helped_on_the_machine():
    told = draw_by_machine(" QUAN ", now=FRIDAY)
    assert (told.login, told.active) == ("quan", True)
    fact = last_fact()
    assert (fact.log_id, fact.person, fact.role) == ("H08", 0, "administrator")
    assert entered("quan", told.password)[1] == "/manage"
    let_act(who("tri"), "H08", Role.ADMINISTRATOR, since=FRIDAY.date())
    assert "tại máy chủ" in text_of(Visitor.named("tri").get(f"/manage/people/{who('quan')}"))


def test_nobody_has_an_unknown_login():
    with pytest.raises(Refused, match="unknown_login"):
        draw_by_machine("khong.co", now=FRIDAY)


def test_what_is_drawn_is_taken_by_the_rules_and_never_twice_the_same():
    user = User.objects.get(username="phuc")
    by = By(who("quan"), COMMUNE, Role.ADMINISTRATOR)
    assert draw_anew(user, by, FRIDAY) != draw_anew(user, by, FRIDAY)
    set_password(user.id, new_password())
