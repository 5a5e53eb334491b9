"""Plays a dossier along its procedure's process: who does what, and when, in working time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from random import Random
from uuid import UUID

from motcua.actions.dossiers import Request
from motcua.domain import commands as do
from motcua.domain.agencies import AgencyTree
from motcua.domain.calendar import Calendar
from motcua.domain.facts import PaperCount
from motcua.domain.local_time import VIETNAM
from motcua.domain.numbering import SECRET_ALPHABET, SECRET_LENGTH
from motcua.domain.party import Party
from motcua.domain.procedure import Procedure, Step
from motcua.domain.roles import Role

Staff = dict[tuple[str, Role], int]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all journeys share: agencies, staff, calendar, a file to stand for every result."""

    tree: AgencyTree
    staff: Staff
    calendar: Calendar
    file: do.NewFile


@dataclass(frozen=True, slots=True)
class Journey:
    """One dossier to be played: where it begins, and how long each step takes.

    `minutes(step)` is the working time from acceptance to passing on; `wait` that between a
    hand-over and its acceptance.
    """

    key: UUID
    procedure: Procedure
    agency: str
    received: datetime
    applicant: Party
    minutes: Callable[[Step], int]
    wait: Callable[[], int]
    collected_after: int


def play(journey: Journey, setting: Setting, random: Random) -> Iterator[Request]:
    """The requests of a whole life in order of time; stop taking them at the time you like."""
    steps = journey.procedure.steps_for(setting.tree.get(journey.agency).level)
    day = journey.received.astimezone(VIETNAM).date()
    at, holder = journey.received, (journey.agency, Role.RECEPTIONIST)

    def ask(command: do.Command) -> Request:
        return Request(journey.key, command, setting.staff[holder], at=at, recorded=at)

    def later(minutes: int) -> datetime:
        return setting.calendar.add_working_minutes(at, minutes)

    yield ask(_reception(journey, random))
    approved = finished = False
    for before, step in pairwise(steps):
        at = later(journey.minutes(before))
        if before.signs:
            yield ask(do.Approve())
            approved = True
        if approved and not finished and (step.returns or before.role is Role.CLERK):
            at = later(2)
            yield ask(_result(journey, at, setting, random))
            finished = True
        elif not before.signs:
            yield ask(do.SubmitForSignature() if step.signs else do.HandOver())
        holder = (setting.tree.resolve(step.at, journey.agency, day), step.role)
        at = later(journey.wait())
        yield ask(do.AcceptHandOver())
    at = later(journey.collected_after)
    yield ask(do.ReturnResult("counter", journey.applicant.name))


def _reception(journey: Journey, random: Random) -> do.Receive:
    papers = tuple(
        PaperCount(rule.code, max(rule.originals, int(rule.shown_only)), rule.copies)
        for rule in journey.procedure.papers
        if rule.required and rule.when is None
    )
    return do.Receive(
        agency=journey.agency,
        procedure=journey.procedure.code,
        applicant=journey.applicant,
        papers=papers,
        secret="".join(random.choices(SECRET_ALPHABET, k=SECRET_LENGTH)),
        channel="online" if random.random() < 0.05 else "direct",
    )


def _result(journey: Journey, at: datetime, setting: Setting, random: Random) -> do.Finish:
    return do.Finish(
        result_number=f"{random.randint(1, 400)}/MH",
        result_date=at.astimezone(VIETNAM).date(),
        files=(setting.file,),
    )
