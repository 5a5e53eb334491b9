"""Tables written in the background: ordered by a person, taken by a worker, fetched once ready."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.domain.refusal import Refused
from motcua.models import Export

LOST = timedelta(minutes=5)
"""A worker that has not moved for so long is gone, and another one begins again."""
KEPT = timedelta(days=7)
MOST_OPEN = 3
"""So many of one person's exports may wait or run at a time."""


@transaction.atomic
def order_export(person: int, asked: str, title: str, total: int, *, machine: datetime) -> int:
    """Its number. Refused while too many of the same person are under way."""
    under_way = Export.objects.filter(person=person, state__in=("waiting", "running")).count()
    if under_way >= MOST_OPEN:
        raise Refused("exports_under_way", most=MOST_OPEN)
    values = {"person": person, "asked": asked, "title": title[:200], "total": total}
    return Export.objects.create(**values, ordered=machine, touched=machine).id


@transaction.atomic
def take_export(machine: datetime) -> Export | None:
    """The next to write, now running; None if nothing waits."""
    lost = Q(state="running", touched__lt=machine - LOST)
    found = Export.objects.filter(Q(state="waiting") | lost).order_by("id")
    row = found.select_for_update(skip_locked=True).first()
    if row is not None:
        row.state, row.done, row.touched = "running", 0, machine
        row.save(update_fields=["state", "done", "touched"])
    return row


def advanced(number: int, done: int, machine: datetime) -> None:
    """So many rows are written."""
    Export.objects.filter(id=number).update(done=done, touched=machine)


def ended(number: int, *, ready: bool, done: int, machine: datetime) -> None:
    """The file is whole, or it came to nothing."""
    state = "ready" if ready else "failed"
    Export.objects.filter(id=number).update(state=state, done=done, touched=machine)


def past_keeping(machine: datetime) -> list[int]:
    """Forget exports older than a week; the numbers of the files that can go."""
    old = Export.objects.filter(ordered__lt=machine - KEPT)
    numbers = list(old.values_list("id", flat=True))
    old.delete()
    return numbers
