"""When a system learned of what happened: mostly minutes later, here and there a day."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from math import log
from random import Random

from motcua.domain.calendar import Calendar
from motcua.domain.local_time import VIETNAM, local_day

FRIDAY = 4


class Entering:
    """Draws the delays; nothing that happened before the cutoff becomes known after it."""

    def __init__(self, entry: Mapping[str, float], calendar: Calendar, cutoff: datetime) -> None:
        self._median, self._hours = log(entry["minutes"]), entry["within_hours"]
        self._days, self._calendar, self._cutoff = entry["next_day"], calendar, cutoff

    def known(self, at: datetime, random: Random, *, at_weeks_end: bool) -> datetime:
        """When the system learned of something that somebody did at this time."""
        if at_weeks_end:
            drawn = self._weeks_end(at, random)
        else:
            drawn = at + timedelta(minutes=random.lognormvariate(self._median, 1.0))
            chance = random.random()
            if chance < self._days:
                drawn += timedelta(hours=random.choice((18, 21, 24, 26, 44, 68)))
            elif chance < self._days + self._hours:
                drawn += timedelta(hours=random.uniform(0.5, 4))
        if at < self._cutoff <= drawn:
            room = (self._cutoff - at).total_seconds()
            drawn = at + timedelta(seconds=random.uniform(0, min(room - 1, 3600)))
        return drawn.replace(microsecond=0) + timedelta(microseconds=random.randrange(1_000_000))

    def _weeks_end(self, at: datetime, random: Random) -> datetime:
        day = local_day(at) + timedelta(days=(FRIDAY - at.astimezone(VIETNAM).weekday()) % 7)
        if not self._calendar.is_working_day(day):
            day = self._calendar.add_working_days(day, 1)
        begins = datetime.combine(day, time(15), VIETNAM)
        return max(at, begins) + timedelta(seconds=random.randrange(5400))

    def noticed(self, at: datetime, random: Random) -> datetime:
        """When the clock wrote down a moment that it reached."""
        return at + timedelta(seconds=random.uniform(0.1, 20))
