"""How one fact changes a dossier; and what a log of facts makes of it."""

from collections.abc import Iterable
from datetime import datetime

from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind, without_alarms
from motcua.domain.blanks import Filed
from motcua.domain.dossier import Dossier, Leg, Result, State
from motcua.domain.evolve_waiting import CHAPTERS
from motcua.domain.replacing import replace


def evolve(dossier: Dossier, entry: f.Entry) -> Dossier:
    """Apply one fact. Never refuses: facts have already happened."""
    fact, at = entry.fact, entry.fact.happened
    stamped = replace(
        dossier,
        facts=entry.number,
        private_values=dossier.private_values + _filed(fact),
        last_kind=type(fact).__name__,
        last_person=entry.by.person,
        last_recorded=entry.recorded,
    )
    chapter = CHAPTERS.get(type(fact))
    if chapter is not None:
        return chapter(stamped, fact, entry.by)
    match fact:
        case f.Received():
            return _received(stamped, fact, entry.by)
        case f.ReceptionRefused():
            return _refused(stamped, fact)
        case f.HandedOver():
            return _handed_over(stamped, fact, entry.by)
        case f.HandOverAccepted():
            return _accepted(stamped, fact, entry.by)
        case f.HandOverRecalled(leg=number):
            return _end(stamped, number, at, "recalled")
        case f.HandOverDeclined(leg=number):
            return _end(stamped, number, at, "declined")
        case f.Reassigned(leg=number, person=person):
            legs = (replace(x, person=person) if x.number == number else x for x in stamped.legs)
            return replace(stamped, legs=tuple(legs))
        case f.Approved():
            return replace(stamped, state=State.APPROVED)
        case f.Finished():
            done = without_alarms(stamped)
            return replace(done, state=State.FINISHED, finished=at, result=_result(fact))
        case f.Rejected(form_number=number):
            done = without_alarms(stamped)
            return replace(done, state=State.REJECTED, finished=at, form_number=str(number))
        case f.Withdrawn():
            return _close(stamped, State.WITHDRAWN, at)
        case f.Stopped(reason=reason):
            return replace(_close(stamped, State.STOPPED, at), stopped_for=reason)
        case f.Returned():
            return _close(stamped, State.RETURNED, at)
        case f.DossierCorrected():
            return _corrected(stamped, fact)
        case f.ResultCorrected():
            return replace(stamped, result=_result(fact))
        case f.PaperAttached():
            return _attached(stamped, fact)
        case f.DuePassed():
            noticed = replace(stamped, overdue_noticed=at)
            return without_alarms(noticed, AlarmKind.DUE)
        case f.PrivateErased():
            return stamped
    raise NotImplementedError(fact)


def replay(entries: Iterable[f.Entry]) -> Dossier:
    """What these entries, in order, make of a dossier."""
    dossier = Dossier()
    for entry in entries:
        dossier = evolve(dossier, entry)
    return dossier


def _filed(fact: f.Fact) -> int:
    return sum(type(getattr(fact, name)) is Filed for name in type(fact).__slots__)


def _ref(secret: f.Secret) -> Filed | None:
    return secret if isinstance(secret, Filed) else None


def _received(dossier: Dossier, fact: f.Received, by: f.By) -> Dossier:
    return replace(
        dossier,
        state=State.RECEIVED,
        code=str(fact.code),
        procedure=fact.procedure,
        version=fact.version,
        receiving=fact.receiving,
        competent=fact.competent,
        returning=fact.returning,
        channel=fact.channel,
        return_manner=fact.return_manner,
        sets=fact.sets,
        limit=fact.limit,
        received=fact.happened,
        first_promise=fact.due,
        legal_due=fact.due,
        overdue_from=fact.overdue_from,
        alarms=fact.alarms,
        legs=(_first_leg(fact, by),),
        papers=fact.papers,
        applicant=_ref(fact.applicant),
        owner=_ref(fact.owner),
        proxy=_ref(fact.proxy),
        content=_ref(fact.content),
        secret=_ref(fact.secret),
    )


