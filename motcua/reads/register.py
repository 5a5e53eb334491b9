"""Sổ theo dõi hồ sơ: what an agency received between two days, in order of reception.

The columns of form 06 of TT 01/2018/TT-VPCP (domain notes 6.8). The desk gives the page, and the
dossiers of that page give by their keys what lists do not carry: sets, address, return manner.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.domain.access import Membership
from motcua.domain.agencies import Agency
from motcua.domain.desk import CONCERNS
from motcua.domain.dossier import State
from motcua.domain.local_time import local_day, midnight
from motcua.models import DeskRow
from motcua.models.law import Reference, reference
from motcua.reads.search import visible_agencies
from motcua.reads.words import RETURN_MANNERS, state_words

ROWS = 50
PRINTED_ROWS = 500
REST = """SELECT d.key, d.sets, d.return_manner, p.value->>'address'
FROM motcua_dossier d LEFT JOIN motcua_privatevalue p
 ON p.dossier_key = d.key AND p.number = (d.applicant->>'number')::int
WHERE d.key = ANY(%s)"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended: time of reception, key, and the number of its last line."""

    received: datetime
    key: UUID
    number: int


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register. `number` counts from the beginning of the period."""

    key: UUID
    number: int
    code: str
    procedure: str
    sets: int
    name: str
    address: str
    phone: str
    competent: str
    received: datetime
    due: datetime | None
    returned: datetime | None
    manner: str
    note: str
    late: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some lines, and where the next page begins (None at the end)."""

    lines: Sequence[RegisterLine]
    following: Mark | None


def registers(held: Iterable[Membership], on: date) -> list[Agency]:
    """The agencies that receive dossiers and whose register these memberships may see."""
    tree = reference().agencies
    seen = (tree.get(key) for key in visible_agencies(held, tree))
    return [agency for agency in seen if agency.receives and agency.stands_on(on)]


def register_page(
    agency: str,
    first: date,
    last: date,
    now: datetime,
    *,
    after: Mark | None = None,
    rows: int = ROWS,
) -> RegisterPage:
    """The lines from `first` to `last` (local days, inclusive), the page after a mark."""
    found = DeskRow.objects.filter(
        agency=agency,
        receiving=agency,
        seat=CONCERNS,
        received__gte=midnight(first),
        received__lt=midnight(last + timedelta(days=1)),
    )
    if after:
        same_moment = Q(received=after.received, dossier_id__gt=after.key)
        found = found.filter(Q(received__gt=after.received) | same_moment)
    page = list(found.order_by("received", "dossier_id")[: rows + 1])
    known, shown, begin = reference(), page[:rows], after.number if after else 0
    rest = _rest([row.dossier_id for row in shown])
    lines = [_line(begin + n, row, rest, known, now) for n, row in enumerate(shown, 1)]
    if len(page) <= rows:
        return RegisterPage(lines, None)
    end = shown[-1]
    assert end.received is not None  # the filter asks for days of reception
    return RegisterPage(lines, Mark(end.received, end.dossier_id, lines[-1].number))


def _rest(keys: Sequence[UUID]) -> dict[UUID, tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(REST, [list(keys)])
        return {key: (sets, manner, address or "") for key, sets, manner, address in cursor}


def _line(
    number: int,
    row: DeskRow,
    rest: dict[UUID, tuple[int, str, str]],
    known: Reference,
    now: datetime,
) -> RegisterLine:
    sets, manner, address = rest[row.dossier_id]
    assert row.received is not None
    state, late = State(row.state), _late(row, now)
    return RegisterLine(
        key=row.dossier_id,
        number=number,
        code=row.code,
        procedure=known.procedure(row.procedure, row.version).name,
        sets=sets,
        name=row.name or _("(đã xóa)"),
        address=address,
        phone=row.phone,
        competent=known.agencies.short_name(row.competent, local_day(row.received)),
        received=row.received,
        due=row.due,
        returned=row.closed if state is State.RETURNED else None,
        manner=str(RETURN_MANNERS.get(manner, "")),
        note=_note(state, late=late),
        late=late,
    )


def _late(row: DeskRow, now: datetime) -> bool:
    """Whether the result came, or is still to come, after the last moment that kept the limit."""
    ended = row.finished or row.closed or now
    return row.overdue_from is not None and ended >= row.overdue_from


def _note(state: State, *, late: bool) -> str:
    notes = [state_words(state)] if state in _NOTED else []
    return "; ".join([*notes, _("quá hạn")] if late else notes)


_NOTED = {State.REJECTED, State.WITHDRAWN, State.STOPPED, State.FINISHED}
