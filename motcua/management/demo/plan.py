"""Who receives how many of which, and which of them end late: drawn so that every printed figure
comes out, and then left to the engine to happen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random

from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.calendar import Calendar
from motcua.domain.local_time import midnight
from motcua.domain.procedure import Procedure
from motcua.management.demo.arrivals import Arrivals, shares
from motcua.management.demo.planned import Outcome, Planned, draw_dossier, pick
from motcua.management.demo.scenario import DistrictFigures, Scenario

MOST = 0.93
"""Not more than this share of a unit's dossiers that could be late are."""


@dataclass(frozen=True, slots=True)
class Province:
    """What a plan needs to know of the place: agencies, calendar, what each level receives."""

    tree: AgencyTree
    calendar: Calendar
    receivable: Callable[[str], Sequence[Procedure]]


class Plan:
    """The plan of the whole cohort: `units` holds each receiving unit's dossiers in order of
    time, `silent` the communes that receive nothing."""

    def __init__(self, scenario: Scenario, province: Province) -> None:
        self.scenario, self.province = scenario, province
        self._random = Random(scenario.seed)
        self._arrivals = Arrivals(
            scenario.assumed["time"], province.calendar, scenario.first, scenario.last
        )
        carried_from = scenario.assumed["carried_from"]
        self._before = Arrivals(
            scenario.assumed["time"], province.calendar, carried_from, date(2019, 12, 31)
        )
        self.units: dict[str, list[Planned]] = {}
        self.silent: list[str] = []
        for figures in scenario.districts:
            self._district(figures)
        self._centre()
        self._carried_over()

    def groups(self) -> dict[str, list[Planned]]:
        """The dossiers by district and centre, in order of time and numbered: what shares a
        series of numbers is in one group, so groups may be written side by side."""
        tree, found = self.province.tree, dict[str, list[Planned]]()
        for key, dossiers in self.units.items():
            agency = tree.get(key)
            found.setdefault(_district_of(agency, tree), []).extend(dossiers)
        serial = 0
        for dossiers in found.values():
            dossiers.sort(key=lambda one: (one.received, one.key))
            for dossier in dossiers:
                serial += 1
                dossier.serial = serial
        return found

    # -- places

    def _district(self, figures: DistrictFigures) -> None:
        tree, place, random = self.province.tree, self.scenario.assumed["place"], self._random
        below = [tree.get(key) for key in tree.children(figures.key)]
        [one_stop] = [agency for agency in below if agency.kind == "one_stop"]
        communes = [agency for agency in below if agency.level == "commune"]
        quiet = [agency.key for agency in communes if _may_be_silent(agency, tree, place)]
        silent = set(random.sample(quiet, figures.silent))
        self.silent += sorted(silent)
        active = [agency for agency in communes if agency.key not in silent]
        at_district = round(figures.received * place["district_share"])
        sizes = [_size(agency, place, random) for agency in active]
        counts = shares(figures.received - at_district, sizes, place["least"])
        units = [self._receive(one_stop, at_district)]
        units += [self._receive(a, n) for a, n in zip(active, counts, strict=True)]
        self._make_late(figures, units)

    def _receive(self, agency: Agency, count: int) -> list[Planned]:
        """Dossiers that the district or the commune decides."""
        procedures, weights = self._mix(agency, of_province=False)
        return self._draw(agency, count, procedures, weights)

    def _centre(self) -> None:
        figures, place = self.scenario.centre, self.scenario.assumed["place"]
        [centre] = [agency for agency in self.province.tree if agency.kind == "centre"]
        procedures, weights = self._mix(centre, of_province=True)
        far = place["at_communes"]
        drawn = self._draw(centre, figures.received - far, procedures, weights)
        active = [self.province.tree.get(key) for key in self.units if key != centre.key]
        communes = [agency for agency in active if agency.level == "commune"]
        sizes = [float(len(self.units[agency.key])) for agency in communes]
        for agency, count in zip(communes, shares(far, sizes), strict=True):
            drawn += self._draw(agency, count, *self._mix(agency, of_province=True))
        self._mark(figures, [drawn], [figures.late], [figures.late_open])

    def _mix(
        self, agency: Agency, *, of_province: bool
    ) -> tuple[Sequence[Procedure], Sequence[float]]:
        known = [
            procedure
            for procedure in self.province.receivable(agency.key)
            if procedure.decider.startswith("province") is of_province
        ]
        mix: Mapping[str, float] = self.scenario.assumed["mix"][agency.level]
        return known, [mix.get(procedure.code, 0.5) for procedure in known]

    def _draw(
        self,
        agency: Agency,
        count: int,
        procedures: Sequence[Procedure],
        weights: Sequence[float],
    ) -> list[Planned]:
        random, calendar = self._random, self.province.calendar
        chosen = random.choices(procedures, weights, k=count) if count else []
        drawn = [
            draw_dossier(agency.key, self._arrivals.draw(random), procedure, calendar, random)
            for procedure in chosen
        ]
        self.units.setdefault(agency.key, []).extend(drawn)
        return drawn

    # -- ends

    def _make_late(self, figures: DistrictFigures, units: list[list[Planned]]) -> None:
        """Spread a district's late ones over its units: some work slower than others."""
        random, work = self._random, self.scenario.assumed["work"]
        able = [sum(map(self._may_be_late, unit)) for unit in units]
        slow = [
            random.lognormvariate(0, work["slowness"])
            * float(work["slow_units"].get(unit[0].agency, 1))
            for unit in units
        ]
        most = [int(MOST * count) for count in able]
        late = _within(figures.late, [a * s for a, s in zip(able, slow, strict=True)], most)
        stuck = [random.lognormvariate(0, 0.4) * count for count in late]
        self._mark(figures, units, late, _within(figures.late_open, stuck, late))

    def _mark(
        self,
        figures: DistrictFigures,
        units: list[list[Planned]],
        late: Sequence[int],
        late_open: Sequence[int],
    ) -> None:
        random, likelier = self._random, self.scenario.assumed["lateness"]
        for unit, count, still_open in zip(units, late, late_open, strict=True):
            able = [dossier for dossier in unit if self._may_be_late(dossier)]
            by_procedure = [float(likelier.get(dossier.procedure, 1)) for dossier in able]
            chosen = pick(able, by_procedure, count, random)
            picked = [dossier for dossier in able if dossier.key in chosen]
            recent = [self._recency(dossier) for dossier in picked]
            lying = pick(picked, recent, still_open, random)
            for dossier in picked:
                lies = dossier.key in lying
                dossier.outcome = Outcome.LATE_OPEN if lies else Outcome.LATE_SOLVED

    def _may_be_late(self, dossier: Planned) -> bool:
        # A whole day must be left after the due date: to be finished late, or to lie there late
        # whether the last instant itself is counted or not.
        last = self.scenario.cutoff - timedelta(days=1)
        return dossier.overdue is not None and dossier.overdue <= last

    def _recency(self, dossier: Planned) -> float:
        assert dossier.overdue is not None
        days = (self.scenario.cutoff - dossier.overdue) / timedelta(days=1)
        return exp(-days / 14) + 0.04

    # -- carried over

    def _carried_over(self) -> None:
        """Received the year before, open on 1 January, never late: these take some days."""
        place, random = self.scenario.assumed["place"], self._random
        [centre] = [agency for agency in self.province.tree if agency.kind == "centre"]
        at_centre = place["carried_at_centre"]
        units = [key for key in self.units if key != centre.key]
        sizes = [float(len(self.units[key])) for key in units]
        counts = shares(self.scenario.carried_over - at_centre, sizes)
        for key, count in [*zip(units, counts, strict=True), (centre.key, at_centre)]:
            procedures, weights = self._mix(
                self.province.tree.get(key), of_province=key == centre.key
            )
            for _ in range(count):
                self.units[key].append(self._carried(key, procedures, weights, random))

    def _carried(
        self, agency: str, procedures: Sequence[Procedure], weights: Sequence[float], random: Random
    ) -> Planned:
        first_working_day_over = midnight(date(2020, 1, 3))
        while True:
            [procedure] = random.choices(procedures, weights)
            at = self._before.draw(random)
            drawn = draw_dossier(agency, at, procedure, self.province.calendar, random)
            if drawn.overdue is not None and drawn.overdue >= first_working_day_over:
                drawn.outcome = Outcome.CARRIED
                return drawn


