"""Every address × every role × own or another unit: who gets a page, and who hears of nothing.

A new address stands in one of the tables below, or the first test fails: whoever adds a page says
here for whom it is.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.actions.people import let_act
from motcua.domain.roles import Role
from motcua.models import Fact, Membership, User
from tests.story import BIRTH, COMMUNE, DISTRICT, OTHER_COMMUNE, received, who
from tests.web.client import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

ROLES = [role for role in Role if role is not Role.CLOCK]
ALL = frozenset(ROLES)
SEEING = ALL - {Role.ADMINISTRATOR}
COUNTER, HEAD, LEADER = Role.RECEPTIONIST, Role.ONE_STOP_HEAD, Role.LEADER
CONTROL, ADMINISTRATOR = Role.PROCEDURE_CONTROL, Role.ADMINISTRATOR
MANAGING = frozenset({CONTROL, ADMINISTRATOR})
ANSWERED = {200, 302, 303, 409, 422}
"""Let in: a page, or a sentence about it. Anything else is 403 or 404."""

PUBLIC = {
    "home", "look-up", "procedures", "procedure", "deadline", "figures", "figures-definitions",
    "figures-period", "figures-late", "figures-times", "figures-unit", "figures-file",
    "sign-in", "healthz", "readyz",
    "metrics",  # to this machine alone (tests/web/test_exchange.py)
}  # fmt: skip
PAGES: dict[str, tuple[str, frozenset[Role]]] = {
    "desk": ("/desk", ALL),
    "search": ("/desk/search", ALL),
    "hand-over-lists": ("/desk/hand-overs/lists", SEEING),
    "hand-over-list": (f"/desk/hand-overs/list?agency={COMMUNE}", SEEING),
    "register": ("/desk/register", ALL),
    "register-print": ("/desk/register/print", SEEING),
    "book-entry-template": ("/desk/register/entry/template.xlsx", ALL),
    "book-entry": ("/desk/register/entry", frozenset({COUNTER})),
    "receive": ("/desk/receive", frozenset({COUNTER})),
    "receive-many": ("/desk/receive/many", frozenset({COUNTER})),
    "receive-procedures": ("/desk/receive/procedures", frozenset({COUNTER})),
    "at-risk": ("/desk/at-risk", SEEING),
    "lateness": ("/desk/lateness", SEEING),
    "apologies": ("/desk/apologies", SEEING),
    "apologies-print": ("/desk/apologies/print", SEEING),
    "apologies-to-approve": ("/desk/apologies/to-approve", frozenset({LEADER})),
    "apologies-to-send": ("/desk/apologies/to-send", frozenset({COUNTER, HEAD})),
    "board": ("/board", SEEING),
    "board-silent": ("/board/silent", SEEING),
    "board-of": (f"/board/{DISTRICT}", SEEING),
    "board-fields": (f"/board/{DISTRICT}/fields", SEEING),
    "board-weeks": (f"/board/{DISTRICT}/weeks", SEEING),
    "board-time": (f"/board/{DISTRICT}/time", SEEING),
    "board-adoption": (f"/board/{DISTRICT}/adoption", SEEING),
    "board-official": (f"/board/{DISTRICT}/official", SEEING),
    "reviews": ("/reviews", SEEING),
    "manager-home": ("/manage", MANAGING | {HEAD, LEADER}),
    "manager-people": ("/manage/people", frozenset({HEAD, LEADER, ADMINISTRATOR})),
    "manager-person-new": ("/manage/people/new", frozenset({ADMINISTRATOR})),
    "manager-procedures": ("/manage/procedures", MANAGING),
    "manager-procedure": (f"/manage/procedures/{BIRTH.code}", MANAGING),
    "manager-agencies": ("/manage/agencies", MANAGING),
    "manager-agency": (f"/manage/agencies/{DISTRICT}", MANAGING),
    "manager-agency-new": (f"/manage/agencies/{DISTRICT}/new", frozenset()),
    "manager-figures": ("/manage/figures", MANAGING),
    "manager-orders": ("/manage/orders", MANAGING),
    "manager-order-new": ("/manage/orders/new", frozenset({CONTROL})),
    "manager-exchange": ("/manage/exchange", MANAGING),
    "manager-dead-letters": ("/manage/exchange/dead-letters", MANAGING),
    "manager-portal-catalogue": ("/manage/exchange/catalogue", MANAGING),
    "manager-reconciliation": ("/manage/exchange/reconciliation", MANAGING),
    "manager-calendar": ("/manage/calendar", MANAGING),
    "manager-late-day-off": ("/manage/calendar/late-day-off", frozenset({CONTROL})),
}
OF_ONE_UNIT = {
    "dossier",
    "dossier-sync",
    "dossier-file",
    "dossier-print",
    "dossier-command",
    "manager-person",
}
POSTED = {
    "sign-out", "language", "acting", "password", "acceptances", "hand-overs", "submissions",
    "approvals", "results", "returns",
    "receive-papers", "receive-promise", "receive-applicant", "receive-card", "manager-posts",
    "manager-post-ending", "manager-password", "manager-suspension", "review-signature",
    "review-answers", "manager-attempts", "manager-repairs", "manager-order-ending",
    "portal-submission", "portal-change",
}  # fmt: skip
ELSEWHERE = {
    "board-behind": "tests of the boards: its rows need a figure",
    "board-path": "tests of the boards",
    "board-findings": "tests of the detectors: for whoever heads or controls the unit",
    "board-finding": "tests of the detectors",
    "board-official-file": "tests of the official tables",
    "board-official-procedures": "tests of the official tables: it needs a column",
    "manager-order": "tests of the orders: it needs one",
    "board-export": "tests of the exports",
    "board-export-of": "tests of the exports",
    "board-export-file": "tests of the exports",
    "reviews-month": "tests of the reviews",
    "review": "tests of the reviews",
    "review-report": "tests of the reviews",
    "book-entry-result": "tests of the register's entry: it needs one",
    "book-entry-lines": "tests of the register's entry",
    "book-entry-sheet": "tests of the register's entry",
}
"""What cannot be asked without more of a story; strangers are asked all the same."""


def patterns() -> dict[str, str]:
    """Every address but the API's (its tests ask it with keys), by name."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(these: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
    for one in these:
        whole = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield str(one.name), whole
        elif not whole.startswith("api/"):
            yield from _walk(one.url_patterns, whole)


