"""A due date reckoned without a dossier: limit, stops, policy, and every step of the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.domain.calendar import Calendar
from motcua.domain.deadline import Deadline, explain
from motcua.domain.lateness import overdue_from
from motcua.domain.limits import Limit
from motcua.domain.local_time import local, local_day
from motcua.domain.rulebook import Rulebook
from motcua.domain.waiting import Wait, check_waits, manner_of, moved_due


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The due date, the explanation of the first promise, and what each stop did to it."""

    due: datetime | None
    deadline: Deadline
    moves: tuple[str, ...]
    steps: list[dict[str, object]]

    @classmethod
    def make(
        cls,
        received: datetime,
        limit: Limit,
        calendar: Calendar,
        waits: Sequence[Wait],
        rules: Rulebook,
        policy_code: str,
    ) -> "Reckoning":
        """Reckon it. Refused for stops that cannot be; ValueError kinds for the rest."""
        check_waits(received, waits)
        policy = rules.named(policy_code) if policy_code else rules.policy(local_day(received))
        first = explain(received, limit, calendar)
        steps: list[dict[str, object]] = [dict(step.document()) for step in first.steps]
        current, moves = first.due, []
        for wait in sorted(waits, key=lambda w: w.since):
            if current is None or wait.since >= overdue_from(limit, current):
                continue
            new = moved_due(manner_of(policy, wait), limit, current, wait, calendar)
            assumed = "; giả định" if policy.assumed else ""
            moves.append(
                f"Chờ bổ sung từ {_when(wait.since)} đến {_when(wait.until)}: thời hạn chuyển từ"
                f" {_when(current)} sang {_when(new)} ({policy.code}{assumed}; {policy.source})."
            )
            steps.append(
                {
                    "what": "moved",
                    "from": local(current).isoformat(),
                    "to": local(new).isoformat(),
                    "why": f"{policy.code} {policy.manner.value}{assumed}",
                    "source": policy.source,
                }
            )
            current = new
        return cls(current, first, tuple(moves), steps)


def _when(at: datetime | None) -> str:
    return local(at).strftime("%H:%M %d/%m/%Y") if at else ""
