"""Errors mended in the open: what was said before stays in the log (art. 21)."""

from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.decisions.result import result_day_is_possible
from motcua.domain.decisions.wording import (
    explanation,
    kept_files,
    private_party,
    private_text,
)
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.refusal import Refused
from motcua.domain.text import clean

DRAFT = "draft"
"""The paper code under which a draft of the result is kept."""


def correct_dossier(
    dossier: Dossier, command: do.CorrectDossier, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """New words for what was written at reception; no date moves."""
    changed = (command.applicant, command.owner, command.content, command.papers)
    if all(part is None for part in changed):
        raise Refused("nothing_changed")
    return [
        f.DossierCorrected(
            happened=at,
            applicant=private_party(command.applicant),
            owner=private_party(command.owner),
            content=private_text("content", command.content or "", required=False),
            papers=command.papers,
            explanation=explanation(command.explanation),
        )
    ]


def correct_result(
    dossier: Dossier, command: do.CorrectResult, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T19: a result with an error is replaced; the finish stays where it was."""
    if not command.files:
        raise Refused("result_file_missing", field="files")
    result_day_is_possible(command.result_date, at)
    files, names = kept_files(command.files)
    return [
        f.ResultCorrected(
            happened=at,
            result_number=private_text("result_number", command.result_number),
            result_date=command.result_date,
            files=files,
            file_names=names,
            explanation=explanation(command.explanation),
        )
    ]


def attach_paper(
    dossier: Dossier, command: do.AttachPaper, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Scans with a paper of the checklist, or a draft of the result."""
    if not command.files:
        raise Refused("file_missing", field="files")
    known = {rule.code for rule in law.procedure.papers} | {DRAFT}
    if command.paper not in known:
        raise Refused("unknown_paper", papers=(command.paper,))
    files, names = kept_files(command.files)
    return [f.PaperAttached(happened=at, paper=command.paper, files=files, file_names=names)]


def erase_private(
    dossier: Dossier, command: do.ErasePrivate, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Erase values by decision; `basis` names the decision, not the person."""
    if not command.numbers or not all(1 <= n <= dossier.private_values for n in command.numbers):
        raise Refused("no_such_value", numbers=command.numbers)
    basis = clean(command.basis, field="basis", limit=200)
    return [f.PrivateErased(happened=at, numbers=command.numbers, basis=basis)]
