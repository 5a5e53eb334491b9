"""Every rate, once: one figure over another, kept as both, labelled with its base.

Compared with a target exactly; printed so that it never shows better than it is.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure over another. `good`: higher is better, so it is printed rounded down; a late
    rate is rounded up, so that neither ever shows better than it is."""

    name: str
    heading: str
    num: str
    den: str
    of: str
    good: bool

    @property
    def words(self) -> str:
        """What the rate is called, in the language of the page."""
        return gettext(self.heading)

    @property
    def base(self) -> str:
        """What it is a part of, in words."""
        return gettext(self.of)


_OF_RECEIVED = _("hồ sơ phải giải quyết (kỳ trước chuyển qua và tiếp nhận trong kỳ)")
_OF_FINISHED = _("hồ sơ đã giải quyết")
RATES: Final = (
    Rate(
        "late_rate_of_received",
        _("Tỷ lệ trễ hạn"),
        "late",
        "to_resolve",
        _OF_RECEIVED,
        good=False,
    ),
    Rate(
        "on_time_rate_of_received",
        _("Tỷ lệ đã giải quyết đúng hạn (NĐ 61, Điều 30)"),
        "kept",
        "to_resolve",
        _OF_RECEIVED,
        good=True,
    ),
    Rate(
        "in_term_or_on_time_rate_of_received",
        _("Tỷ lệ đúng hạn hoặc còn trong hạn"),
        "not_late",
        "to_resolve",
        _OF_RECEIVED,
        good=True,
    ),
    Rate(
        "on_time_rate_of_finished",
        _("Tỷ lệ đúng hạn của hồ sơ đã giải quyết"),
        "kept",
        "solved",
        _OF_FINISHED,
        good=True,
    ),
)
RATE_BY_NAME: Final = {rate.name: rate for rate in RATES}


def rates_of(figures: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Every rate as (numerator, denominator)."""
    parts = dict(figures)
    parts["kept"] = figures["solved_early"] + figures["solved_on_time"]
    parts["not_late"] = figures["to_resolve"] - figures["late"]
    return {rate.name: (parts[rate.num], parts[rate.den]) for rate in RATES}


def tenths(num: int, den: int, *, good: bool) -> int | None:
    """A rate in tenths of a percent as it is printed; None for 0 of 0: that is silence.

    Down for a good rate and up for a bad one, from the exact fraction:

    >>> tenths(9496, 10000, good=True), tenths(1, 100_000, good=False)
    (949, 1)
    """
    if den == 0:
        return None
    exact = Fraction(num * 1000, den)
    return floor(exact) if good else ceil(exact)


def meets(num: int, den: int, percent: int) -> bool:
    """Whether a rate reaches a target, exactly: 19 of 20 meets 95. 0 of 0 meets nothing."""
    return den > 0 and num * 100 >= den * percent


def whole_percent(num: int, den: int) -> int | None:
    """A rate as the press prints it: half up, from the exact fraction.

    >>> whole_percent(3988, 24390)
    16
    """
    return None if den == 0 else floor(Fraction(num * 100, den) + Fraction(1, 2))
