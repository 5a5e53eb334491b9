"""From the facts of a dossier to the content of its forms.

Every form is filled from the fact that it proves, as it was then: what was corrected later does
not change a receipt that a citizen already holds, and printing it again gives the same bytes.
A form that this dossier has none of is None.
"""

from datetime import datetime
from typing import TypeVar

from motcua.domain import facts as f
from motcua.domain.limits import limit_words, parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.reasons import REFUSAL_OF_RECEPTION, REJECTION
from motcua.printed import documents as doc
from motcua.printed.fill_heads import agency_head, at_the_counter, by_authority, counter_head
from motcua.printed.fill_parties import ERASED, papers, party, proxy
from motcua.printed.fill_slip import control_slip
from motcua.reads.dossiers import party_of, text_of
from motcua.reads.forms import PrintData
from motcua.reads.words import RETURN_MANNERS

__all__ = ["control_slip", "receipt", "refusal"]

CONFIRMED = "C"
WHOLE_CASE = "trường hợp"
Kind = TypeVar("Kind", bound=f.Fact)


def receipt(data: PrintData, look_up: str) -> doc.ReceiptForm | None:
    """Form 01. `look_up` is the full address of the public page; the secret stays beside it."""
    found = _first(data, f.Received)
    if found is None:
        return None
    fact, by = found
    head = counter_head(data, fact.receiving, fact.happened)
    owner = party_of(fact.owner, data.values)
    fee, note = _fee(data, fact)
    secret = text_of(fact.secret, data.values) or None
    return doc.ReceiptForm(
        head=head,
        look_up=doc.LookUp(code=str(fact.code), address=look_up, secret=secret),
        applicant=party(party_of(fact.applicant, data.values)),
        owner=party(owner) if owner else None,
        proxy=proxy(party_of(fact.proxy, data.values)),
        procedure=_procedure(data),
        papers=papers(fact.papers, data.opened.law.procedure),
        sets=fact.sets,
        limit=limit_words(parse_limit(fact.limit)),
        received=fact.happened,
        promised=fact.due,
        return_at=_return_at(fact, head),
        fee=fee,
        fee_note=note,
        receptionist=data.signer(by.person).name,
        signed_by_applicant=fact.channel == "direct",
        demo=data.demo,
    )


def refusal(data: PrintData, look_up: str) -> doc.RefusalForm | None:
    """Form 03: reception refused, or what was asked not granted."""
    refused = _first(data, f.ReceptionRefused)
    if refused is not None:
        return _reception_refused(data, *refused)
    rejected = _first(data, f.Rejected)
    return _rejected(data, *rejected, look_up) if rejected is not None else None


def _reception_refused(data: PrintData, fact: f.ReceptionRefused, by: f.By) -> doc.RefusalForm:
    number = form_number(str(fact.form_number), fact.happened)
    return doc.RefusalForm(
        head=counter_head(data, fact.receiving, fact.happened, number),
        refusal=doc.Refusal.RECEPTION,
        applicant=party(party_of(fact.applicant, data.values)),
        procedure=_procedure(data),
        ground=REFUSAL_OF_RECEPTION.get(fact.reason, fact.reason),
        explanation=text_of(fact.explanation, data.values) or ERASED,
        signature=at_the_counter(data.signer(by.person)),
        signed_by_applicant=fact.channel == "direct",
        demo=data.demo,
    )


def _rejected(data: PrintData, fact: f.Rejected, by: f.By, look_up: str) -> doc.RefusalForm:
    dossier = data.opened.dossier
    number = form_number(str(fact.form_number), fact.happened)
    owner = party_of(dossier.owner, data.values)
    return doc.RefusalForm(
        head=agency_head(data, dossier.competent, fact.happened, number),
        refusal=doc.Refusal.RESOLUTION,
        applicant=party(party_of(dossier.applicant, data.values)),
        owner=party(owner) if owner else None,
        procedure=_procedure(data),
        ground=REJECTION.get(fact.reason, fact.reason),
        explanation=text_of(fact.explanation, data.values) or ERASED,
        look_up=doc.LookUp(code=dossier.code, address=look_up),
        signature=by_authority(data, by),
        signed_by_applicant=dossier.channel == "direct",
        demo=data.demo,
    )


def form_number(number: str, at: datetime) -> str:
    """The running number of a form with the year in which it was drawn.

    >>> from motcua.domain.local_time import VIETNAM
    >>> form_number("7", datetime(2020, 3, 20, tzinfo=VIETNAM))
    '07/2020'
    """
    return f"{number:0>2}/{local_day(at).year}"


def _first(data: PrintData, kind: type[Kind]) -> tuple[Kind, f.By] | None:
    for entry in data.entries:
        if isinstance(entry.fact, kind):
            return entry.fact, entry.by
    return None


def _procedure(data: PrintData) -> doc.Procedure:
    procedure = data.opened.law.procedure
    return doc.Procedure(name=procedure.name, code=procedure.code)


def _return_at(fact: f.Received, head: doc.Head) -> str:
    return head.name if fact.return_manner == "counter" else str(RETURN_MANNERS[fact.return_manner])


def _fee(data: PrintData, fact: f.Received) -> tuple[int | None, str]:
    """What is printed as the fee: only one confirmed amount for the whole case.

    What depends on a condition or on a number of copies is not worked out here, and what no
    source confirms is not printed.
    """
    rules = data.opened.law.procedure.fees_on(local_day(fact.happened))
    if len(rules) != 1 or rules[0].condition or rules[0].confidence != CONFIRMED:
        return None, ""
    [rule] = rules
    is_whole = rule.amount == 0 or rule.unit == WHOLE_CASE
    return (rule.amount, rule.name) if is_whole else (None, "")
