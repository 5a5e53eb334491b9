"""The outbox as pages, commands and metrics show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from motcua.domain.delivery import Gate
from motcua.models import Destination, Message

WAITING = """SELECT split_part(destination, ':', 1), count(*), min(created) FROM motcua_message
WHERE state = 'waiting' GROUP BY 1"""
DEAD = """SELECT split_part(destination, ':', 1), count(*) FROM motcua_message
WHERE state = 'dead' GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Health:
    """How a destination is: what waits and since when, what went, what failed, its circuit."""

    name: str
    waiting: int
    oldest: datetime | None
    dead: int
    sent: int
    failed: int
    refused: int
    standing: str
    open_until: datetime | None
    last_sent: datetime | None
    last_failed: datetime | None
    last_error: str

    def age(self, now: datetime) -> timedelta:
        """How long the oldest unsent message has waited; none where nothing waits."""
        return max(now - self.oldest, timedelta()) if self.oldest else timedelta()


def health(names: Mapping[str, object], machine: datetime) -> list[Health]:
    """Every destination in the order given; three queries."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        waiting = {name: (count, oldest) for name, count, oldest in cursor.fetchall()}
        cursor.execute(DEAD)
        dead = dict(cursor.fetchall())
    known = {row.name: row for row in Destination.objects.all()}
    return [
        _health(known.get(name) or Destination(name=name), waiting, dead, machine) for name in names
    ]


def _health(
    row: Destination,
    waiting: Mapping[str, tuple[int, datetime]],
    dead: Mapping[str, int],
    machine: datetime,
) -> Health:
    count, oldest = waiting.get(row.name, (0, None))
    gate = Gate(row.failures, row.pauses, row.open_until)
    return Health(
        name=row.name,
        waiting=count,
        oldest=oldest,
        dead=dead.get(row.name, 0),
        sent=row.sent,
        failed=row.failed,
        refused=row.refused,
        standing=gate.standing(machine),
        open_until=row.open_until,
        last_sent=row.last_sent,
        last_failed=row.last_failed,
        last_error=row.last_error,
    )


def dead_letters(chosen: Any, most: int = 1_000) -> list[dict[str, Any]]:
    """Dead letters that fit (actions.resending.Chosen), oldest first, each with its reason."""
    found = chosen.rows().filter(state="dead").order_by("created", "code", "fact")[:most]
    return [
        {
            "key": f"{row.dossier_key}/{row.fact}/{row.destination}",
            "code": row.code,
            "destination": row.destination,
            "agency": row.agency,
            "created": row.created,
            "tries": row.tries,
            "error": row.error,
        }
        for row in found
    ]


def messages_of(code: str, destination: str) -> list[Message]:
    """All messages about a dossier to one destination, newest fact first."""
    found = Message.objects.filter(code=code, destination=destination)
    return list(found.order_by("-fact"))
