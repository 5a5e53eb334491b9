"""What became known of a period only after it had ended: as of now, less as of its last day."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.local_time import local_day
from motcua.domain.tally import DOSSIER
from motcua.models.law import reference
from motcua.statistics.catalogue import figures_of
from motcua.statistics.counts import Sums, sums


@dataclass(frozen=True, slots=True)
class LateRecorded:
    """By how much the figures of the whole differ today from what was known on the last day."""

    received: int
    solved: int
    late: int

    @property
    def anything(self) -> bool:
        """Whether there is any difference."""
        return bool(self.received or self.solved or self.late)


def late_recorded(first: date, last: date, now: datetime) -> LateRecorded:
    """`late_recorded` of the whole, for three figures. Two statements on counts."""
    then, today = _figures(first, last, last, now), _figures(first, last, None, now)
    return LateRecorded(*(today[name] - then[name] for name in ("received", "solved", "late")))


def _figures(first: date, last: date, as_of: date | None, now: datetime) -> dict[str, int]:
    units = [agency.key for agency in reference().agencies]
    found = sums(
        DOSSIER,
        units,
        first,
        last,
        group=("unit",),
        cohort=False,
        as_of=as_of,
        today=local_day(now),
    )
    whole = Sums()
    for value in found.values():
        whole.add(value)
    return figures_of(whole)
