"""What stands behind findings: rows of dossiers by key, and what heads of units answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.domain.agency_facts import FindingAnswered
from motcua.domain.blanks import Filed
from motcua.models import Dossier as DossierRow
from motcua.models.agency_log import AgencyFactRow, AgencyWords
from motcua.models.law import reference


@dataclass(frozen=True, slots=True)
class Shown:
    """A dossier as a list of findings shows it: no personal data."""

    code: str
    procedure: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a unit's head answered; `words` is '' once erased."""

    agency: str
    person: int
    at: datetime
    first: date
    last: date
    accepted: bool
    dossiers: int
    words: str


def shown(keys: Iterable[UUID]) -> dict[UUID, Shown]:
    """Code (or form number, or nothing) and procedure of these dossiers. One statement."""
    known = reference()
    rows = DossierRow.objects.filter(key__in=set(keys))
    return {
        key: Shown(code or form, known.procedure(procedure, version).name)
        for key, code, form, procedure, version in rows.values_list(
            "key", "code", "form_number", "procedure", "version"
        )
    }


def replies(subject: str, agencies: Sequence[str]) -> list[Reply]:
    """Answers of these agencies to a detector, newest first. Two statements."""
    rows = AgencyFactRow.objects.filter(subject=subject, log_id__in=list(agencies))
    found = list(rows.order_by("-recorded"))
    words = AgencyWords.objects.filter(log_id__in={row.log_id for row in found})
    known = {(agency, n): v for agency, n, v in words.values_list("log_id", "number", "value")}
    answers = []
    for row in found:
        fact = row.facts().fact
        assert isinstance(fact, FindingAnswered)
        number = fact.answer.number if isinstance(fact.answer, Filed) else 0
        said = str(known.get((row.log_id, number)) or "")
        answers.append(
            Reply(
                row.log_id,
                row.person,
                fact.happened,
                fact.first,
                fact.last,
                fact.accepted,
                fact.dossiers,
                said,
            )
        )
    return answers


def answered(agencies: Sequence[str], first: date, last: date) -> set[tuple[str, str]]:
    """(agency, detector) answered for a period that touches this one. One statement."""
    rows = AgencyFactRow.objects.filter(kind="FindingAnswered", log_id__in=list(agencies))
    found = set()
    for row in rows:
        fact = row.facts().fact
        assert isinstance(fact, FindingAnswered)
        if fact.first <= last and first <= fact.last:
            found.add((row.log_id, fact.detector))
    return found
