"""People and their posts as the management pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.domain.agencies import AgencyTree
from motcua.reads.people import Person, Post
from motcua.reads.words import role_words


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post in words; `standing` is now, to_come or over."""

    id: int
    key: str
    agency: str
    role: str
    since: date
    until: date | None
    standing: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the posts held today."""

    person: Person
    posts: tuple[PostLine, ...]


def person_rows(people: Iterable[Person], tree: AgencyTree, today: date) -> list[PersonRow]:
    """Rows of the list."""
    return [
        PersonRow(one, tuple(post_line(post, tree, today) for post in one.posts_on(today)))
        for one in people
    ]


def post_line(post: Post, tree: AgencyTree, today: date) -> PostLine:
    """One post in words."""
    held = post.held
    known = held.agency in tree
    return PostLine(
        id=post.id,
        key=held.agency,
        agency=tree.short_name(held.agency, today) if known else held.agency,
        role=role_words(held.role),
        since=held.valid_from,
        until=held.valid_to,
        standing=_standing(post, today),
    )


def _standing(post: Post, today: date) -> str:
    if post.held.holds_on(today):
        return "now"
    return "to_come" if today < post.held.valid_from else "over"