def acting(role: Role, agency: str) -> Visitor:
    """Somebody in that role at that agency and in no other."""
    person = User.objects.get(username="nga")
    Membership.objects.filter(person=person).delete()
    let_act(person.id, agency, role, since=date(2020, 1, 1))
    return Visitor.named("nga")


def test_every_address_says_for_whom_it_is():
    told = PUBLIC | set(PAGES) | OF_ONE_UNIT | POSTED | set(ELSEWHERE)
    assert set(patterns()) - told == set(), "say for whom it is"


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_a_page_is_for_the_roles_that_it_says(role):
    visitor, wrong = acting(role, COMMUNE), []
    for name, (address, roles) in PAGES.items():
        status = visitor.get(address).status_code
        expected = ANSWERED if role in roles else {403, 404}
        if status not in expected:
            wrong.append(f"{name}: {status}, expected {expected}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_a_dossier_is_there_for_its_own_units_and_for_nobody_else(role):
    code = Fact.objects.get(dossier_id=received()).body["code"]
    parts = ("", "/prints/receipt", "/sync", "/hand-over", "/files/" + "ab" * 32)
    seen = {}
    for agency in (COMMUNE, OTHER_COMMUNE):
        visitor = acting(role, agency)
        seen[agency] = [visitor.get(f"/dossiers/{code}{part}").status_code for part in parts]
    own = role in SEEING
    assert seen[COMMUNE][:3] == [200 if own else 404] * 3
    assert set(seen[OTHER_COMMUNE]) <= {404, 405}
    assert seen[OTHER_COMMUNE][0] == 404


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_nobody_changes_another_units_dossier(role):
    code = Fact.objects.get(dossier_id=received()).body["code"]
    route = patterns()["dossier-command"]
    nouns = route.partition("(?P<noun>")[2].partition(")")[0].split("|")
    assert len(nouns) > 10
    visitor = acting(role, OTHER_COMMUNE)
    answers = {noun: visitor.post(f"/dossiers/{code}/{noun}").status_code for noun in nouns}
    assert {noun: status for noun, status in answers.items() if status != 404} == {}
    assert Fact.objects.count() == 1


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_people_are_managed_within_their_unit_only(role):
    address = f"/manage/people/{who('phuc')}"
    other = acting(role, OTHER_COMMUNE)
    assert other.get(address).status_code == 404
    for part in ("password", "suspension", "posts"):
        assert other.post(f"{address}/{part}").status_code in (403, 404)
    assert User.objects.get(username="phuc").is_active


def test_a_stranger_is_sent_to_sign_in_everywhere_else():
    values = {"<str:code>": BIRTH.code, "<int:number>": "1", "<int:post>": "1"}
    wrong = []
    for name, route in patterns().items():
        if name in PUBLIC or route.startswith("^"):
            continue
        for placeholder, value in values.items():
            route = route.replace(placeholder, value)
        status = Visitor().get(f"/{route}").status_code
        if status not in (302, 404, 405):
            wrong.append(f"{name}: {status}")
    assert wrong == []
