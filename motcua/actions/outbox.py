"""Drain the outbox: claim one message, hand it over, write down how it went.

The claim is the row lock of the running transaction: it dies with its process. Order is kept
within a dossier and destination; other dossiers go on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection, transaction

from motcua.domain.messages import Envelope, TryLater, Undeliverable
from motcua.models import Message

Send = Callable[[Envelope], bytes]
"""Sends an envelope and returns the bytes that went over the wire."""

LONGEST_WAIT = timedelta(hours=6)
TRIES = 20
"""With the waits below about three days, then it goes to the dead letters."""

CLAIM = """SELECT dossier_key, fact, destination FROM motcua_message m
WHERE state = 'waiting' AND next_try <= %s AND NOT EXISTS (
  SELECT 1 FROM motcua_message e WHERE e.dossier_key = m.dossier_key
  AND e.destination = m.destination AND e.fact < m.fact AND e.state = 'waiting')
ORDER BY next_try FOR UPDATE SKIP LOCKED LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one try went: sent, later or dead."""

    key: str
    outcome: str
    error: str = ""


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many failed tries: doubling from half a minute, six hours at most.

    >>> wait_after(1), wait_after(3)
    (datetime.timedelta(seconds=30), datetime.timedelta(seconds=120))
    """
    doubled: timedelta = timedelta(seconds=30) * 2 ** (min(tries, 20) - 1)
    return min(doubled, LONGEST_WAIT)


@transaction.atomic
def deliver_next(channels: Mapping[str, Send], now: datetime, machine: datetime) -> Delivery | None:
    """Try one message; None when none is waiting. Safe in many processes at once.

    `now` (the system's clock) is written down as the time of sending; `machine` is real time,
    by which tries are spaced.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [machine])
        found = cursor.fetchone()
    if found is None:
        return None
    message = Message.objects.get(dossier_key=found[0], fact=found[1], destination=found[2])
    key = f"{found[0]}/{found[1]}/{found[2]}"
    channel = channels.get(message.destination.partition(":")[0])
    message.tries += 1
    try:
        if channel is None:
            raise Undeliverable(f"no channel is named {message.destination}")
        if not message.document.get("person"):
            raise Undeliverable("the person's data was erased before it was sent")
        wire = channel(Envelope(key, message.destination, message.document))
    except TryLater as trouble:
        return _later(message, key, str(trouble), machine)
    except Undeliverable as trouble:
        return _dead(message, key, str(trouble))
    message.state, message.sent, message.error = "sent", now, ""
    message.wire_digest = sha256(wire).hexdigest()
    message.save()
    return Delivery(key, "sent")


def _later(message: Message, key: str, why: str, machine: datetime) -> Delivery:
    if message.tries >= TRIES:
        return _dead(message, key, why)
    message.error, message.next_try = why[:2000], machine + wait_after(message.tries)
    message.save()
    return Delivery(key, "later", why)


def _dead(message: Message, key: str, why: str) -> Delivery:
    message.state, message.error = "dead", why[:2000]
    message.save()
    return Delivery(key, "dead", why)


@transaction.atomic
def resend(
    machine: datetime,
    *,
    code: str = "",
    agencies: tuple[str, ...] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """Put dead letters back in the queue; how many. Without conditions, all of them.

    `since` (inclusive) and `until` (exclusive) are times of writing.
    """
    chosen = Message.objects.filter(state="dead")
    if code:
        chosen = chosen.filter(code=code)
    if agencies:
        chosen = chosen.filter(agency__in=agencies)
    if since:
        chosen = chosen.filter(created__gte=since)
    if until:
        chosen = chosen.filter(created__lt=until)
    return chosen.update(state="waiting", tries=0, next_try=machine, error="")
