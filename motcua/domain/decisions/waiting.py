"""Waiting for the citizen, for money and for other agencies: NĐ 61/2018/NĐ-CP articles 15(3),
17(2), 19(4), 19(5). The officer asks, but only the one-stop speaks to the citizen."""

from dataclasses import replace
from datetime import datetime, timedelta

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind, due_alarms, end_of
from motcua.domain.decisions.reception import check_reception_place, form_number
from motcua.domain.decisions.wording import explanation, private_party, private_text
from motcua.domain.dossier import Dossier
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.waiting import Wait, judge

ANSWER_DAYS = range(1, 91)


def ask_reception_supplement(
    dossier: Dossier, command: do.AskReceptionSupplement, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T4: once, with content, reason and guidance; no code and no promise yet."""
    day = local_day(at)
    check_reception_place(law, command.agency, day, dossier)
    return [
        f.ReceptionSupplementAsked(
            happened=at,
            form_number=form_number("form02", command.agency, day),
            procedure=law.procedure.code,
            version=law.procedure.version,
            receiving=command.agency,
            competent=law.agencies.resolve(law.procedure.decider, command.agency, day),
            channel=command.channel,
            applicant=private_party(command.applicant),
            content=explanation(command.content, "content"),
            explanation=explanation(command.explanation),
            guidance=explanation(command.guidance, "guidance"),
        )
    ]


def request_supplement(
    dossier: Dossier, command: do.RequestSupplement, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T9. Late or further requests only by the head, in writing, and counted."""
    if dossier.received is None or dossier.supplement_to_notify:
        raise Refused("supplement_not_sent_yet")
    if command.answer_days not in ANSWER_DAYS:
        raise Refused("bad_count", field="answer_days", expected="1–90")
    day = local_day(at)
    calendar = law.calendar_of(dossier.competent)
    used = calendar.count_working_days(local_day(dossier.received), day)
    within = law.rules.value("supplement_within_working_days", day)
    most = law.rules.value("most_supplements_in_process", day)
    late, further = used > within, dossier.supplements >= most
    if (late or further) and (by.role is not Role.LEADER or not command.override.strip()):
        raise Refused("supplement_needs_head", late=late, further=further, within=within, most=most)
    return [
        f.SupplementRequested(
            happened=at,
            number=dossier.supplements + 1,
            late=late,
            further=further,
            answer_days=command.answer_days,
            content=explanation(command.content, "content"),
            explanation=explanation(command.explanation),
            guidance=explanation(command.guidance, "guidance"),
            override=explanation(command.override, "override") if late or further else None,
        )
    ]


def notify_supplement(
    dossier: Dossier,
    command: do.NotifySupplement,
    by: f.By,
    at: datetime,
    law: Law,
    *,
    number_elsewhere: str | None = None,
) -> list[f.Fact]:
    """T9: form 02 is given; from now the citizen holds the papers and the clock stands.

    `number_elsewhere` is the form's number where another system gave it ('' if it gave none).
    """
    if not dossier.supplement_to_notify:
        raise Refused("no_supplement_asked")
    calendar = law.calendar_of(dossier.receiving)
    last = local_day(at) + timedelta(days=dossier.supplement_days)
    answer_by = calendar.closing(calendar.next_working_day(last))
    number = len(dossier.waits) + 1
    return [
        f.SupplementNotified(
            happened=at,
            number=number,
            form_number=(
                form_number("form02", dossier.receiving, local_day(at))
                if number_elsewhere is None
                else number_elsewhere
            ),
            answer_by=answer_by,
            stops=_stops(dossier, at),
            alarms=(f.Alarm(AlarmKind.SUPPLEMENT.value, end_of(answer_by), number),),
        )
    ]


def record_supplement(
    dossier: Dossier, command: do.RecordSupplement, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T10: complete again; what becomes of the limit is the policy's to say."""
    wait = _wait(dossier)
    words = private_text("explanation", command.explanation, required=False)
    received = f.SupplementReceived(happened=at, number=wait.number, explanation=words)
    return [received, *_moved(dossier, wait, at, law)]


def ask_payment(
    dossier: Dossier, command: do.AskPayment, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T12: with the notice's number, date and amount as evidence."""
    if command.amount <= 0:
        raise Refused("bad_count", field="amount", expected="> 0")
    if command.notice_date > local_day(at):
        raise Refused("date_in_future", field="notice_date", latest=local_day(at))
    return [
        f.PaymentAsked(
            happened=at,
            number=len(dossier.waits) + 1,
            notice_number=private_text("notice_number", command.notice_number),
            notice_date=command.notice_date,
            amount=command.amount,
            stops=_stops(dossier, at),
        )
    ]


def confirm_payment(
    dossier: Dossier, command: do.ConfirmPayment, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T12: the clock runs again."""
    wait = _wait(dossier)
    evidence = private_text("evidence", command.evidence)
    confirmed = f.PaymentConfirmed(happened=at, number=wait.number, evidence=evidence)
    return [confirmed, *_moved(dossier, wait, at, law)]


def ask_opinion(
    dossier: Dossier, command: do.AskOpinion, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T8: content and date; the lead agency keeps the dossier and its clock."""
    agency = law.agencies.find(command.consulted)
    day = local_day(at)
    if agency.key == by.agency or not agency.stands_on(day):
        raise Refused("cannot_be_asked", agency=agency.key)
    calendar = law.calendar_of(agency.key)
    if command.answer_by < day or not calendar.is_working_day(command.answer_by):
        raise Refused("bad_answer_day", field="answer_by")
    number = len(dossier.opinions) + 1
    ends = calendar.closing(command.answer_by)
    return [
        f.OpinionAsked(
            happened=at,
            number=number,
            agency=agency.key,
            answer_by=ends,
            content=explanation(command.content, "content"),
            alarms=(f.Alarm(AlarmKind.OPINION.value, end_of(ends), number),),
        )
    ]


def give_opinion(
    dossier: Dossier, command: do.GiveOpinion, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """The consulted agency answers; a late answer is reported to the one-stop."""
    for opinion in dossier.opinions:
        if opinion.number == command.number and opinion.agency == by.agency:
            if opinion.given is not None:
                raise Refused("opinion_given_already")
            late = at >= end_of(opinion.answer_by)
            words = explanation(command.content, "content")
            return [f.OpinionGiven(happened=at, number=opinion.number, late=late, content=words)]
    raise Refused("no_opinion_asked")


def _stops(dossier: Dossier, at: datetime) -> bool:
    # A stop begun after the due date excuses nothing: the dossier was late already.
    return dossier.overdue_from is None or at < dossier.overdue_from


def _wait(dossier: Dossier) -> Wait:
    if dossier.wait is None:
        raise Refused("nobody_waits")
    return dossier.wait


def _moved(dossier: Dossier, wait: Wait, at: datetime, law: Law) -> list[f.Fact]:
    if not wait.stops or dossier.legal_due is None or dossier.received is None:
        return []
    limit = parse_limit(dossier.limit)
    policy = law.rules.policy(local_day(dossier.received), dossier.procedure)
    calendar = law.calendar_of(dossier.competent)
    ended = replace(wait, until=at)
    stops = [one for one in dossier.waits if one.stops and one.number != wait.number]
    found = judge(
        policy, limit, dossier.received, [*stops, ended], None, calendar, dossier.extensions
    ).due
    new = max(found or dossier.legal_due, dossier.legal_due)
    return [
        f.LegalDueMoved(
            happened=at,
            old=dossier.legal_due,
            new=new,
            overdue_from=overdue_from(limit, new),
            cause=wait.cause.value,
            basis=policy.source,
            policy=policy.code,
            alarms=due_alarms(limit, new, calendar, law.rules, at),
        )
    ]
