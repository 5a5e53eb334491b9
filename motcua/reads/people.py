"""People of the offices: who acts for which agency, found by agency and by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
)

from motcua.domain.access import Membership
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import search_key
from motcua.models import Membership as MembershipRow
from motcua.models import User
from motcua.reads.agency_log import last_done

PAGE = 50
DEMO_PASSWORD = "MotCua-BinhDinh-2020"
"""Of all accounts of a demo database; a real one has none of these accounts."""
SHOWN_IN_DEMO = ("H08.38.12", "H08.38.80", "H08.38.84", "H08.38.92", "H08.38", "H08")
"""Xã Cát Hanh, its district and the province: the agencies of the story that README tells."""


@dataclass(frozen=True, slots=True)
class Post:
    """A membership with the number of its row, by which it can be ended."""

    id: int
    held: Membership


@dataclass(frozen=True, slots=True)
class Person:
    """An account as the management pages show it; `cursor` is its place in the list.

    `first_password`: its owner has not yet changed the one that was drawn for them.
    """

    id: int
    username: str
    name: str
    title: str
    active: bool
    first_password: bool
    cursor: str
    posts: tuple[Post, ...]

    def posts_on(self, day: date) -> tuple[Post, ...]:
        """The posts that the person holds on that local day."""
        return tuple(post for post in self.posts if post.held.holds_on(day))


def person_of(person: int) -> Person:
    """One account with all its posts, past and future. Refused `unknown_person` if none."""
    found = _with_posts(User.objects.filter(id=person))
    if not found:
        raise Refused("unknown_person")
    return found[0]


def account_named(login: str) -> tuple[str, frozenset[tuple[str, Role]]] | None:
    """The name of who signs in so, and all posts they ever had (agency, role); None if nobody."""
    user = User.objects.filter(username=login).first()
    if user is None:
        return None
    rows = user.memberships.values_list("agency", "role")
    return user.full_name, frozenset((agency, Role(role)) for agency, role in rows)


def password_drawn(person: int) -> tuple[datetime, str] | None:
    """When somebody last drew another password for the account, and their name; None if nobody.

    The name is '' where it was done on the machine itself.
    """
    return last_done("PasswordDrawn", f"account/{person}")


def people_of(
    agencies: Iterable[str], *, name: str = "", after: str = "", nobody: bool = False
) -> tuple[Sequence[Person], str]:
    """A page of the people who ever acted for one of these agencies, in Vietnamese order.

    `name` is part of a name, with or without diacritics, or of a user name; `after` is the cursor
    that the page before ended with. With `nobody`, only accounts that act for no agency at all.
    Returns the page and the cursor for the next one, '' at the end.
    """
    posts = MembershipRow.objects.filter(person=OuterRef("id"))
    if nobody:
        rows = User.objects.filter(~Exists(posts))
    else:
        rows = User.objects.filter(Exists(posts.filter(agency__in=list(agencies))))
    if name:
        rows = _named(rows, name)
    if after:
        sort_key, _, last = after.rpartition(".")
        if sort_key.isalnum() and sort_key.isascii() and last.isdigit() and last.isascii():
            rows = rows.filter(
                Q(sort_key__gt=sort_key) | Q(sort_key=sort_key, id__gt=int(last[:18]))
            )
    page = _with_posts(rows.order_by("sort_key", "id")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].cursor if len(page) > PAGE else ""


def people_counts(on: date) -> dict[str, int]:
    """How many people act for each agency on that day; agencies without any are left out."""
    holding = MembershipRow.objects.filter(_holds_on(on), person__is_active=True)
    counted = holding.values("agency").annotate(people=Count("person", distinct=True))
    return dict(counted.values_list("agency", "people"))


def demo_accounts(on: date) -> list[tuple[str, str, Role]]:
    """The accounts that a demo offers on its sign-in page: user name, agency, role."""
    rows = MembershipRow.objects.filter(
        _holds_on(on), agency__in=SHOWN_IN_DEMO, person__is_active=True
    )
    found = rows.order_by("agency", "id").values_list("person__username", "agency", "role")
    order = {agency: place for place, agency in enumerate(SHOWN_IN_DEMO)}
    accounts = [(username, agency, Role(role)) for username, agency, role in found]
    return sorted(accounts, key=lambda account: order[account[1]])


def _holds_on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def _with_posts(users: "QuerySet[User]") -> list[Person]:
    posts = MembershipRow.objects.order_by("agency", "role", "valid_from")
    return [_person(user) for user in users.prefetch_related(Prefetch("memberships", posts))]


def _person(user: User) -> Person:
    return Person(
        id=user.id,
        username=user.username,
        name=user.full_name,
        title=user.title,
        active=user.is_active,
        first_password=user.first_password,
        cursor=f"{user.sort_key}.{user.id}",
        posts=tuple(Post(row.id, row.facts()) for row in user.memberships.all()),
    )


def _named(users: "QuerySet[User]", name: str) -> "QuerySet[User]":
    # A sort key is the name's letters with digits between; without them the letters are left.
    letters = Func(
        F("sort_key"),
        Value("[0-9]"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=CharField(),
    )
    typed = search_key(name)[:200]
    rows = users.alias(letters=letters)
    return rows.filter(Q(letters__contains=typed.replace(" ", "")) | Q(username__contains=typed))


def ids_of() -> dict[str, int]:
    """Every account's number by its user name."""
    return dict(User.objects.values_list("username", "id"))
