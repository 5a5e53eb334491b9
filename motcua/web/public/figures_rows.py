"""A published document as rows of a page: a unit with all under it, worst first, and its parts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from django.urls import reverse

from motcua.reads.published import Published
from motcua.reads.words.numbers import written
from motcua.statistics.rates import meets, tenths

RATE: Final = "in_term_or_on_time_rate_of_received"
COLUMNS: Final = ("received", "solved", "late", "overdue")


def percent(num: int, den: int, *, good: bool = True) -> str:
    """A rate as it is printed: one decimal, never better than it is; '' for 0 of 0."""
    shown = tenths(num, den, good=good)
    if shown is None:
        return ""
    return written(f"{shown / 10:.1f}") + "\N{NO-BREAK SPACE}%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit with all under it. `num` of `den` were on time or still in term.

    `ok` and `late` are the parts of the bar as SVG writes them; `failing` where there is a
    minimum and it is not met; `silent` where nothing was received.
    """

    key: str
    name: str
    url: str
    rate: str
    failing: bool
    ok: str
    late: str
    counts: dict[str, int]

    @property
    def silent(self) -> bool:
        """Whether nothing came in, so that no rate can be told."""
        return not self.rate


class Sheet:
    """One document, opened: sums over a unit and all under it."""

    def __init__(self, document: dict[str, Any], first: date, last: date) -> None:
        self.document, self.first, self.last = document, first, last
        self.units: dict[str, dict[str, Any]] = {u["key"]: u for u in document["units"]}

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The units directly under each, in the tree's order."""
        under: defaultdict[str, list[str]] = defaultdict(list)
        for unit in self.document["units"]:
            under[unit["parent"]].append(unit["key"])
        return under

    @cached_property
    def whole(self) -> dict[str, dict[str, int]]:
        """Of each unit the counts of the cohort, with all under it."""
        return self._summed("cohort")

    @cached_property
    def whole_of_period(self) -> dict[str, dict[str, int]]:
        """Of each unit the counts of what happened in the period, with all under it."""
        return self._summed("figures")

    def _summed(self, part: str) -> dict[str, dict[str, int]]:
        found = {key: dict(unit[part]) for key, unit in self.units.items()}
        for unit in self.document["units"]:
            above = unit["parent"]
            while above in found:
                for name, n in unit[part].items():
                    if n:
                        found[above][name] += n
                above = self.units[above]["parent"]
        return found

    def bars(self, parent: str, minimum: int | None) -> list[Bar]:
        """The unit's own row, if it has one, and those of the units under it, worst first."""
        keys = self.children[parent]
        bars = [self._bar(key, self.units[key]["name"], self.whole[key], minimum) for key in keys]
        own = self.units[parent]["cohort"]
        if keys and own["to_resolve"]:
            bars.append(self._bar(parent, self.units[parent]["name"], own, minimum, own=True))
        return sorted(bars, key=_worst_first)

    def bar(self, key: str, minimum: int | None) -> Bar:
        """One unit with all under it."""
        return self._bar(key, self.units[key]["name"], self.whole[key], minimum)

    def _bar(
        self, key: str, name: str, counts: dict[str, int], minimum: int | None, *, own: bool = False
    ) -> Bar:
        den = counts["to_resolve"]
        num = den - counts["late"]
        url = "" if own or not self.children[key] else self.url("figures-unit", key)
        return Bar(
            key=key,
            name=name,
            url=url,
            rate=percent(num, den),
            failing=minimum is not None and den > 0 and not meets(num, den, minimum),
            ok=_share(num, den),
            late=_share(den - num, den),
            counts=counts,
        )

    def url(self, name: str, *more: str) -> str:
        """An address of this period."""
        return reverse(name, args=[self.first.isoformat(), self.last.isoformat(), *more])

    def path_to(self, key: str) -> list[tuple[str, str]]:
        """The units above, widest first: (name, address)."""
        steps = []
        above = self.units[key]["parent"]
        while above in self.units:
            top = above == self.document["top"]
            url = self.url("figures-period") if top else self.url("figures-unit", above)
            steps.append((self.units[above]["name"], url))
            above = self.units[above]["parent"]
        return steps[::-1]


def _worst_first(bar: Bar) -> tuple[bool, Fraction, int, str]:
    den, late = bar.counts["to_resolve"], bar.counts["late"]
    return den == 0, Fraction(den - late, den or 1), -late, bar.key


def _share(num: int, den: int) -> str:
    return f"{num * 100 / den:.2f}%" if den else "0%"


_opened: dict[str, Sheet] = {}
MOST_OPEN: Final = 8


def sheet_of(found: Published) -> Sheet:
    """The document of a period, opened; the last few are kept, for they never change."""
    if found.digest not in _opened:
        if len(_opened) >= MOST_OPEN:
            _opened.clear()
        _opened[found.digest] = Sheet(found.document, found.first, found.last)
    return _opened[found.digest]
