"""The table of commands: from which states, in which roles, from which place. Buttons read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.domain import commands as do
from motcua.domain.dossier import OPEN, UNFINISHED, WITH_RESULT, WORKED_ON, Dossier, State
from motcua.domain.roles import Role


class Place(StrEnum):
    """Where one must stand to give a command."""

    NAMED = "named"  # the agency that the command names
    HOLDER = "holder"  # whoever has the dossier
    PENDING = "pending"  # whoever was given it and has not accepted
    HOLDERS_HEAD = "holders_head"  # a head of the agency that has it, or of one above
    RECEIVING = "receiving"
    COMPETENT = "competent"
    COMPETENT_HEAD = "competent_head"  # the leader of the competent agency
    CONSULTED = "consulted"  # an agency that was asked for its opinion
    ABOVE = "above"  # the receiving agency or one above it
    ABOVE_CLOCK = "above_clock"  # the agency by whose calendar time runs, or one above it
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


def _supplement_asked(dossier: Dossier) -> bool:
    return dossier.supplement_to_notify > 0


def _nothing_asked_yet(dossier: Dossier) -> bool:
    # Before reception once only (NĐ 61/2018, art. 15(3)); form 02 left its number behind.
    return not dossier.form_number


def _has_due(dossier: Dossier) -> bool:
    return dossier.legal_due is not None


def _apology_waits(dossier: Dossier) -> bool:
    return dossier.apology is not None and dossier.apology.approved is None


def _apology_ready(dossier: Dossier) -> bool:
    return dossier.apology is not None and dossier.apology.approved is not None


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


NOBODY_YET = {State.NEW, State.SUBMITTED, State.SUPPLEMENT_AT_RECEPTION}
ONCE = {State.NEW}
PASSED_ON = WORKED_ON - {State.AWAITING_SIGNATURE}
"""Whoever has to sign approves, rejects or sends back: an unsigned draft goes no further."""
TO_SIGN = {State.IN_PROCESS, State.AWAITING_SIGNATURE}
COUNTER = "receptionist one_stop_head"
STAFF = "receptionist one_stop_head officer division_head leader clerk"
HEADS = "one_stop_head division_head leader"

RULES: dict[type[do.Command], Rule] = {
    do.Submit: _rule({State.NEW, State.SUPPLEMENT_AT_RECEPTION}, "clock", Place.CLOCK),
    do.Receive: _rule(NOBODY_YET, "receptionist", Place.NAMED),
    do.RefuseReception: _rule(NOBODY_YET, "receptionist", Place.NAMED),
    do.HandOver: _rule(PASSED_ON | WITH_RESULT, STAFF, Place.HOLDER, when=_free),
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
    do.Withdraw: _rule(
        UNFINISHED | {State.SUBMITTED}, "receptionist one_stop_head", Place.RECEIVING
    ),
    do.Stop: _rule(UNFINISHED, "leader", Place.COMPETENT),
    do.ReturnResult: _rule(WITH_RESULT, "receptionist", Place.HOLDER, when=_returnable),
    do.CorrectDossier: _rule(UNFINISHED, "receptionist one_stop_head", Place.RECEIVING),
    do.CorrectResult: _rule({State.FINISHED, State.RETURNED}, "leader clerk", Place.COMPETENT),
    do.AttachPaper: _rule(WORKED_ON, STAFF, Place.HOLDER),
    do.ErasePrivate: _rule(set(State) - ONCE, "procedure_control", Place.ABOVE),
    do.AskReceptionSupplement: _rule(
        ONCE | {State.SUBMITTED}, "receptionist", Place.NAMED, when=_nothing_asked_yet
    ),
    do.RequestSupplement: _rule(
        TO_SIGN, "officer leader", Place.HOLDER, Place.COMPETENT_HEAD, when=_free
    ),
    do.NotifySupplement: _rule(WORKED_ON, COUNTER, Place.RECEIVING, when=_supplement_asked),
    do.RecordSupplement: _rule({State.SUPPLEMENT_IN_PROCESS}, COUNTER, Place.RECEIVING),
    do.AskPayment: _rule(TO_SIGN, "officer leader", Place.HOLDER, when=_free),
    do.ConfirmPayment: _rule(
        {State.AWAITING_FINANCE}, f"officer leader {COUNTER}", Place.HOLDER, Place.RECEIVING
    ),
    do.ExtendLimit: _rule(
        WORKED_ON - {State.APPROVED}, "leader", Place.COMPETENT_HEAD, when=_has_due
    ),
    do.AskOpinion: _rule(TO_SIGN, "officer leader", Place.HOLDER, when=_free),
    do.GiveOpinion: _rule(OPEN, "officer leader", Place.CONSULTED),
    do.ProposeApology: _rule(
        WORKED_ON, "officer leader", Place.HOLDER, Place.COMPETENT, when=_has_due
    ),
    do.ApproveApology: _rule(UNFINISHED, "leader", Place.COMPETENT, when=_apology_waits),
    do.SendApology: _rule(
        UNFINISHED, f"clerk {COUNTER}", Place.RECEIVING, Place.COMPETENT, when=_apology_ready
    ),
    do.EnterFromBook: _rule(ONCE, "receptionist", Place.NAMED),
    do.ImportHistory: _rule(ONCE, "clock", Place.CLOCK),
    do.DeclareDayOff: _rule(
        UNFINISHED | {State.SUBMITTED}, "procedure_control", Place.ABOVE_CLOCK, Place.CLOCK
    ),
    do.PassTime: _rule(OPEN | {State.SUBMITTED}, "clock", Place.CLOCK),
}
