"""What time does, through the door: finds the dossiers whose next moment has come."""

from datetime import datetime
from uuid import UUID

from motcua.actions.dossiers import Done, Request, perform_many
from motcua.domain.commands import PassTime
from motcua.models import DeskRow

BATCH = 200
CLOCK = 0


def pass_time(now: datetime) -> tuple[int, int]:
    """Let the clock act on the dossiers that are due first, a batch of them: found, changed.

    Cost follows what is due, not what exists. Twice the same moment changes nothing more.
    """
    keys = due_first(now)
    outcomes = perform_many([Request(key, PassTime(), CLOCK) for key in keys], now=now)
    return len(keys), sum(isinstance(o, Done) and bool(o.entries) for o in outcomes)


def due_first(now: datetime) -> list[UUID]:
    """A batch of dossiers whose next moment has come, the longest waiting first."""
    due = DeskRow.objects.filter(next_moment__lte=now).order_by("next_moment")
    return list(due.values_list("dossier_id", flat=True)[:BATCH])
