"""The way through the agencies: NĐ 61/2018/NĐ-CP articles 18 and 19. Every hand-over has two
stamps, given and accepted; until the second one the dossier belongs to the giver."""

from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import unaccepted_alarm
from motcua.domain.deadline import due
from motcua.domain.decisions.wording import explained, explanation
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.local_time import VIETNAM
from motcua.domain.procedure import Step
from motcua.domain.reasons import SEND_BACK
from motcua.domain.refusal import Refused


def hand_over(
    dossier: Dossier, command: do.HandOver, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T6, T7: give it to the next step of the procedure."""
    step = _next(dossier, law)
    if step.signs and dossier.finished is None:
        raise Refused("submit_for_signature_instead")
    if step.returns and dossier.finished is None:
        raise Refused("no_result_yet")
    return [given(dossier, step, command.person, at, law)]


def submit_for_signature(
    dossier: Dossier, command: do.SubmitForSignature, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T13: give the draft to the one who signs, when that is the next step."""
    step = _next(dossier, law)
    if not step.signs:
        raise Refused("not_ready_for_signature", step=step.name)
    return [given(dossier, step, command.person, at, law)]


def accept(
    dossier: Dossier, command: do.AcceptHandOver, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """The second stamp; the leg's own limit is reckoned from here."""
    leg = _pending(dossier)
    limit = law.step(dossier, leg.step).limit
    ends = due(at, limit, law.calendar_of(leg.agency)) if limit is not None else None
    beyond = None if limit is None or ends is None else overdue_from(limit, ends)
    return [f.HandOverAccepted(happened=at, leg=leg.number, due=ends, overdue_from=beyond)]


def recall(
    dossier: Dossier, command: do.RecallHandOver, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Take back a wrong hand-over. Nothing restarts: it belonged to the giver all the time."""
    words = explanation(command.explanation)
    return [f.HandOverRecalled(happened=at, leg=_pending(dossier).number, explanation=words)]


def decline(
    dossier: Dossier, command: do.Decline, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Not accepted: it stays with the giver."""
    reason, words = explained(SEND_BACK, command.reason, command.explanation)
    number = _pending(dossier).number
    return [f.HandOverDeclined(happened=at, leg=number, reason=reason, explanation=words)]


def send_back(
    dossier: Dossier, command: do.SendBack, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Give what one holds back to where it came from."""
    reason, words = explained(SEND_BACK, command.reason, command.explanation)
    before = _before(dossier)
    return [
        f.HandedOver(
            happened=at,
            leg=len(dossier.legs) + 1,
            step=before.step,
            agency=before.agency,
            role=before.role,
            person=before.person,
            for_signature=before.for_signature,
            back=True,
            reason=reason,
            explanation=words,
            alarms=_alarms(dossier, before.agency, at, law),
        )
    ]


def reassign(
    dossier: Dossier, command: do.Reassign, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Another person of the same agency and role takes over; the leg's clock runs on."""
    leg = _holder(dossier)
    if command.person == leg.person:
        raise Refused("already_theirs")
    _acts_there(command.person, leg.agency, leg.role, at, law)
    words = explanation(command.explanation)
    fact = f.Reassigned(happened=at, leg=leg.number, person=command.person, explanation=words)
    return [fact]


def given(dossier: Dossier, step: Step, person: int | None, at: datetime, law: Law) -> f.HandedOver:
    """A hand-over to a step: agency by the step's selector, a named person if wanted."""
    day = at.astimezone(VIETNAM).date()
    agency = law.agencies.resolve(step.at, dossier.receiving, day)
    if person is not None:
        _acts_there(person, agency, step.role, at, law)
    return f.HandedOver(
        happened=at,
        leg=len(dossier.legs) + 1,
        step=step.number,
        agency=agency,
        role=step.role,
        person=person,
        for_signature=step.signs,
        back=False,
        reason="",
        explanation=None,
        alarms=_alarms(dossier, agency, at, law),
    )


def _alarms(dossier: Dossier, agency: str, at: datetime, law: Law) -> tuple[f.Alarm, ...]:
    return unaccepted_alarm(len(dossier.legs) + 1, at, law.calendar_of(agency), law.rules)


def _acts_there(person: int, agency: str, role: object, at: datetime, law: Law) -> None:
    day = at.astimezone(VIETNAM).date()
    for member in law.memberships_of(person):
        if (member.agency, member.role) == (agency, role) and member.holds_on(day):
            return
    raise Refused("person_not_there", person=person, agency=agency)


def _next(dossier: Dossier, law: Law) -> Step:
    step = law.next_step(dossier, _holder(dossier))
    if step is None:
        raise Refused("no_next_step")
    return step


def _before(dossier: Dossier) -> Leg:
    holder = _holder(dossier)
    for leg in reversed(dossier.legs[: holder.number - 1]):
        if leg.outcome == "passed" and leg.step <= holder.step:
            return leg
    raise Refused("nobody_before")


def _holder(dossier: Dossier) -> Leg:
    if dossier.holder is None:
        raise Refused("not_now", command="", state=dossier.state.value)
    return dossier.holder


def _pending(dossier: Dossier) -> Leg:
    if dossier.pending is None:
        raise Refused("nothing_given")
    return dossier.pending
