"""Drain the outbox: claim messages of one destination, hand them over, write down how it went.

The claim is the row locks of the running transaction: they die with their process. Order is kept
within a dossier and destination; other dossiers go on. No message is sent before the ones before
it have arrived or are dead letters.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction

from motcua.actions import rows
from motcua.actions.destinations import allowed, look_after
from motcua.domain.canonical import canonical
from motcua.domain.delivery import (
    Channel,
    Envelope,
    Outcome,
    Pace,
    Sent,
    TryLater,
    Undeliverable,
    wait_after,
)

FIRST_DUE = """SELECT min(next_try) FROM motcua_message
WHERE state = 'waiting' AND split_part(destination, ':', 1) = %s"""

CLAIM = """SELECT m.dossier_key, m.fact, m.destination, m.document, m.tries,
 EXISTS (SELECT 1 FROM motcua_message s WHERE s.dossier_key = m.dossier_key
  AND s.destination = m.destination AND s.fact <> m.fact AND s.state = 'sent'),
 EXISTS (SELECT 1 FROM motcua_message s WHERE s.dossier_key = m.dossier_key
  AND s.destination = m.destination AND s.fact > m.fact AND s.state = 'sent')
FROM motcua_message m
WHERE m.state = 'waiting' AND split_part(m.destination, ':', 1) = %s AND m.next_try <= %s
 AND NOT EXISTS (
  SELECT 1 FROM motcua_message e WHERE e.dossier_key = m.dossier_key
  AND e.destination = m.destination AND e.fact < m.fact AND e.state = 'waiting')
ORDER BY m.next_try LIMIT %s FOR UPDATE OF m SKIP LOCKED"""

# All that is due for the receivers of whom something is due longest, and what failed before.
CLAIM_TOGETHER = """SELECT m.dossier_key, m.fact, m.destination, m.document, m.tries, false, false
FROM motcua_message m
WHERE m.state = 'waiting' AND split_part(m.destination, ':', 1) = %s
 AND (m.next_try <= %s OR m.tries > 0) AND m.destination IN (
  SELECT w.destination FROM motcua_message w
  WHERE w.state = 'waiting' AND split_part(w.destination, ':', 1) = %s AND w.next_try <= %s
  GROUP BY w.destination ORDER BY min(w.next_try), w.destination LIMIT %s)
ORDER BY m.destination, m.next_try FOR UPDATE OF m SKIP LOCKED"""
ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('motcua_message ' || %s))"

NOTE = """UPDATE motcua_message m SET state = x.state, tries = x.tries, next_try = x.next_try,
 tried = %s, sent = CASE WHEN x.state = 'sent' THEN %s ELSE m.sent END,
 wire = coalesce(x.wire, m.wire), wire_digest = coalesce(x.digest, m.wire_digest),
 answer = x.answer, missing = x.missing::jsonb, error = x.error
FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::text[], %s::int[], %s::timestamptz[],
 %s::bytea[], %s::text[], %s::text[], %s::text[], %s::text[])
 AS x(k, f, d, state, tries, next_try, wire, digest, answer, missing, error)
WHERE m.dossier_key = x.k AND m.fact = x.f AND m.destination = x.d"""

WAKE = """UPDATE motcua_message SET next_try = %s
WHERE state = 'waiting' AND split_part(destination, ':', 1) = %s AND next_try > %s"""

LONGEST_WORDS = 2000
END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one try went: sent, later or dead."""

    key: str
    outcome: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Claimed:
    key: UUID
    fact: int
    tries: int
    envelope: Envelope


