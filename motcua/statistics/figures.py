"""Answers a question with figures: rows by agency, field, procedure or level, and their total."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from motcua.domain.agencies import LEVELS, AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.models.law import Reference, reference
from motcua.models.reference import ProcedureVersion
from motcua.statistics.catalogue import figures_of
from motcua.statistics.counts import Sums, sums
from motcua.statistics.question import Question
from motcua.statistics.rates import RATE_BY_NAME, rates_of, tenths

LEVEL_WORDS = {"province": _("Cấp tỉnh"), "district": _("Cấp huyện"), "commune": _("Cấp xã")}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: of an agency with all under it, of itself alone (`own`), of a field …"""

    key: str
    name: str
    figures: dict[str, int]
    rates: dict[str, tuple[int, int]]
    own: bool = False

    @property
    def silent(self) -> bool:
        """Nothing came in and nothing was there: no rate can be told."""
        return self.figures["to_resolve"] == 0

    def plain(self) -> dict[str, object]:
        """As it is given to programs."""
        values: dict[str, object] = dict(self.figures)
        for name, (num, den) in self.rates.items():
            shown = tenths(num, den, good=RATE_BY_NAME[name].good)
            percent = None if shown is None else shown / 10
            values[name] = {"num": num, "den": den, "percent": percent}
        return {"key": self.key, "name": self.name, "figures": values}


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures asked for. `as_of` is the day up to whose end everything known is counted."""

    question: Question
    as_of: date
    rows: tuple[Row, ...]
    total: Row


def answer(question: Question, now: datetime) -> Answer:
    """The figures. Refused for an agency or level that nobody knows, or one that did not stand
    in the period."""
    known = reference()
    units = units_of(known.agencies, question)
    groups = ("procedure",) if question.by in ("field", "procedure") else ("unit",)
    found = sums(
        question.basis,
        units,
        question.first,
        question.last,
        group=groups,
        cohort=question.cohort,
        as_of=question.as_of,
        today=local_day(now),
    )
    return told(question, {key[0]: value for key, value in found.items()}, now)


def told(question: Question, found: dict[str, Sums], now: datetime) -> Answer:
    """The answer from sums already read, by unit (or by procedure, as the question says)."""
    known = reference()
    total = Sums()
    for value in found.values():
        total.add(value)
    asked = known.agencies.find(question.agency).key
    whole = _row(asked, known.agencies.name(asked, question.last), total)
    rows = _rows(question, known, found)
    return Answer(question, question.as_of or local_day(now), rows, whole)


def alone(question: Question, found: Mapping[str, Sums]) -> tuple[Row, ...]:
    """Each unit that the question counts by itself, without those below it, in the tree's order."""
    tree = reference().agencies
    return tuple(
        _row(key, tree.name(key, question.last), found.get(key) or Sums(), own=True)
        for key in units_of(tree, question)
        if key in found or _stood(tree, key, question)
    )


def units_of(tree: AgencyTree, question: Question) -> tuple[str, ...]:
    """The agencies that a question counts, in the tree's order."""
    asked = tree.find(question.agency)
    if not set(question.levels) <= set(LEVELS):
        raise Refused("bad_choice", value=", ".join(question.levels))
    if asked.valid_from > question.last or (asked.valid_to or question.first) < question.first:
        raise Refused("agency_not_standing", agency=asked.key, first=question.first)
    levels = question.levels or LEVELS
    return tuple(key for key in tree.subtree(asked.key) if tree.get(key).level in levels)


def _rows(question: Question, known: Reference, found: dict[str, Sums]) -> tuple[Row, ...]:
    match question.by:
        case "agency":
            return _by_agency(question, known.agencies, found)
        case "level":
            return _by_level(known.agencies, found)
        case "procedure" | "field":
            return _by_procedure(question.by, found)
        case _:
            return ()


def _by_agency(question: Question, tree: AgencyTree, found: dict[str, Sums]) -> tuple[Row, ...]:
    asked = tree.find(question.agency).key
    counted = set(units_of(tree, question))
    rows = []
    if asked in found:
        rows.append(_row(asked, tree.name(asked, question.last), found[asked], own=True))
    for child in tree.children(asked):
        below = [key for key in tree.subtree(child) if key in counted]
        if not below or not any(_stood(tree, key, question) or key in found for key in below):
            continue
        together = Sums()
        for key in below:
            if key in found:
                together.add(found[key])
        rows.append(_row(child, tree.name(child, question.last), together))
    return tuple(rows)


def _stood(tree: AgencyTree, key: str, question: Question) -> bool:
    agency = tree.get(key)
    ended = agency.valid_to
    return agency.valid_from <= question.last and (ended is None or ended >= question.first)


def _by_level(tree: AgencyTree, found: dict[str, Sums]) -> tuple[Row, ...]:
    levels: defaultdict[str, Sums] = defaultdict(Sums)
    for key, value in found.items():
        levels[tree.get(key).level].add(value)
    return tuple(
        _row(one, gettext(LEVEL_WORDS[one]), levels[one]) for one in LEVELS if one in levels
    )


def _by_procedure(by: str, found: dict[str, Sums]) -> tuple[Row, ...]:
    newest = ProcedureVersion.objects.filter(code__in=list(found)).order_by("code", "version")
    named = {
        code: (code, name) if by == "procedure" else (field, field_name)
        for code, name, field, field_name in newest.values_list(
            "code", "name", "field_code", "field_name"
        )
    }
    groups: defaultdict[tuple[str, str], Sums] = defaultdict(Sums)
    for code, value in found.items():
        groups[named.get(code, (code, code))].add(value)
    return tuple(_row(key, name, groups[key, name]) for key, name in sorted(groups))


def _row(key: str, name: str, value: Sums, *, own: bool = False) -> Row:
    figures = figures_of(value)
    return Row(key, name, figures, rates_of(figures), own)
