"""What the law is made of where the door works: for every request of a batch the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from motcua.actions.staff import Staff
from motcua.domain.commands import (
    AskReceptionSupplement,
    Command,
    EnterFromBook,
    ImportHistory,
    Receive,
    RefuseReception,
    Submit,
)
from motcua.domain.dossier import Dossier
from motcua.domain.law import Colleague, Law
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models.law import Reference


@dataclass(frozen=True, slots=True)
class Around:
    """What the law is made of for every request of a batch."""

    known: Reference
    staff: Staff
    told: Callable[[str, Role], tuple[Colleague, ...]]
    laws: dict[tuple[str, int], Law] = field(default_factory=dict)

    def law(self, dossier: Dossier, command: Command, at: datetime) -> Law:
        """The law for one dossier: its pinned version, or at reception the one in force."""
        known, staff = self.known, self.staff
        if isinstance(command, BEGINNINGS):
            since = begun(command) or at
            procedure = known.in_force(command.procedure, local_day(since))
        elif not dossier.procedure:
            raise Refused("unknown_dossier")
        else:
            procedure = known.procedure(dossier.procedure, dossier.version)
        which = (procedure.code, procedure.version)
        if which not in self.laws:
            self.laws[which] = Law(
                procedure,
                known.agencies,
                known.calendar_of,
                lambda who: staff.get(who, ()),
                known.rules,
                self.told,
            )
        return self.laws[which]


BEGINNINGS = (
    Submit,
    Receive,
    RefuseReception,
    AskReceptionSupplement,
    EnterFromBook,
    ImportHistory,
)


def begun(command: Command) -> datetime | None:
    """When it began, where that is not when it is told here: the law of that day holds."""
    if isinstance(command, EnterFromBook):
        return command.received
    return command.received.happened if isinstance(command, ImportHistory) else None
