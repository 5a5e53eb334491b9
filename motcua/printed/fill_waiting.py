"""From the facts of a dossier to forms 02 and 04, the latest of each that this dossier has, and to
the notice of stopping."""

from datetime import datetime

from motcua.domain import facts as f
from motcua.domain.reasons import LATENESS, STOP
from motcua.printed import documents as doc
from motcua.printed.fill_heads import agency_head, by_authority, counter_head
from motcua.printed.fill_parties import ERASED, papers, party
from motcua.reads.dossiers import party_of, text_of
from motcua.reads.forms import PrintData


def supplement(data: PrintData, look_up: str) -> doc.SupplementForm | None:
    """Form 02: the last one told to the citizen, in process or before reception."""
    asked: f.ReceptionSupplementAsked | f.SupplementRequested | None = None
    made: doc.SupplementForm | None = None
    for entry in data.entries:
        fact = entry.fact
        if isinstance(fact, f.SupplementRequested):
            asked = fact
        elif isinstance(fact, f.ReceptionSupplementAsked):
            made = _supplement(data, fact, fact, entry.by, None, "")
        elif isinstance(fact, f.SupplementNotified) and asked is not None:
            made = _supplement(data, asked, fact, entry.by, fact.answer_by, look_up)
    return made


def _supplement(
    data: PrintData,
    asked: f.ReceptionSupplementAsked | f.SupplementRequested,
    told: f.ReceptionSupplementAsked | f.SupplementNotified,
    by: f.By,
    answer_by: datetime | None,
    look_up: str,
) -> doc.SupplementForm:
    dossier, values = data.opened.dossier, data.values
    owner = party_of(dossier.owner, values)
    code = doc.LookUp(code=dossier.code, address=look_up) if look_up else None
    number = f"{told.form_number!s:0>2}/HDHS"
    return doc.SupplementForm(
        head=counter_head(data, dossier.receiving, told.happened, number),
        applicant=party(party_of(dossier.applicant, values)),
        owner=party(owner) if owner else None,
        procedure=_procedure(data),
        requested=text_of(asked.content, values) or ERASED,
        reason=text_of(asked.explanation, values) or ERASED,
        guidance=text_of(asked.guidance, values) or None,
        guide=data.signer(by.person).name,
        look_up=code,
        answer_by=answer_by,
        demo=data.demo,
    )


def apology(data: PrintData, look_up: str) -> doc.ApologyForm | None:
    """Form 04: the last one that the head approved, as it was approved."""
    proposed: f.ApologyProposed | None = None
    due = next((e.fact.due for e in data.entries if isinstance(e.fact, f.Received)), None)
    earlier: doc.EarlierAppointment | None = None
    made: doc.ApologyForm | None = None
    for entry in data.entries:
        fact = entry.fact
        if isinstance(fact, f.LegalDueMoved):
            due = fact.new
        elif isinstance(fact, f.ApologyProposed):
            proposed = fact
        elif isinstance(fact, f.ApologyApproved) and proposed is not None and due is not None:
            made = _apology(data, proposed, fact, entry.by, due, earlier, look_up)
            number = f"{fact.form_number!s:0>2}/PXL"
            earlier = doc.EarlierAppointment(promised=proposed.new_date, number=number)
    return made


def _apology(
    data: PrintData,
    proposed: f.ApologyProposed,
    fact: f.ApologyApproved,
    by: f.By,
    due: datetime,
    earlier: doc.EarlierAppointment | None,
    look_up: str,
) -> doc.ApologyForm:
    dossier, values = data.opened.dossier, data.values
    assert dossier.received is not None  # only a received dossier has a due date to be missed
    owner = party_of(dossier.owner, values)
    number = f"{fact.form_number!s:0>2}/PXL"
    received_by = counter_head(data, dossier.receiving, fact.happened).name
    return doc.ApologyForm(
        head=agency_head(data, dossier.competent, fact.happened, number),
        look_up=doc.LookUp(code=dossier.code, address=look_up),
        applicant=party(party_of(dossier.applicant, values)),
        owner=party(owner) if owner else None,
        procedure=_procedure(data),
        field=data.opened.law.procedure.field_name,
        received=dossier.received,
        received_by=received_by,
        legal_due=due,
        ground=LATENESS.get(proposed.reason, proposed.reason),
        explanation=text_of(proposed.explanation, values) or ERASED,
        reappointed=proposed.new_date,
        signature=by_authority(data, by),
        copied_to=(received_by,),
        replaces=earlier,
        demo=data.demo,
    )


def stop_notice(data: PrintData, look_up: str) -> doc.StopNotice | None:
    """The notice of stopping, by the document that the head signed."""
    unanswered: doc.UnansweredSupplement | None = None
    for entry in data.entries:
        fact = entry.fact
        if isinstance(fact, f.SupplementNotified):
            number = f"{fact.form_number!s:0>2}/HDHS"
            unanswered = doc.UnansweredSupplement(
                number=number, asked=fact.happened, answer_by=fact.answer_by
            )
        elif isinstance(fact, f.SupplementReceived):
            unanswered = None
        elif isinstance(fact, f.Stopped):
            asked = unanswered if fact.reason == "supplement_not_sent" else None
            return _stop_notice(data, fact, entry.by, asked, look_up)
    return None


def _stop_notice(
    data: PrintData,
    fact: f.Stopped,
    by: f.By,
    unanswered: doc.UnansweredSupplement | None,
    look_up: str,
) -> doc.StopNotice:
    dossier, values = data.opened.dossier, data.values
    assert dossier.received is not None  # only a received dossier can be stopped
    owner = party_of(dossier.owner, values)
    number = text_of(fact.document_number, values) or ERASED
    received_by = counter_head(data, dossier.receiving, fact.happened).name
    kept = papers(dossier.papers, data.opened.law.procedure)
    return doc.StopNotice(
        head=agency_head(data, dossier.competent, fact.happened, number),
        look_up=doc.LookUp(code=dossier.code, address=look_up),
        applicant=party(party_of(dossier.applicant, values)),
        owner=party(owner) if owner else None,
        procedure=_procedure(data),
        received=dossier.received,
        received_by=received_by,
        ground=STOP.get(fact.reason, fact.reason),
        explanation=text_of(fact.explanation, values) or ERASED,
        unanswered=unanswered,
        originals=tuple(f"{one.name} ({one.originals} bản chính)" for one in kept if one.originals),
        signature=by_authority(data, by),
        copied_to=(received_by,),
        demo=data.demo,
    )


def _procedure(data: PrintData) -> doc.Procedure:
    procedure = data.opened.law.procedure
    return doc.Procedure(name=procedure.name, code=procedure.code)
