"""A line for each of many dossiers that somebody wants to approve, issue or return at once.

Three statements, however many lines: which of them one may see, the dossiers, and who comes for
the result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.domain import commands as do
from motcua.domain.access import Membership
from motcua.domain.blanks import Filed
from motcua.domain.codec import Plain
from motcua.domain.decisions.correction import DRAFT
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.openings import closed
from motcua.domain.refusal import Refused
from motcua.models import Dossier as DossierRow
from motcua.models import PrivateValue
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row
from motcua.reads.access import memberships_of
from motcua.reads.bulk import Chosen, chosen
from motcua.reads.dossiers import party_of
from motcua.reads.remaining import Remaining, status


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A dossier to which the command is open. `facts` is how many it has now.

    `collector` is who usually comes for the result: the proxy if there is one, else the applicant.
    `draft` is the digest of the newest draft, '' where none was attached.
    """

    key: UUID
    facts: int
    code: str
    own: bool
    procedure: str
    applicant: str
    collector: str
    manner: str
    draft: str
    remaining: Remaining


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a selection: those that are open, and of the others why not, in its order."""

    open: dict[UUID, OpenLine]
    closed: dict[UUID, Dossier | Refused]
    selection: Mapping[UUID, Chosen]


def lines_of(
    kind: type[do.Command],
    seen: Mapping[UUID, int],
    held: Sequence[Membership],
    person: int,
    now: datetime,
) -> Lines:
    """What `person` may do of this kind with each of these dossiers, seen with so many facts."""
    selection, known = chosen(seen, held), reference()
    rows = DossierRow.objects.filter(key__in=list(selection))
    dossiers = {row.key: from_row(row) for row in rows}
    values = _people(dossiers)
    found = Lines({}, {}, selection)
    for key, facts in seen.items():
        if key not in dossiers:
            found.closed[key] = Refused("unknown_dossier")
            continue
        dossier = dossiers[key]
        procedure = known.procedure(dossier.procedure, dossier.version)
        law = Law(procedure, known.agencies, known.calendar_of, memberships_of, known.rules)
        no = closed(kind, dossier, law, person, held, now)
        if no is None:
            found.open[key] = _line(key, dossier, selection[key], values.get(key, {}), known, now)
        else:
            found.closed[key] = no if facts == dossier.facts else _overtaken(dossier)
    return found


def _people(dossiers: Mapping[UUID, Dossier]) -> dict[UUID, dict[int, Plain]]:
    """Applicants and proxies by dossier and number."""
    filed = [one for d in dossiers.values() for one in (d.applicant, d.proxy)]
    numbers = {one.number for one in filed if isinstance(one, Filed)}
    values: dict[UUID, dict[int, Plain]] = {}
    rows = PrivateValue.objects.filter(dossier_id__in=list(dossiers), number__in=numbers)
    for key, number, value in rows.values_list("dossier_id", "number", "value"):
        values.setdefault(key, {})[number] = value
    return values


def _overtaken(dossier: Dossier) -> Refused:
    """Somebody was quicker: who, and with what."""
    return Refused(
        "changed_meanwhile",
        last_kind=dossier.last_kind,
        last_person=dossier.last_person,
        last_recorded=dossier.last_recorded,
    )


def _line(
    key: UUID,
    dossier: Dossier,
    what: Chosen,
    values: dict[int, Plain],
    known: Reference,
    now: datetime,
) -> OpenLine:
    applicant = party_of(dossier.applicant, values)
    who = party_of(dossier.proxy, values) or applicant
    drafts = [digest for paper in dossier.papers if paper.code == DRAFT for digest in paper.files]
    calendar = known.calendar_of(dossier.competent)
    return OpenLine(
        key=key,
        facts=dossier.facts,
        code=what.code,
        own=what.own,
        procedure=what.procedure,
        applicant=applicant.name if applicant else "",
        collector=who.name if who else "",
        manner=dossier.return_manner,
        draft=drafts[-1] if drafts else "",
        remaining=status(
            dossier.state,
            dossier.legal_due,
            dossier.overdue_from,
            dossier.finished,
            now,
            calendar,
        ),
    )
