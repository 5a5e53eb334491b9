"""Messages put back in the queue: dead letters, or what has to be told again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Least

from motcua.domain.messages import MIRRORS
from motcua.domain.refusal import Refused
from motcua.models import Message


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which messages: all that fit every condition given.

    `since` (inclusive) and `until` (exclusive) are times of writing. `delivered` takes those that
    arrived as well, for a mapping that was mended; only of a system that drops repeats.
    """

    code: str = ""
    agencies: tuple[str, ...] = ()
    destination: str = ""
    since: datetime | None = None
    until: datetime | None = None
    delivered: bool = False
    key: UUID | None = None

    def rows(self) -> QuerySet[Message]:
        """The messages that fit. Refused `told_twice` for delivered letters to people."""
        if self.delivered and self.destination not in MIRRORS:
            raise Refused("told_twice")
        found = Message.objects.filter(state__in=["dead", "sent"] if self.delivered else ["dead"])
        if self.key:
            found = found.filter(dossier_key=self.key)
        if self.code:
            found = found.filter(code=self.code)
        if self.agencies:
            found = found.filter(agency__in=self.agencies)
        if self.destination:
            mine = Q(destination=self.destination)
            found = found.filter(mine | Q(destination__startswith=f"{self.destination}:"))
        if self.since:
            found = found.filter(created__gte=self.since)
        if self.until:
            found = found.filter(created__lt=self.until)
        return found


@transaction.atomic
def resend(chosen: Chosen, machine: datetime) -> int:
    """Put these back in the queue; how many."""
    # What waits for a morning of the system's clock is due by that one, and was written by it.
    first = Least(F("created"), Value(machine))
    return chosen.rows().update(state="waiting", tries=0, next_try=first, error="")
