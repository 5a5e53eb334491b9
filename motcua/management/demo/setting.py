"""What all lives of the demo share: the scenario, the place, its law and its people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from motcua.domain import commands as do
from motcua.domain.agencies import AgencyTree
from motcua.domain.calendar import Calendar
from motcua.domain.local_time import midnight
from motcua.domain.procedure import Procedure
from motcua.domain.rulebook import Rulebook
from motcua.management.demo.asides import Asides
from motcua.management.demo.entering import Entering
from motcua.management.demo.habits import Customs
from motcua.management.demo.scenario import Scenario
from motcua.management.demo.timing import Timing
from motcua.management.demo.way import Seat

Staff = Mapping[Seat, int]


@dataclass(frozen=True)
class Setting:
    """What all journeys share: the scenario, the place and its law, a file for every result."""

    scenario: Scenario
    tree: AgencyTree
    calendar: Calendar
    rules: Rulebook
    procedures: Mapping[str, Procedure]
    staff: Staff
    file: do.NewFile
    numbers: Mapping[UUID, int] = field(default_factory=dict)
    """Of results, by the key of their dossier (`registers.numbers_in_order`)."""

    @cached_property
    def customs(self) -> Customs:
        """How each agency works."""
        return Customs(self.scenario)

    @cached_property
    def timing(self) -> Timing:
        """When things happen."""
        return Timing(self.calendar, self.scenario.cutoff, self.scenario.assumed["work"])

    @cached_property
    def asides(self) -> Asides:
        """What happens beside the way."""
        return Asides(self.calendar, self.rules)

    @cached_property
    def entering(self) -> Entering:
        """When it was entered."""
        return Entering(self.scenario.assumed["entry"], self.calendar, self.scenario.cutoff)

    @cached_property
    def new_year(self) -> datetime:
        """From here on a dossier of the year before may be finished."""
        first = self.scenario.first
        return self.calendar.next_opening(midnight(first))
