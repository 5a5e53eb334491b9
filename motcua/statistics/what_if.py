"""The path of a unit under another order of work, or with more people at a desk: read, then told
by domain.what_if, beside what the forecast says as things go now."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from motcua.domain.dossier import Dossier
from motcua.domain.forecast import More
from motcua.domain.orders import SINCE_ORDER, YEAR
from motcua.domain.refusal import Refused
from motcua.domain.what_if import (
    AS_BEFORE,
    Desk,
    Ends,
    Outcome,
    Prospect,
    checked_hands,
    checked_order,
    ends,
    on_time_outcome,
)
from motcua.statistics.pace import LOOKED_BACK, forecasts, steps_ahead
from motcua.statistics.path import Seen

HANDS = """
SELECT count(DISTINCT leg->>'accepted_by'), count(*)
FROM motcua_mark m JOIN motcua_dossier d ON d.key = m.dossier_key
CROSS JOIN LATERAL jsonb_array_elements(d.legs) AS leg
WHERE m.basis = 'leg' AND m.kind = 'open' AND m.unit = %s AND m.known_gone IS NULL
  AND m.ends >= %s AND m.ends < %s AND (leg->>'number')::int = m.number AND leg->>'role' = %s"""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is asked: an order of work, and so many more people at a desk (None: nowhere)."""

    order: str = AS_BEFORE
    desk: Desk | None = None
    added: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """Each window but the backlog as things go now and as asked. `had` people finished `legs` at
    the desk lately; of `unknown` dossiers there is no forecast, they are taken for kept."""

    asked: WhatIf
    now: tuple[Outcome, ...]
    then: tuple[Outcome, ...]
    had: int
    legs: int
    unknown: int


def desks_of(opened: Iterable[Dossier]) -> tuple[tuple[Desk, int], ...]:
    """Where dossiers whose date runs lie, and how many; most first."""
    found = (desk_of(one) for one in opened if one.overdue_from is not None)
    counts = Counter(desk for desk in found if desk is not None)
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def desk_of(dossier: Dossier) -> Desk | None:
    """The agency and role that it was given to last: where the forecast has it lie."""
    leg = dossier.legs[-1] if dossier.legs else None
    return (leg.agency, leg.role.value) if leg else None


def compare(seen: Seen, asked: WhatIf) -> Compared:
    """What would become of the windows, beside what becomes of it as things go now.

    Refused for an order or desk that is none, for hands out of range, where nobody did that desk's
    work lately, and where nothing would differ from now.
    """
    _checked(asked, desks_of(seen.opened))
    more, legs = _more(asked, seen.now)
    as_now, then = [], []
    for dossier in seen.opened:
        one = _prospect(dossier, seen)
        if one is not None:
            as_now.append(one)
            then.append(_helped(one, dossier, seen, more) if more else one)
    ends_now, ends_then = ends(as_now, AS_BEFORE), ends(then, asked.order)
    return Compared(
        asked,
        _outcomes(seen, as_now, ends_now),
        _outcomes(seen, then, ends_then),
        more.had if more else 0,
        legs,
        len(as_now) - len(ends_now),
    )


def _checked(asked: WhatIf, desks: Iterable[tuple[Desk, int]]) -> None:
    checked_order(asked.order)
    if asked.desk is not None:
        if asked.desk not in {desk for desk, _count in desks}:
            raise Refused("unknown_desk", field="desk")
        checked_hands(asked.added)
    elif asked.added:
        raise Refused("hands_without_desk", field="desk")
    elif asked.order == AS_BEFORE:
        raise Refused("nothing_else_asked", field="order")


def _prospect(dossier: Dossier, seen: Seen) -> Prospect | None:
    """None where no date runs. The path has forecast what falls due by its day, the rest is new."""
    desk, received, over = desk_of(dossier), dossier.received, dossier.overdue_from
    if desk is None or received is None or over is None:
        return None
    made = seen.forecasts.get(dossier.code)
    soonest, likely = made or forecasts(dossier, seen.pace, seen.known, seen.now)
    return Prospect(dossier.code, desk, received, over, soonest, likely)


def _outcomes(seen: Seen, ones: Sequence[Prospect], ended: Ends) -> tuple[Outcome, ...]:
    share, now, end = seen.share, seen.now, seen.end
    of_year = {dossier.code for dossier in seen.opened if seen.of_year(dossier)}
    within = {dossier.code for dossier in seen.opened if seen.due_within(dossier)}
    base, late = seen.within
    closed_late = late - sum(one.code in within and one.overdue_from <= now for one in ones)
    received, year_late = seen.year["received"], seen.year["solved_late"]
    in_year = [one for one in ones if one.code in of_year]
    due = [one for one in ones if one.code in within]
    return (
        on_time_outcome(YEAR, received, year_late, in_year, ended, share, now, end),
        on_time_outcome(SINCE_ORDER, base, closed_late, due, ended, share, now, end),
    )


def _helped(one: Prospect, dossier: Dossier, seen: Seen, more: More) -> Prospect:
    steps = steps_ahead(dossier, seen.known, seen.now)
    if one.likely is None or not any(more.helps(step) for step in steps):
        return one
    _soonest, likely = forecasts(dossier, seen.pace, seen.known, seen.now, more)
    return replace(one, likely=likely)


def _more(asked: WhatIf, now: datetime) -> tuple[More | None, int]:
    if asked.desk is None:
        return None, 0
    agency, role = asked.desk
    with connection.cursor() as cursor:
        cursor.execute(HANDS, [agency, now - LOOKED_BACK, now, role])
        had, legs = cursor.fetchone()
    if not had:
        raise Refused("nobody_did_it_lately", field="desk")
    return More(agency, role, int(had), asked.added), int(legs)
