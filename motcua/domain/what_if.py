"""What if the work were taken up in another order, or more hands did it: the forecast, told anew.

Nothing is known here but when each open dossier would have its result as things go now
(domain.forecast). Another order changes nothing in how much is done: at each desk (an agency and a
role) as many dossiers leave by any moment as the forecast says, only others first, and none sooner
than at its own quick pace. More hands shorten the forecast itself (forecast.More). New dossiers,
and those that wait for the citizen, are in neither. Of the standing backlog nothing is told: a
pace learned from what ended does not say when that ends which has lain longest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from typing import Any, Final

from motcua.domain.refusal import Refused

AS_BEFORE, NEAREST_DUE, OLDEST_FIRST = "as-before", "nearest-due", "oldest-first"
ORDERS: Final = (AS_BEFORE, NEAREST_DUE, OLDEST_FIRST)
"""As each desk does it now; what can still be on time first, nearest due first among it; by day of
reception, whatever is overdue."""
MOST_HANDS: Final = 50
"""More at one desk is no reinforcement but another office; the forecast says nothing of it."""

Desk = tuple[str, str]
"""An agency and a role."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """An open dossier whose date runs. `soonest` and `likely` as in path.Candidate, both None
    where nothing is known of its steps."""

    code: str
    desk: Desk
    received: datetime
    overdue_from: datetime
    soonest: datetime | None
    likely: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A window by the target day: `late` of `base`, and whether that meets the share."""

    window: str
    base: int
    late: int
    meets: bool

    @property
    def kept(self) -> tuple[int, int]:
        """The share that is not late."""
        return (self.base - self.late, self.base)


Ends = Mapping[str, datetime]
"""When each dossier has its result, by code; without those of which nothing is known."""


def checked_order(order: str) -> str:
    """Refused for an order that nobody knows."""
    if order not in ORDERS:
        raise Refused("bad_choice", field="order", value=order)
    return order


def checked_hands(added: int) -> int:
    """How many more there are at a desk, from 1 to MOST_HANDS. Refused otherwise."""
    if not 1 <= added <= MOST_HANDS:
        raise Refused("bad_hands", field="more", added=added, most=MOST_HANDS)
    return added


def ends(ones: Iterable[Prospect], order: str) -> Ends:
    """When each has its result if every desk works in that order.

    Each desk's moments are the forecasts of what lies there. At each of them, in turn, the first
    in order among those leaves that could be done by then at the quick pace.
    """
    desks: defaultdict[Desk, list[Prospect]] = defaultdict(list)
    for one in ones:
        if one.likely is not None and one.soonest is not None:
            desks[one.desk].append(one)
    found: dict[str, datetime] = {}
    for lying in desks.values():
        if order == AS_BEFORE:
            found |= {one.code: one.likely for one in lying if one.likely is not None}
        else:
            found |= _taken_in_turn(lying, order)
    return found


def _taken_in_turn(lying: Sequence[Prospect], order: str) -> dict[str, datetime]:
    """Every moment finds somebody: those whose own forecasts lie before it could all be done."""
    moments = sorted(one.likely for one in lying if one.likely is not None)
    coming = sorted(lying, key=lambda one: (one.soonest, one.code), reverse=True)
    ready: list[tuple[Any, str]] = []
    over: list[tuple[Any, str]] = []
    by_code = {one.code: one for one in lying}
    found = {}
    for moment in moments:
        while coming and _soonest(coming[-1]) <= moment:
            one = coming.pop()
            heappush(ready, (_first(one, order), one.code))
        while order == NEAREST_DUE and ready and by_code[ready[0][1]].overdue_from <= moment:
            heappush(over, heappop(ready))
        found[heappop(ready or over)[1]] = moment
    return found


def _soonest(one: Prospect) -> datetime:
    assert one.soonest is not None
    return one.soonest


def _first(one: Prospect, order: str) -> datetime:
    return one.overdue_from if order == NEAREST_DUE else one.received


def on_time_outcome(
    window: str,
    base: int,
    closed_late: int,
    open_ones: Iterable[Prospect],
    ended: Ends,
    share: int,
    now: datetime,
    end: datetime,
) -> Outcome:
    """A window that counts dossiers kept or late (path.on_time_way), as forecast by `end`.

    `open_ones` are in the base. Late are those overdue now, and those that fall due by then and
    have their result no sooner; of which nothing is known is taken for kept, as on the path.
    """
    late = closed_late + sum(_late(one, ended.get(one.code), now, end) for one in open_ones)
    return Outcome(window, base, late, base > 0 and 100 * (base - late) >= share * base)


def _late(one: Prospect, ended: datetime | None, now: datetime, end: datetime) -> bool:
    if one.overdue_from <= now:
        return True
    return ended is not None and one.overdue_from <= end and ended >= one.overdue_from