def deliver_round(name: str, channel: Channel, now: datetime, machine: datetime) -> list[Delivery]:
    """Try as many messages of this destination as its pace allows; what became of each.

    Empty when none is due or none may be sent yet. Safe in many processes at once. `now` (the
    system's clock) is written down as the time of sending; `machine` is real time, by which
    tries are spaced, but for what waits for a morning of the system's.
    """
    pace = channel.pace()
    machine = now if pace.together else machine
    first_due = None if channel.unready() else _first_due(name)
    if first_due is None:
        return []
    permit = allowed(name, pace, machine, anything_due=first_due <= machine)
    if not permit.most:
        return []
    with transaction.atomic():
        # Whether a system is well again is tried with any message, due or not, and for free.
        until = END_OF_TIME if permit.trying and not pace.together else machine
        claimed = _claim(name, until, permit.most, together=pace.together)
        outcomes = _hand_over(channel, [one.envelope for one in claimed])
        deliveries = _write_down(claimed, outcomes, pace, now, machine, counting=not permit.trying)
    receivers = {one.envelope.destination for one in claimed} if pace.together else claimed
    unused = permit.most - len(receivers)
    recovered = look_after(name, pace, now, machine, unused, outcomes)
    if recovered and not pace.together:
        with connection.cursor() as cursor:
            cursor.execute(WAKE, [machine, name, machine])
    return deliveries


def _first_due(name: str) -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(FIRST_DUE, [name])
        [found] = cursor.fetchone() or (None,)
    return found


def _claim(name: str, machine: datetime, most: int, *, together: bool) -> list[_Claimed]:
    with connection.cursor() as cursor:
        if together:
            # Two who claim at once would cut what is meant for one person in two.
            cursor.execute(ALONE, [name])
            if cursor.fetchone() != (True,):
                return []
            cursor.execute(CLAIM_TOGETHER, [name, machine, name, machine, most])
        else:
            cursor.execute(CLAIM, [name, machine, most])
        found = cursor.fetchall()
    return [
        _Claimed(
            key,
            fact,
            tries,
            Envelope(
                f"{key}/{fact}/{destination}",
                destination,
                rows.plain_json(document),
                known,
                superseded,
            ),
        )
        for key, fact, destination, document, tries, known, superseded in found
    ]


def _hand_over(channel: Channel, envelopes: Sequence[Envelope]) -> list[Outcome]:
    """Hand over all that still speak of somebody; what was erased meanwhile goes nowhere."""
    whole = [one for one in envelopes if one.document.get("person")]
    sent = iter(channel.send(whole) if whole else [])
    gone = "the person's data was erased before it was sent"
    return [next(sent) if one.document.get("person") else Undeliverable(gone) for one in envelopes]


def _write_down(
    claimed: Sequence[_Claimed],
    outcomes: Sequence[Outcome],
    pace: Pace,
    now: datetime,
    machine: datetime,
    *,
    counting: bool,
) -> list[Delivery]:
    lines, deliveries = [], []
    chances: defaultdict[str, float] = defaultdict(random.random)
    for one, outcome in zip(claimed, outcomes, strict=True):
        tries = one.tries + (1 if counting or not isinstance(outcome, TryLater) else 0)
        # What was to go as one mail comes back as one.
        chance = chances[one.envelope.destination if pace.together else one.envelope.key]
        state, error, next_try = _judge(outcome, tries, pace, machine, chance)
        wire = outcome.wire if isinstance(outcome, Sent | Undeliverable) else b""
        missing = outcome.missing if isinstance(outcome, Sent | Undeliverable) else ()
        answer = outcome.answer if isinstance(outcome, Sent) else ""
        place = (one.key, one.fact, one.envelope.destination)
        kept = (wire, sha256(wire).hexdigest()) if wire else (None, None)
        told = (answer[:LONGEST_WORDS], canonical(list(missing)), error)
        lines.append((*place, state, tries, next_try, *kept, *told))
        deliveries.append(Delivery(one.envelope.key, state, error))
    if lines:
        columns = [list(column) for column in zip(*lines, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(NOTE, [now, now, *columns])
    return [
        Delivery(d.key, "later" if d.outcome == "waiting" else d.outcome, d.error)
        for d in deliveries
    ]


def _judge(
    outcome: Outcome, tries: int, pace: Pace, machine: datetime, chance: float
) -> tuple[str, str, datetime]:
    if isinstance(outcome, Sent):
        return "sent", "", machine
    words = str(outcome)[:LONGEST_WORDS]
    if isinstance(outcome, TryLater) and tries < pace.tries:
        return "waiting", words, machine + wait_after(max(tries, 1), pace, chance)
    return "dead", words, machine
