"""Plays on from the demo's clock: day by day, with so many hands at each desk, under a policy.

Unlike the winter nothing here is planned: whether the order is met is for the engine to say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.actions.dossiers import Request, Turns, perform_in_turn
from motcua.actions.installation import set_clock
from motcua.actions.reviews import open_reviews
from motcua.domain import commands as do
from motcua.domain.desk import NEVER
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import at_minute, local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.management.demo.coming import Coming
from motcua.management.demo.hands import Hands
from motcua.management.demo.next_act import Next, apology_act, next_act
from motcua.management.demo.plan import Plan
from motcua.management.demo.planned import Planned
from motcua.management.demo.registers import Register, with_number
from motcua.management.demo.setting import Setting
from motcua.management.demo.way import Seat
from motcua.reads.clock import now
from motcua.reads.demo import acts_of_seats, moments_reached, not_closed
from motcua.reads.law import procedure_version

ROUNDS = 20
"""Times a day at which everybody takes up what lies there."""
LATELY = 20
"""Working days from which one sees how much a seat gets done."""
NEW_DATE_AFTER = 3
"""Working days until the new date of an apology."""
MORNING, EVENING = 7 * 60, 17 * 60
"""When the clock looks at a day of rest, and when that is over; in minutes."""
LEAST = 4
"""Acts a day that any seat gets done."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How the units work on: how many times as much as before a seat gets done, what it takes
    first at a moment, and for which share of what lies there overdue it apologises."""

    factor: float
    order: Callable[[Dossier, datetime, Random], Any]
    apologises: float = 1.0


def _nearest_due(dossier: Dossier, at: datetime, random: Random) -> tuple[bool, datetime]:
    # As the path to the target has it: what can no longer be on time comes after what can.
    over = dossier.overdue_from or NEVER
    return over <= at, over


POLICIES = {
    "nearest-due": Policy(1.6, _nearest_due),
    "oldest-first": Policy(1.6, lambda dossier, at, random: dossier.received),
    "as-before": Policy(1.05, lambda dossier, at, random: random.random(), apologises=0.05),
}


class Onward:
    """All open dossiers in memory, moved on round by round; the door decides everything."""

    def __init__(self, plan: Plan, setting: Setting, policy: str) -> None:
        self.setting, self.name, self.policy = setting, policy, POLICIES[policy]
        self.coming = Coming(plan, setting)
        self.open: dict[UUID, Dossier] = {}
        self.hands, self.register = Hands(ROUNDS), Register()
        self._procedure = cache(procedure_version)
        self._people = frozenset(setting.staff.values())

    def play(self, begins: datetime, last: date, *, advance: Callable[[int], None]) -> None:
        """Every day from that moment to `last`; the clock stands at the evening of each."""
        self.open, self.register = not_closed(), Register.of_database(begins.year)
        self._see_paces()
        day = local_day(begins)
        while day <= last:
            with transaction.atomic():
                set_clock(self._day(day, begins))
            open_reviews(now())
            advance(1)
            day += timedelta(days=1)

    def _see_paces(self) -> None:
        """How much each seat got done before the order: the same, from whichever day it plays."""
        order = local_day(self.setting.scenario.opens)
        since = self.setting.calendar.add_working_days(order, -LATELY)
        for seat, acts in acts_of_seats(since, order).items():
            self.hands.set_pace(seat, max(LEAST, self.policy.factor * acts / LATELY) / ROUNDS)

    def _day(self, day: date, since: datetime) -> datetime:
        """All that happens on it, in one transaction: what is done next follows from what was.
        When it is over."""
        calendar, opens, closes = self.setting.calendar, MORNING, EVENING
        random = Random(f"{self.setting.scenario.seed} {self.name} {day}")
        coming: list[tuple[Planned, Request]] = []
        rounds: list[tuple[datetime, datetime, datetime]] = []
        if calendar.is_working_day(day):
            hours = [minute for span in calendar.office_hours(day) for minute in span]
            opens, closes = hours[0], hours[-1]
            coming = [(p, r) for p, r in self.coming.on(day, random) if p.received >= since]
            rounds = self._rounds(day, hours, since)
        at = max(since, at_minute(day, opens))
        reached = moments_reached(at)
        open_ones = self.open if rounds else ()
        keys = {*open_ones, *reached, *(planned.key for planned, _ in coming)}
        turns = self._turns(at, reached, rounds, coming, random)
        perform_in_turn(keys, self._people, turns, now=at_minute(day, closes))
        return max(since, at_minute(day, closes) + timedelta(minutes=30))

    def _turns(
        self,
        opens: datetime,
        reached: list[UUID],
        rounds: list[tuple[datetime, datetime, datetime]],
        coming: list[tuple[Planned, Request]],
        random: Random,
    ) -> Turns:
        """The clock, then round by round who came, what is done, and what is done at once."""
        yield from self._asked(self._passing(reached, opens))
        for begins, ends, until in rounds:
            here = [(p, r) for p, r in coming if p.received < until]
            coming = coming[len(here) :]
            self.hands.begin()
            yield from self._round(begins, ends, random)
            yield from self._asked([request for _, request in here])
            yield from self._asked(self._at_once(here, random))

    def _rounds(
        self, day: date, hours: list[int], since: datetime
    ) -> list[tuple[datetime, datetime, datetime]]:
        """Begin of each round, end of its work (noon stops it), begin of the next. What happened
        today before `since` is left as it is."""
        minutes, noon = self._minutes(hours), at_minute(day, hours[1])
        begun = [at_minute(day, minute) for minute in (*minutes, hours[-1])]
        return [
            (begins, min(until, noon) if begins < noon else until, until)
            for begins, until in pairwise(begun)
            if begins >= since
        ]

    def _minutes(self, hours: list[int]) -> list[int]:
        opens, noon, back, closes = hours
        span = (noon - opens) + (closes - back)
        found = [opens + span * at // ROUNDS for at in range(ROUNDS)]
        return [minute if minute < noon else minute + back - noon for minute in found]

    def _round(self, begins: datetime, until: datetime, random: Random) -> Turns:
        """Every seat takes up what it gets to, in the order of the policy. A dossier is worked on
        once in a round; what only takes a stamp or the citizen's coming may go before."""
        room = max(60, int((until - begins).total_seconds()) // 2)
        for key in self._in_order(begins, random):
            at = begins + timedelta(seconds=random.randint(1, room))
            worked = False
            while not worked and key in self.open:
                act = self._next(key, begins, random)
                if act is None:
                    break
                worked = act.costs or not isinstance(act.command, do.AcceptHandOver)
                if not act.costs or self.hands.take(act.seat):
                    yield from self._asked([self._request(key, act.command, act.seat, at, random)])
                    at += timedelta(seconds=random.randint(60, room))

    def _in_order(self, at: datetime, random: Random) -> list[UUID]:
        # By key first: what ties under the policy must not hang on when it came into memory.
        order, known = self.policy.order, sorted(self.open.items())
        return [key for key, _ in sorted(known, key=lambda item: order(item[1], at, random))]

    def _next(self, key: UUID, begins: datetime, random: Random) -> Next | None:
        """What is done next, or, where nobody gets to it, the apology that the policy wants."""
        setting, dossier = self.setting, self.open[key]
        procedure = self._procedure(dossier.procedure, dossier.version)
        level = setting.tree.get(dossier.receiving).level
        act = next_act(dossier, procedure, level, begins, setting.file, random)
        if act is None or not act.costs or self.hands.free(act.seat):
            return act
        if Random(key.int).random() >= self.policy.apologises:
            return None
        new_date = setting.calendar.add_working_days(local_day(begins), NEW_DATE_AFTER)
        return apology_act(dossier, begins, new_date, random)

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
                result_number="",
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
        request = Request(key, command, self.setting.staff[seat], at=at, recorded=known)
        if before is None or not isinstance(command, do.Finish | do.ResolveAtOnce):
            return request
        return with_number(request, self.register.next(before.competent, at))

    def _passing(self, reached: list[UUID], at: datetime) -> list[Request]:
        requests = []
        for key in reached:
            last = self.open[key].last_recorded if key in self.open else None
            known = max(at, last or at)
            requests.append(Request(key, do.PassTime(), 0, at=at, recorded=known))
        return requests

    def _asked(self, requests: list[Request]) -> Turns:
        """Ask each, and keep in mind what became of its dossier."""
        for request in requests:
            outcome = yield request
            if isinstance(outcome, Refused):
                told = f"{type(request.command).__name__} at {request.at}"
                raise ValueError(f"{request.key}: {told} was refused: {outcome}")
            if outcome.dossier.closed is None:
                self.open[request.key] = outcome.dossier
            else:
                self.open.pop(request.key, None)
