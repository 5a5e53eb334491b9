"""A late day off over a whole country: batches of dossiers, moved by several processes."""

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from motcua.actions.late_day_off import batches_of_open, enter, move
from motcua.domain.day_off import LateDayOff
from motcua.domain.facts import CLOCK
from motcua.management.workers import in_order, workers


def confirm_everywhere(
    off: LateDayOff,
    now: datetime,
    *,
    processes: int,
    advance: Callable[[int], None],
    actor: int = CLOCK.person,
) -> int:
    """Add the decision to the calendar and move every dossier it moves; how many moved.

    Broken off at any point, it is simply run again: what has moved moves no second time.
    """
    enter(off, now)
    moved = 0
    with workers(processes) as pool:
        work = ((keys, _move, (off, now, actor, keys)) for keys in batches_of_open(off))
        for keys, count in in_order(pool, work, processes):
            moved += count
            advance(len(keys))
    return moved


def _move(off: LateDayOff, now: datetime, actor: int, keys: Sequence[UUID]) -> int:
    # What a batch makes is gone with it; looking for cycles in it takes a sixth of the time.
    gc.disable()
    try:
        return move(off, now, actor, keys)
    finally:
        gc.enable()
