"""Are a dossier's marks what its facts make? Every version, with when it was known."""

from collections.abc import Iterator, Sequence
from typing import Any

from motcua.domain.mark_log import MarkLog


def marks_that_differ(
    stored: Sequence[Sequence[Any]], counted: MarkLog
) -> Iterator[tuple[int, object, object]]:
    """(number of the fact that made it, as it should be, as it is stored) of each that differs.

    `stored` are rows of COLUMNS without the dossier's key.
    """
    expected = {tuple(row[1:5]): tuple(row[1:]) for row in counted.rows}
    found = {tuple(row[:4]): tuple(row) for row in stored}
    if expected == found:
        return
    for place in sorted(expected.keys() | found.keys()):
        wanted, there = expected.get(place), found.get(place)
        if wanted != there:
            yield int(str(place[3])), wanted, there
