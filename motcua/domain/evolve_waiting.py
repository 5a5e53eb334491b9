"""How facts of waiting (for reception, the citizen, others), time and apology change a dossier."""

from collections.abc import Callable
from typing import Any

from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind, without_alarms, without_due_alarms
from motcua.domain.blanks import Filed
from motcua.domain.dossier import Apology, Dossier, Opinion, Overdue, State
from motcua.domain.extending import Extended
from motcua.domain.replacing import replace
from motcua.domain.waiting import Cause, Wait


def _submitted(dossier: Dossier, fact: f.Submitted, by: f.By) -> Dossier:
    return replace(
        dossier,
        state=State.SUBMITTED,
        portal_code=fact.portal_code,
        procedure=fact.procedure,
        version=fact.version,
        receiving=fact.receiving,
        competent=fact.competent,
        channel=fact.channel,
        return_manner=fact.return_manner,
        submitted=fact.happened,
        receive_by=fact.receive_by,
        alarms=fact.alarms,
        papers=fact.papers,
        applicant=_filed(fact.applicant),
        owner=_filed(fact.owner),
        proxy=_filed(fact.proxy),
        content=_filed(fact.content),
    )


def _reception_supplement(dossier: Dossier, fact: f.ReceptionSupplementAsked, by: f.By) -> Dossier:
    return replace(
        dossier,
        state=State.SUPPLEMENT_AT_RECEPTION,
        form_number=str(fact.form_number),
        procedure=fact.procedure,
        version=fact.version,
        receiving=fact.receiving,
        competent=fact.competent,
        channel=fact.channel,
        applicant=_filed(fact.applicant),
        alarms=(),
    )


def _supplement_requested(dossier: Dossier, fact: f.SupplementRequested, by: f.By) -> Dossier:
    return replace(
        dossier,
        supplements=dossier.supplements + 1,
        supplement_to_notify=fact.number,
        supplement_days=fact.answer_days,
    )


def _supplement_notified(dossier: Dossier, fact: f.SupplementNotified, by: f.By) -> Dossier:
    since, until = fact.happened, None
    wait = Wait(fact.number, Cause.SUPPLEMENT, since, until, fact.answer_by, None, fact.stops)
    told = replace(dossier, state=State.SUPPLEMENT_IN_PROCESS, supplement_to_notify=0)
    waiting = _stopped(told, wait)
    return replace(waiting, alarms=(*waiting.alarms, *fact.alarms))


def _payment_asked(dossier: Dossier, fact: f.PaymentAsked, by: f.By) -> Dossier:
    evidence = _filed(fact.notice_number)
    wait = Wait(fact.number, Cause.FINANCE, fact.happened, None, None, evidence, fact.stops)
    return _stopped(replace(dossier, state=State.AWAITING_FINANCE), wait)


def _stopped(dossier: Dossier, wait: Wait) -> Dossier:
    # While it stands the dossier can be neither due soon nor overdue, unless it was overdue.
    waiting = replace(dossier, waits=(*dossier.waits, wait))
    return replace(without_due_alarms(waiting), overdue_from=None) if wait.stops else waiting


def _wait_ended(
    dossier: Dossier, fact: f.SupplementReceived | f.PaymentConfirmed, by: f.By
) -> Dossier:
    waits = tuple(
        replace(wait, until=fact.happened) if wait.until is None else wait for wait in dossier.waits
    )
    resumed = without_alarms(dossier, AlarmKind.SUPPLEMENT)
    leg = resumed.holder
    state = State.AWAITING_SIGNATURE if leg and leg.for_signature else State.IN_PROCESS
    return replace(resumed, waits=waits, state=state)


def _supplement_expired(dossier: Dossier, fact: f.SupplementExpired, by: f.By) -> Dossier:
    return without_alarms(dossier, AlarmKind.SUPPLEMENT, fact.number)


def _limit_extended(dossier: Dossier, fact: f.LimitExtended, by: f.By) -> Dossier:
    used = Extended(fact.extension, fact.happened, fact.limit, fact.whole)
    return replace(dossier, extensions=(*dossier.extensions, used))


