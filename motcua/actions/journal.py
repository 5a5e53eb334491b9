"""Writes down who looked at whose data, and counts sign-ins and failed tries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from motcua.domain.local_time import local_day
from motcua.models import AccessRecord, Attempt, Membership

WINDOW = timedelta(minutes=15)
SIGNED_IN = """INSERT INTO motcua_signincount AS c (unit, day, n)
SELECT unit, %s, 1 FROM unnest(%s::text[]) AS unit ORDER BY unit
ON CONFLICT (unit, day) DO UPDATE SET n = c.n + 1"""


def looked(key: UUID, *, person: int, page: str, at: datetime, address: str | None = None) -> None:
    """Someone saw personal data of this dossier on this page."""
    AccessRecord.objects.get_or_create(
        dossier_key=key, at=at, person=person, defaults={"page": page, "address": address}
    )


def looked_at_list(
    keys: Iterable[UUID], *, person: int, page: str, at: datetime, address: str | None = None
) -> None:
    """Someone saw personal data of all these dossiers in one list: one statement."""
    AccessRecord.objects.bulk_create(
        (
            AccessRecord(dossier_key=key, at=at, person=person, page=page, address=address)
            for key in keys
        ),
        ignore_conflicts=True,
    )


def signed_in(person: int, *, now: datetime) -> None:
    """Count a sign-in for each unit that the person acts for today; who it was is not kept."""
    day = local_day(now)
    acting = [row.facts() for row in Membership.objects.filter(person_id=person)]
    units = sorted({one.agency for one in acting if one.holds_on(day)})
    with connection.cursor() as cursor:
        cursor.execute(SIGNED_IN, [day, units])


def is_locked(subject: str, *, most: int, machine: datetime) -> bool:
    """Whether so many tries failed within the window that no more are taken."""
    row = Attempt.objects.filter(subject=subject).first()
    return row is not None and row.failures >= most and machine < row.window_began + WINDOW


@transaction.atomic
def failed(subject: str, *, machine: datetime) -> int:
    """Count one more failed try; how many there are in this window."""
    Attempt.objects.get_or_create(
        subject=subject, defaults={"window_began": machine, "failures": 0}
    )
    row = Attempt.objects.select_for_update().get(subject=subject)
    if machine >= row.window_began + WINDOW:
        row.window_began, row.failures = machine, 0
    row.failures += 1
    row.save()
    return row.failures


def succeeded(subject: str) -> None:
    """Forget failed tries."""
    Attempt.objects.filter(subject=subject).delete()
