"""What reconciliation compares, and what it found."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from motcua.domain.commands.elsewhere import PAPER
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.reconciling import Cause, Newest
from motcua.models import Difference, Reconciliation

FIRST = UUID(int=0)
AT_A_TIME = 1_000
PAGE = """SELECT d."key", d.code, d.portal_code, d.receiving, d.state, d.legal_due, d.overdue_from,
 d.received, d.finished, d.closed, m.state IS NULL AND EXISTS (SELECT 1 FROM motcua_fact f
  WHERE f.dossier_key = d."key" AND f.kind = 'BroughtIn' AND f.body ->> 'source' <> %s),
 m.state, m.error
FROM motcua_dossier d LEFT JOIN LATERAL (
 SELECT state, error FROM motcua_message m
 WHERE m.dossier_key = d."key" AND m.destination = %s ORDER BY fact DESC LIMIT 1) m ON true
WHERE d."key" > %s AND (d.code <> '' OR d.portal_code <> '')
ORDER BY d."key" LIMIT %s"""


@dataclass(frozen=True, slots=True)
class Compared:
    """One dossier as far as it is compared. `elsewhere`: it came from another one-stop system, and
    nothing of it was ever queued."""

    key: UUID
    code: str
    portal_code: str
    agency: str
    state: str
    due: datetime | None
    overdue_from: datetime | None
    received: datetime | None
    finished: datetime | None
    closed: datetime | None
    elsewhere: bool
    newest: Newest | None


def compared(destination: str = NATIONAL_PORTAL) -> Iterator[list[Compared]]:
    """All dossiers that others can know, a thousand at a time, in order of key."""
    last = FIRST
    while True:
        with connection.cursor() as cursor:
            cursor.execute(PAGE, [PAPER, destination, last, AT_A_TIME])
            found = cursor.fetchall()
        if not found:
            return
        last = found[-1][0]
        yield [_compared(row) for row in found]


def _compared(row: tuple[Any, ...]) -> Compared:
    *plain, state, error = row
    return Compared(*(*plain, Newest(state, error) if state else None))


def last_run(destination: str = NATIONAL_PORTAL) -> Reconciliation | None:
    """The newest comparison, finished or not; None before the first."""
    return Reconciliation.objects.filter(destination=destination).order_by("-id").first()


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier that differs, as the page shows it."""

    code: str
    agency: str
    cause: str
    words: str
    ours: dict[str, str]
    theirs: dict[str, str] | None
    here: bool | None
    there: bool | None
    repaired: datetime | None


def by_cause(agencies: Collection[str]) -> dict[str, tuple[int, int]]:
    """For each cause: how many dossiers, and of how many the repair has been asked already."""
    rows = _within(agencies).order_by().values_list("cause")
    repaired = Count("code", filter=Q(repaired__isnull=False))
    counted = rows.annotate(every=Count("code"), done=repaired)
    found = {cause: (every, done) for cause, every, done in counted}
    return {cause.value: found.get(cause.value, (0, 0)) for cause in Cause}


def differences(agencies: Collection[str], cause: str, start: int, most: int) -> list[Line]:
    """Differences of one cause in order of code."""
    return [_line(row) for row in _within(agencies).filter(cause=cause)[start : start + most]]


def counted_otherwise(agencies: Collection[str], start: int, most: int) -> tuple[int, list[Line]]:
    """Dossiers that count as on time here and late there or the other way round, or only here."""
    found = _within(agencies).filter(here__isnull=False)
    found = found.exclude(here=True, there=True).exclude(here=False, there=False)
    return found.count(), [_line(row) for row in found[start : start + most]]


def _within(agencies: Collection[str]) -> QuerySet[Difference]:
    found = Difference.objects.filter(destination=NATIONAL_PORTAL, agency__in=agencies)
    return found.order_by("code", "dossier_key")


def _line(row: Difference) -> Line:
    return Line(
        row.code, row.agency, row.cause, row.words, row.ours, row.portal, row.here, row.there,
        row.repaired,
    )  # fmt: skip
