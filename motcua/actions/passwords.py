"""Passwords of accounts: the first one is drawn by chance and told once, then its owner chooses.

Whoever drew a password knows it, so it opens one page only: the one on which it is changed.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from motcua.actions import journal
from motcua.actions.agency_log import note
from motcua.domain.agency_facts import PasswordDrawn
from motcua.domain.facts import By
from motcua.domain.passwords import MOST, RULES
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import User
from motcua.models.law import reference

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of drawn passwords: none that is read as another."""
GROUPS, LENGTH = 3, 5

RULE_OF = {
    "password_too_short": "short",
    "password_too_similar": "similar",
    "password_too_common": "common",
    "password_entirely_numeric": "digits",
}
"""The rule behind each code of Django's validators."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Whose first password it is, whether the account is open, and the password itself."""

    login: str
    name: str
    active: bool
    password: str


def new_password() -> str:
    """A password of 15 signs by chance, in groups so that it can be read out."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def draw_password(person: User) -> str:
    """Give an account, saved by the caller, a first password; its text, to be told once."""
    password = new_password()
    person.password = make_password(password)
    person.first_password = True
    return password


def sign_in_subject(username: str) -> str:
    """Under which name failed tries of a password are counted."""
    return f"sign-in {username}"


def own_subject(person: int) -> str:
    """Under which name failed tries of one's own password count, who asks being signed in. Another
    than to sign in: nobody outside can keep somebody from changing theirs."""
    return f"password {person}"


def account_subject(person: int) -> str:
    """Under which subject the facts of an account stand in an agency's log."""
    return f"account/{person}"


@transaction.atomic
def draw_anew(person: User, by: By, now: datetime) -> str:
    """Another first password for an account; its text, to be told once.

    With the next request all sessions of the account end, and a lock of its name is lifted. The
    log of the agency for which it is done keeps who did it, and never the password.
    """
    password = draw_password(person)
    person.save(update_fields=["password", "first_password"])
    journal.succeeded(sign_in_subject(person.username))
    journal.succeeded(own_subject(person.id))
    fact = PasswordDrawn(happened=now, subject=account_subject(person.id), person=person.id)
    note(by.agency, [fact], by, now)
    return password


@transaction.atomic
def draw_by_machine(login: str, *, now: datetime) -> Drawn:
    """The same by whoever runs the machine, who needs no account: in the province's log as the
    deed of nobody (0). Refused `unknown_login`, `no_agencies`.
    """
    name = login.strip().lower()
    known = User.objects.select_for_update().filter(username=name) if name.isprintable() else None
    person = known.first() if known is not None else None
    if person is None:
        raise Refused("unknown_login", login=login)
    top = next((one.key for one in reference().agencies if one.parent is None), None)
    if top is None:
        raise Refused("no_agencies")
    password = draw_anew(person, By(0, top, Role.ADMINISTRATOR), now)
    return Drawn(person.username, person.full_name, person.is_active, password)


@transaction.atomic
def change_password(person: int, old: str, password: str) -> str:
    """The owner, who knows the one of now, chooses another password; what a session has to hold to
    go on. All others end with the next request.

    Refused `wrong_password`, also where another was drawn in this very moment, and `weak_password`
    with the rules that it breaks.
    """
    user = User.objects.select_for_update().get(id=person)
    if not user.check_password(old):
        raise Refused("wrong_password")
    return set_password(person, password)


@transaction.atomic
def set_password(person: int, password: str) -> str:
    """The same for a caller who knows that the owner asks."""
    user = User.objects.select_for_update().get(id=person)
    _check(user, password)
    user.password = make_password(password)
    user.first_password = False
    user.save(update_fields=["password", "first_password"])
    return str(user.get_session_auth_hash())


def _check(user: User, password: str) -> None:
    if len(password) > MOST:
        raise Refused("weak_password", rules=("long",))
    broken = {"same"} if user.check_password(password) else set[str]()
    try:
        validate_password(password, user)
    except ValidationError as weak:
        broken |= {RULE_OF[str(error.code)] for error in weak.error_list}
    if broken:
        raise Refused("weak_password", rules=tuple(one for one in RULES if one in broken))
