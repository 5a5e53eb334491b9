"""Sent online, before anybody at the one-stop has seen it: the state machine's T1."""

from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.blanks import Private
from motcua.domain.codec import Plain
from motcua.domain.decisions.reception import (
    RETURN_MANNERS,
    check_reception_place,
    one_of,
    papers_are_known,
)
from motcua.domain.decisions.wording import private_party, private_text
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.domain.numbering import parse_code
from motcua.domain.reception_clock import reception_clock
from motcua.domain.refusal import Refused


def submit(dossier: Dossier, command: do.Submit, by: f.By, at: datetime, law: Law) -> list[f.Fact]:
    """T1. Whether it is complete the receptionist will say; here only what cannot be meant is
    refused. The clock of the receiving unit starts, the promise to the citizen does not."""
    day = local_day(at)
    check_reception_place(law, command.agency, day, dossier)
    one_of("return_manner", command.return_manner, RETURN_MANNERS)
    papers = _with_files(command)
    papers_are_known(law.procedure.papers, papers)
    receive_by, alarms = reception_clock(at, law.calendar_of(command.agency), law.rules)
    names: Plain = {file.digest: file.name for _, file in command.files}
    return [
        f.Submitted(
            happened=at,
            portal_code=_portal_code(dossier, command.portal_code),
            procedure=law.procedure.code,
            version=law.procedure.version,
            receiving=command.agency,
            competent=law.agencies.resolve(law.procedure.decider, command.agency, day),
            channel="online",
            return_manner=command.return_manner,
            papers=papers,
            file_names=Private(names) if names else None,
            receive_by=receive_by,
            alarms=alarms,
            applicant=private_party(command.applicant),
            owner=private_party(command.owner),
            proxy=private_party(command.proxy),
            content=private_text("content", command.content, required=False),
        )
    ]


def _portal_code(dossier: Dossier, typed: str) -> str:
    """The other portal's code as it is kept; Refused `bad_code`, or `another_code` if the dossier
    is known under a different one already."""
    code = parse_code(typed, field="portal_code").text if typed.strip() else dossier.portal_code
    if dossier.portal_code not in ("", code):
        raise Refused("another_code", known=dossier.portal_code, code=code)
    return code


def _with_files(command: do.Submit) -> tuple[f.PaperCount, ...]:
    counts = {paper.code: paper for paper in command.papers}
    for code, file in command.files:
        had = counts.get(code, f.PaperCount(code, 0, 0))
        counts[code] = f.PaperCount(
            code, had.originals, had.copies, tuple(dict.fromkeys((*had.files, file.digest)))
        )
    return tuple(counts.values())
