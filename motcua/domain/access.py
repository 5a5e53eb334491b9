"""Who may ask for what: a pure rule over memberships, the dossier and the day.

Callers of the door say who they are, never in which role: the role follows from here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.domain import commands as do
from motcua.domain.agencies import AgencyTree
from motcua.domain.dossier import OPEN, WITH_RESULT, WORKED_ON, Dossier, State
from motcua.domain.facts import CLOCK, By
from motcua.domain.local_time import VIETNAM
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role


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


class Place(StrEnum):
    """Where one must stand to give a command."""

    NAMED = "named"  # the agency that the command names
    HOLDER = "holder"  # whoever has the dossier
    PENDING = "pending"  # whoever was given it and has not accepted
    HOLDERS_HEAD = "holders_head"  # a head of the agency that has it, or of one above
    RECEIVING = "receiving"
    COMPETENT = "competent"
    ABOVE = "above"  # the receiving agency or one above it
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states, in which roles, from where; and what else the dossier must be."""

    states: frozenset[State]
    roles: frozenset[Role]
    places: tuple[Place, ...]
    when: Callable[[Dossier], bool] = lambda _: True


def _free(dossier: Dossier) -> bool:
    return dossier.pending is None


def _given(dossier: Dossier) -> bool:
    return dossier.pending is not None


def _returnable(dossier: Dossier) -> bool:
    holder = dossier.holder
    return _free(dossier) and holder is not None and holder.agency == dossier.returning


def _passed_on(dossier: Dossier) -> bool:
    # The first holder has nobody to send it back to.
    return _free(dossier) and any(leg.outcome == "passed" for leg in dossier.legs)


def _rule(
    states: Iterable[State],
    roles: str,
    *places: Place,
    when: Callable[[Dossier], bool] = lambda _: True,
) -> Rule:
    return Rule(frozenset(states), frozenset(Role(r) for r in roles.split()), places, when)


NOBODY_YET = {State.NEW}
TO_SIGN = {State.IN_PROCESS, State.AWAITING_SIGNATURE}
STAFF = "receptionist one_stop_head officer division_head leader clerk"
HEADS = "one_stop_head division_head leader"

RULES: dict[type[do.Command], Rule] = {
    do.Receive: _rule(NOBODY_YET, "receptionist", Place.NAMED),
    do.RefuseReception: _rule(NOBODY_YET, "receptionist", Place.NAMED),
    do.HandOver: _rule(OPEN, STAFF, Place.HOLDER, when=_free),
    do.SubmitForSignature: _rule(
        {State.RECEIVED, State.IN_PROCESS}, STAFF, Place.HOLDER, when=_free
    ),
    do.AcceptHandOver: _rule(OPEN, STAFF, Place.PENDING, when=_given),
    do.RecallHandOver: _rule(OPEN, STAFF, Place.HOLDER, when=_given),
    do.Decline: _rule(OPEN, STAFF, Place.PENDING, when=_given),
    do.SendBack: _rule(TO_SIGN, STAFF, Place.HOLDER, when=_passed_on),
    do.Reassign: _rule(OPEN, HEADS, Place.HOLDERS_HEAD, when=_free),
    do.Approve: _rule({State.AWAITING_SIGNATURE}, "leader", Place.HOLDER, when=_free),
    do.Finish: _rule({State.APPROVED}, "officer clerk leader", Place.HOLDER, when=_free),
    do.ResolveAtOnce: _rule({State.RECEIVED}, "receptionist", Place.HOLDER, when=_free),
    do.Reject: _rule(TO_SIGN, "leader", Place.HOLDER, when=_free),
    do.Withdraw: _rule(WORKED_ON, "receptionist one_stop_head", Place.RECEIVING),
    do.Stop: _rule(WORKED_ON, "leader", Place.COMPETENT),
    do.ReturnResult: _rule(WITH_RESULT, "receptionist", Place.HOLDER, when=_returnable),
    do.CorrectDossier: _rule(WORKED_ON, "receptionist one_stop_head", Place.RECEIVING),
    do.CorrectResult: _rule({State.FINISHED, State.RETURNED}, "leader clerk", Place.COMPETENT),
    do.AttachPaper: _rule(WORKED_ON, STAFF, Place.HOLDER),
    do.ErasePrivate: _rule(set(State) - NOBODY_YET, "procedure_control", Place.ABOVE),
    do.PassTime: _rule(WORKED_ON, "clock", Place.CLOCK),
}


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
    if rule.places == (Place.CLOCK,):
        return CLOCK if actor == CLOCK.person else None
    mine = [m for m in memberships if m.role in rule.roles and m.holds_on(day)]
    for place in rule.places:
        for member in mine:
            if _stands(place, member, dossier, tree, named):
                return By(member.person, member.agency, member.role)
    return None


def _stands(
    place: Place, member: Membership, dossier: Dossier, tree: AgencyTree, named: str
) -> bool:
    own = {
        Place.NAMED: named,
        Place.RECEIVING: dossier.receiving,
        Place.COMPETENT: dossier.competent,
    }
    if place in own:
        return member.agency == own[place]
    if place is Place.ABOVE:
        return tree.is_within(dossier.receiving, member.agency)
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
