"""Late dossiers as anyone may see them: code, procedure, unit and days, and nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.domain.refusal import Refused
from motcua.models import Dossier
from motcua.models.law import reference
from motcua.reads.remaining import remaining


@dataclass(frozen=True, slots=True)
class LateLine:
    """One late dossier. `late` says by how much, in words; `finished` None: not done yet.

    `procedure` is the name of the field where to know the procedure would say too much.
    """

    code: str
    procedure: str
    unit: str
    received: datetime
    due: datetime | None
    finished: datetime | None
    late: str


def late_lines(keys: Sequence[UUID], on: date, now: datetime) -> list[LateLine]:
    """The dossiers with these keys, in their order. One statement, whatever their number."""
    known = reference()
    rows = {row.key: row for row in Dossier.objects.filter(key__in=keys)}
    lines = []
    for row in (rows[key] for key in keys if key in rows):
        assert row.received is not None  # nothing is late before
        lines.append(
            LateLine(
                code=row.code,
                procedure=_named(row.procedure, row.version, on),
                unit=known.agencies.name(row.competent, on),
                received=row.received,
                due=row.legal_due,
                finished=row.finished or row.closed,
                late=_late(row, now),
            )
        )
    return lines


def _named(code: str, version: int, on: date) -> str:
    known = reference()
    try:
        procedure = known.procedure(code, version)
    except Refused:
        return code
    sensitive = known.rules.is_sensitive(procedure.field_code, on)
    return procedure.field_name if sensitive else procedure.name


def _late(row: Dossier, now: datetime) -> str:
    if row.legal_due is None or row.overdue_from is None:
        return ""
    calendar = reference().calendar_of(row.competent)
    until = row.finished or row.closed or now
    return remaining(row.legal_due, row.overdue_from, None, until, calendar).words
