"""A channel whose system takes one message at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.channels.configuration import pace_of
from motcua.domain.delivery import (
    Envelope,
    Outcome,
    Pace,
    Sent,
    TryLater,
    Undeliverable,
    unwell,
)


def _ready() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class OneByOne:
    """Makes a channel of a function that sends one envelope, or raises TryLater or Undeliverable.

    `why_not` says why nothing can be sent yet, '' when it can.
    """

    name: str
    send_one: Callable[[Envelope], Sent]
    why_not: Callable[[], str] = _ready

    def pace(self) -> Pace:
        """How it is talked to."""
        return pace_of(self.name)

    def unready(self) -> str:
        """Why nothing can be sent yet; '' when it can."""
        return self.why_not()

    def send(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Each in its turn; once the system is unwell, the rest is not tried."""
        outcomes: list[Outcome] = []
        trouble: TryLater | None = None
        for envelope in envelopes:
            outcomes.append(trouble or self._try(envelope))
            trouble = unwell(outcomes[-1])
        return outcomes

    def _try(self, envelope: Envelope) -> Outcome:
        try:
            return self.send_one(envelope)
        except (TryLater, Undeliverable) as no:
            return no
