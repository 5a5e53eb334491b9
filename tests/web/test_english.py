"""Pages in English: complete, chosen by a switch, and never by accident."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, gettext, override

from motcua.domain import commands as do
from motcua.domain.roles import Role
from motcua.models import Clock
from motcua.reads.desks import Tab
from motcua.reads.words.refusals import REFUSALS, WHY
from motcua.statistics.catalogue import BY_NAME
from motcua.web.language import ChosenLanguage
from tests.story import BIRTH, COMMUNE, DISTRICT, ONE_STOP, PERMIT, at, received, tell, who
from tests.web.client import Visitor
from tests.web.clock_story import LATE_DAY, approved, code_of, proposed, sent, with_nga
from tests.web.english import VIETNAMESE, data_shown, in_english, left_in_vietnamese
from tests.web.test_who_sees_what import PAGES, acting, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

WORDS = "Bản vẽ chưa có dấu thẩm duyệt"
OPEN_TO_ALL = (
    "/", "/look-up", "/procedures", "/procedures?q=khai", "/deadline", "/figures",
    "/figures/definitions", "/sign-in", "/nowhere", f"/procedures/{BIRTH.code}",
    "/look-up?code=000.12.38.H08-200320-0001", "/look-up?code=no",
    "/deadline?received=20/03/2020&time=09:00&amount=3&kind=working+days",
    "/deadline?received=20/03/2020&amount=x&kind=working+days",
)  # fmt: skip


def told(visitor, address):
    answer = visitor.get(address)
    return answer.content.decode() if "text/html" in answer.get("Content-Type", "") else ""


def test_pages_are_vietnamese_whatever_a_browser_would_accept():
    answer = Visitor().get("/", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="vi">' in answer.content.decode()
    assert answer["Content-Language"] == "vi"


def test_the_switch_leads_back_in_english_and_again_in_vietnamese():
    visitor = Visitor()
    for language in ("en", "vi"):
        answer = visitor.post("/language", {"language": language, "next": "/deadline?x=1"})
        assert (answer.status_code, answer["Location"]) == (303, "/deadline?x=1")
        page = visitor.get("/deadline?x=1")
        assert f'<html lang="{language}">' in page.content.decode()
        assert page["Content-Language"] == language


def test_the_choice_is_kept_for_a_year_and_no_script_reads_it():
    cookie = Visitor().post("/language", {"language": "en"}).cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (31536000, True, "Lax")


@pytest.mark.parametrize("typed", ["fr", "", "en-GB", "../en"])
def test_there_are_two_languages_and_no_others(typed):
    visitor = Visitor()
    answer = visitor.post("/language", {"language": typed})
    assert answer.cookies.get(settings.LANGUAGE_COOKIE_NAME) is None
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = typed
    assert '<html lang="vi">' in told(visitor, "/")


def test_the_switch_leads_to_no_other_host():
    answer = Visitor().post("/language", {"language": "en", "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_an_answer_to_a_form_has_no_switch_for_it_has_no_way_back():
    visitor = Visitor.named("phuc")
    assert 'action="/language"' in told(visitor, "/desk")
    answer = visitor.post("/account/password", {"old": "x", "new": "y", "again": "z"})
    assert answer.status_code == 422
    assert 'action="/language"' not in answer.content.decode()


def test_caches_are_told_that_a_page_hangs_on_the_cookie():
    assert "Cookie" in Visitor().get("/procedures")["Vary"]


def test_one_process_mixes_no_languages_up():
    visitors = {"en": in_english(), "vi": Visitor()}
    pages = [(code, address) for address in OPEN_TO_ALL for code in ("en", "vi", "en")]
    for code, address in pages:
        html = told(visitors[code], address)
        assert f'<html lang="{code}">' in html
        assert ("Đến nội dung chính" in html, "To the main content" in html) == (
            code == "vi", code == "en",
        ), address  # fmt: skip
    assert get_language() == "vi"


def test_threads_of_one_process_mix_no_languages_up():
    def asked(code):
        request = RequestFactory().get("/")
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = code

        def page(_request):
            sleep(0.001)
            return HttpResponse(gettext("Đến nội dung chính"))

        return ChosenLanguage(page)(request).content.decode()

    codes = ["en", "vi"] * 50
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(asked, codes))
    assert said == ["To the main content", "Đến nội dung chính"] * 50


def wrongly_said(visitor, addresses, data):
    pages = {address: told(visitor, address) for address in addresses}
    said = {page: left_in_vietnamese(html, data) for page, html in pages.items() if html}
    return [f"{page}: {sorted(texts)}" for page, texts in said.items() if texts]


@pytest.mark.parametrize("role", [Role.PROCEDURE_CONTROL, Role.ADMINISTRATOR, Role.LEADER])
def test_every_page_of_officials_says_all_but_data_in_english(role):
    visitor = in_english(acting(role, DISTRICT))
    addresses = [address for address, _roles in PAGES.values()]
    assert wrongly_said(visitor, addresses, data_shown()) == []


def test_new_passwords_and_a_new_agency_are_asked_for_in_english():
    people = f"/manage/people/{who('phuc')}"
    addresses = [people, f"{people}/password", "/account/password", f"/manage/agencies/{COMMUNE}"]
    visitor = in_english(Visitor.named("quan"))
    told_once = visitor.post(f"{people}/password").content.decode()
    new = visitor.post(f"/manage/agencies/{DISTRICT}/new", {"key": "x"}).content.decode()
    addresses.append(f"/manage/agencies/{DISTRICT}/new")
    assert wrongly_said(visitor, addresses, data_shown()) == []
    first = in_english(Visitor.named("phuc"))
    assert wrongly_said(first, ["/account/password"], data_shown()) == []
    wrong = first.post("/account/password", {"old": "x", "new": "1", "again": "1"})
    for html in (told_once, new, wrong.content.decode()):
        assert left_in_vietnamese(html, data_shown()) == set()


def test_every_page_of_the_counter_says_all_but_data_in_english():
    visitor = in_english(acting(Role.RECEPTIONIST, COMMUNE))
    more = ["/desk/search?q=0905", "/desk/search?q=An", f"/desk/receive?procedure={BIRTH.code}"]
    addresses = [*(address for address, _roles in PAGES.values()), *more]
    assert wrongly_said(visitor, addresses, data_shown()) == []


def test_every_page_open_to_all_says_all_but_data_in_english():
    assert wrongly_said(in_english(), OPEN_TO_ALL, data_shown()) == []


def test_every_page_of_a_late_dossier_says_all_but_data_in_english(monkeypatch):
    monkeypatch.setattr(Clock, "now", lambda clock: LATE_DAY)
    keys = [with_nga(), proposed(), approved(), sent(), received(PERMIT, ONE_STOP)]
    supplement = do.RequestSupplement(content=WORDS, explanation=WORDS, guidance=WORDS)
    tell(keys[0], "nga", supplement, at("2020-03-20 10:00"))
    lists = [address for address, _roles in PAGES.values()]
    lists += [f"/desk?tab={tab.value}" for tab in Tab]
    lists += [f"/board/behind?figure={name}&agency={DISTRICT}&from=2020-01-01" for name in BY_NAME]
    lists += ["/desk/search?q=an", "/desk/at-risk?scope=below", "/desk/apologies?tab=late"]
    pages = [f"/dossiers/{code_of(key)}{part}" for key in keys for part in ("", "/sync")]
    data, wrong = data_shown(), []
    for name in ("lan", "thang"):
        wrong += wrongly_said(in_english(Visitor.named(name)), [*lists, *pages], data)
    assert wrong == []


def test_what_is_refused_is_refused_in_english():
    visitor = in_english(Visitor.named("phuc"))
    code, data, wrong = code_of(received()), data_shown(), []
    nouns = patterns()["dossier-command"].partition("(?P<noun>")[2].partition(")")[0].split("|")
    posts = [f"/dossiers/{code}/{noun}" for noun in nouns]
    posts += ["/desk/receive", "/desk/receive/many", "/desk/acceptances", "/desk/hand-overs"]
    posts += ["/account/password", "/desk/register/entry", "/desk/returns"]
    for address in posts:
        html = visitor.post(address, {"do": "receive"}).content.decode()
        wrong += [f"{address}: {texts}" for texts in left_in_vietnamese(html, data)]
    assert wrong == []


def test_every_refusal_has_its_english_sentence():
    with override("en"):
        said = [str(text) for text in (*REFUSALS.values(), *WHY.values())]
    assert [text for text in said if VIETNAMESE.search(text)] == []


def test_prints_and_files_are_vietnamese_for_everybody():
    code = code_of(received())
    files = (
        f"/dossiers/{code}/prints/receipt",
        f"/dossiers/{code}/prints/control-slip",
        "/desk/register/print",
        f"/board/export?table=weeks&format=csv&agency={COMMUNE}",
        f"/board/{DISTRICT}/official/06a.pdf",
    )
    here, there = Visitor.named("phuc"), in_english(Visitor.named("phuc"))
    for address in files:
        answers = [body(visitor.get(address)) for visitor in (here, there)]
        assert answers[0] == answers[1], address
        assert not answers[0].startswith(b"<!doctype"), address


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
