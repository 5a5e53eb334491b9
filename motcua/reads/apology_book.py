"""Sổ xin lỗi: every apology that was sent, and what was late without one. Per agency and period.

The agency is the one that answers for the dossier (competent); the book of a one-stop unit, which
decides nothing, is of the dossiers it received and tells the applicants of. Apologies belong to the
period in which they were sent, late dossiers to the one in which they fell due.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from motcua.domain.access import Membership
from motcua.domain.agencies import Agency
from motcua.domain.desk import CONCERNS
from motcua.domain.facts import ApologySent
from motcua.domain.local_time import midnight
from motcua.domain.other_dates import met
from motcua.models import DeskRow, Fact
from motcua.models.law import Reference, reference
from motcua.reads.dossiers import entry_of
from motcua.reads.remaining import Remaining, remaining
from motcua.reads.search import visible_agencies
from motcua.reads.words.reasons import APOLOGY_MANNERS

ROWS = 50
PRINTED_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended: a moment (sending, or overdue from), the dossier, the fact's number."""

    moment: datetime
    key: UUID
    number: int = 0


@dataclass(frozen=True, slots=True)
class BookLine:
    """One apology. `met`: finished on or before the new date; None while that is open."""

    code: str
    procedure: str
    due: datetime | None
    sent: datetime
    manner: str
    timely: bool
    timely_by_calendar: bool
    new_date: datetime
    met: bool | None


@dataclass(frozen=True, slots=True)
class LateLine:
    """One late dossier for which nobody apologised. `finished` is None while it is overdue."""

    code: str
    procedure: str
    applicant: str
    due: datetime
    finished: datetime | None
    remaining: Remaining


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the dossiers that fell due in the period and were late, for how many was apologised."""

    apologised: int
    late: int


def answering(held: Sequence[Membership], on: date) -> list[Agency]:
    """The agencies that stand on a day whose books these memberships may see."""
    tree = reference().agencies
    seen = (tree.get(key) for key in visible_agencies(held, tree))
    return [agency for agency in seen if agency.stands_on(on)]


def _side(agency: Agency) -> str:
    """Through which of its agencies a dossier comes into this one's book."""
    return "receiving" if agency.receives and not agency.is_committee else "competent"


def side_of(key: str) -> str:
    """`receiving` for the book of a one-stop unit, `competent` for any other."""
    return _side(reference().agencies.get(key))


def fullest(agencies: Sequence[Agency], first: date, last: date, now: datetime) -> str:
    """The agency among these with most late dossiers in the period; '' where none has any."""
    counters = [one.key for one in agencies if _side(one) == "receiving"]
    own = Q(competent=F("agency")) | Q(agency__in=counters, receiving=F("agency"))
    found = _late_ones(first, last, now).filter(own, agency__in=[one.key for one in agencies])
    counts = found.values_list("agency").annotate(late=Count("dossier_id"))
    return next((agency for agency, _late in counts.order_by("-late", "agency")[:1]), "")


def has_entries(agency: str, first: date, last: date, now: datetime) -> bool:
    """Whether a book says anything of the period: an apology, or a late dossier without one."""
    return _sent(agency, first, last).exists() or _late(agency, first, last, now).exists()


def _sent(agency: str, first: date, last: date) -> "QuerySet[Fact]":
    return Fact.objects.filter(
        kind="ApologySent",
        happened__gte=midnight(first),
        happened__lt=midnight(last + timedelta(days=1)),
        **{f"dossier__{side_of(agency)}": agency},
    )


def book(
    agency: str,
    first: date,
    last: date,
    now: datetime,
    *,
    after: Mark | None = None,
    rows: int = ROWS,
) -> tuple[Sequence[BookLine], Mark | None]:
    """The apologies sent from `first` to `last` (local days, inclusive), in order of sending."""
    found = _sent(agency, first, last).select_related("dossier")
    if after:
        same = Q(happened=after.moment, dossier_id=after.key, number__gt=after.number)
        later = Q(happened=after.moment, dossier_id__gt=after.key)
        found = found.filter(Q(happened__gt=after.moment) | later | same)
    page = list(found.order_by("happened", "dossier_id", "number")[: rows + 1])
    known, shown = reference(), page[:rows]
    lines = [_line(row, known, now) for row in shown]
    end = shown[-1] if len(page) > rows else None
    return lines, Mark(end.happened, end.dossier_id, end.number) if end else None


def _line(row: Fact, known: Reference, now: datetime) -> BookLine:
    fact = entry_of(row).fact
    assert isinstance(fact, ApologySent)
    dossier = row.dossier
    return BookLine(
        code=dossier.code,
        procedure=known.procedure(dossier.procedure, dossier.version).name,
        due=dossier.legal_due,
        sent=row.happened,
        manner=APOLOGY_MANNERS[fact.manner],
        timely=fact.timely,
        timely_by_calendar=fact.timely_by_calendar,
        new_date=fact.new_date,
        met=met(fact.new_date, dossier.finished or dossier.closed, now),
    )


def _late(agency: str, first: date, last: date, now: datetime) -> "QuerySet[DeskRow]":
    """What stands in this agency's book, fell due in the period and was not done in time."""
    side = {side_of(agency): agency}
    return _late_ones(first, last, now).filter(agency=agency, **side)


def _late_ones(first: date, last: date, now: datetime) -> "QuerySet[DeskRow]":
    rows = DeskRow.objects.filter(seat=CONCERNS, overdue_from__lte=now)
    rows = rows.filter(due__gte=midnight(first), due__lt=midnight(last + timedelta(days=1)))
    ended = Coalesce("finished", "closed", now)
    return rows.alias(ended=ended).filter(ended__gte=F("overdue_from"))


def coverage(agency: str, first: date, last: date, now: datetime) -> Coverage:
    """How many were late in the period, and how many of these got an apology."""
    found = _late(agency, first, last, now)
    return Coverage(found.filter(reappointed__isnull=False).count(), found.count())


def without_apology(
    agency: str, first: date, last: date, now: datetime, *, after: Mark | None = None
) -> tuple[Sequence[LateLine], Mark | None]:
    """Late dossiers of the period for which nobody apologised, by due date."""
    found = _late(agency, first, last, now).filter(reappointed=None)
    if after:
        same = Q(due=after.moment, dossier_id__gt=after.key)
        found = found.filter(Q(due__gt=after.moment) | same)
    page = list(found.order_by("due", "dossier_id")[: ROWS + 1])
    known, shown = reference(), page[:ROWS]
    lines = [_late_line(row, known, now) for row in shown]
    end = shown[-1] if len(page) > ROWS else None
    return lines, Mark(end.due, end.dossier_id) if end and end.due else None


def _late_line(row: DeskRow, known: Reference, now: datetime) -> LateLine:
    assert row.due is not None
    ended = row.finished or row.closed
    calendar = known.calendar_of(row.competent)
    return LateLine(
        code=row.code,
        procedure=known.procedure(row.procedure, row.version).name,
        applicant=row.name or _("(đã xóa)"),
        due=row.due,
        finished=ended,
        remaining=remaining(row.due, row.overdue_from, None, ended or now, calendar),
    )