def _due_moved(dossier: Dossier, fact: f.LegalDueMoved, by: f.By) -> Dossier:
    calm = without_due_alarms(dossier)
    ends = fact.overdue_from
    still_late = ends is not None and ends <= fact.happened
    still_noticed = dossier.overdue_noticed if still_late else None
    before, past = dossier.overdue_from, dossier.overdue_past
    if before is not None and before < fact.happened and not still_late:
        past = (*past, Overdue(before, fact.happened))
    return replace(
        calm,
        overdue_past=past,
        legal_due=fact.new,
        overdue_from=fact.overdue_from,
        overdue_noticed=still_noticed,
        alarms=(*calm.alarms, *fact.alarms),
    )


def _reception_clock_moved(dossier: Dossier, fact: f.ReceptionClockMoved, by: f.By) -> Dossier:
    calm = without_alarms(dossier, AlarmKind.RECEPTION)
    return replace(calm, receive_by=fact.new, alarms=(*calm.alarms, *fact.alarms))


def _opinion_asked(dossier: Dossier, fact: f.OpinionAsked, by: f.By) -> Dossier:
    opinion = Opinion(fact.number, fact.agency, fact.happened, fact.answer_by)
    return replace(
        dossier,
        opinions=(*dossier.opinions, opinion),
        alarms=(*dossier.alarms, *fact.alarms),
    )


def _opinion_given(dossier: Dossier, fact: f.OpinionGiven, by: f.By) -> Dossier:
    opinions = tuple(
        replace(one, given=fact.happened, late=fact.late) if one.number == fact.number else one
        for one in dossier.opinions
    )
    heard = without_alarms(dossier, AlarmKind.OPINION, fact.number)
    return replace(heard, opinions=opinions)


def _alarm_rang(dossier: Dossier, fact: f.AlarmRang, by: f.By) -> Dossier:
    return without_alarms(dossier, AlarmKind(fact.kind), fact.number)


def _apology_proposed(dossier: Dossier, fact: f.ApologyProposed, by: f.By) -> Dossier:
    sent = tuple(one for one in dossier.apologies if one.sent is not None)
    made = Apology(fact.number, fact.reason, fact.new_date, fact.happened)
    return replace(dossier, apologies=(*sent, made))


def _apology_approved(dossier: Dossier, fact: f.ApologyApproved, by: f.By) -> Dossier:
    return _of_apology(
        dossier, fact.number, approved=fact.happened, form_number=str(fact.form_number)
    )


def _apology_sent(dossier: Dossier, fact: f.ApologySent, by: f.By) -> Dossier:
    told = _of_apology(
        dossier,
        fact.number,
        sent=fact.happened,
        manner=fact.manner,
        timely=fact.timely,
        timely_by_calendar=fact.timely_by_calendar,
    )
    return replace(without_alarms(told, AlarmKind.APOLOGY), reappointed=fact.new_date)


def _of_apology(dossier: Dossier, number: int, **changes: Any) -> Dossier:
    apologies = tuple(
        replace(one, **changes) if one.number == number else one for one in dossier.apologies
    )
    return replace(dossier, apologies=apologies)


def _filed(secret: f.Secret) -> Filed | None:
    return secret if isinstance(secret, Filed) else None


def _nothing(dossier: Dossier, fact: f.Fact, by: f.By) -> Dossier:
    return dossier


CHAPTERS: dict[type[f.Fact], Callable[[Dossier, Any, f.By], Dossier]] = {
    f.Submitted: _submitted,
    f.ReceptionSupplementAsked: _reception_supplement,
    f.SupplementRequested: _supplement_requested,
    f.SupplementNotified: _supplement_notified,
    f.SupplementReceived: _wait_ended,
    f.SupplementExpired: _supplement_expired,
    f.PaymentAsked: _payment_asked,
    f.PaymentConfirmed: _wait_ended,
    f.LimitExtended: _limit_extended,
    f.LegalDueMoved: _due_moved,
    f.ReceptionClockMoved: _reception_clock_moved,
    f.OpinionAsked: _opinion_asked,
    f.OpinionGiven: _opinion_given,
    f.AlarmRang: _alarm_rang,
    f.ClockJumped: _nothing,
    f.BroughtIn: _nothing,
    f.ApologyProposed: _apology_proposed,
    f.ApologyApproved: _apology_approved,
    f.ApologySent: _apology_sent,
}
