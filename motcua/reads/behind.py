"""The dossiers behind a number, as lines: no name, no address, nothing of a person.

Whoever may see a number may see these lines; to open one of the dossiers needs access to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.domain.access import Membership, sees
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import local_day
from motcua.domain.other_dates import late_vs_first_promise, met_reappointment
from motcua.models import Dossier as DossierRow
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row
from motcua.reads.words import role_words, state_words


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier. `opens`: this reader may open it; `late`: its legal due date was missed.

    `late_vs_first_promise` and `met_reappointment` stand beside it and make nothing late; None
    where they cannot be said, or not yet.
    """

    key: UUID
    code: str
    procedure: str
    unit: str
    holder: str
    received: datetime | None
    due: datetime | None
    finished: datetime | None
    state: str
    late: bool
    late_vs_first_promise: bool | None
    met_reappointment: bool | None
    opens: bool


def lines(keys: Sequence[UUID], held: Iterable[Membership], now: datetime) -> dict[UUID, Line]:
    """The line of each dossier, as it stands now."""
    known, today, mine = reference(), local_day(now), tuple(held)
    found = DossierRow.objects.filter(key__in=keys)
    return {row.key: _line(row.key, from_row(row), known, mine, today, now) for row in found}


def _line(
    key: UUID,
    dossier: Dossier,
    known: Reference,
    held: tuple[Membership, ...],
    today: date,
    now: datetime,
) -> Line:
    ended = dossier.finished or dossier.closed
    return Line(
        key=key,
        code=dossier.code,
        procedure=known.procedure(dossier.procedure, dossier.version).name,
        unit=known.agencies.short_name(dossier.competent, today),
        holder="" if ended else _holder(dossier, known, today),
        received=dossier.received,
        due=dossier.legal_due,
        finished=ended,
        state=state_words(dossier.state),
        late=dossier.overdue_from is not None and (ended or now) >= dossier.overdue_from,
        late_vs_first_promise=late_vs_first_promise(dossier, now),
        met_reappointment=met_reappointment(dossier, now),
        opens=sees(dossier.agencies, held, today, known.agencies),
    )


def _holder(dossier: Dossier, known: Reference, today: date) -> str:
    leg = dossier.pending or dossier.holder
    if leg is None:
        return ""
    words = {"role": role_words(leg.role), "unit": known.agencies.short_name(leg.agency, today)}
    return _("%(role)s, %(unit)s") % words
