"""How the dossiers received in each week stand: the trend of a board, in one statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from motcua.domain.local_time import local_day
from motcua.domain.tally import OVERDUE, RECEIVED, SOLVED_LATE
from motcua.models.law import reference
from motcua.statistics.cohorts import cohort_sums
from motcua.statistics.figures import units_of
from motcua.statistics.question import Question


@dataclass(slots=True)
class Week:
    """Those received from `first` to `last` (the period's days of that week), and the late of
    them: solved late, or open past their date on the as-of day."""

    first: date
    last: date
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def received(self) -> int:
        """How many came in."""
        return self.counts[RECEIVED]

    @property
    def late(self) -> int:
        """How many of them are or were late."""
        return self.counts[SOLVED_LATE] + self.counts[OVERDUE]


def weeks(question: Question, now: datetime) -> list[Week]:
    """Every week of the period, Monday first, those without a dossier too."""
    sums = cohort_sums(
        ["week"],
        question.basis,
        units_of(reference().agencies, question),
        question.first,
        question.last,
        as_of=question.as_of,
        today=local_day(now),
        kinds=(RECEIVED, SOLVED_LATE),
    )
    return told(question, sums)


def told(question: Question, sums: Iterable[tuple[Any, ...]]) -> list[Week]:
    """Every week of the period from what cohort_sums read: (Monday, kind, sum)."""
    found = _empty(question.first, question.last)
    for monday, kind, n in sums:
        found[monday].counts[kind] += n
    return list(found.values())


def _empty(first: date, last: date) -> dict[date, Week]:
    monday = first - timedelta(days=first.weekday())
    found = {}
    while monday <= last:
        sunday = monday + timedelta(days=6)
        found[monday] = Week(max(monday, first), min(sunday, last))
        monday += timedelta(days=7)
    return found
