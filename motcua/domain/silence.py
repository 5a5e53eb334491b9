"""Who takes in nothing, or too little to be believed: silent and thin units.

Late dossiers and silent units are two failures, and told apart: a unit that received nothing has
no rate at all, never a hundred percent. What is judged is what came in through the counter in the
last WINDOW days. Pure: counts come in as arguments.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from statistics import median
from typing import Final, Literal

WINDOW: Final = 90
"""Days looked at, the as-of day included; a quarter, so that Tết alone silences nobody."""
FEWEST_PEERS: Final = 5
"""Fewer active units of a kind say nothing about what is usual."""
SHARE_OF_PEERS: Final = 0.2
"""A unit may be five times smaller than the middle one of its kind without a word."""
SHARE_OF_OWN: Final = 0.5
"""Half of what it received in the window before is still within a usual year."""
SURE: Final = 0.001
"""Once in a thousand by chance alone: with 159 units, less than one wrong word in six windows."""
LEAST_DAYS: Final = 30
"""A unit younger than this is not judged."""

Reason = Literal["", "nothing_received", "below_peers", "below_own", "too_young"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What one receiving unit took in. `group` holds those it is compared with: level and kind.

    `received` in the window, `before` in the window before it (None: not in use or not known);
    `stood` how many days of the window the unit existed.
    """

    unit: str
    group: str
    received: int
    before: int | None
    stood: int = WINDOW


@dataclass(frozen=True, slots=True)
class Verdict:
    """`expected` is the middle of its active peers, for the days it stood; None if too few."""

    unit: str
    received: int
    expected: float | None
    reason: Reason

    @property
    def silent(self) -> bool:
        """Nothing came in, whether or not anybody signed in."""
        return self.reason == "nothing_received"

    @property
    def thin(self) -> bool:
        """So little came in that chance does not explain it."""
        return self.reason in ("below_peers", "below_own")


def judge(intakes: Iterable[Intake]) -> tuple[Verdict, ...]:
    """Every unit's verdict, in the order given."""
    units = list(intakes)
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for one in units:
        if one.received > 0 and one.stood >= LEAST_DAYS:
            groups[one.group].append(one.received * WINDOW / one.stood)
    return tuple(_verdict(one, groups[one.group]) for one in units)


def _verdict(one: Intake, peers: Sequence[float]) -> Verdict:
    expected = None
    if len(peers) >= FEWEST_PEERS:
        expected = median(peers) * min(one.stood, WINDOW) / WINDOW
    return Verdict(one.unit, one.received, expected, _reason(one, expected))


def _reason(one: Intake, expected: float | None) -> Reason:
    if one.stood < LEAST_DAYS:
        return "too_young"
    if is_silent(one.stood, took_in=one.received > 0):
        return "nothing_received"
    if one.before and _hardly_chance(one.received, one.before * SHARE_OF_OWN):
        return "below_own"
    if expected and _hardly_chance(one.received, expected * SHARE_OF_PEERS):
        return "below_peers"
    return ""


def is_silent(stood: int, *, took_in: bool) -> bool:
    """Whether a unit that stood so many days of the window is silent; that alone needs no counts.

    >>> is_silent(90, took_in=False), is_silent(20, took_in=False)
    (True, False)
    """
    return stood >= LEAST_DAYS and not took_in


def _hardly_chance(count: int, mean: float) -> bool:
    # What reaches the mean is no rarity: nothing to be summed for most units.
    return count < mean and chance_of_at_most(count, mean) < SURE


def chance_of_at_most(count: int, mean: float) -> float:
    """How likely so few, or fewer, come where `mean` come on average (Poisson).

    >>> round(chance_of_at_most(2, 5.0), 4)
    0.1247
    >>> chance_of_at_most(3, 0.0)
    1.0
    """
    if mean <= 0:
        return 1.0
    return min(1.0, sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1)))
