"""The tables II.06b and II.06c of TT 01/2020/TT-VPCP: the columns of II.06a, a line for each unit.

II.06b gathers a district with its communes, II.06c a province with both. The columns are those of
II.06a and counted from the same sums; that lines are units, in groups by level, is how the form is
understood here, for its drawing was not seen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from motcua.domain import tally as t
from motcua.domain.agencies import LEVELS, AgencyTree
from motcua.domain.local_time import local_day
from motcua.models.law import reference
from motcua.statistics.catalogue import figures_of
from motcua.statistics.counts import Sums, sums
from motcua.statistics.drill import told_behind
from motcua.statistics.figures import LEVEL_WORDS, units_of
from motcua.statistics.official import BEFORE_DUE, Line, line_of, sum_of
from motcua.statistics.question import Question

BY_UNIT: Final = {"district": "06b", "province": "06c"}
"""Which table gathers a committee of that level with those below it."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A line, and what it was asked: of the agency's own level with all under it there, of a level
    below it, or (`own`) of the committee alone."""

    line: Line
    question: Question
    own: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one level, and their sum."""

    level: str
    lines: tuple[UnitLine, ...]
    total: Line


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All groups, their sum, and how many units are left out for nothing happened there."""

    groups: tuple[Group, ...]
    total: Line
    silent: int


def gathered_by(agency: str) -> str:
    """Which table gathers this agency with those below it; '' where none does."""
    found = reference().agencies.find(agency)
    return BY_UNIT.get(found.level, "") if found.is_committee else ""


def table_by_unit(question: Question, now: datetime) -> UnitTable:
    """II.06b of a district, II.06c of a province. Refused as in statistics.figures.answer."""
    asked = replace(question, levels=(), by="", basis=t.DOSSIER, cohort=False)
    tree = reference().agencies
    by_unit, folded = _sums(asked, tree, now), _folded(asked, now)
    groups: defaultdict[str, list[UnitLine]] = defaultdict(list)
    silent = 0
    for place, units in _places(asked, tree):
        together, ended = Sums(), Counter[str]()
        for unit in units:
            together.add(by_unit.get(unit, Sums()))
            ended += folded.get(unit, Counter())
        line = line_of(place.line.key, place.line.name, figures_of(together), ended)
        if not line.is_empty:
            groups[place.question.levels[0]].append(replace(place, line=line))
        elif any(tree.get(unit).stands_on(question.last) for unit in units):
            silent += 1
    found = tuple(_group(level, groups[level]) for level in LEVELS if groups[level])
    return UnitTable(found, sum_of(one.total for one in found), silent)


def _group(level: str, lines: list[UnitLine]) -> Group:
    total = sum_of(one.line for one in lines)
    return Group(level, tuple(lines), replace(total, key=level, name=_(LEVEL_WORDS[level])))


def _places(asked: Question, tree: AgencyTree) -> Iterator[tuple[UnitLine, tuple[str, ...]]]:
    """Every line with the units it sums: each unit under the agency is in exactly one of them."""
    top = tree.find(asked.agency)
    yield _place(asked, top.key, top.level, tree.name(top.key, asked.last), own=True), (top.key,)
    for child in tree.children(top.key):
        name = tree.name(child, asked.last)
        below = tree.subtree(child)
        for level in LEVELS:
            units = tuple(key for key in below if tree.get(key).level == level)
            if units:
                own_level = level == tree.get(child).level
                told = {"level": _(LEVEL_WORDS[level]), "unit": name}
                words = name if own_level else _("%(level)s thuộc %(unit)s") % told
                yield _place(asked, child, level, words), units


def _place(asked: Question, agency: str, level: str, name: str, *, own: bool = False) -> UnitLine:
    return UnitLine(Line(agency, name, {}), replace(asked, agency=agency, levels=(level,)), own)


def _sums(asked: Question, tree: AgencyTree, now: datetime) -> dict[str, Sums]:
    found = sums(
        t.DOSSIER,
        units_of(tree, asked),
        asked.first,
        asked.last,
        group=("unit",),
        cohort=False,
        as_of=asked.as_of,
        today=local_day(now),
    )
    return {key[0]: value for key, value in found.items()}


def _folded(asked: Question, now: datetime) -> dict[str, Counter[str]]:
    """Of each unit: how many ended each way without a result, and of these `early` ones."""
    select = f"m.unit, m.ended_as, {BEFORE_DUE}, count(*)"
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for unit, how, early, n in told_behind(select, "1, 2, 3", "ended_without_result", asked, now):
        found[unit][how] += n
        found[unit]["early"] += n if early else 0
    return found
