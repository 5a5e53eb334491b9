"""Who may ask for what: a pure rule over memberships, the dossier and the day.

Callers of the door say who they are, never in which role: the role follows from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain import commands as do
from motcua.domain.agencies import AgencyTree
from motcua.domain.dossier import Dossier, State
from motcua.domain.facts import CLOCK, By
from motcua.domain.local_time import VIETNAM
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.rules import RULES, Place


@dataclass(frozen=True, slots=True)
class Membership:
    """A person acts for an agency in a role between two local days (both inclusive)."""

    person: int
    agency: str
    role: Role
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the person acts in it on that local day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def acting(
    dossier: Dossier,
    command: do.Command,
    actor: int,
    memberships: Iterable[Membership],
    now: datetime,
    tree: AgencyTree,
) -> By:
    """In which capacity this person gives this command now. Refused if in none.

    `not_now` tells that the dossier is not in a state for it; `not_your_task` that somebody
    else's turn it is.
    """
    rule, kind = RULES[type(command)], type(command).__name__
    if dossier.state not in rule.states or not rule.when(dossier):
        raise Refused("not_now", command=kind, state=dossier.state.value)
    named = getattr(command, "agency", "")
    by = standing(dossier, type(command), actor, memberships, now, tree, named)
    if by is None:
        raise Refused("not_your_task", command=kind, state=dossier.state.value)
    return by


def standing(
    dossier: Dossier,
    kind: type[do.Command],
    actor: int,
    memberships: Iterable[Membership],
    now: datetime,
    tree: AgencyTree,
    named: str = "",
) -> By | None:
    """The capacity that RULES allows for this command, or None."""
    rule, day = RULES[kind], now.astimezone(VIETNAM).date()
    if actor == CLOCK.person:
        return CLOCK if Place.CLOCK in rule.places else None
    mine = [m for m in memberships if m.role in rule.roles and m.holds_on(day)]
    for place in rule.places:
        for member in mine:
            if _stands(place, member, dossier, tree, named):
                return By(member.person, member.agency, member.role)
    return None


def _own(place: Place, dossier: Dossier, named: str) -> str | None:
    if place is Place.RECEIVING:
        return dossier.receiving
    if place is Place.NAMED:
        return named or dossier.receiving
    return dossier.competent if place is Place.COMPETENT else None


def _stands(
    place: Place, member: Membership, dossier: Dossier, tree: AgencyTree, named: str
) -> bool:
    own = _own(place, dossier, named)
    if own is not None:
        return member.agency == own
    if place is Place.COMPETENT_HEAD:
        return member.role is Role.LEADER and member.agency == dossier.competent
    if place is Place.CONSULTED:
        return any(o.agency == member.agency and o.given is None for o in dossier.opinions)
    if place is Place.ABOVE:
        return tree.is_within(dossier.receiving, member.agency)
    if place is Place.ABOVE_CLOCK:
        waits = dossier.state is State.SUBMITTED
        clock = dossier.receiving if waits else dossier.competent
        return tree.is_within(clock, member.agency)
    if place is Place.HOLDERS_HEAD:
        holder = dossier.holder
        return holder is not None and tree.is_within(holder.agency, member.agency)
    leg = dossier.pending if place is Place.PENDING else dossier.holder
    if leg is None or (member.agency, member.role) != (leg.agency, leg.role):
        return False
    return leg.person is None or leg.person == member.person


def sees(
    agencies: Iterable[str], memberships: Iterable[Membership], on: date, tree: AgencyTree
) -> bool:
    """Whether a person may see a dossier of these agencies: they act for one, or one above."""
    own = {m.agency for m in memberships if m.holds_on(on) and m.role in SEEING}
    return any(a in own or not own.isdisjoint(tree.ancestors(a)) for a in agencies)


SEEING = frozenset(Role) - {Role.ADMINISTRATOR, Role.CLOCK}
"""An administrator looks after people and catalogue; no dossier is theirs to read."""