def _district_of(agency: Agency, tree: AgencyTree) -> str:
    if agency.kind == "centre" or agency.parent is None:
        return agency.key
    parent = tree.get(agency.parent)
    return parent.key


def _may_be_silent(agency: Agency, tree: AgencyTree, place: Mapping[str, object]) -> bool:
    never = place["never_silent"]
    assert isinstance(never, list)
    return " xã " in agency.short_name and agency.key not in never


def _size(agency: Agency, place: Mapping[str, object], random: Random) -> float:
    spread, town, favoured = place["spread"], place["town"], place["favoured"]
    assert isinstance(spread, float)
    assert isinstance(town, float)
    assert isinstance(favoured, dict)
    kind = 1.0 if " xã " in agency.short_name else town
    return random.lognormvariate(0, spread) * kind * float(favoured.get(agency.key, 1))


def _within(total: int, weights: Sequence[float], most: Sequence[int]) -> list[int]:
    """Shares of `total`, none above its `most`: what is cut off goes to the others."""
    parts = [0] * len(weights)
    while left := total - sum(parts):
        room = [m - p for m, p in zip(most, parts, strict=True)]
        if sum(room) < left:
            raise ValueError(f"{total} late dossiers do not fit into {sum(most)}")
        more = shares(left, [w if r else 0 for w, r in zip(weights, room, strict=True)])
        parts = [p + min(m, r) for p, m, r in zip(parts, more, room, strict=True)]
    return parts
