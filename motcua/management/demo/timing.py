"""When things happen: the finish that a planned outcome asks for, and the way there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from math import log
from random import Random

from motcua.domain.calendar import Calendar
from motcua.domain.local_time import local_day
from motcua.management.demo.planned import Outcome

DAY = 480
"""Working minutes of a day."""
SOONEST = 6
NO_LIMIT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The time within which a dossier has to be finished: from having it complete to its due
    date; None where nothing is due. `overdue` is the instant from which it is late."""

    begins: datetime
    due: datetime | None
    overdue: datetime | None


class Timing:
    """Draws moments under the working calendar; `late_days` is the median of the late ones."""

    def __init__(self, calendar: Calendar, cutoff: datetime, work: dict[str, float]) -> None:
        self.calendar, self.cutoff = calendar, cutoff
        self._late_days, self._longest = work["working_days_late"], work["longest_late"]

    def finish(self, outcome: Outcome, span: Span, random: Random, year: datetime) -> datetime:
        """When the result is there. For LATE_OPEN: until when the dossier moved at all.

        `year` is the first moment at which a carried-over dossier may be finished.
        """
        if span.due is None or span.overdue is None:
            return self.later(span.begins, random.randint(60, NO_LIMIT_DAYS * DAY))
        if outcome is Outcome.LATE_SOLVED:
            return self._late(span.overdue, random)
        if outcome is Outcome.LATE_OPEN:
            room = self.between(span.begins, min(span.due, self.cutoff))
            return self.later(span.begins, int(room * random.uniform(0.2, 1.0)) + 1)
        begins = max(span.begins, year) if outcome is Outcome.CARRIED else span.begins
        room = self.between(begins, span.due)
        used = int(room * random.betavariate(1.8, 1.9))
        return self.later(begins, min(max(SOONEST, used), max(1, room)))

    def _late(self, overdue: datetime, random: Random) -> datetime:
        opens = self.calendar.next_opening(overdue)
        room = self.between(opens, self.cutoff)
        drawn = int(DAY * random.lognormvariate(log(self._late_days), 0.9))
        if drawn >= room or drawn > self._longest * DAY:
            drawn = random.randint(1, min(room, int(self._longest * DAY)) - 1)
        return self.later(opens, max(5, drawn))

    def later(self, at: datetime, minutes: int) -> datetime:
        """So many working minutes on, with the seconds of `at`."""
        seconds = timedelta(seconds=at.second)
        return self.calendar.add_working_minutes(at, minutes) + seconds

    def between(self, a: datetime, b: datetime) -> int:
        """Working minutes from a to b; 0 if b is earlier."""
        return self.calendar.working_minutes(a, b) if b > a else 0

    def spread(
        self, weights: Sequence[float], begins: datetime, ends: datetime, random: Random
    ) -> list[datetime]:
        """A moment for each weight: the working time in between shared as they say, the last one
        at `ends`. What has no weight happens some seconds after what was before it."""
        total, whole = self.between(begins, ends), sum(weights) or 1.0
        found: list[datetime] = []
        at = begins
        for passed, weight in zip(accumulate(weights), weights, strict=True):
            minute = self.calendar.add_working_minutes(begins, int(total * passed / whole))
            drawn = minute + timedelta(seconds=random.randrange(60))
            soonest = at + timedelta(seconds=random.randint(3, 40))
            at = max(drawn, soonest) if weight else soonest
            found.append(at)
        if found:
            found[-1] = max(ends, found[-2] if len(found) > 1 else begins)
        return found

    def before_closing(self, at: datetime, random: Random) -> datetime:
        """The same day, in the last minutes of the office; never earlier than it was."""
        closing = self.calendar.closing(local_day(at))
        return max(at, closing - timedelta(seconds=random.randint(20, 1500)))
