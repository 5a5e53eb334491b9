"""Reception at the one-stop: NĐ 61/2018/NĐ-CP articles 16, 17 and 26."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import due_alarms
from motcua.domain.blanks import NextNumber, Private
from motcua.domain.deadline import due
from motcua.domain.decisions.wording import explained, private_party, private_text
from motcua.domain.dossier import Dossier, State
from motcua.domain.identity import warnings
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.local_time import VIETNAM
from motcua.domain.numbering import dossier_code
from motcua.domain.party import Party
from motcua.domain.procedure import PaperRule
from motcua.domain.reasons import REFUSAL_OF_RECEPTION
from motcua.domain.refusal import Refused

CHANNELS = ("direct", "online", "post")
RETURN_MANNERS = ("counter", "post", "electronic")


def receive(
    dossier: Dossier, command: do.Receive, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T2. Refused: procedure not in force or not received here, papers missing, identity
    that contradicts sex or birth without a written override."""
    day = at.astimezone(VIETNAM).date()
    procedure = law.procedure
    check_reception_place(law, command.agency, day, dossier)
    one_of("channel", command.channel, CHANNELS)
    if dossier.state is State.SUBMITTED and command.channel != dossier.channel:
        raise Refused("bad_choice", field="channel", expected=(dossier.channel,))
    one_of("return_manner", command.return_manner, RETURN_MANNERS)
    if not 1 <= command.sets <= 20:
        raise Refused("bad_count", field="sets", expected="1–20")
    _papers_are_complete(procedure.papers, command.papers)
    _identity_agrees([command.applicant, command.owner, command.proxy], command.override, day)
    competent = law.agencies.resolve(procedure.decider, command.agency, day)
    calendar = law.calendar_of(competent)
    promised = due(at, procedure.committed, calendar)
    return [
        f.Received(
            happened=at,
            code=next_code(law, command.agency, day),
            procedure=procedure.code,
            version=procedure.version,
            receiving=command.agency,
            competent=competent,
            returning=command.agency,
            channel=command.channel,
            return_manner=command.return_manner,
            sets=command.sets,
            papers=_with_scans(command.papers, dossier.papers),
            limit=str(procedure.committed),
            due=promised,
            overdue_from=overdue_from(procedure.committed, promised) if promised else None,
            alarms=due_alarms(procedure.committed, promised, calendar, law.rules, at),
            step=law.steps(command.agency)[0].number,
            applicant=private_party(command.applicant),
            owner=private_party(command.owner),
            proxy=private_party(command.proxy),
            content=private_text("content", command.content, required=False),
            secret=Private(command.secret),
            override=private_text("override", command.override, required=False),
        )
    ]


def refuse(
    dossier: Dossier, command: do.RefuseReception, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T5. A reason code and words are compulsory; form 03 gets a running number, no code."""
    day = at.astimezone(VIETNAM).date()
    check_reception_place(law, command.agency, day, dossier)
    one_of("channel", command.channel, CHANNELS)
    reason, explanation = explained(REFUSAL_OF_RECEPTION, command.reason, command.explanation)
    return [
        f.ReceptionRefused(
            happened=at,
            form_number=form_number("form03", command.agency, day),
            procedure=law.procedure.code,
            version=law.procedure.version,
            receiving=command.agency,
            competent=law.agencies.resolve(law.procedure.decider, command.agency, day),
            channel=command.channel,
            reason=reason,
            papers=_with_scans(command.papers, dossier.papers),
            applicant=private_party(command.applicant),
            explanation=explanation,
        )
    ]


def form_number(form: str, agency: str, day: date) -> NextNumber:
    """The next number of a form in an agency's year; the form prints it before '/<year>'."""
    return NextNumber(form, agency, str(day.year), str)


def code_series(issuer: str, day: date) -> tuple[str, str, str]:
    """The series from which the codes of an issuing agency's day are drawn."""
    return ("code", issuer, day.isoformat())


def next_code(law: Law, receiving: str, day: date) -> NextNumber:
    """The next code of whoever issues for this agency, on that day."""
    issuer = law.agencies.get(law.agencies.get(receiving).issuer)
    write = partial(dossier_code, issuer.code_old, issuer.code_new, day)
    return NextNumber(*code_series(issuer.key, day), write)


def check_reception_place(law: Law, agency: str, day: date, dossier: Dossier) -> None:
    """Refused unless this agency may receive this procedure on that day, and the dossier, if it
    was sent or asked to be mended before, was so there and for this procedure."""
    unit, procedure = law.agencies.get(agency), law.procedure
    if dossier.receiving not in ("", agency):
        raise Refused("not_received_here", procedure=procedure.code, agency=agency)
    if dossier.state is State.SUBMITTED and dossier.procedure != procedure.code:
        raise Refused("sent_for_another_procedure", procedure=dossier.procedure)
    if not procedure.in_force_on(day):
        raise Refused("procedure_not_in_force", procedure=procedure.code, on=day)
    if not unit.receives or not unit.stands_on(day) or unit.level not in procedure.levels:
        raise Refused("not_received_here", procedure=procedure.code, agency=agency)


def one_of(field: str, value: str, known: tuple[str, ...]) -> None:
    """Refused `bad_choice` unless the value is a known one."""
    if value not in known:
        raise Refused("bad_choice", field=field, expected=known)


def _with_scans(
    papers: tuple[f.PaperCount, ...], sent: tuple[f.PaperCount, ...]
) -> tuple[f.PaperCount, ...]:
    """These papers with the scans that were sent online; a scan of an unticked paper stays too."""
    scans = {paper.code: paper.files for paper in sent if paper.files}
    told = tuple(replace(p, files=(*scans.pop(p.code, ()), *p.files)) for p in papers)
    return told + tuple(f.PaperCount(code, 0, 0, files) for code, files in scans.items())


def _papers_are_complete(rules: tuple[PaperRule, ...], papers: tuple[f.PaperCount, ...]) -> None:
    papers_are_known(rules, papers)
    brought = {paper.code: paper for paper in papers}
    missing = tuple(rule.code for rule in rules if _is_missing(rule, brought.get(rule.code)))
    if missing:
        raise Refused("papers_missing", papers=missing)


def papers_are_known(rules: tuple[PaperRule, ...], papers: tuple[f.PaperCount, ...]) -> None:
    """Refused `unknown_paper`, `bad_count`: each is a paper of the list, in a sensible number."""
    unknown = {paper.code for paper in papers} - {rule.code for rule in rules}
    if unknown:
        raise Refused("unknown_paper", papers=tuple(sorted(unknown)))
    for paper in papers:
        if not (0 <= paper.originals <= 99 and 0 <= paper.copies <= 99):
            raise Refused("bad_count", field=f"paper-{paper.code}", expected="0–99")


def _is_missing(rule: PaperRule, paper: f.PaperCount | None) -> bool:
    if rule.when is not None or not rule.required:
        return False
    if rule.shown_only or rule.originals + rule.copies == 0:
        return paper is None or paper.originals + paper.copies == 0
    return paper is None or paper.originals < rule.originals or paper.copies < rule.copies


def _identity_agrees(parties: list[Party | None], override: str, day: date) -> None:
    found = [
        warning
        for party in parties
        if party is not None and party.identity is not None
        for warning in warnings(party.identity, party.sex, party.birth)
    ]
    if found and not override.strip():
        raise Refused("identity_warning", warnings=tuple(found))
