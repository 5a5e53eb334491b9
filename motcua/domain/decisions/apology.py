"""Late is a legal act: an apology with its reason and one new date, in time, proven.
NĐ 61/2018/NĐ-CP article 19(9). The legal due date itself never moves by it."""

from datetime import datetime, timedelta

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.blanks import Private
from motcua.domain.calendar import Calendar
from motcua.domain.decisions.reception import form_number
from motcua.domain.decisions.wording import explained, explanation, private_text
from motcua.domain.dossier import Apology, Dossier
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.domain.reasons import APOLOGY_MANNERS, LATENESS
from motcua.domain.refusal import Refused, asked_all


def propose(
    dossier: Dossier, command: do.ProposeApology, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Draft form 04. The new date must be a working day after the due date and after today."""
    if dossier.legal_due is None:
        raise Refused("nothing_is_due")
    calendar = law.calendar_of(dossier.competent)
    (reason, words), _ = asked_all(
        lambda: explained(LATENESS, command.reason, command.explanation),
        lambda: _date_is_possible(dossier, command, at, calendar),
    )
    return [
        f.ApologyProposed(
            happened=at,
            number=sum(a.sent is not None for a in dossier.apologies) + 1,
            reason=reason,
            new_date=calendar.closing(command.new_date),
            explanation=words,
        )
    ]


def approve(
    dossier: Dossier, command: do.ApproveApology, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """The head signs; a second re-appointment only with a written reason, and counted."""
    apology = _pending(dossier)
    if apology.approved is not None:
        raise Refused("apology_approved_already")
    _is_still_needed(dossier, apology)
    most = law.rules.value("most_reappointments", local_day(at))
    further = sum(one.sent is not None for one in dossier.apologies) >= most
    if further and not command.override.strip():
        raise Refused("second_reappointment", field="override", most=most)
    return [
        f.ApologyApproved(
            happened=at,
            number=apology.number,
            form_number=form_number("form04", dossier.competent, local_day(at)),
            further=further,
            override=explanation(command.override, "override") if further else None,
        )
    ]


def send(
    dossier: Dossier, command: do.SendApology, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Told to the applicant, with proof of the earliest sending."""
    apology = _pending(dossier)
    sent = command.sent or at
    if apology.approved is None:
        raise Refused("apology_not_approved")
    proof, _ = asked_all(
        lambda: proven(command.manner, command.proof),
        lambda: _time_is_possible(apology.approved, sent, at),
    )
    assert dossier.legal_due is not None  # there is no apology without one
    due_day, sent_day = local_day(dossier.legal_due), local_day(sent)
    back = law.rules.value("apology_working_days_before_due", sent_day)
    last = law.calendar_of(dossier.competent).add_working_days(due_day, -back)
    return [
        f.ApologySent(
            happened=sent,
            number=apology.number,
            manner=command.manner,
            proof=proof,
            new_date=apology.new_date,
            timely=sent_day <= last,
            timely_by_calendar=sent_day <= due_day - timedelta(days=back),
        )
    ]


def proven(manner: str, proof: str) -> Private | None:
    """The proof of a sending as a blank; refused without one, or for a manner nobody knows."""
    found: list[Private | None] = asked_all(
        lambda: private_text("proof", proof), lambda: _manner_is_known(manner)
    )
    return found[0]


def _manner_is_known(manner: str) -> None:
    if manner not in APOLOGY_MANNERS:
        raise Refused("bad_choice", field="manner", expected=tuple(APOLOGY_MANNERS))


def _time_is_possible(approved: datetime | None, sent: datetime, at: datetime) -> None:
    if approved is None or not approved <= sent <= at:
        raise Refused("bad_sending_time", field="sent", earliest=approved)


def _date_is_possible(
    dossier: Dossier, command: do.ProposeApology, at: datetime, calendar: Calendar
) -> None:
    new, today = command.new_date, local_day(at)
    assert dossier.legal_due is not None
    if new <= today:
        raise Refused("bad_new_date", field="new_date", why="past")
    if new <= local_day(dossier.legal_due):
        raise Refused("bad_new_date", field="new_date", why="not_after_due")
    if not calendar.is_working_day(new):
        raise Refused("bad_new_date", field="new_date", why="rest_day")


def _is_still_needed(dossier: Dossier, apology: Apology) -> None:
    # An extension, a supplement or a day off may have moved the due date since it was proposed.
    assert dossier.legal_due is not None
    new, due = local_day(apology.new_date), local_day(dossier.legal_due)
    if new <= due:
        raise Refused("apology_overtaken", new=new, due=due)


def _pending(dossier: Dossier) -> Apology:
    if dossier.apology is None:
        raise Refused("no_apology_proposed")
    return dossier.apology
