"""The way of a dossier as acts in order: who does what, and how much of the time goes before it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from random import Random

from motcua.domain import commands as do
from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import VIETNAM
from motcua.domain.procedure import Procedure, Step
from motcua.domain.roles import Role
from motcua.management.demo.habits import Customs

Seat = tuple[str, Role]
Make = Callable[[datetime], do.Command]


@dataclass(slots=True)
class Act:
    """Somebody gives a command; `weight` is the share of working time that passes before it."""

    weight: float
    seat: Seat
    make: Make


@dataclass(slots=True)
class Way:
    """The acts from reception (not among them) to the result, and the seats they need.

    `taken` is the number of acts after which the officer has it, `signing` that after which the
    one who signs does.
    """

    acts: list[Act]
    officer: Seat
    leader: Seat
    taken: int
    signing: int


@dataclass(slots=True)
class Walker:
    """Finds the way of one dossier through the agencies of its procedure."""

    tree: AgencyTree
    customs: Customs
    file: do.NewFile
    random: Random
    number: str
    acts: list[Act] = field(default_factory=list)

    def way(self, procedure: Procedure, agency: str, day: datetime, *, rejected: bool) -> Way:
        """The acts as the procedure's steps ask for them."""
        steps = procedure.steps_for(self.tree.get(agency).level)
        seats = [self._seat(step, agency, day) for step in steps]
        officer, leader, taken, signing = seats[0], seats[0], 0, 0
        for (before, step), (seat, then) in zip(pairwise(steps), pairwise(seats), strict=True):
            if self._passes(before, step, seat, rejected=rejected):
                break
            self._add(self.customs.queue(then[0]), then, lambda at: do.AcceptHandOver())
            if step.role is Role.OFFICER and not taken:
                officer, taken = then, len(self.acts)
            if step.signs:
                leader, signing = then, len(self.acts)
        return Way(self.acts, officer, leader, taken, signing)

    def _passes(self, before: Step, step: Step, seat: Seat, *, rejected: bool) -> bool:
        """Pass it on from one step to the next; True when the result is there."""
        work = self.customs.work(*seat)
        if before.signs and rejected:
            self._add(work, seat, lambda at: do.Reject("conditions_not_met", NOT_MET))
            return True
        if before.signs:
            self._add(work, seat, lambda at: do.Approve())
            if step.returns:
                self._add(0.1, seat, self._result())
            return step.returns
        if before.role is Role.CLERK and step.returns:
            self._add(work, seat, self._result())
            return True
        submits = step.signs
        self._add(work, seat, lambda at: do.SubmitForSignature() if submits else do.HandOver())
        return False

    def _result(self) -> Make:
        number, file = self.number, self.file
        return lambda at: do.Finish(
            result_number=number, result_date=at.astimezone(VIETNAM).date(), files=(file,)
        )

    def _seat(self, step: Step, agency: str, day: datetime) -> Seat:
        return (self.tree.resolve(step.at, agency, day.astimezone(VIETNAM).date()), step.role)

    def _add(self, weight: float, seat: Seat, make: Make) -> None:
        self.acts.append(Act(weight * self.random.uniform(0.4, 1.6), seat, make))


NOT_MET = "Hồ sơ không đáp ứng điều kiện theo quy định (minh họa)"


def sent_back(way: Way) -> list[Act]:
    """The one who signs gives the draft back, and gets it anew."""
    return [
        Act(0.8, way.leader, lambda at: do.SendBack("draft_to_mend", "dự thảo sai căn cứ pháp lý")),
        Act(0.4, way.officer, lambda at: do.AcceptHandOver()),
        Act(1.5, way.officer, lambda at: do.SubmitForSignature()),
        Act(0.5, way.leader, lambda at: do.AcceptHandOver()),
    ]


def declined(way: Way, giver: Seat) -> list[Act]:
    """The officer does not take it at first: papers and system do not agree."""
    words = "giấy tờ kèm theo chưa khớp với hệ thống"
    return [
        Act(0.4, way.officer, lambda at: do.Decline("papers_incomplete", words)),
        Act(0.6, giver, lambda at: do.HandOver()),
    ]
