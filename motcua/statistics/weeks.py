"""How the dossiers received in each week stand: the trend of a board, in one statement."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from motcua.domain.local_time import local_day, midnight
from motcua.domain.tally import LEG, OVERDUE, RECEIVED, RECEPTION, SOLVED_LATE
from motcua.models.law import reference
from motcua.statistics.figures import units_of
from motcua.statistics.question import Question

WEEKS = """
SELECT week, kind, sum(n) FROM (
  SELECT date_trunc('week', received)::date AS week, kind, n FROM motcua_cohortcount
  WHERE basis = %(basis)s AND unit = ANY(%(units)s) AND kind = ANY(%(kinds)s)
    AND received >= %(a)s AND received <= %(b)s AND recorded <= %(t)s
  UNION ALL
  SELECT date_trunc('week', received)::date, kind, n FROM motcua_countchange
  WHERE basis = %(basis)s AND unit = ANY(%(units)s) AND kind = ANY(%(kinds)s)
    AND received >= %(a)s AND received <= %(b)s AND recorded <= %(t)s
  UNION ALL
  SELECT date_trunc('week', received)::date, kind, 1 FROM motcua_mark
  WHERE basis = %(marks)s AND kind = 'overdue' AND {unit} = ANY(%(units)s)
    AND received >= %(a)s AND received <= %(b)s AND begins < %(end)s AND known < %(end)s
    AND (known_gone IS NULL OR known_gone >= %(end)s)
    AND (ends IS NULL OR ends >= %(end)s OR known_ended >= %(end)s)
) AS x GROUP BY week, kind"""


@dataclass(slots=True)
class Week:
    """Those received from `first` to `last` (the period's days of that week), and the late of
    them: solved late, or open past their date on the as-of day."""

    first: date
    last: date
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def received(self) -> int:
        """How many came in."""
        return self.counts[RECEIVED]

    @property
    def late(self) -> int:
        """How many of them are or were late."""
        return self.counts[SOLVED_LATE] + self.counts[OVERDUE]


def weeks(question: Question, now: datetime) -> list[Week]:
    """Every week of the period, Monday first, those without a dossier too."""
    units = units_of(reference().agencies, question)
    today = local_day(now)
    values: dict[str, Any] = {
        "basis": question.basis,
        "marks": LEG if question.basis == LEG else "dossier",
        "units": list(units),
        "kinds": [RECEIVED, SOLVED_LATE],
        "a": question.first,
        "b": question.last,
        "t": question.as_of or date(9999, 12, 31),
        "end": midnight((question.as_of or today) + timedelta(days=1)),
    }
    found = _empty(question.first, question.last)
    unit = "receiving" if question.basis == RECEPTION else "unit"
    with connection.cursor() as cursor:
        cursor.execute(WEEKS.format(unit=unit), values)
        for monday, kind, n in cursor.fetchall():
            found[monday].counts[kind] += int(n)
    return list(found.values())


def _empty(first: date, last: date) -> dict[date, Week]:
    monday = first - timedelta(days=first.weekday())
    found = {}
    while monday <= last:
        sunday = monday + timedelta(days=6)
        found[monday] = Week(max(monday, first), min(sunday, last))
        monday += timedelta(days=7)
    return found
