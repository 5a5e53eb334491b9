"""Running numbers within one transaction: in order, without gaps, never again. For the door only.

The row of a series is locked to the end of the transaction: numbers come in order, and a
transaction that fails gives its numbers back.
"""

from collections.abc import Iterable
from typing import Any

from psycopg import Cursor

from motcua.actions import rows
from motcua.domain.blanks import KeptNumber, NextNumber

Series = tuple[str, str, str]

TAKE = """INSERT INTO motcua_counter AS c (series, issuer, period, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (series, issuer, period) DO UPDATE SET last = c.last + EXCLUDED.last RETURNING last"""
KEEP = """INSERT INTO motcua_counter AS c (series, issuer, period, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (series, issuer, period)
DO UPDATE SET last = greatest(c.last, EXCLUDED.last) RETURNING last"""
STAND = """SELECT series, issuer, period, last FROM motcua_counter
WHERE (series, issuer, period) IN (SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]))
ORDER BY series, issuer, period FOR UPDATE"""


class Numbers:
    """The series touched by one transaction. `alone`: a single request, so each number is drawn
    at once; a batch writes how far its series came when it is done."""

    def __init__(self, cursor: "Cursor[Any]", *, alone: bool) -> None:
        self.cursor, self.alone = cursor, alone
        self.last: dict[Series, int] = {}

    def look_ahead(self, series: Iterable[Series]) -> None:
        """Lock these series at once, and see how far each has come.

        One that nobody has begun cannot be locked; who begins it at the same time takes the same
        code, and the batch that comes second is tried anew.
        """
        wanted = sorted(set(series))
        if wanted:
            self.last |= dict.fromkeys(wanted, 0)
            columns = [list(column) for column in zip(*wanted, strict=True)]
            for *key, last in self.cursor.execute(STAND, columns):
                self.last[tuple(key)] = last

    def draw(self, blank: NextNumber) -> str:
        """The next number of its series, as it is written."""
        key = (blank.series, blank.issuer, blank.period)
        if key not in self.last:
            step = 1 if self.alone else 0
            [last] = self.cursor.execute(TAKE, [*key, step]).fetchone() or (0,)
            self.last[key] = last - step
        self.last[key] += 1
        return blank.write(self.last[key])

    def keep(self, kept: KeptNumber) -> str:
        """A number that was drawn elsewhere, as it stands; the series goes on after it."""
        key = (kept.series, kept.issuer, kept.period)
        if key not in self.last:
            least = kept.number if self.alone else 0
            [self.last[key]] = self.cursor.execute(KEEP, [*key, least]).fetchone() or (0,)
        self.last[key] = max(self.last[key], kept.number)
        return kept.text

    def write(self) -> None:
        """Write down how far a batch came."""
        if not self.alone:
            counted = [(*key, last) for key, last in self.last.items() if last]
            rows.upsert(self.cursor, rows.COUNTER, counted)
