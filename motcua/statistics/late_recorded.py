"""What became known of a period only after it had ended: as of now, less as of its last day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from motcua.domain import tally as t

_KINDS: Final = (t.RECEIVED, *t.SOLVED, t.OVERDUE)
LATER = """
SELECT kind, sum(n) FROM (
  SELECT kind, n FROM motcua_dailycount
  WHERE recorded > %(last)s AND happened <= %(last)s AND basis = 'dossier'
    AND kind = ANY(%(kinds)s) AND (kind = 'overdue' OR happened >= %(first)s)
  UNION ALL
  SELECT kind, n FROM motcua_countchange
  WHERE recorded > %(last)s AND happened <= %(last)s AND basis = 'dossier'
    AND kind = ANY(%(kinds)s) AND (kind = 'overdue' OR happened >= %(first)s)
) AS later GROUP BY kind"""


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


def late_recorded(first: date, last: date) -> LateRecorded:
    """`late_recorded` of the whole, for three figures: only what was recorded later is read."""
    with connection.cursor() as cursor:
        cursor.execute(LATER, {"first": first, "last": last, "kinds": list(_KINDS)})
        found = {kind: int(n) for kind, n in cursor.fetchall()}
    return LateRecorded(
        received=found.get(t.RECEIVED, 0),
        solved=sum(found.get(kind, 0) for kind in t.SOLVED),
        late=found.get(t.SOLVED_LATE, 0) + found.get(t.OVERDUE, 0),
    )
