"""A due date reckoned without a dossier: limit, stops, policy, and every step of the way."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from motcua.domain.calendar import Calendar
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.deadline import Deadline, explain
from motcua.domain.lateness import overdue_from
from motcua.domain.limits import Limit
from motcua.domain.local_time import local, local_day
from motcua.domain.rulebook import Rulebook, parse_rulebook
from motcua.domain.waiting import Wait, check_waits, manner_of, moved_due
from motcua.management.reference_data import DATA

PROVINCE, FILE = "H08", "binh-dinh.toml"


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


@cache
def shipped_rules() -> Rulebook:
    """The rules and policies that come with the product."""
    files = sorted((DATA / "law").glob("*.toml"))
    return parse_rulebook(*(tomllib.loads(file.read_text("utf-8")) for file in files))


@cache
def shipped_calendar() -> Calendar:
    """The province's calendar as it comes with the product."""
    document = tomllib.loads((DATA / "calendar" / FILE).read_text("utf-8"))
    return compile_calendar(*parse_calendar(document), (PROVINCE,), *parse_coverage(document))


def calendars() -> Callable[[str], Calendar]:
    """The calendar for an agency's code; '' is the shipped one and needs no database."""

    @cache
    def of_agency(code: str) -> Calendar:
        if not code:
            return shipped_calendar()
        from motcua.reads.law import agency_tree, calendar_of

        return calendar_of(agency_tree().find(code).key)

    return of_agency
