"""The groups of QĐ 766/QĐ-TTg, as far as the system's own data go.

A group without data has no points and is left out of the sum, never counted as 0. The one with
data is told by its criterion from the same rate as on the boards.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from motcua.domain import tally as t
from motcua.domain.scores import Group, Score
from motcua.models.law import reference
from motcua.statistics.figures import answer
from motcua.statistics.question import Question

RATE: Final = "in_term_or_on_time_rate_of_received"
"""QĐ 766, 2.1: finished early or on time, or in process and in term, of those to resolve."""


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A group and its points; None where there are no data."""

    group: Group
    earned: Fraction | None


@dataclass(frozen=True, slots=True)
class ServiceIndex:
    """All groups of an agency with those below it. `early`: the period ends before the index was
    in force. `num` of `den` dossiers are not late."""

    groups: tuple[GroupScore, ...]
    question: Question
    num: int
    den: int
    early: bool

    @property
    def sum(self) -> Fraction:
        """The points of the groups with data."""
        return sum((one.earned for one in self.groups if one.earned is not None), Fraction(0))

    @property
    def most(self) -> Fraction:
        """What that sum could be at most."""
        told = (one.group.points for one in self.groups if one.earned is not None)
        return sum(told, Fraction(0))


def service_index(question: Question, now: datetime) -> ServiceIndex:
    """The groups in force at the period's end, else those that came first."""
    asked = replace(question, levels=(), by="", basis=t.DOSSIER, cohort=False)
    num, den = answer(asked, now).total.rates[RATE]
    known = reference()
    groups = _in_force(known.groups, question.last)
    scored = tuple(GroupScore(one, _earned(one, known.scores, num, den)) for one in groups)
    early = any(not one.holds_on(question.last) for one in groups)
    return ServiceIndex(scored, asked, num, den, early)


def _in_force(groups: tuple[Group, ...], day: date) -> list[Group]:
    found = [one for one in groups if one.holds_on(day)]
    if not found and groups:
        begins = min(one.first for one in groups)
        found = [one for one in groups if one.first == begins]
    return sorted(found, key=lambda one: one.number)


def _earned(group: Group, scores: tuple[Score, ...], num: int, den: int) -> Fraction | None:
    for score in scores:
        named = (score.index, score.criterion, score.first)
        if named == (group.index, group.told_by, group.first):
            return score.earned(num, den)
    return None
