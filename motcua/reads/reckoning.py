"""A due date reckoned without a dossier: limit, stops, policy, and every step of the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.domain.calendar import Calendar
from motcua.domain.deadline import Deadline, explain
from motcua.domain.limits import Limit
from motcua.domain.local_time import local, local_day
from motcua.domain.rulebook import Policy, Rulebook
from motcua.domain.waiting import Wait, check_waits, moves


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
        procedure: str = "",
    ) -> "Reckoning":
        """Reckon it by the policy named, else by that of the day of reception and the procedure.

        Refused for stops that cannot be; ValueError kinds for the rest.
        """
        check_waits(received, waits)
        named = rules.named(policy_code) if policy_code else None
        policy = named or rules.policy(local_day(received), procedure)
        first = explain(received, limit, calendar)
        steps: list[dict[str, object]] = [dict(step.document()) for step in first.steps]
        current, told = first.due, []
        moved = {m.by: m for m in moves(policy, limit, received, waits, calendar)}
        for wait in sorted(waits, key=lambda w: w.since):
            found = moved.get(wait)
            if found is not None:
                told.append(_sentence(wait, found.old, found.new, policy))
                steps.append(_step(found.old, found.new, policy))
                current = found.new
            elif current is not None:
                words = _(
                    "Khoảng chờ từ %(since)s bắt đầu khi đã quá hạn (%(due)s) nên không tính."
                )
                told.append(words % {"since": _when(wait.since), "due": _when(current)})
        return cls(current, first, tuple(told), steps)


def _assumed(policy: Policy) -> str:
    return _("; giả định") if policy.assumed else ""


def _sentence(wait: Wait, old: datetime, new: datetime, policy: Policy) -> str:
    words = {
        "since": _when(wait.since),
        "until": _when(wait.until),
        "old": _when(old),
        "new": _when(new),
        "policy": f"{policy.code}{_assumed(policy)}; {policy.source}",
    }
    text = _(
        "Chờ bổ sung từ %(since)s đến %(until)s: thời hạn chuyển từ %(old)s sang %(new)s"
        " (%(policy)s)."
    )
    return text % words


def _step(old: datetime, new: datetime, policy: Policy) -> dict[str, object]:
    return {
        "what": "moved",
        "from": local(old).isoformat(),
        "to": local(new).isoformat(),
        "why": f"{policy.code} {policy.manner.value}{_assumed(policy)}",
        "source": policy.source,
    }


def _when(at: datetime | None) -> str:
    return local(at).strftime("%H:%M %d/%m/%Y") if at else ""
