"""What the rules are given besides the dossier: the procedure, agencies, calendars, people."""

from collections.abc import Callable
from dataclasses import dataclass

from motcua.domain.access import Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.calendar import Calendar
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.procedure import Procedure, Step
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff who can be told of something."""

    person: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Law:
    """The law and the organisation as they stand for one dossier: its pinned procedure version,
    the tree of agencies, each agency's calendar, in which roles a person acts, dated rules."""

    procedure: Procedure
    agencies: AgencyTree
    calendar_of: Callable[[str], Calendar]
    memberships_of: Callable[[int], tuple[Membership, ...]]
    rules: Rulebook
    staff_at: Callable[[str, Role], tuple[Colleague, ...]] = lambda agency, role: ()

    def steps(self, receiving: str) -> tuple[Step, ...]:
        """The steps of a dossier received there."""
        return self.procedure.steps_for(self.agencies.get(receiving).level)

    def next_step(self, dossier: Dossier, leg: Leg) -> Step | None:
        """The step after this leg's; once there is a result, the step that returns it."""
        steps = self.steps(dossier.receiving)
        if dossier.finished is not None:
            return steps[-1] if steps[-1].returns and leg.step != steps[-1].number else None
        return next((step for step in steps if step.number > leg.step), None)

    def step(self, dossier: Dossier, number: int) -> Step:
        """One step by its number; Refused if this procedure has no such step."""
        for step in self.steps(dossier.receiving):
            if step.number == number:
                return step
        raise Refused("no_such_step", step=number)
