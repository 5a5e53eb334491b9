"""Numbers of results that no dossier bears, in a month: by the counter that hands them out."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import midnight
from motcua.domain.refusal import Refused
from motcua.domain.result_numbers import Missing, missing
from motcua.domain.tally import SOLVED

AROUND = timedelta(days=14)
"""A number is drawn when the paper is signed and entered when it is handed in: within two weeks."""
NUMBERS = """
SELECT m.unit, p.value #>> '{}', m.ends >= %(begins)s AND m.ends < %(ends)s
FROM motcua_mark m
JOIN motcua_dossier d ON d."key" = m.dossier_key
LEFT JOIN motcua_privatevalue p ON p.dossier_key = d."key"
  AND p.number = (d.result->'number'->>'number')::int
WHERE m.basis = 'dossier' AND m.unit = ANY(%(units)s) AND m.ended_as = ANY(%(solved)s)
  AND m.ends >= %(from)s AND m.ends < %(to)s AND m.known_gone IS NULL
  AND jsonb_typeof(d.result) = 'object'"""


Gaps = tuple[tuple[str, Missing], ...]
"""An agency that numbers its results, and numbers that none of them bears."""


def missing_numbers(
    tree: AgencyTree, counters: Sequence[str], first: date, after: date
) -> dict[str, Gaps]:
    """What is missing among the results of [first, after) of the agencies for which these counters
    receive; by counter, in the order of the tree."""
    behind = {agency.key: counter_of(tree, agency.key, first) for agency in tree.at(first)}
    units = [unit for unit, counter in behind.items() if counter in counters]
    found: defaultdict[str, Gaps] = defaultdict(tuple)
    gaps = _missing_of(units, first, after)
    for unit in units:
        found[behind[unit]] += tuple((unit, one) for one in gaps.get(unit, ()))
    return {counter: gap for counter, gap in found.items() if gap}


def counter_of(tree: AgencyTree, unit: str, day: date) -> str:
    """The counter through which an agency's results go: its own, or the one-stop unit (a province's
    centre) right under its committee; '' where there is neither."""
    if tree.get(unit).receives:
        return unit
    try:
        below = [tree.get(key) for key in tree.children(tree.resolve("committee", unit, day))]
    except Refused:
        return ""
    counters = (one for one in below if one.receives and not one.is_committee)
    return next((one.key for one in counters if one.stands_on(day)), "")


def _missing_of(units: Sequence[str], first: date, after: date) -> dict[str, tuple[Missing, ...]]:
    # The numbers themselves lead to people and are not handed on; those that nobody bears do not.
    # A result whose number was never told, or was erased, may bear any: nobody is told of a gap
    # that such results can fill.
    days = {"begins": midnight(first), "ends": midnight(after)}
    near = {"from": midnight(first - AROUND), "to": midnight(after + AROUND)}
    months: defaultdict[str, list[str]] = defaultdict(list)
    around: defaultdict[str, list[str]] = defaultdict(list)
    unknown: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, {"units": list(units), "solved": list(SOLVED), **days, **near})
        for unit, text, of_month in cursor.fetchall():
            if text is None:
                unknown[unit] += 1
            else:
                (months if of_month else around)[unit].append(text)
    found = {unit: missing(texts, around[unit]) for unit, texts in months.items()}
    return {u: gaps for u, gaps in found.items() if sum(g.count for g in gaps) > unknown[u]}
