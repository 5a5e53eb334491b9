"""Signing in, what keeps strangers out, and whom one acts for afterwards."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.actions.passwords import set_password
from motcua.actions.people import let_act, suspend
from motcua.domain.roles import Role
from motcua.management.demo import staff
from motcua.models import Attempt, Installation
from motcua.reads.people import DEMO_PASSWORD
from motcua.web import sign_in as page
from tests.story import COMMUNE, FINANCE, FRIDAY, ONE_STOP, PASSWORD, who
from tests.web.client import Visitor, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def phuc() -> int:
    set_password(who("phuc"), PASSWORD)
    return who("phuc")


def enter(username: str = "phuc", password: str = PASSWORD, visitor: Client | None = None, **more):
    """Send the sign-in form, as a visitor from 192.0.2.1 unless REMOTE_ADDR says otherwise."""
    form = {"username": username, "password": password, "next": more.pop("next", "")}
    return (visitor or Visitor()).post("/sign-in", form, **{"REMOTE_ADDR": "192.0.2.1"} | more)


def test_the_right_password_opens_the_desk(phuc):
    answer = enter()
    assert (answer.status_code, answer["Location"]) == (302, "/desk")


def test_a_name_may_be_typed_in_capitals_and_with_spaces_around(phuc):
    assert enter(" PHUC ").status_code == 302


def test_signing_in_makes_a_new_session(phuc):
    visitor = Visitor()
    visitor.get("/sign-in")
    session = visitor.session
    session["planted"] = "by somebody else"
    session.save()
    visitor.cookies["motcua_session"] = session.session_key
    before = session.session_key
    enter(visitor=visitor)
    assert visitor.session.session_key != before


def test_wrong_name_wrong_password_and_suspended_are_told_the_same(phuc):
    wrong = enter(password="khong-phai-mat-khau")
    nobody = enter("khong.co.ai", "khong-phai-mat-khau")
    suspend(phuc, active=False)
    suspended = enter()
    assert [a.status_code for a in (wrong, nobody, suspended)] == [422] * 3
    sentences = {str(a.context["error"]) for a in (wrong, nobody, suspended)}
    assert sentences == {str(page.WRONG)}


def test_what_was_typed_as_a_name_is_kept_and_the_password_is_not(phuc):
    answer = enter(password="sai-mat-khau-nhe")
    assert 'value="phuc"' in answer.content.decode()
    assert "sai-mat-khau-nhe" not in answer.content.decode()


@pytest.mark.parametrize("name", ["phuc\x00", "\u202ephuc", "p" * 10_000, "", "' or 1=1 --"])
def test_an_odd_name_is_nobodys(phuc, name):
    assert enter(name).status_code == 422


def fail(times: int, username: str = "phuc", **more) -> None:
    for _ in range(times):
        assert enter(username, "sai", **more).status_code == 422


def test_ten_wrong_passwords_lock_the_name_even_for_the_right_one(phuc):
    fail(10)
    answer = enter()
    assert answer.status_code == 429
    assert str(page.LOCKED) in text_of(answer)
    assert enter(REMOTE_ADDR="192.0.2.9").status_code == 429


def test_a_locked_name_locks_nobody_else(phuc):
    set_password(who("loc"), PASSWORD)
    fail(10)
    assert enter("loc").status_code == 302


def test_a_quarter_of_an_hour_later_the_name_opens_again(phuc, monkeypatch):
    fail(10)
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(page, "timezone", _At(later))
    assert enter().status_code == 302


def test_thirty_wrong_tries_lock_the_address_whatever_the_names(phuc):
    for n in range(30):
        fail(1, f"ai.do.{n}")
    assert enter().status_code == 429
    assert enter(REMOTE_ADDR="192.0.2.9").status_code == 302


def test_the_right_password_forgets_the_wrong_ones_of_the_name(phuc):
    fail(9)
    enter()
    fail(9)
    assert enter().status_code == 302


def test_the_right_password_does_not_forget_those_of_the_address(phuc):
    fail(1, "ai.do")
    enter()
    assert Attempt.objects.get(subject="sign-in from 192.0.2.1").failures == 1


def test_a_client_cannot_choose_its_address(phuc):
    fail(1, "ai.do", HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert not Attempt.objects.filter(subject__contains="198.51.100.7").exists()


def test_behind_a_proxy_the_address_is_what_the_proxy_wrote_last(phuc, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    fail(1, "ai.do", HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.7")
    assert Attempt.objects.filter(subject="sign-in from 198.51.100.7").exists()


class _At:
    """Stands for django.utils.timezone at another moment."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/dossiers/000.12.38.H08-200320-0001", "/dossiers/000.12.38.H08-200320-0001"),
        ("/desk?tab=late", "/desk?tab=late"),
        ("https://example.org/desk", "/desk"),
        ("//example.org/desk", "/desk"),
        ("javascript:alert(1)", "/desk"),
        ("", "/desk"),
    ],
)
def test_one_is_led_on_only_within_this_site(phuc, asked, led):
    assert enter(next=asked)["Location"] == led