def _first_leg(fact: f.Received, by: f.By) -> Leg:
    # Whoever receives a dossier holds it: given and accepted in one.
    # Somebody of another system has no account here: then it is whoever sits at that counter.
    at, who = fact.happened, by.person
    return Leg(
        number=1,
        step=fact.step,
        agency=fact.receiving,
        role=by.role,
        person=who or None,
        given_by=who,
        given_from=by.agency,
        given=at,
        accepted_by=who,
        accepted=at,
    )


def _refused(dossier: Dossier, fact: f.ReceptionRefused) -> Dossier:
    return replace(
        dossier,
        state=State.REFUSED,
        form_number=str(fact.form_number),
        procedure=fact.procedure,
        version=fact.version,
        receiving=fact.receiving,
        competent=fact.competent,
        channel=fact.channel,
        papers=fact.papers,
        applicant=_ref(fact.applicant),
        alarms=(),
        closed=fact.happened,
    )


def _handed_over(dossier: Dossier, fact: f.HandedOver, by: f.By) -> Dossier:
    leg = Leg(
        fact.leg,
        fact.step,
        fact.agency,
        fact.role,
        fact.person,
        by.person,
        by.agency,
        fact.happened,
        for_signature=fact.for_signature,
        back=fact.back,
    )
    given = replace(dossier, legs=(*dossier.legs, leg), alarms=(*dossier.alarms, *fact.alarms))
    return settled(given)


def _accepted(dossier: Dossier, fact: f.HandOverAccepted, by: f.By) -> Dossier:
    at, legs = fact.happened, []
    for leg in dossier.legs:
        if leg.number == fact.leg:
            who = by.person
            leg = replace(
                leg,
                person=who or None,
                accepted_by=who,
                accepted=at,
                due=fact.due,
                overdue_from=fact.overdue_from,
            )
        elif leg.accepted is not None and leg.ended is None:
            leg = replace(leg, ended=at, outcome="passed")
        legs.append(leg)
    taken = without_alarms(dossier, AlarmKind.UNACCEPTED, fact.leg)
    return replace(taken, legs=tuple(legs))


def _end(dossier: Dossier, number: int, at: datetime, outcome: str) -> Dossier:
    legs = (
        replace(leg, ended=at, outcome=outcome) if leg.number == number else leg
        for leg in dossier.legs
    )
    ended = without_alarms(dossier, AlarmKind.UNACCEPTED, number)
    return settled(replace(ended, legs=tuple(legs)))


def settled(dossier: Dossier) -> Dossier:
    """Before approval the state follows from where the dossier is or is going."""
    if dossier.state not in (State.RECEIVED, State.IN_PROCESS, State.AWAITING_SIGNATURE):
        return dossier
    leg = dossier.pending or dossier.holder
    waits = leg is not None and leg.for_signature
    return replace(dossier, state=State.AWAITING_SIGNATURE if waits else State.IN_PROCESS)


def _close(dossier: Dossier, state: State, at: datetime) -> Dossier:
    legs = (
        leg if leg.ended is not None else replace(leg, ended=at, outcome="closed")
        for leg in dossier.legs
    )
    done = without_alarms(dossier)
    return replace(done, state=state, closed=at, legs=tuple(legs))


def _result(fact: f.Finished | f.ResultCorrected) -> Result:
    return Result(_ref(fact.result_number), fact.result_date, fact.files, _ref(fact.file_names))


def _corrected(dossier: Dossier, fact: f.DossierCorrected) -> Dossier:
    return replace(
        dossier,
        applicant=_ref(fact.applicant) or dossier.applicant,
        owner=_ref(fact.owner) or dossier.owner,
        content=_ref(fact.content) or dossier.content,
        papers=dossier.papers if fact.papers is None else fact.papers,
    )


def _attached(dossier: Dossier, fact: f.PaperAttached) -> Dossier:
    papers = {paper.code: paper for paper in dossier.papers}
    known = papers.get(fact.paper, f.PaperCount(fact.paper, 0, 0))
    files = (*known.files, *fact.files)
    papers[fact.paper] = f.PaperCount(known.code, known.originals, known.copies, files)
    return replace(dossier, papers=tuple(papers.values()))
