"""Who comes after 18 March: as before, and from the day of the order on in every commune."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from motcua.actions.dossiers import Request
from motcua.domain.local_time import local_day
from motcua.domain.roles import Role
from motcua.management.demo.arrivals import Arrivals
from motcua.management.demo.ending import Ending
from motcua.management.demo.plan import Plan
from motcua.management.demo.planned import Planned, draw_dossier
from motcua.management.demo.setting import Setting

SERIALS = 100_000
QUIET_SHARE = 0.7
"""A commune that begins to use the system receives this share of the middle of the others."""


class Coming:
    """Receptions of one day after the other."""

    def __init__(self, plan: Plan, setting: Setting) -> None:
        self._setting, self._everyone_from = setting, setting.scenario.all_from
        self._silent, scenario = frozenset(plan.silent), setting.scenario
        calendar = setting.calendar
        span = calendar.count_working_days(scenario.first, scenario.last) or 1
        self._a_day = {unit: len(found) / span for unit, found in plan.units.items()}
        self._mix = {unit: [one.procedure for one in found] for unit, found in plan.units.items()}
        for unit in plan.silent:
            self._begin(unit, plan)

    def _begin(self, unit: str, plan: Plan) -> None:
        tree = self._setting.tree
        parent = tree.get(unit).parent or ""
        peers = [
            key
            for key in plan.units
            if tree.get(key).parent == parent and tree.get(key).level == "commune"
        ]
        peers.sort(key=lambda key: self._a_day[key])
        middle = peers[len(peers) // 2]
        self._a_day[unit] = self._a_day[middle] * QUIET_SHARE
        self._mix[unit] = self._mix[middle]

    def on(self, day: date, random: Random) -> Iterator[tuple[Planned, Request]]:
        """Everybody who comes on that day, in order of time."""
        setting = self._setting
        arrivals = Arrivals(setting.scenario.assumed["time"], setting.calendar, day, day)
        weekday = setting.scenario.assumed["time"]["weekday"][day.weekday()]
        found: list[Planned] = []
        for unit, mean in self._a_day.items():
            if unit in self._silent and day < self._everyone_from:
                continue
            for _ in range(_whole(mean * weekday, random)):
                procedure = setting.procedures[random.choice(self._mix[unit])]
                if procedure.in_force_on(day):
                    at = arrivals.draw(random)
                    found.append(draw_dossier(unit, at, procedure, setting.calendar, random))
        found.sort(key=lambda one: (one.received, one.key))
        for number, planned in enumerate(found):
            planned.serial = SERIALS + 1_000 * (day.toordinal() % 800) + number
            yield planned, self._received(planned, random)

    def _received(self, planned: Planned, random: Random) -> Request:
        setting = self._setting
        receive = Ending(planned, setting, random).reception(setting.procedures[planned.procedure])
        person = setting.staff[planned.agency, Role.RECEPTIONIST]
        evening = setting.calendar.closing(local_day(planned.received)) + timedelta(minutes=20)
        # Where the clock stands in the evening, nothing may be known that is entered later.
        known = min(evening, setting.entering.known(planned.received, random, at_weeks_end=False))
        return Request(planned.key, receive, person, at=planned.received, recorded=known)


def _whole(mean: float, random: Random) -> int:
    """A whole number near the mean, by chance."""
    drawn = mean * random.uniform(0.7, 1.3)
    return int(drawn) + (random.random() < drawn % 1)
