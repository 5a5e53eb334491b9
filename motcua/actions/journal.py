"""Writes down who looked at whose data, and counts failed tries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.models import AccessRecord, Attempt

WINDOW = timedelta(minutes=15)


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
