"""Who looks after what besides dossiers: procedures, agencies, people, calendar. A pure rule.

`held` are always the memberships in which a person acts on the day that is asked about.
"""

from collections.abc import Iterable
from enum import StrEnum

from motcua.domain.access import Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.roles import Role


class Area(StrEnum):
    """A part of the management pages, in the order in which they stand."""

    PROCEDURES = "procedures"
    AGENCIES = "agencies"
    PEOPLE = "people"
    CALENDAR = "calendar"
    FIGURES = "figures"
    EXCHANGE = "exchange"
    ORDERS = "orders"


AREAS: dict[Role, frozenset[Area]] = {
    Role.ADMINISTRATOR: frozenset(Area),
    Role.PROCEDURE_CONTROL: frozenset(Area) - {Area.PEOPLE},
    Role.LEADER: frozenset({Area.PEOPLE}),
    Role.ONE_STOP_HEAD: frozenset({Area.PEOPLE}),
}
"""What each role may look at; what it may change stands in `administers`."""


def areas(held: Iterable[Membership]) -> tuple[Area, ...]:
    """The parts that are open to a person."""
    mine: set[Area] = set()
    for one in held:
        mine |= AREAS.get(one.role, frozenset())
    return tuple(area for area in Area if area in mine)


def people_scope(held: Iterable[Membership]) -> tuple[str, ...]:
    """The agencies whose people, and those of all agencies below, a person may look at."""
    mine = (one.agency for one in held if Area.PEOPLE in AREAS.get(one.role, frozenset()))
    return tuple(dict.fromkeys(mine))


def exchange_scope(held: Iterable[Membership]) -> tuple[str, ...]:
    """The agencies whose exchange with other systems, and that of all below, a person sees to."""
    mine = (one.agency for one in held if Area.EXCHANGE in AREAS.get(one.role, frozenset()))
    return tuple(dict.fromkeys(mine))


def oversees(held: Iterable[Membership], agency: str, tree: AgencyTree) -> bool:
    """Whether a person may look at the people of this agency."""
    return any(tree.is_within(agency, top) for top in people_scope(held))


def administered(held: Iterable[Membership]) -> tuple[str, ...]:
    """The agencies which, with all below, a person administers."""
    mine = (one.agency for one in held if one.role is Role.ADMINISTRATOR)
    return tuple(dict.fromkeys(mine))


def administers(held: Iterable[Membership], agency: str, tree: AgencyTree) -> bool:
    """Whether a person may change who acts for this agency: administrators, theirs and below."""
    return any(tree.is_within(agency, top) for top in administered(held))
