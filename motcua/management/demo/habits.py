"""How an agency works: which of its seats is slow, and what is odd about it; drawn once."""

from dataclasses import dataclass
from functools import cache
from random import Random

from motcua.domain.roles import Role
from motcua.management.demo.scenario import Scenario

SLOW_SEATS = (Role.OFFICER, Role.OFFICER, Role.LEADER, Role.LEADER, Role.CLERK, Role.RECEPTIONIST)
"""Who it waits for: oftener for the officer or the signature than for anyone else."""


@dataclass(frozen=True, slots=True)
class Habits:
    """`slow` takes longer than others at this agency; `lets_lie` says that hand-overs wait there.

    The rest are the oddities that `winter-2020.toml` lists by agency.
    """

    slow: Role
    lets_lie: float
    seconds: bool
    late_entry: bool
    closing_bursts: bool
    supplement_before_due: bool


class Customs:
    """Every agency's habits under one seed."""

    def __init__(self, scenario: Scenario) -> None:
        self._work, self._odd = scenario.assumed["work"], scenario.assumed["odd"]
        self._seed = scenario.seed
        self.of = cache(self._of)

    def _of(self, agency: str) -> Habits:
        random, odd = Random(f"{self._seed} {agency}"), self._odd
        return Habits(
            slow=random.choice(SLOW_SEATS),
            lets_lie=random.choice((0.4, 0.7, 1.0, 1.0, 2.5)),
            seconds=agency in odd["seconds"],
            late_entry=agency in odd["late_entry"],
            closing_bursts=agency in odd["closing_bursts"],
            supplement_before_due=agency in odd["supplement_before_due"],
        )

    def work(self, agency: str, role: Role) -> float:
        """How long a step takes there, against other steps."""
        habits = self.of(agency)
        usual = float(self._work["role"].get(role.value, 1))
        return usual * (float(self._work["slow_step"]) if role is habits.slow else 1)

    def queue(self, agency: str) -> float:
        """How long a hand-over waits there to be accepted, on the same scale."""
        return float(self._work["queue"]) * self.of(agency).lets_lie
