"""How a dossier stands as of one fact, told to systems that mirror it: one neutral document.

It holds every figure, name and date that such a system may ask for, so that nothing is looked up
when it is sent. All that says something of a person stands under `person`, which erasure removes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.domain import facts as f
from motcua.domain.blanks import Filed
from motcua.domain.codec import Plain, encode
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.domain.telling import TOLD, Telling, known_as
from motcua.domain.waiting import Cause


@dataclass(frozen=True, slots=True)
class Official:
    """A member of staff as other systems may name them."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Known:
    """What stands beside the dossier itself: its private values by number, the log so far where
    the citizen was ever waited for (else empty), and the staff who acted in it."""

    values: Mapping[int, Plain]
    log: Sequence[f.Entry]
    staff: Mapping[int, Official]


def agencies_of(dossier: Dossier, law: Law, day: date) -> dict[str, Plain]:
    """Code and name of the agencies that a dossier knows by what they do for it."""
    return {
        role: {"code": key, "name": law.agencies.name(key, day)}
        for role, key in (
            ("receiving", dossier.receiving),
            ("competent", dossier.competent),
            ("returning", dossier.returning),
        )
        if key
    }


def standing(dossier: Dossier, entry: f.Entry, law: Law, known: Known) -> dict[str, Plain]:
    """The document of this fact. `dossier` is the state after it."""
    day = local_day(entry.fact.happened)
    return {
        "letter": "standing",
        "fact": _of_fact(entry, law, day),
        "code": known_as(dossier),
        "portal_code": dossier.portal_code,
        "form_number": dossier.form_number,
        "state": dossier.state.value,
        "procedure": {
            "code": law.procedure.code,
            "name": law.procedure.name,
            "result": law.procedure.result,
        },
        "field": {"code": law.procedure.field_code, "name": law.procedure.field_name},
        "agencies": agencies_of(dossier, law, day),
        "channel": dossier.channel,
        "return_manner": dossier.return_manner,
        "submitted": encode(dossier.submitted),
        "received": encode(dossier.received),
        "limit": dossier.limit,
        "due": encode(dossier.legal_due),
        "overdue_from": encode(dossier.overdue_from),
        "first_promise": encode(dossier.first_promise),
        "reappointed": encode(dossier.reappointed),
        "finished": encode(dossier.finished),
        "closed": encode(dossier.closed),
        "papers": _papers(dossier, law),
        "fees": _fees(dossier, law),
        "result": _result(dossier),
        "supplements": _supplements(dossier, known.log),
        "step": _step(dossier, law, day),
        "person": _person(dossier, entry, known),
    }


def _of_fact(entry: f.Entry, law: Law, day: date) -> dict[str, Plain]:
    fact = entry.fact
    to = getattr(fact, "agency", "")
    return {
        "kind": type(fact).__name__,
        "number": entry.number,
        "happened": encode(fact.happened),
        "telling": TOLD.get(type(fact), Telling.RECORD).value,
        "to": law.agencies.short_name(to, day) if to in law.agencies else "",
        "by": {
            "role": entry.by.role.value,
            "agency": law.agencies.short_name(entry.by.agency, day)
            if entry.by.agency in law.agencies
            else "",
        },
    }


def _papers(dossier: Dossier, law: Law) -> list[Plain]:
    rules = {rule.code: rule for rule in law.procedure.papers}
    return [
        {
            "code": paper.code,
            "name": rules[paper.code].name,
            "shown_only": rules[paper.code].shown_only,
            "originals": paper.originals,
            "copies": paper.copies,
            "files": list(paper.files),
        }
        for paper in dossier.papers
        if paper.code in rules
    ]


def _fees(dossier: Dossier, law: Law) -> list[Plain]:
    if dossier.received is None:
        return []
    return [
        {"kind": fee.kind, "name": fee.name, "amount": fee.amount}
        for fee in law.procedure.fees_on(local_day(dossier.received))
        if fee.amount and not fee.condition
    ]


def _result(dossier: Dossier) -> Plain:
    found = dossier.result
    return None if found is None else {"day": encode(found.day), "files": list(found.files)}


def _supplements(dossier: Dossier, log: Sequence[f.Entry]) -> list[Plain]:
    moves = [entry.fact for entry in log if isinstance(entry.fact, f.LegalDueMoved)]
    rounds: list[Plain] = []
    for wait in dossier.waits:
        if wait.cause is not Cause.SUPPLEMENT:
            continue
        moved = [m for m in moves if wait.until is not None and m.happened >= wait.until]
        rounds.append(
            {
                "number": wait.number,
                "asked": encode(wait.since),
                "answer_by": encode(wait.answer_by),
                "answered": encode(wait.until),
                "due_before": encode(moved[0].old) if moved else encode(dossier.legal_due),
                "due_after": encode(moved[0].new) if moved else None,
            }
        )
    return rounds


def _step(dossier: Dossier, law: Law, day: date) -> dict[str, Plain]:
    leg: Leg | None = dossier.holder or dossier.pending or (dossier.legs or (None,))[-1]
    if leg is None:
        return {"unit": "", "begun": None, "ends": None}
    return {
        "unit": law.agencies.short_name(leg.agency, day),
        "begun": encode(leg.accepted or leg.given),
        "ends": encode(leg.due),
    }


def _person(dossier: Dossier, entry: f.Entry, known: Known) -> dict[str, Plain]:
    """All personal data; empty once the applicant is erased, so that nothing more is sent."""
    applicant = _filed(dossier.applicant, known)
    if not isinstance(applicant, dict):
        return {}
    result = dossier.result
    return {
        **applicant,
        "owner": _filed(dossier.owner, known),
        "content": _filed(dossier.content, known),
        "collected_by": _filed(getattr(entry.fact, "collected_by", None), known),
        "result_number": _filed(result.number, known) if result else None,
        "file_names": _file_names(dossier, known),
        "by": _official(entry.by.person, known),
        "supplements": _words_of_supplements(known),
    }


def _file_names(dossier: Dossier, known: Known) -> dict[str, Plain]:
    """Names by digest. Only the values of file names are made of digests and words."""
    named: dict[str, Plain] = {}
    for value in known.values.values():
        if isinstance(value, dict) and all(len(key) == 64 for key in value):
            named |= value
    wanted = {digest for paper in dossier.papers for digest in paper.files}
    wanted |= set(dossier.result.files if dossier.result else ())
    return {digest: named[digest] for digest in sorted(wanted) if digest in named}


def _official(person: int, known: Known) -> Plain:
    found = known.staff.get(person)
    return {"name": found.name, "title": found.title} if found else None


def _words_of_supplements(known: Known) -> dict[str, Plain]:
    """Who asked for what and who took it in, by number of the wait. A request is numbered on its
    own; the notice that follows it says which wait it became."""
    words: dict[str, dict[str, Plain]] = {}
    asked: dict[str, Plain] = {}
    for entry in known.log:
        fact, who = entry.fact, _official(entry.by.person, known)
        if isinstance(fact, f.SupplementRequested):
            asked = {"content": _filed(fact.content, known), "by": who}
        elif isinstance(fact, f.SupplementNotified):
            words[str(fact.number)] = dict(asked)
        elif isinstance(fact, f.SupplementReceived):
            brought: dict[str, Plain] = {"brought": _filed(fact.explanation, known)}
            words.setdefault(str(fact.number), {}).update(brought | {"taken_by": who})
    return dict(words)


def _filed(filed: object, known: Known) -> Plain:
    return known.values.get(filed.number) if isinstance(filed, Filed) else None
