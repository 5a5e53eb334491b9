"""How messages leave: what a channel is given and answers, and how hard another system is pressed.

Pure: `now` and chance come in as arguments. What stands here holds for every destination; the
figures of one stand in its file under data/channels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from motcua.domain.codec import Plain


@dataclass(frozen=True, slots=True)
class Envelope:
    """All that a channel gets. The same `key` twice means the same message.

    `known`: some message about this dossier has arrived there before. `superseded`: a later one
    has, so that what this one says of the dossier's standing is old news there.
    """

    key: str
    destination: str
    document: Mapping[str, Plain]
    known: bool = False
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A field of the receiver's table that no fact fills: its name, why, whether it must be."""

    field: str
    why: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """Delivered and answered: what went over the wire, and what the other side said."""

    wire: bytes
    answer: str = ""
    missing: tuple[Missing, ...] = ()


class TryLater(Exception):
    """The other system is unwell: keep the message and try again."""


class ReceiverBusy(TryLater):
    """Only this receiver cannot be reached for now: others may be tried."""


class Undeliverable(Exception):
    """The other system will never take this message as it is: give up and say why.

    `wire` is what it was offered, `missing` what it lacks; both may be empty.
    """

    def __init__(self, why: str, wire: bytes = b"", missing: tuple[Missing, ...] = ()) -> None:
        super().__init__(why)
        self.wire, self.missing = wire, missing


Outcome = Sent | TryLater | Undeliverable


def unwell(outcome: Outcome) -> TryLater | None:
    """This outcome, if it says that the system is unwell and nobody else need be tried."""
    busy = isinstance(outcome, ReceiverBusy)
    return outcome if isinstance(outcome, TryLater) and not busy else None


@dataclass(frozen=True, slots=True)
class Pace:
    """How a destination is talked to.

    `batch`: most messages handed over at once. `rate`: messages a second in the long run, of
    which `burst` may come together. `time_out`: seconds until an answer is given up. A message
    that failed waits `first_wait` seconds, then twice as long each time up to `longest_wait`;
    after `tries` it is a dead letter. After `failures` rounds in a row in which nothing arrived
    the circuit opens: nobody is tried for `first_pause` seconds, then one message, and so on up
    to `longest_pause`. `together`: all that is due for one receiver goes as one, by the system's
    own clock; `batch` and `rate` then count receivers.
    """

    batch: int = 1
    rate: int = 20
    burst: int = 20
    time_out: float = 10.0
    first_wait: float = 30.0
    longest_wait: float = 6 * 60 * 60
    tries: int = 20
    failures: int = 5
    first_pause: float = 5.0
    longest_pause: float = 60.0
    together: bool = False


class Channel(Protocol):
    """A way to another system. To add one: `motcua/channels/registry.py`."""

    def pace(self) -> Pace:
        """How it is talked to."""

    def unready(self) -> str:
        """Why nothing can be sent yet (no address is set), in Vietnamese; '' when it can."""

    def send(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Hand these over; one outcome for each, in the same order. Raises nothing."""


@dataclass(frozen=True, slots=True)
class Gate:
    """How a destination has been lately: rounds that failed in a row, pauses in a row, until when
    the circuit is open (None: closed), and when the next message is due by the rate."""

    failures: int = 0
    pauses: int = 0
    open_until: datetime | None = None
    next_slot: datetime | None = None

    def standing(self, now: datetime) -> str:
        """closed (it is well), open (left alone) or half_open (one message will try it)."""
        if self.open_until is None:
            return "closed"
        return "open" if now < self.open_until else "half_open"


def wait_after(tries: int, pace: Pace, chance: float) -> timedelta:
    """How long a message waits after so many failed tries.

    Doubling from `first_wait`, at most `longest_wait`, and then by chance (0 to 1) between half
    of that and all of it, so that what failed together does not come back together.

    >>> wait_after(1, Pace(), 1.0), wait_after(3, Pace(), 0.0)
    (datetime.timedelta(seconds=30), datetime.timedelta(seconds=60))
    """
    doubled = min(pace.first_wait * 2 ** (min(tries, 30) - 1), pace.longest_wait)
    return timedelta(seconds=doubled * (0.5 + chance / 2))


def permit(gate: Gate, pace: Pace, now: datetime) -> tuple[int, Gate]:
    """How many messages may be sent now, and the gate with these counted.

    Where the circuit was open long enough, one message tries it, and nobody else meanwhile.
    """
    standing = gate.standing(now)
    if standing == "open":
        return 0, gate
    every = timedelta(seconds=1 / pace.rate)
    earliest = now - every * pace.burst
    slot = max(gate.next_slot or earliest, earliest)
    allowed = min(pace.batch, (now - slot) // every)
    if standing == "half_open" and allowed > 0:
        until = now + timedelta(seconds=2 * pace.time_out)
        return 1, replace(gate, open_until=until, next_slot=slot + every)
    return allowed, replace(gate, next_slot=slot + every * allowed)


def settle(
    gate: Gate, pace: Pace, now: datetime, *, unused: int, answered: int, failed: int
) -> Gate:
    """The gate after a round: what was permitted and not used is given back; an answer of any
    kind closes the circuit, a round with failures alone brings it nearer to opening."""
    every = timedelta(seconds=1 / pace.rate)
    slot = gate.next_slot - every * unused if gate.next_slot else None
    if answered:
        return Gate(next_slot=slot)
    if not failed:
        return replace(gate, next_slot=slot)
    failures = gate.failures + 1
    if failures < pace.failures and gate.open_until is None:
        return replace(gate, failures=failures, next_slot=slot)
    pause = min(pace.first_pause * 2 ** min(gate.pauses, 20), pace.longest_pause)
    return Gate(failures, gate.pauses + 1, now + timedelta(seconds=pause), slot)
