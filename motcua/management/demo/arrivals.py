"""When people come: days by weekday and season, minutes by the hour; every day a working day."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from motcua.domain.calendar import Calendar
from motcua.domain.local_time import at_minute

HALF_HOUR = 30


class Arrivals:
    """Draws moments of reception between two days (both included)."""

    def __init__(
        self, time: Mapping[str, Any], calendar: Calendar, first: date, last: date
    ) -> None:
        span = (first + timedelta(days=at) for at in range((last - first).days + 1))
        self._days = [day for day in span if calendar.is_working_day(day)]
        self._sums = list(accumulate(_weight(time, day) for day in self._days))
        hours = calendar.office_hours(self._days[0])
        slots: list[tuple[int, float]] = []
        for (opens, closes), weights in zip(
            hours, (time["morning"], time["afternoon"]), strict=True
        ):
            starts = range(opens, closes, HALF_HOUR)
            slots += zip(starts, weights, strict=True)
        self._starts = [start for start, _ in slots]
        self._slot_sums = list(accumulate(weight for _, weight in slots))

    def draw(self, random: Random, since: date | None = None) -> datetime:
        """One moment, to the second."""
        low = 0.0
        if since is not None:
            at = bisect(self._days, since - timedelta(days=1))
            low = self._sums[at - 1] if at else 0.0
        day = self._days[bisect(self._sums, random.uniform(low, self._sums[-1]) * 0.999_999)]
        slot = bisect(self._slot_sums, random.random() * self._slot_sums[-1])
        minute = self._starts[slot] + int(random.random() * HALF_HOUR)
        return at_minute(day, minute) + timedelta(seconds=int(random.random() * 60))


def _weight(time: Mapping[str, Any], day: date) -> float:
    weight = float(time["weekday"][day.weekday()])
    for dip in time["dip"]:
        if dip["first"] <= day <= dip["last"]:
            weight *= dip["weight"]
    return weight


def shares(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """`total` things in whole parts as the weights say, none below `least`; the largest
    remainders are rounded up. ValueError if `least` cannot be had.

    >>> shares(10, [1, 1, 2])
    [3, 2, 5]
    """
    if least * len(weights) > total:
        raise ValueError(f"{total} is not enough for {len(weights)} times {least}")
    free, whole = total - least * len(weights), sum(weights)
    exact = [free * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_rest[: free - sum(parts)]:
        parts[at] += 1
    return [part + least for part in parts]
