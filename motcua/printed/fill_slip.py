"""Form 05: the control slip, drawn from the hand-overs and never typed."""

from collections.abc import Iterator
from datetime import datetime

from motcua.domain import facts as f
from motcua.domain.dossier import Leg
from motcua.domain.lateness import Verdict
from motcua.domain.limits import limit_words, parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.reasons import SEND_BACK
from motcua.printed import documents as doc
from motcua.printed.fill_heads import counter_head
from motcua.printed.fill_parties import party
from motcua.reads.dossiers import party_of
from motcua.reads.forms import PrintData
from motcua.reads.legs import leg_verdict, on_its_clock, step_of

VERDICTS = {
    Verdict.EARLY: doc.Verdict.EARLY,
    Verdict.ON_TIME: doc.Verdict.ON_TIME,
    Verdict.LATE: doc.Verdict.LATE,
}
ENDED = {"recalled": "Đã thu hồi", "declined": "Không nhận"}


def control_slip(data: PrintData, look_up: str) -> doc.ControlSlip | None:
    """How the dossier stood at its last fact; None for one that was never received."""
    dossier, law = data.opened.dossier, data.opened.law
    if dossier.received is None:
        return None
    as_of = max(entry.fact.happened for entry in data.entries)
    owner = party_of(dossier.owner, data.values)
    legs = dict.fromkeys(leg.agency for leg in dossier.legs)
    others = [key for key in legs if key not in (dossier.receiving, dossier.competent)]
    return doc.ControlSlip(
        head=counter_head(data, dossier.receiving, as_of),
        look_up=doc.LookUp(code=dossier.code, address=look_up),
        applicant=party(party_of(dossier.applicant, data.values)),
        owner=party(owner) if owner else None,
        procedure=doc.Procedure(name=law.procedure.name, code=law.procedure.code),
        competent=_name(data, dossier.competent, as_of),
        coordinating=tuple(_name(data, key, as_of) for key in others),
        limit=limit_words(parse_limit(dossier.limit)),
        received=dossier.received,
        promised=dossier.legal_due,
        hand_overs=tuple(_hand_overs(data)),
        demo=data.demo,
    )


def _hand_overs(data: PrintData) -> Iterator[doc.HandOver]:
    legs = data.opened.dossier.legs
    reasons = {e.fact.leg: e.fact for e in data.entries if isinstance(e.fact, f.HandedOver)}
    for leg in legs[1:]:
        was_accepted = leg.accepted is not None
        yield doc.HandOver(
            giving_agency=_name(data, leg.given_from, leg.given),
            giver=data.signer(leg.given_by).name,
            given=leg.given,
            receiving_agency=_name(data, leg.agency, leg.given),
            receiver=data.signer(leg.accepted_by).name if was_accepted else None,
            accepted=leg.accepted,
            verdict=_verdict(data, leg) if was_accepted else None,
            note=_note(leg, reasons.get(leg.number)),
        )


def _verdict(data: PrintData, leg: Leg) -> doc.Verdict | None:
    """How the giver kept its own time: the leg that ended when this one was accepted."""
    dossier, law = data.opened.dossier, data.opened.law
    before = [x for x in dossier.legs[: leg.number - 1] if x.ended == leg.accepted]
    passed = next((x for x in reversed(before) if x.outcome == "passed"), None)
    if passed is None or passed.ended is None:
        return None
    step = step_of(law, dossier, passed.step)
    limit = step.limit if step else None
    passed = on_its_clock(passed, limit, dossier, law, passed.ended)
    found = leg_verdict(passed, limit, leg.accepted or passed.given)
    return VERDICTS[found] if found else None


def _note(leg: Leg, fact: f.HandedOver | None) -> str:
    if leg.outcome in ENDED:
        return ENDED[leg.outcome]
    if leg.back and fact is not None:
        return f"Trả lại: {SEND_BACK.get(fact.reason, fact.reason)}"
    return "Trình ký" if leg.for_signature else ""


def _name(data: PrintData, agency: str, at: datetime) -> str:
    return data.opened.law.agencies.name(agency, local_day(at))
