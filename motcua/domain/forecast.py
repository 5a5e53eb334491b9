"""When an open dossier will have its result, from how long its remaining steps took lately.

The method, so that anybody can do it again: of the legs that ended in the unit in the last days,
the working minutes from hand-over to hand-over, by step. A step not yet begun takes the chosen
percentile of them (nearest rank); the step it is in takes the percentile of those that lasted
longer than it has lain already, less that; the sum is added in working time. Legs during which
the office waited for the citizen are left out. Sums of percentiles are no percentile of the sum:
the 80th of each step together is a careful figure, and the error printed by the backtest says how
careful.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.domain.calendar import Calendar

LIKELY, QUICK = 80, 20
"""Percentiles: four in five went no slower than LIKELY, one in five as quick as QUICK."""
LEAST: Final = 5
"""Fewer legs than this say nothing; the next wider group is asked."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One leg that ended: where, on which step of which procedure, for how many working minutes."""

    agency: str
    procedure: str
    step: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """One step still to be done, at an agency ('' where it is not yet known), in a role."""

    agency: str
    procedure: str
    step: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """More people at a desk: `had` did its work lately, `added` join them, each as quick as those.

    A step's time, from hand-over to hand-over, is taken for time in a queue: so many times as many
    hands clear what lies there in so much less of it. Where a desk lacks no hands nothing is
    gained; so this is the best that may be hoped for, and it is no less than the quick pace.
    """

    agency: str
    role: str
    had: int
    added: int

    def helps(self, ahead: Ahead) -> bool:
        """Whether that step is done there."""
        return (ahead.agency, ahead.role) == (self.agency, self.role)

    def shortened(self, minutes: int) -> int:
        """Working minutes with more hands, rounded up.

        >>> More("H08.38.84", "officer", 3, 2).shortened(480)
        288
        """
        return -(-minutes * self.had // (self.had + self.added))


def percentile(values: Sequence[int], percent: int) -> int:
    """The nearest-rank percentile of sorted values: at least `percent` of 100 are no greater.

    >>> percentile([10, 20, 30, 40, 50], 80), percentile([10, 20, 30, 40, 50], 81)
    (40, 50)
    """
    rank = -(-percent * len(values) // 100)
    return values[max(rank, 1) - 1]


class Pace:
    """How long steps took lately, by the narrowest group with enough legs in it.

    Groups, narrowest first: agency, procedure and step; procedure and step anywhere in the unit;
    the agency's legs of all kinds; all legs of the unit.
    """

    def __init__(self, legs: Iterable[Passed]) -> None:
        groups: dict[tuple[str, str, int], list[int]] = {}
        for leg in legs:
            for group in _groups(Ahead(leg.agency, leg.procedure, leg.step)):
                groups.setdefault(group, []).append(leg.minutes)
        self._groups = {group: sorted(minutes) for group, minutes in groups.items()}

    def __bool__(self) -> bool:
        return bool(self._groups)

    def step(self, ahead: Ahead, percent: int, lain: int = 0) -> int | None:
        """Working minutes that the step still takes after it has lain for `lain`; None unknown.

        Where none lasted so long, as long again as the median of its group is assumed.
        """
        values = self._values(ahead)
        if values is None:
            return None
        longer = [minutes - lain for minutes in values if minutes > lain]
        return percentile(longer, percent) if longer else percentile(values, 50)

    def _values(self, ahead: Ahead) -> list[int] | None:
        widest = None
        for group in _groups(ahead):
            found = self._groups.get(group)
            if found is not None and len(found) >= LEAST:
                return found
            widest = found or widest
        return widest


def _groups(ahead: Ahead) -> tuple[tuple[str, str, int], ...]:
    return (
        (ahead.agency, ahead.procedure, ahead.step),
        ("", ahead.procedure, ahead.step),
        (ahead.agency, "", 0),
        ("", "", 0),
    )


def finish_forecast(
    pace: Pace,
    now: datetime,
    since: datetime,
    steps: Sequence[Ahead],
    percent: int,
    calendar: Calendar,
    more: More | None = None,
) -> datetime | None:
    """When the last of `steps` ends; the first is the one it lies in since `since`. None unknown.

    CalendarTooShort where that is beyond the calendar.
    """
    total, lain = 0, calendar.working_minutes(since, max(since, now))
    for number, ahead in enumerate(steps):
        here = 0 if number else lain
        minutes = pace.step(ahead, percent, here)
        if minutes is None:
            return None
        if more is not None and more.helps(ahead):
            minutes = max(more.shortened(minutes), pace.step(ahead, QUICK, here) or 0)
        total += minutes
    return calendar.add_working_minutes(now, total)
