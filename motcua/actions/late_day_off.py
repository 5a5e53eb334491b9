"""A day off declared late: first what would move, then, when confirmed, one fact per dossier.

A change of calendar by itself moves nothing. Whoever confirms it stands on every fact, the clock
where nobody was named. Work goes in batches by key: an interrupted run is taken up again, and a
dossier that moved already moves no second time.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.actions.dossiers import Done, Request, perform_many
from motcua.actions.publication import add_calendar
from motcua.domain.calendar import Calendar
from motcua.domain.commands import DeclareDayOff
from motcua.domain.day_off import LateDayOff
from motcua.domain.decisions import decide
from motcua.domain.desk import TO_RECEIVE
from motcua.domain.facts import CLOCK, LegalDueMoved, ReceptionClockMoved
from motcua.domain.law import Law
from motcua.domain.local_time import VIETNAM
from motcua.domain.telling import known_as
from motcua.models import DeskRow, Dossier
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row

BATCH = 500


@dataclass(frozen=True, slots=True)
class Move:
    """One open dossier and where its legal due date goes; or, where it was sent and waits to be
    received (`reception`), the end of the reception clock."""

    key: UUID
    code: str
    agency: str
    old: datetime
    new: datetime
    reception: bool = False


def planned_moves(off: LateDayOff, now: datetime) -> Iterator[Move]:
    """Every open dossier that would move, from when to when. Writes nothing."""
    known = reference()
    calendar_of = known.calendar_with(off.text)
    for keys in batches_of_open(off):
        for row in Dossier.objects.filter(key__in=keys).order_by("key"):
            yield from _planned(row, off, now, known, calendar_of)


def _planned(
    row: Dossier,
    off: LateDayOff,
    now: datetime,
    known: Reference,
    calendar_of: Callable[[str], Calendar],
) -> Iterator[Move]:
    dossier = from_row(row)
    procedure = known.procedure(dossier.procedure, dossier.version)
    law = Law(procedure, known.agencies, calendar_of, lambda who: (), known.rules)
    for fact in decide(dossier, _command(off), CLOCK, now, law):
        if isinstance(fact, LegalDueMoved):
            yield Move(row.key, row.code, dossier.competent, fact.old, fact.new)
        elif isinstance(fact, ReceptionClockMoved):
            place = (known_as(dossier), dossier.receiving)
            yield Move(row.key, *place, fact.old, fact.new, reception=True)


def confirm(
    off: LateDayOff,
    now: datetime,
    *,
    advance: Callable[[int], None],
    actor: int = CLOCK.person,
) -> int:
    """Add the decision to the calendar and move every dossier it moves; how many moved."""
    enter(off, now)
    moved = 0
    for keys in batches_of_open(off):
        moved += move(off, now, actor, keys)
        advance(len(keys))
    return moved


def enter(off: LateDayOff, now: datetime) -> None:
    """Add the decision to the calendar, once."""
    add_calendar(f"Quyết định {off.number}", off.text, now=now)


def move(off: LateDayOff, now: datetime, actor: int, keys: Sequence[UUID]) -> int:
    """Move what of these dossiers the decision moves, in one transaction; how many moved."""
    outcomes = perform_many([Request(key, _command(off), actor) for key in keys], now=now)
    return sum(isinstance(o, Done) and bool(o.entries) for o in outcomes)


def batches_of_open(off: LateDayOff) -> Iterator[list[UUID]]:
    """Keys of open dossiers whose time can reach one of these days, in batches: those that are
    being worked on, then those that wait to be received, each in order."""
    first = min(row.day for row in off.rows)
    begins = datetime(first.year, first.month, first.day, tzinfo=VIETNAM)
    worked_on = DeskRow.objects.filter(
        seat="concerns", finished=None, closed=None, due__gte=begins, received__isnull=False
    )
    yield from _batches(worked_on)
    yield from _batches(DeskRow.objects.filter(seat=TO_RECEIVE, leg_due__gte=begins))


def _batches(rows: QuerySet[DeskRow]) -> Iterator[list[UUID]]:
    rows = rows.order_by("dossier_id")
    last: UUID | None = None
    while True:
        page = rows.filter(dossier_id__gt=last) if last else rows
        keys = list(page.values_list("dossier_id", flat=True).distinct()[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]


def _command(off: LateDayOff) -> DeclareDayOff:
    return DeclareDayOff(decision=off.number, signed=off.signed, effective=off.effective)
