"""People of the offices: accounts, and for which agency they act in which role between days."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from motcua.actions.passwords import draw_password
from motcua.domain.contacts import read_email
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import NAME_LIMIT, clean, sort_key
from motcua.models import Membership, Token, User
from motcua.models.law import reference

USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
"""Names to sign in with: typed on any keyboard, told over the phone."""


@transaction.atomic
def add_person(
    username: str,
    full_name: str,
    *,
    now: datetime,
    title: str = "",
    email: str = "",
) -> tuple[int, str]:
    """A new account: its id, and its first password, to be told once.

    Refused: name taken or of a wrong shape.
    """
    name = clean(full_name, field="full_name", limit=NAME_LIMIT)
    login = read_username(username)
    if User.objects.filter(username=login).exists():
        raise Refused("username_taken", username=login)
    person = User(
        username=login,
        full_name=name,
        sort_key=sort_key(name)[:400],
        title=read_title(title),
        email=read_email(email) if email else "",
        created=now,
    )
    password = draw_password(person)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # somebody took the name in this very moment
        raise Refused("username_taken", username=login) from None
    return person.id, password


def read_username(text: str) -> str:
    """A user name as it is kept; Refused `bad_text` for what cannot be one."""
    login = clean(text, field="username", limit=60).lower()
    if not USERNAME.fullmatch(login):
        raise Refused("bad_text", field="username", why="shape", expected="tiepnhan.cathanh")
    return login


def read_title(text: str) -> str:
    """A title as it is kept, '' where there is none; Refused `bad_text`."""
    return clean(text, field="title", limit=120, required=False)


@transaction.atomic
def let_act(
    person: int, agency: str, role: Role, *, since: date, until: date | None = None
) -> None:
    """From `since` to `until` (both inclusive) the person acts for the agency in the role."""
    reference().agencies.get(agency)
    if until is not None and until < since:
        raise Refused("ends_before_it_begins", since=since, until=until)
    Membership.objects.update_or_create(
        person_id=person,
        agency=agency,
        role=role.value,
        valid_from=since,
        defaults={"valid_to": until},
    )


@transaction.atomic
def end_membership(membership: int, *, last_day: date) -> None:
    """The person stops acting in it after that day. What they did stays theirs."""
    row = Membership.objects.select_for_update().filter(id=membership).first()
    if row is None:
        raise Refused("unknown_membership")
    if last_day < row.valid_from:
        raise Refused("ends_before_it_begins", since=row.valid_from, until=last_day)
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])


@transaction.atomic
def suspend(person: int, *, active: bool) -> None:
    """Close an account and take back its programs' tokens, or open it again without them."""
    User.objects.filter(id=person).update(is_active=active)
    if not active:
        Token.objects.filter(person_id=person, revoked=None).update(revoked=Now())


@transaction.atomic
def add_people(
    people: Sequence[tuple[str, str, str, str, Role]],
    *,
    password: str,
    since: date,
    now: datetime,
) -> dict[str, int]:
    """Many accounts with one password (a demo's): user name, full name, title, agency, role.

    Their ids by user name. The password is hashed once: hashing is slow on purpose.
    """
    hashed = make_password(password)
    users = User.objects.bulk_create(
        User(
            username=username,
            full_name=name,
            sort_key=sort_key(name)[:400],
            title=title,
            password=hashed,
            created=now,
        )
        for username, name, title, _, _ in people
    )
    Membership.objects.bulk_create(
        Membership(person=user, agency=agency, role=role.value, valid_from=since)
        for user, (_, _, _, agency, role) in zip(users, people, strict=True)
    )
    return {user.username: user.id for user in users}
