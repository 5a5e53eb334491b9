"""What a line of the search says: where the dossier stands, who has it, what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.domain.access import SEEING, Membership
from motcua.domain.dossier import State
from motcua.domain.local_time import local_day
from motcua.models.law import Reference, reference
from motcua.reads.desk_lines import own_codes, step_name
from motcua.reads.dossiers import names_of
from motcua.reads.remaining import Remaining, Urgency, status
from motcua.reads.search import (
    FoundRow,
    Question,
    Way,
    code_in_sight,
    find,
    latest,
    understood,
    visible_agencies,
    ways,
)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One dossier found, in words. `ref` opens it; `form` says which form it has for a code."""

    key: UUID
    ref: str
    code: str
    form: str
    own: bool
    procedure: str
    applicant: str
    step: str
    holder: str
    status: Remaining
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of answers. `exact` is the code of the one dossier that was named, else ''."""

    question: Question
    way: Way
    lines: Sequence[FoundLine]
    following: UUID | None = None
    exact: str = ""


def search(
    text: str,
    held: Sequence[Membership],
    now: datetime,
    *,
    after: UUID | None = None,
    way: str = "",
) -> Results:
    """What somebody with these memberships finds; their newest dossiers if nothing was typed."""
    question = understood(text)
    known = reference()
    sight = visible_agencies(held, known.agencies)
    if question.way is Way.CODE:
        return Results(question, Way.CODE, (), exact=code_in_sight(question.value, sight))
    if question.way is Way.LATEST:
        own = list(dict.fromkeys(m.agency for m in held if m.role in SEEING))
        return Results(question, Way.LATEST, _lines(latest(own), held, known, now))
    before = next((one for one in ways(question) if one.value == way), None)
    found = find(question, sight, after=after, way=before if after else None)
    lines = _lines(found.rows, held, known, now)
    return Results(question, found.way, lines, found.rows[-1].key if found.more else None)


def _lines(
    rows: Sequence[FoundRow], held: Sequence[Membership], known: Reference, now: datetime
) -> list[FoundLine]:
    here = {member.agency for member in held}
    own = own_codes(known.agencies, held)
    names = names_of(row.person for row in rows if row.person)
    return [_line(row, known, own, _holder(row, known, here, names, now), now) for row in rows]


def _holder(
    row: FoundRow, known: Reference, here: set[str], names: dict[int, str], now: datetime
) -> str:
    # Colleagues are known by name; for another agency's people its name comes first.
    if not row.holder:
        return ""
    agency = known.agencies.short_name(row.holder, local_day(now))
    person = names.get(row.person or 0, "")
    parts = (person, agency) if row.holder in here else (agency, person)
    return ", ".join(part for part in parts if part)


def _line(
    row: FoundRow, known: Reference, own: frozenset[str], holder: str, now: datetime
) -> FoundLine:
    procedure = known.procedure(row.procedure, row.version)
    calendar = known.calendar_of(row.competent)
    found = status(State(row.state), row.due, row.overdue_from, row.finished, now, calendar)
    form = row.form_number if not row.code else ""
    return FoundLine(
        key=row.key,
        ref=row.code or str(row.key),
        code=row.code,
        form=_("Phiếu từ chối số %(number)s") % {"number": form} if form else "",
        own=row.code.partition("-")[0] in own,
        procedure=procedure.name,
        applicant=row.name or _("(đã xóa)"),
        step=step_name(procedure, row.step) if holder else "",
        holder=holder,
        status=found,
        due=None if found.urgency is Urgency.WAIT else row.due,
    )
