"""Every address of the product, asked by everyone: an answer that was meant, never a failure."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from motcua.actions.people import let_act
from motcua.domain.roles import Role
from motcua.models import Dossier, Membership
from tests.story import BIRTH, COMMUNE, DISTRICT, WORKS, received, who
from tests.web.client import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

WHO = {
    "stranger": "",
    Role.RECEPTIONIST: "phuc",
    Role.ONE_STOP_HEAD: "dong",
    Role.OFFICER: "thuong",
    Role.DIVISION_HEAD: "tri",
    Role.LEADER: "khai",
    Role.CLERK: "hoa",
    Role.PROCEDURE_CONTROL: "tam",
    Role.ADMINISTRATOR: "quan",
    "without a role": "nga",
}
READ = {200, 302, 303, 403, 404, 405, 409, 422}
SENT = {200, 204, 302, 303, 403, 404, 405, 409, 422, 429}
LAST = {"sign-out", "password"}
"""Asked last, for they end the session."""


@pytest.fixture
def dossier() -> str:
    """A dossier at the commune; and everyone of WHO in their role."""
    since = date(2020, 1, 1)
    let_act(who("dong"), COMMUNE, Role.ONE_STOP_HEAD, since=since)
    let_act(who("tri"), WORKS, Role.DIVISION_HEAD, since=since)
    Membership.objects.filter(person_id=who("nga")).delete()
    return Dossier.objects.get(key=received()).code


def named_patterns() -> dict[str, URLPattern]:
    """Every address of the pages by its name; the API's own are asked in tests/api."""
    return {str(one.name): one for one in _flat(get_resolver().url_patterns)}


def _flat(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver) and one.namespace:
            continue
        if isinstance(one, URLResolver):
            yield from _flat(one.url_patterns)
        else:
            yield one


def addresses(dossier: str) -> dict[str, list[str]]:
    """Each address by its name, with values that are there."""
    known = {
        "number": [str(who("phuc"))],
        "post": [str(Membership.objects.get(person_id=who("phuc")).id)],
        "key": [DISTRICT],
        "digest": ["ab" * 32],
    }
    found = {}
    for name, pattern in named_patterns().items():
        is_procedure = "procedure" in name
        values = known | {"code": [BIRTH.code if is_procedure else dossier]}
        values |= {n: words.split("|") for n, words in _CHOICES.findall(str(pattern.pattern))}
        names = list(pattern.pattern.regex.groupindex)
        if "<uuid:key>" in str(pattern.pattern):
            values["key"] = [str(UUID(int=0))]
        combinations = product(*(values.get(one, NONSENSE) for one in names))
        found[name] = [
            reverse(name, kwargs=dict(zip(names, chosen, strict=True))) for chosen in combinations
        ]
    return found


NONSENSE = ["x"]
"""Where this test knows no value that is there, it asks for one that is not."""
_CHOICES = re.compile(r"\(\?P<(\w+)>([\w|-]*\|[\w|-]*)\)")


@pytest.mark.parametrize("role", WHO)
def test_every_address_answers_everyone(role, dossier):
    everywhere = addresses(dossier)
    assert len(everywhere) > 30
    visitor = Visitor.named(WHO[role]) if WHO[role] else Visitor()
    visitor.raise_request_exception = False
    wrong = []
    for name in sorted(everywhere, key=lambda one: (one in LAST, one)):
        for address in everywhere[name]:
            wrong += problems(visitor.get, address, READ)
            wrong += problems(visitor.post, address, SENT)
    assert not wrong, "\n".join(wrong)


def problems(ask: Callable[[str], Any], address: str, meant: set[int]) -> list[str]:
    """What is wrong with the answer: a status that nobody meant, a page that is not in order."""
    try:
        status = ask(address).status_code
    except AssertionError as unfit:
        return [f"{ask.__name__} {address}: {unfit}"]
    return [] if status in meant else [f"{ask.__name__} {address}: {status}"]


def test_a_stranger_reaches_nothing_but_the_public_pages(dossier):
    public = {"home", "look-up", "procedures", "procedure", "deadline", "healthz", "readyz"}
    public |= {"figures", "figures-definitions"}
    public |= {"sign-in", "metrics"}  # metrics: to this machine alone (tests/web/test_exchange.py)
    reached = {
        name
        for name, these in addresses(dossier).items()
        if any(Visitor().get(address).status_code == 200 for address in these)
    }
    assert reached == public
