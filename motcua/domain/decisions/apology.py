"""Late is a legal act: an apology with its reason and one new date, in time, proven.
NĐ 61/2018/NĐ-CP article 19(9). The legal due date itself never moves by it."""

from datetime import datetime, timedelta

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.calendar import Calendar
from motcua.domain.decisions.reception import form_number
from motcua.domain.decisions.wording import explained, explanation, private_text
from motcua.domain.dossier import Apology, Dossier
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.domain.reasons import APOLOGY_MANNERS, LATENESS
from motcua.domain.refusal import Refused


def propose(
    dossier: Dossier, command: do.ProposeApology, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Draft form 04. The new date must be a working day after the due date and after today."""
    if dossier.legal_due is None:
        raise Refused("nothing_is_due")
    reason, words = explained(LATENESS, command.reason, command.explanation)
    calendar = law.calendar_of(dossier.competent)
    _date_is_possible(dossier, command, at, calendar)
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
    if command.manner not in APOLOGY_MANNERS:
        raise Refused("bad_choice", field="manner", expected=tuple(APOLOGY_MANNERS))
    if not apology.approved <= sent <= at:
        raise Refused("bad_sending_time", field="sent", earliest=apology.approved)
    assert dossier.legal_due is not None  # there is no apology without one
    due_day, sent_day = local_day(dossier.legal_due), local_day(sent)
    back = law.rules.value("apology_working_days_before_due", sent_day)
    last = law.calendar_of(dossier.competent).add_working_days(due_day, -back)
    return [
        f.ApologySent(
            happened=sent,
            number=apology.number,
            manner=command.manner,
            proof=private_text("proof", command.proof),
            new_date=apology.new_date,
            timely=sent_day <= last,
            timely_by_calendar=sent_day <= due_day - timedelta(days=back),
        )
    ]


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


def _pending(dossier: Dossier) -> Apology:
    if dossier.apology is None:
        raise Refused("no_apology_proposed")
    return dossier.apology
