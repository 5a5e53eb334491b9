"""What a rate is worth: criteria of indices that hang on being on time, as dated rows.

Points and thresholds that nobody here has read are None, and pages say so; none is ever guessed.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from motcua.domain.toml_table import Table

SHARE, UNKNOWN = "share", "unknown"
RULES: Final = (SHARE, UNKNOWN)
"""How points follow from a rate: in proportion to it; in a way not known here."""
CONFIDENCES: Final = ("confirmed", "medium", "low")


@dataclass(frozen=True, slots=True)
class Score:
    """One criterion between two local days (inclusive; `last` None: still in force).

    `points` is the most it gives, None where unknown.
    """

    index: str
    criterion: str
    first: date
    last: date | None
    points: Fraction | None
    rule: str
    source: str
    confidence: str

    def holds_on(self, day: date) -> bool:
        """Whether it is in force that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def earned(self, num: int, den: int) -> Fraction | None:
        """The points that a rate earns; None where nothing came in or the rule is not known.

        >>> rule = Score("i", "c", date(2022, 6, 23), None, Fraction(20), SHARE, "s", "medium")
        >>> rule.earned(3, 4), rule.earned(0, 0)
        (Fraction(15, 1), None)
        """
        if self.points is None or self.rule != SHARE or den == 0:
            return None
        return self.points * Fraction(num, den)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of an index between two local days, and the most it gives.

    `told_by` is the criterion whose points are the group's; where it is '', `missing` says which
    data nobody has.
    """

    index: str
    number: int
    name: str
    first: date
    last: date | None
    points: Fraction
    told_by: str
    missing: str
    source: str
    confidence: str

    def holds_on(self, day: date) -> bool:
        """Whether it is in force that day."""
        return self.first <= day and (self.last is None or day <= self.last)


def parse_scores(texts: Iterable[str]) -> tuple[Score, ...]:
    """The criteria of TOML documents. TableError names the key that is wrong."""
    return _parse(texts)[0]


def parse_groups(texts: Iterable[str]) -> tuple[Group, ...]:
    """The groups of the same documents. TableError names the key that is wrong."""
    return _parse(texts)[1]


def _parse(texts: Iterable[str]) -> tuple[tuple[Score, ...], tuple[Group, ...]]:
    scores, groups = list[Score](), list[Group]()
    for text in texts:
        document = Table(tomllib.loads(text))
        scores += [_score(table) for table in document.tables("score")]
        groups += [_group(table) for table in document.tables("group")]
        document.close()
    return tuple(scores), tuple(groups)


def _group(table: Table) -> Group:
    points, told_by = _points(table), table.text_or_none("told_by") or ""
    if points is None:
        raise table.fail("Nhóm phải có số điểm tối đa.", "points")
    missing = table.text_or_none("missing") or ""
    if bool(told_by) == bool(missing):
        raise table.fail("Nhóm có told_by, hoặc có missing.", "told_by")
    group = Group(
        index=table.text("index"),
        number=table.whole("number", 1, 99),
        name=table.text("name"),
        first=table.day("from"),
        last=table.day_or_none("to"),
        points=points,
        told_by=told_by,
        missing=missing,
        source=table.text("source"),
        confidence=table.choice("confidence", {one: one for one in CONFIDENCES}),
    )
    table.close()
    return group


def _points(table: Table) -> Fraction | None:
    text = table.text_or_none("points")
    try:
        return None if text is None else Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise table.fail(f"{text} không phải là số điểm.", "points") from None


def _score(table: Table) -> Score:
    points = _points(table)
    score = Score(
        index=table.text("index"),
        criterion=table.text("criterion"),
        first=table.day("from"),
        last=table.day_or_none("to"),
        points=points,
        rule=table.choice("rule", {one: one for one in RULES}),
        source=table.text("source"),
        confidence=table.choice("confidence", {one: one for one in CONFIDENCES}),
    )
    table.close()
    return score
