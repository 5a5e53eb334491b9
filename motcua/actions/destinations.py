"""How each other system has been: its gate, kept in a row so that all processes know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.domain.delivery import Gate, Outcome, Pace, Sent, TryLater, permit, settle, unwell
from motcua.models import Destination

LONGEST_WORDS = 2000


def _gate(row: Destination) -> Gate:
    return Gate(row.failures, row.pauses, row.open_until, row.next_slot)


def _keep(row: Destination, gate: Gate) -> None:
    row.failures, row.pauses = gate.failures, gate.pauses
    row.open_until, row.next_slot = gate.open_until, gate.next_slot


@dataclass(frozen=True, slots=True)
class Permit:
    """How many messages may be sent now; whether they only try if the system is well again."""

    most: int
    trying: bool


@transaction.atomic
def allowed(name: str, pace: Pace, machine: datetime, *, anything_due: bool) -> Permit:
    """What may be sent there now; it is counted at once."""
    row = _locked(name)
    before = _gate(row)
    trying = before.open_until is not None
    if not anything_due and not trying:
        return Permit(0, trying)
    count, gate = permit(before, pace, machine)
    if gate != before:
        _keep(row, gate)
        row.save(update_fields=["failures", "pauses", "open_until", "next_slot"])
    return Permit(count, trying)


@transaction.atomic
def look_after(
    name: str,
    pace: Pace,
    now: datetime,
    machine: datetime,
    unused: int,
    outcomes: Sequence[Outcome],
) -> bool:
    """Note how a round went; whether a system that was left alone answers again."""
    row = _locked(name)
    before = _gate(row)
    failures = [one for one in outcomes if isinstance(one, TryLater)]
    failed = sum(unwell(one) is not None for one in outcomes)
    answered = len(outcomes) - failed
    after = settle(before, pace, machine, unused=unused, answered=answered, failed=failed)
    _keep(row, after)
    sent = sum(isinstance(one, Sent) for one in outcomes)
    row.sent, row.failed = row.sent + sent, row.failed + len(failures)
    row.refused += len(outcomes) - len(failures) - sent
    if sent:
        row.last_sent = now
    if failures:
        row.last_failed, row.last_error = now, str(failures[-1])[:LONGEST_WORDS]
    row.save()
    return before.open_until is not None and after.open_until is None


@transaction.atomic
def try_at_once(name: str) -> None:
    """Somebody knows that the other system is well again: close the circuit."""
    Destination.objects.filter(name=name).update(failures=0, pauses=0, open_until=None)


def _locked(name: str) -> Destination:
    Destination.objects.get_or_create(name=name)
    return Destination.objects.select_for_update().get(name=name)
