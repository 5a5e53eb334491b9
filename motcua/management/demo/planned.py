"""One dossier as it is planned: where and when it is received, and how it has to end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from random import Random
from uuid import UUID

from motcua.domain.calendar import Calendar
from motcua.domain.deadline import due
from motcua.domain.dossier import Dossier
from motcua.domain.lateness import overdue_from
from motcua.domain.procedure import Procedure


class Outcome(StrEnum):
    """How a dossier stands at the cutoff."""

    ON_TIME = "on_time"  # finished in time, or not due yet
    LATE_SOLVED = "late_solved"
    LATE_OPEN = "late_open"
    CARRIED = "carried"  # received the year before, finished in time in this one


@dataclass(slots=True)
class Planned:
    """`overdue` is when it would be overdue as received, None without a limit."""

    key: UUID
    serial: int
    agency: str
    procedure: str
    received: datetime
    overdue: datetime | None
    outcome: Outcome = Outcome.ON_TIME

    def kept_by(self, dossier: Dossier, cutoff: datetime) -> bool:
        """Whether the dossier, as it stands at the cutoff, is what was planned."""
        over, done = dossier.overdue_from, dossier.finished
        gone_over = over is not None and over <= cutoff
        late_solved = done is not None and over is not None and done >= over
        late_open = done is None and dossier.closed is None and gone_over
        return {
            Outcome.LATE_SOLVED: late_solved and not late_open,
            Outcome.LATE_OPEN: late_open and not late_solved,
        }.get(self.outcome, not late_solved and not late_open)


Draw = Callable[[Random], datetime]


def ordered_key(at: datetime, random: Random) -> UUID:
    """A key as uuid7 makes them, for a moment: in order of time, which indexes like."""
    stamp = int(at.timestamp() * 1000) & (2**48 - 1)
    noise = random.getrandbits(74)
    head = stamp << 80 | 0x7 << 76 | (noise >> 62) << 64
    return UUID(int=head | 0b10 << 62 | noise & (2**62 - 1))


def draw_dossier(
    agency: str, at: datetime, procedure: Procedure, calendar: Calendar, random: Random
) -> Planned:
    """A dossier of this procedure received there and then; its number comes later."""
    ends = due(at, procedure.committed, calendar)
    over = overdue_from(procedure.committed, ends) if ends else None
    return Planned(ordered_key(at, random), 0, agency, procedure.code, at, over)


def pick(items: list[Planned], weights: Iterable[float], count: int, random: Random) -> set[UUID]:
    """The keys of `count` of these, drawn without putting back, likelier by weight.

    ValueError if there are not so many of a weight above nothing.
    """
    drawn = [
        (random.random() ** (1 / weight), item.key)
        for item, weight in zip(items, weights, strict=True)
        if weight > 0
    ]
    if len(drawn) < count:
        raise ValueError(f"{count} dossiers cannot be drawn out of {len(drawn)}")
    return {key for _, key in sorted(drawn, reverse=True)[:count]}
