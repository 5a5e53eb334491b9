"""The outbox as pages, commands and metrics show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from motcua.domain.delivery import Gate, Missing
from motcua.models import Destination, Message

# What waits for a morning is not old before it.
WAITING = """SELECT split_part(destination, ':', 1), count(*),
 min(CASE WHEN split_part(destination, ':', 1) = 'digest' THEN next_try ELSE created END)
FROM motcua_message
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


class Fitting(Protocol):
    """What chooses messages (actions.resending.Chosen)."""

    def rows(self) -> QuerySet[Message]:
        """Those that fit."""


def count_dead(chosen: Fitting) -> int:
    """How many dead letters fit."""
    return chosen.rows().filter(state="dead").count()


def dead_letters(chosen: Fitting, start: int = 0, most: int = 1_000) -> list[dict[str, Any]]:
    """Dead letters that fit, oldest first, each with its reason."""
    found = chosen.rows().filter(state="dead").order_by("created", "code", "fact")
    found = found[start : start + most]
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


@dataclass(frozen=True, slots=True)
class Told:
    """One message about a dossier as its page shows it."""

    fact: int
    state: str
    created: datetime
    tried: datetime | None
    sent: datetime | None
    tries: int
    answer: str
    error: str
    missing: tuple[Missing, ...]
    wire: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sync:
    """How far another system has heard of a dossier, in short."""

    state: str
    arrived: datetime | None
    error: str
    lacking: tuple[str, ...]
    dead: int
    waiting: int


def sync_of(key: UUID, destination: str) -> Sync | None:
    """The newest message and what is behind it; None if there is none. One query."""
    rows = Message.objects.filter(dossier_key=key, destination=destination).order_by("-fact")
    found = list(rows.values_list("state", "sent", "error", "missing"))
    if not found:
        return None
    state, _, error, missing = found[0]
    arrived = [sent for _, sent, _, _ in found if sent is not None]
    return Sync(
        state=state,
        arrived=max(arrived, default=None),
        error=error,
        lacking=tuple(one["field"] for one in missing if one["required"]),
        dead=sum(one[0] == "dead" for one in found),
        waiting=sum(one[0] == "waiting" for one in found),
    )


def told_of(key: UUID, destination: str) -> list[Told]:
    """All messages about a dossier to one destination, newest fact first."""
    found = Message.objects.filter(dossier_key=key, destination=destination).order_by("-fact")
    return [
        Told(
            fact=row.fact,
            state=row.state,
            created=row.created,
            tried=row.tried,
            sent=row.sent,
            tries=row.tries,
            answer=row.answer,
            error=row.error,
            missing=tuple(Missing(**one) for one in row.missing),
            wire=bytes(row.wire or b"").decode("utf-8", "replace"),
            digest=row.wire_digest,
        )
        for row in found
    ]
