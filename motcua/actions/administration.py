"""What an administrator does with accounts and posts: checked here, for nobody else may.

`by` is who does it; whether they may follows from their own memberships today. Nobody changes
their own account here, so that no administrator makes a receptionist of themselves.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.actions import people
from motcua.actions.passwords import draw_anew
from motcua.domain.access import Membership as Acting
from motcua.domain.facts import By
from motcua.domain.local_time import local_day
from motcua.domain.managing import administers
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Membership, User
from motcua.models.law import reference


@transaction.atomic
def add_person(
    by: int,
    *,
    username: str,
    full_name: str,
    title: str,
    agency: str,
    role: Role,
    since: date,
    until: date | None,
    now: datetime,
) -> tuple[int, str]:
    """A new account with its first post; its id, and the password to be told once.

    Refused: not the administrator of that agency, name taken, dates the wrong way round.
    """
    _administered(by, agency, local_day(now))
    person, password = people.add_person(username, full_name, title=title, now=now)
    _let_act(person, agency, role, since, until)
    return person, password


@transaction.atomic
def give_post(
    by: int,
    person: int,
    *,
    agency: str,
    role: Role,
    since: date,
    until: date | None,
    now: datetime,
) -> None:
    """From `since` to `until` (both inclusive) the person acts for the agency in the role.

    Refused: `already_acts` where they do so on one of these days, `own_account`.
    """
    today = local_day(now)
    _not_oneself(by, person)
    _known(by, person, today)
    _administered(by, agency, today)
    same = Membership.objects.filter(person_id=person, agency=agency, role=role.value)
    overlapping = same.filter(Q(valid_to=None) | Q(valid_to__gte=since))
    if until is not None:
        overlapping = overlapping.filter(valid_from__lte=until)
    if overlapping.exists():
        raise Refused("already_acts")
    _let_act(person, agency, role, since, until)


@transaction.atomic
def end_post(by: int, person: int, post: int, *, last_day: date, now: datetime) -> None:
    """The person stops acting in it after that day; a post not yet begun is taken away.

    Refused `only_post`: an account without any would belong to nobody's area.
    """
    today = local_day(now)
    _not_oneself(by, person)
    User.objects.select_for_update().filter(id=person).first()  # two posts may end at once
    row = Membership.objects.select_for_update().filter(id=post, person_id=person).first()
    if row is None:
        raise Refused("unknown_membership")
    _administered(by, row.agency, today)
    if row.valid_from > today:
        if not Membership.objects.filter(person_id=person).exclude(id=post).exists():
            raise Refused("only_post")
        row.delete()
    else:
        people.end_membership(post, last_day=last_day)


@transaction.atomic
def reset_password(by: int, person: int, *, now: datetime) -> str:
    """Another first password for an account of one's own area, to be told once.

    Refused: somebody who works, worked or will work outside it, `own_account`.
    """
    today = local_day(now)
    user = _governed(by, person, today)
    return draw_anew(user, _administrator(by, person, today), now)


@transaction.atomic
def suspend(by: int, person: int, *, active: bool, now: datetime) -> None:
    """Close an account, or open it again. Its sessions end with the next request."""
    _governed(by, person, local_day(now))
    people.suspend(person, active=active)


def _let_act(person: int, agency: str, role: Role, since: date, until: date | None) -> None:
    if role is Role.CLOCK:
        raise Refused("bad_choice", field="role")
    people.let_act(person, agency, role, since=since, until=until)


def _administered(by: int, agency: str, today: date) -> None:
    tree = reference().agencies
    if not administers(held_on(by, today), tree.get(agency).key, tree):
        raise Refused("unknown_agency", agency=agency)


def _governed(by: int, person: int, today: date) -> User:
    """An account of which every post, past ones too, is within what `by` administers."""
    _not_oneself(by, person)
    user = _known(by, person, today)
    held, tree = held_on(by, today), reference().agencies
    if not all(administers(held, agency, tree) for agency in _agencies_of(person)):
        raise Refused("person_elsewhere")
    return user


def _known(by: int, person: int, today: date) -> User:
    """An account that acted for an agency which `by` administers."""
    user = User.objects.select_for_update().filter(id=person).first()
    if user is None:
        raise Refused("unknown_person")
    held, tree, agencies = held_on(by, today), reference().agencies, _agencies_of(person)
    if not any(administers(held, agency, tree) for agency in agencies):
        raise Refused("unknown_person")
    return user


def _administrator(by: int, person: int, today: date) -> By:
    """As what `by` acts on an account that they govern: the post that reaches its agencies."""
    tree, agencies = reference().agencies, _agencies_of(person)
    mine = [one for one in held_on(by, today) if one.role is Role.ADMINISTRATOR]
    reaching = [one for one in mine if any(tree.is_within(a, one.agency) for a in agencies)]
    return By(by, (reaching or mine)[0].agency, Role.ADMINISTRATOR)


def _agencies_of(person: int) -> list[str]:
    """For which the person acted or will; whoever never had a post is the province's alone."""
    held = list(Membership.objects.filter(person_id=person).values_list("agency", flat=True))
    return held or [one.key for one in reference().agencies if one.parent is None]


def _not_oneself(by: int, person: int) -> None:
    if by == person:
        raise Refused("own_account")


def held_on(by: int, today: date) -> list[Acting]:
    """In which roles a person acts that day; none for a closed account."""
    rows = Membership.objects.filter(person_id=by, person__is_active=True)
    return [one for one in (row.facts() for row in rows) if one.holds_on(today)]
