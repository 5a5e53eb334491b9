"""II.06a, b and c counted the slow way: dossier by dossier, from raw facts, without the product's
code."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from tests.statistics.stories import Told
from tests.statistics.stories import _midnight as midnight

COLUMNS = range(3, 14)


def slow_06a(dossiers: Iterable[Told], units: set[str], a: date, b: date) -> dict[int, int]:
    """Every cell for these units together; what was known is up to the caller."""
    start, end = midnight(a), midnight(b + timedelta(days=1))
    cells: Counter[int] = Counter()
    for it in dossiers:
        if it.received is not None and it.unit in units:
            _count(cells, it, start, end)
    cells[3] = cells[4] + cells[5] + cells[6]
    cells[7] = cells[8] + cells[9] + cells[10]
    cells[11] = cells[12] + cells[13]
    return {column: cells[column] for column in COLUMNS}


def _count(cells: Counter[int], it: Told, start: datetime, end: datetime) -> None:
    if start <= it.received < end:
        cells[4 if it.channel == "online" else 5] += 1
    cells[6] += it.received < start and not (it.ended is not None and it.ended < start)
    if it.ended is not None and start <= it.ended < end:
        solved = {"solved_early": 8, "solved_on_time": 9, "solved_late": 10}
        early = it.due is not None and it.ended.date() < it.due.date()
        cells[solved.get(it.how, 8 if early else 9)] += 1
    if it.received < end and not (it.ended is not None and it.ended < end):
        past = [until for since, until in it.was_overdue if since < end <= until]
        late = not it.stopped and it.beyond is not None and it.beyond < end
        cells[13 if late or past else 12] += 1


def units_of_line(tree, key: str, level: str, *, own: bool) -> set[str]:
    """The units of a line of II.06b or II.06c: the agency alone, or all of that level under it."""
    if own:
        return {key}
    return {one.key for one in tree if one.level == level and _stands_under(tree, one, key)}


def _stands_under(tree, agency, top: str) -> bool:
    while agency.key != top:
        if agency.parent is None:
            return False
        agency = tree.get(agency.parent)
    return True
