"""Plays on from the demo's clock: day by day, with so many hands at each desk, under a policy.

Unlike the winter nothing here is planned: whether the order is met is for the engine to say.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from motcua.actions.dossiers import Done, Request, perform_many
from motcua.actions.installation import set_clock
from motcua.domain import commands as do
from motcua.domain.desk import NEVER
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import at_minute, local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.management.demo.coming import Coming
from motcua.management.demo.next_act import Next, next_act
from motcua.management.demo.plan import Plan
from motcua.management.demo.planned import Planned
from motcua.management.demo.setting import Setting
from motcua.management.demo.way import Seat
from motcua.reads.demo import acts_of_seats, moments_reached, not_closed
from motcua.reads.law import procedure_version

ROUNDS = 10
"""Times a day at which everybody takes up what lies there."""
LATELY = 20
"""Working days from which one sees how much a seat gets done."""

Order = Callable[[Dossier, Random], Any]
POLICIES: dict[str, tuple[float, Order]] = {
    "oldest-first": (1.4, lambda d, random: d.received),
    "nearest-due": (1.4, lambda d, random: d.overdue_from or NEVER),
    "as-before": (1.05, lambda d, random: random.random()),
}
"""How many times as much as before a seat gets done under the order, and what it takes first."""


class Onward:
    """All open dossiers in memory, moved on round by round; the door decides everything."""

    def __init__(self, plan: Plan, setting: Setting, policy: str) -> None:
        self.setting, self.policy = setting, policy
        self.coming = Coming(plan, setting)
        self.open: dict[UUID, Dossier] = {}
        self.hands: dict[Seat, float] = {}
        self._procedure = cache(procedure_version)

    def play(self, begins: datetime, last: date, *, advance: Callable[[int], None]) -> None:
        """Every working day from that moment to `last`; the clock stands at the end of each."""
        calendar, first = self.setting.calendar, local_day(begins)
        self.open = not_closed()
        since = calendar.add_working_days(first, -LATELY)
        factor, _ = POLICIES[self.policy]
        for seat, acts in acts_of_seats(since).items():
            self.hands[seat] = max(0.4, factor * acts / LATELY / ROUNDS)
        day = first
        while day <= last:
            if calendar.is_working_day(day):
                self._day(day, begins)
                set_clock(calendar.closing(day) + timedelta(minutes=30))
            advance(1)
            day += timedelta(days=1)

    def _day(self, day: date, since: datetime) -> None:
        random = Random(f"{self.setting.scenario.seed} {self.policy} {day}")
        coming = list(self.coming.on(day, random))
        hours = [minute for span in self.setting.calendar.office_hours(day) for minute in span]
        coming = [(planned, request) for planned, request in coming if planned.received >= since]
        self._clock(max(since, at_minute(day, hours[0])))
        minutes = self._minutes(hours)
        for number, minute in enumerate(minutes):
            begins = at_minute(day, minute)
            if begins < since:
                continue  # what happened today so far is left as it is
            until = at_minute(day, minutes[number + 1] if number + 1 < ROUNDS else hours[-1])
            noon = at_minute(day, hours[1])
            here = [(p, r) for p, r in coming if p.received < until]
            coming = coming[len(here) :]
            requests = [request for _, request in here]
            requests += self._round(begins, min(until, noon) if begins < noon else until, random)
            requests += self._at_once(here, random)
            self._perform(requests, until)

    def _minutes(self, hours: list[int]) -> list[int]:
        opens, noon, back, closes = hours
        span = (noon - opens) + (closes - back)
        found = [opens + span * at // ROUNDS for at in range(ROUNDS)]
        return [minute if minute < noon else minute + back - noon for minute in found]

    def _round(self, begins: datetime, until: datetime, random: Random) -> list[Request]:
        """One act of every seat with each dossier it gets to, in the order of the policy."""
        setting, (_, order) = self.setting, POLICIES[self.policy]
        found: list[tuple[UUID, Next]] = []
        for key, dossier in sorted(self.open.items(), key=lambda item: order(item[1], random)):
            procedure = self._procedure(dossier.procedure, dossier.version)
            level = setting.tree.get(dossier.receiving).level
            act = next_act(dossier, procedure, level, begins, setting.file, random)
            if act is not None:
                found.append((key, act))
        left = {
            seat: int(hands) + (random.random() < hands % 1) for seat, hands in self.hands.items()
        }
        requests = []
        room = int((until - begins).total_seconds()) - 1
        for key, act in found:
            if act.costs:
                if left.get(act.seat, 1) <= 0:
                    continue
                left[act.seat] = left.get(act.seat, 1) - 1
            at = begins + timedelta(seconds=random.randint(1, max(2, room)))
            requests.append(self._request(key, act.command, act.seat, at, random))
        requests.sort(key=lambda one: one.at or begins)
        return requests

    def _at_once(
        self, received: Iterable[tuple[Planned, Request]], random: Random
    ) -> list[Request]:
        found = []
        share = self.setting.scenario.assumed["work"]["at_once"]
        for planned, begun in received:
            if not self.setting.procedures[planned.procedure].immediate or random.random() > share:
                continue
            at = planned.received + timedelta(seconds=random.randint(200, 900))
            done = do.ResolveAtOnce(
                result_number=f"{random.randint(1, 400)}/MH",
                result_date=local_day(at),
                files=(self.setting.file,),
                collected_by="Người nộp hồ sơ",
            )
            seat = (planned.agency, Role.RECEPTIONIST)
            request = self._request(planned.key, done, seat, at, random)
            assert begun.recorded is not None
            assert request.recorded is not None
            known = max(begun.recorded, request.recorded)
            found.append(replace(request, recorded=known))
        return found

    def _request(
        self, key: UUID, command: do.Command, seat: Seat, at: datetime, random: Random
    ) -> Request:
        known = at + timedelta(seconds=random.randint(5, 240))
        before = self.open.get(key)
        if before is not None and before.last_recorded is not None:
            known = max(known, before.last_recorded)
        return Request(key, command, self.setting.staff[seat], at=at, recorded=known)

    def _clock(self, at: datetime) -> None:
        requests = []
        for key in moments_reached(at):
            last = self.open[key].last_recorded if key in self.open else None
            known = max(at, last or at)
            requests.append(Request(key, do.PassTime(), 0, at=at, recorded=known))
        self._perform(requests, at)

    def _perform(self, requests: list[Request], now: datetime) -> None:
        if not requests:
            return
        for request, outcome in zip(
            requests, perform_many(requests, now=now, silent=True), strict=True
        ):
            if isinstance(outcome, Refused):
                told = f"{type(request.command).__name__} at {request.at}"
                raise ValueError(f"{request.key}: {told} was refused: {outcome}")
            if isinstance(outcome, Done) and outcome.dossier.closed is None:
                self.open[request.key] = outcome.dossier
            else:
                self.open.pop(request.key, None)
