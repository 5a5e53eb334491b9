"""The path to a target: which open dossiers must still be finished, in which order, how fast.

Three windows, never mixed: `year`, dossiers received since a day, late or not; `since-order`,
dossiers due between an order and its target day; `backlog`, open and overdue over open. Exact
whole numbers throughout: 19 of 20 meets 95.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.orders import BACKLOG
from motcua.domain.refusal import Refused


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open dossier that is overdue, or will be by the target day if nobody finishes it.

    `soonest` and `likely` are forecasts of its result (domain.forecast); None where nothing is
    known of its steps.
    """

    code: str
    agency: str
    person: int | None
    due: datetime
    overdue_from: datetime
    soonest: datetime | None
    likely: datetime | None

    def lost(self, now: datetime) -> bool:
        """Whether it can no longer be on time: overdue, or too far even at the quickest pace."""
        return self.overdue_from <= now or (
            self.soonest is not None and self.soonest >= self.overdue_from
        )

    @property
    def at_risk(self) -> bool:
        """Whether at the usual pace it would be late."""
        return self.likely is not None and self.likely >= self.overdue_from


@dataclass(frozen=True, slots=True)
class Way:
    """One window of the path. Rates as (numerator, denominator) of dossiers not late.

    `must`: to be finished, in this order. `lost`: can no longer be on time. `spare`: so many more
    may become late and the target is still met; negative when it is out of reach by so many.
    `more_on_time`: received anew and all kept, so many would still lead to the target (None:
    never, or not asked).
    """

    window: str
    base: int
    late: int
    best: tuple[int, int]
    reachable: bool
    must: tuple[Candidate, ...]
    lost: tuple[Candidate, ...]
    spare: int
    working_days: int
    per_working_day: int
    more_on_time: int | None = None

    @property
    def now(self) -> tuple[int, int]:
        """The share as it stands."""
        return (self.base - self.late, self.base)


def most_late(base: int, share: int) -> int:
    """How many of `base` may be late at most, so that the share (percent) is met.

    >>> most_late(20, 95), most_late(19, 95), most_late(100, 95)
    (1, 0, 5)
    """
    return base * (100 - share) // 100


def checked_target(share: int, by: date, today: date) -> None:
    """Refused for a share that is none, or a day that is past."""
    if not 0 < share <= 100:
        raise Refused("bad_share", field="share", share=share)
    if by < today:
        raise Refused("target_day_past", field="by", by=by)


def on_time_way(
    window: str,
    base: int,
    late: int,
    open_ones: Sequence[Candidate],
    share: int,
    now: datetime,
    working_days: int,
) -> Way:
    """A window that counts dossiers kept or late: `year` and `since-order`.

    `late` counts those late already; `open_ones` are open, in the base, and fall due by the target
    day or are overdue. Whatever the target allows to be late is spent on those that can no longer
    be on time first, then on the riskiest; the rest must be finished, nearest due first. Where no
    working day is left none of them will be: then this is how it came out.
    """
    saved = [one for one in open_ones if working_days and not one.lost(now)]
    lost = sorted((one for one in open_ones if not working_days or one.lost(now)), key=_by_due)
    already = sum(one.overdue_from <= now for one in lost)
    spare = most_late(base, share) - late - (len(lost) - already)
    reachable = base > 0 and spare >= 0
    given_up = max(0, min(spare, len(saved))) if reachable else 0
    must = sorted(_safest(saved, len(saved) - given_up), key=_by_due)
    return Way(
        window=window,
        base=base,
        late=late,
        best=(base - late - (len(lost) - already), base),
        reachable=reachable,
        must=tuple(must),
        lost=tuple(lost),
        spare=spare,
        working_days=working_days,
        per_working_day=_per_day(len(must), working_days),
        more_on_time=more_on_time(base, late + len(lost) - already, share),
    )


def backlog_way(
    open_count: int, overdue: Sequence[Candidate], share: int, working_days: int
) -> Way:
    """The standing backlog: open and overdue over open, as both stand now.

    So many of the overdue, oldest due first, must be finished that at most 100 − `share` percent
    of what is then open is overdue. What comes in or falls due meanwhile is left out: the window
    `since-order` has it.
    """
    ordered = sorted(overdue, key=_by_due)
    over = 100 * len(ordered) - open_count * (100 - share)
    count = min(len(ordered), max(0, -(-over // share)))
    kept = open_count - len(ordered)
    return Way(
        window=BACKLOG,
        base=open_count,
        late=len(ordered),
        best=(kept, kept),
        reachable=working_days > 0 or not count,
        must=tuple(ordered[:count]),
        lost=tuple(ordered),
        spare=len(ordered) - count,
        working_days=working_days,
        per_working_day=_per_day(count, working_days),
    )


def more_on_time(base: int, late: int, share: int) -> int | None:
    """How many more dossiers, all on time, bring the share to the target; None if none can.

    >>> more_on_time(100, 10, 95), more_on_time(100, 5, 95), more_on_time(10, 1, 100)
    (100, 0, None)
    """
    short = base * share - 100 * (base - late)
    if short <= 0:
        return 0
    return -(-short // (100 - share)) if share < 100 else None


def _per_day(count: int, working_days: int) -> int:
    return -(-count // working_days) if working_days else count


def _by_due(one: Candidate) -> tuple[datetime, str]:
    return (one.due, one.code)


def _safest(saved: Sequence[Candidate], count: int) -> list[Candidate]:
    """Those that are likeliest to be on time: by how long before its due moment it would end."""

    def slack(one: Candidate) -> tuple[bool, float, str]:
        if one.likely is None:
            return (True, 0.0, one.code)
        return (False, -(one.overdue_from - one.likely).total_seconds(), one.code)

    return sorted(saved, key=slack)[:count]