def test_a_page_for_officials_sends_strangers_to_sign_in_and_back():
    answer = Visitor().get("/desk", {"tab": "late"})
    assert answer["Location"] == "/sign-in?next=%2Fdesk%3Ftab%3Dlate"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in():
    answer = Visitor().get(
        "/desk", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/desk?tab=late"
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/sign-in?next=%2Fdesk%3Ftab%3Dlate"


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page():
    answer = Visitor().post(
        "/account/password", {}, HTTP_REFERER="http://testserver/account/password"
    )
    assert answer["Location"] == "/sign-in?next=%2Faccount%2Fpassword"


def test_who_is_signed_in_already_goes_on():
    assert Visitor.named("phuc").get("/sign-in")["Location"] == "/desk"


def test_an_administrator_begins_at_the_management_pages():
    assert Visitor.named("quan").get("/sign-in")["Location"] == "/manage"


def test_one_signs_out_by_a_button_not_by_a_link():
    visitor = Visitor.named("phuc")
    assert visitor.get("/sign-out").status_code == 405
    assert visitor.post("/sign-out")["Location"] == "/"
    assert visitor.get("/account/password").status_code == 302


def test_suspending_an_account_ends_its_open_sessions():
    visitor = Visitor.named("phuc")
    assert visitor.get("/account/password").status_code == 200
    suspend(who("phuc"), active=False)
    assert visitor.get("/account/password").status_code == 302


def test_pages_of_officials_are_kept_by_no_cache():
    answer = Visitor.named("phuc").get("/account/password")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_a_demo_offers_its_accounts_on_the_sign_in_page():
    Installation.objects.create(demo="binh-dinh-2020")
    page = text_of(Visitor().get("/sign-in"))
    assert "phuc UBND xã Cát Hanh Tiếp nhận và trả kết quả" in page
    assert DEMO_PASSWORD in page


def test_no_other_database_offers_any():
    assert "Tài khoản của bản minh họa" not in text_of(Visitor().get("/sign-in"))


def test_the_password_offered_is_the_one_the_demo_gives():
    assert staff.PASSWORD == DEMO_PASSWORD


def test_one_chooses_for_which_agency_one_acts():
    let_act(who("phuc"), FINANCE, Role.OFFICER, since=FRIDAY.date())
    visitor = Visitor.named("phuc")
    answer = visitor.post("/desk/acting", {"key": f"{FINANCE}/officer"})
    assert answer["Location"] == "/desk"
    desk = visitor.get("/account/password").context["desk"]
    assert desk["unit"] == {"name": "Phòng Tài chính - Kế hoạch huyện Phù Cát", "part": ""}
    assert [unit["current"] for unit in desk["units"]] == [False, True]


def test_at_the_counter_of_a_commune_the_unit_is_its_one_stop():
    unit = Visitor.named("phuc").get("/account/password").context["desk"]["unit"]
    assert unit == {"name": "UBND xã Cát Hanh", "part": "Bộ phận Tiếp nhận và Trả kết quả"}


@pytest.mark.parametrize("key", [f"{ONE_STOP}/receptionist", f"{COMMUNE}/leader", "", "\x00"])
def test_one_cannot_act_for_an_agency_that_is_not_ones_own(key):
    assert Visitor.named("phuc").post("/desk/acting", {"key": key}).status_code == 404


def test_a_choice_that_has_ended_gives_way_to_what_is_left():
    let_act(who("phuc"), FINANCE, Role.OFFICER, since=FRIDAY.date())
    visitor = Visitor.named("phuc")
    visitor.post("/desk/acting", {"key": f"{FINANCE}/officer"})
    let_act(who("phuc"), FINANCE, Role.OFFICER, since=FRIDAY.date(), until=FRIDAY.date())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("motcua.models.Clock.now", lambda clock: FRIDAY + timedelta(days=1))
        unit = visitor.get("/account/password").context["desk"]["unit"]
    assert unit["name"] == "UBND xã Cát Hanh"


def change(visitor: Client, old: str, new: str, again: str | None = None):
    form = {"old": old, "new": new, "again": new if again is None else again}
    return visitor.post("/account/password", form)


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("sai", "mot-mat-khau-moi", "mot-mat-khau-moi", "old"),
        (PASSWORD, "mot-mat-khau-moi", "mot-mat-khau-khac", "again"),
        (PASSWORD, "ngan", "ngan", "new"),
        (PASSWORD, "password123", "password123", "new"),
    ],
)
def test_a_password_that_cannot_be_taken_says_which_field(phuc, old, new, again, field):
    visitor = Visitor()
    enter(visitor=visitor)
    answer = change(visitor, old, new, again)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.context["errors"]] == [field]
    assert enter().status_code == 302


def test_a_new_password_ends_all_sessions_but_this_one(phuc):
    here, elsewhere = Visitor(), Visitor()
    enter(visitor=here)
    enter(visitor=elsewhere)
    assert change(here, PASSWORD, "mot-mat-khau-moi").status_code == 200
    assert here.get("/account/password").status_code == 200
    assert elsewhere.get("/account/password").status_code == 302
    assert enter(password="mot-mat-khau-moi").status_code == 302
