"""How one fact changes a dossier; and what a log of facts makes of it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind, without_alarms
from motcua.domain.blanks import Filed
from motcua.domain.dossier import Dossier, DraftDossier, Leg, State
from motcua.domain.evolve_ends import ENDS
from motcua.domain.evolve_waiting import CHAPTERS
from motcua.domain.facts.entry import SECRETS
from motcua.domain.replacing import replace


def evolve(dossier: Dossier, entry: f.Entry) -> Dossier:
    """Apply one fact. Never refuses: facts have already happened.

    One new state is made, however many steps a chapter takes: it is a draft until then.
    """
    if isinstance(dossier, DraftDossier):
        return evolve_by_copies(dossier, entry)
    draft = object.__new__(DraftDossier)
    draft.__dict__.update(dossier.__dict__)
    made = evolve_by_copies(draft, entry)
    object.__setattr__(made, "__class__", Dossier)
    return made


def evolve_by_copies(dossier: Dossier, entry: f.Entry) -> Dossier:
    """The same, a copy for each step of a chapter; a draft is changed in place instead.

    No chapter may read a field that it has replaced: what is made of a draft and what is made of
    copies are then the same, which tests hold against each other.
    """
    fact = entry.fact
    kind = type(fact)
    stamped = replace(
        dossier,
        facts=entry.number,
        private_values=dossier.private_values + _filed(fact),
        last_kind=kind.__name__,
        last_person=entry.by.person,
        last_recorded=entry.recorded,
    )
    chapter = _CHAPTERS.get(kind)
    if chapter is None:
        raise NotImplementedError(fact)
    return chapter(stamped, fact, entry.by)


def replay(entries: Iterable[f.Entry]) -> Dossier:
    """What these entries, in order, make of a dossier."""
    dossier = Dossier()
    for entry in entries:
        dossier = evolve(dossier, entry)
    return dossier


def _filed(fact: f.Fact) -> int:
    return [type(getattr(fact, name)) for name in SECRETS[type(fact)]].count(Filed)


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


def _refused(dossier: Dossier, fact: f.ReceptionRefused, by: f.By) -> Dossier:
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


def _corrected(dossier: Dossier, fact: f.DossierCorrected, by: f.By) -> Dossier:
    return replace(
        dossier,
        applicant=_ref(fact.applicant) or dossier.applicant,
        owner=_ref(fact.owner) or dossier.owner,
        content=_ref(fact.content) or dossier.content,
        papers=dossier.papers if fact.papers is None else fact.papers,
    )


def _attached(dossier: Dossier, fact: f.PaperAttached, by: f.By) -> Dossier:
    papers = {paper.code: paper for paper in dossier.papers}
    known = papers.get(fact.paper, f.PaperCount(fact.paper, 0, 0))
    files = (*known.files, *fact.files)
    papers[fact.paper] = f.PaperCount(known.code, known.originals, known.copies, files)
    return replace(dossier, papers=tuple(papers.values()))


def _recalled(dossier: Dossier, fact: f.HandOverRecalled, by: f.By) -> Dossier:
    return _end(dossier, fact.leg, fact.happened, "recalled")


def _declined(dossier: Dossier, fact: f.HandOverDeclined, by: f.By) -> Dossier:
    return _end(dossier, fact.leg, fact.happened, "declined")


def _reassigned(dossier: Dossier, fact: f.Reassigned, by: f.By) -> Dossier:
    number, person = fact.leg, fact.person
    legs = (replace(x, person=person) if x.number == number else x for x in dossier.legs)
    return replace(dossier, legs=tuple(legs))


def _approved(dossier: Dossier, fact: f.Approved, by: f.By) -> Dossier:
    return replace(dossier, state=State.APPROVED)


def _due_passed(dossier: Dossier, fact: f.DuePassed, by: f.By) -> Dossier:
    return without_alarms(replace(dossier, overdue_noticed=fact.happened), AlarmKind.DUE)


def _nothing(dossier: Dossier, fact: f.Fact, by: f.By) -> Dossier:
    return dossier


LIFE: dict[type[f.Fact], Callable[[Dossier, Any, f.By], Dossier]] = {
    f.Received: _received,
    f.ReceptionRefused: _refused,
    f.HandedOver: _handed_over,
    f.HandOverAccepted: _accepted,
    f.HandOverRecalled: _recalled,
    f.HandOverDeclined: _declined,
    f.Reassigned: _reassigned,
    f.Approved: _approved,
    f.DossierCorrected: _corrected,
    f.PaperAttached: _attached,
    f.DuePassed: _due_passed,
    f.PrivateErased: _nothing,
}
_CHAPTERS = ENDS | CHAPTERS | LIFE
