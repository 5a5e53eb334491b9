"""How the dossiers received in each week stand, unit by unit: the trend of a board taken apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.tally import OVERDUE, RECEIVED, SOLVED_LATE, TRANSFERRED_IN
from motcua.models.law import reference
from motcua.statistics.cohorts import unit_week_sums
from motcua.statistics.counts import Sums, sums
from motcua.statistics.figures import Row, alone, told, units_of
from motcua.statistics.question import Question
from motcua.statistics.weeks import Week
from motcua.statistics.weeks import told as told_weeks

WEEKS: Final = 13
"""A quarter of a year: so many fit on a sheet of paper."""

UnitSums = Mapping[str, Mapping[date, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one week: those to be resolved that were received in it, and the late of them.

    As of a cohort: late are those solved late, and those open past their date on the as-of day.
    """

    base: int
    late: int

    @property
    def kept(self) -> int:
        """How many are on time or still in term."""
        return self.base - self.late


@dataclass(frozen=True, slots=True)
class UnitWeeks:
    """A unit's row of the whole period, as its board ranks it, and its weeks in order."""

    row: Row
    weeks: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The last weeks of a period, as the board's trend shows them, and each unit's part of them."""

    weeks: tuple[Week, ...]
    units: tuple[UnitWeeks, ...]


def unit_weeks(question: Question, now: datetime, *, each: bool = False) -> Grid:
    """The last WEEKS of the period, for the rows of the board; `each`: for every unit by itself.

    Of a cohort all is of one statement; a period's own figures, which rank, take another one.
    Refused as figures.answer and Question do.
    """
    known, today = reference(), local_day(now)
    units = units_of(known.agencies, question)
    since = question.last - timedelta(days=question.last.weekday() + 7 * (WEEKS - 1))
    found = unit_week_sums(
        question.basis,
        units,
        question.first,
        question.last,
        since,
        as_of=question.as_of,
        today=today,
    )
    whole = _wholes(found) if question.cohort else _of_period(question, units, today)
    shown = max(since, question.first)
    weeks = told_weeks(replace(question, first=shown), _of_weeks(found))
    by_unit = _by_unit(found)
    rows = alone(question, whole)
    if not each:
        rows = told(replace(question, by="agency"), whole, now).rows
    among = frozenset(units)
    return Grid(
        tuple(weeks),
        tuple(
            UnitWeeks(row, _row_weeks(_below(known.agencies, row, among), by_unit, weeks))
            for row in rows
        ),
    )


def of_week(counts: Mapping[str, int]) -> Counted:
    """What is counted of one week, from its sums by kind."""
    base = counts.get(RECEIVED, 0) + counts.get(TRANSFERRED_IN, 0)
    return Counted(base, counts.get(SOLVED_LATE, 0) + counts.get(OVERDUE, 0))


def _wholes(found: Iterable[tuple[Any, ...]]) -> dict[str, Sums]:
    wholes: defaultdict[str, Sums] = defaultdict(Sums)
    for unit, _monday, kind, n in found:
        wholes[unit].until[kind] += n
    return wholes


def _of_period(question: Question, units: Sequence[str], today: date) -> dict[str, Sums]:
    found = sums(
        question.basis,
        units,
        question.first,
        question.last,
        group=("unit",),
        cohort=False,
        as_of=question.as_of,
        today=today,
    )
    return {unit: value for (unit,), value in found.items()}


def _of_weeks(found: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    return ((monday, kind, n) for _unit, monday, kind, n in found if monday is not None)


def _by_unit(found: Iterable[tuple[Any, ...]]) -> UnitSums:
    by_unit: defaultdict[str, defaultdict[date, dict[str, int]]]
    by_unit = defaultdict(lambda: defaultdict(dict))
    for unit, monday, kind, n in found:
        if monday is not None:
            by_unit[unit][monday][kind] = n
    return by_unit


def _below(tree: AgencyTree, row: Row, among: frozenset[str]) -> list[str]:
    """The units whose dossiers a row counts."""
    keys = (row.key,) if row.own else tree.subtree(row.key)
    return [key for key in keys if key in among]


def _row_weeks(
    units: Sequence[str], by_unit: UnitSums, weeks: Sequence[Week]
) -> tuple[Counted, ...]:
    parts = [by_unit[unit] for unit in units if unit in by_unit]
    return tuple(_together(parts, week.first) for week in weeks)


def _together(parts: Iterable[Mapping[date, Mapping[str, int]]], first: date) -> Counted:
    monday = first - timedelta(days=first.weekday())
    found = [of_week(part[monday]) for part in parts if monday in part]
    return Counted(sum(one.base for one in found), sum(one.late for one in found))
