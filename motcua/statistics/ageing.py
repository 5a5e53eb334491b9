"""How long the open dossiers that are overdue have been so, on the as-of day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from motcua.domain.local_time import local_day, midnight
from motcua.domain.tally import LEG, RECEPTION
from motcua.models.law import reference
from motcua.statistics.cohorts import FEW, OF_UNITS, UNTIL
from motcua.statistics.figures import units_of
from motcua.statistics.question import Question

STEPS: Final = (1, 6, 11, 31)
"""Begins of the classes, in days overdue: 1 to 5, 6 to 10, 11 to 30, 31 and more."""
AGES = """
SELECT width_bucket(begins, %(edges)s::timestamptz[]), count(*)
FROM motcua_mark
WHERE basis = %(marks)s AND kind = 'overdue' AND {unit} = {of_units} AND {cohort}
  AND {until} >= %(end)s AND {few}
  AND begins < %(end)s AND known < %(end)s
  AND (known_gone IS NULL OR known_gone >= %(end)s)
  AND (ends IS NULL OR ends >= %(end)s OR known_ended >= %(end)s)
GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Age:
    """Open dossiers overdue since `since` days at least and `until` at most (None: and more)."""

    since: int
    until: int | None
    count: int


def ages(question: Question, now: datetime) -> tuple[Age, ...]:
    """One class after the other, youngest first; empty classes too."""
    day = question.as_of or (local_day(now) if question.cohort else question.last)
    end = midnight(day + timedelta(days=1))
    values: dict[str, Any] = {
        "marks": LEG if question.basis == LEG else "dossier",
        "units": list(units_of(reference().agencies, question)),
        "end": end,
        "first": question.first,
        "last": question.last,
        "edges": [end - timedelta(days=step - 1) for step in reversed(STEPS[1:])],
    }
    cohort = "received >= %(first)s AND received <= %(last)s" if question.cohort else "true"
    unit = "receiving" if question.basis == RECEPTION else "unit"
    with connection.cursor() as cursor:
        cursor.execute(
            AGES.format(unit=unit, cohort=cohort, until=UNTIL, few=FEW, of_units=OF_UNITS), values
        )
        counts = dict(cursor.fetchall())
    ends: tuple[int | None, ...] = (*(step - 1 for step in STEPS[1:]), None)
    return tuple(
        Age(since, until, counts.get(len(STEPS) - n, 0))
        for n, (since, until) in enumerate(zip(STEPS, ends, strict=True), start=1)
    )


def begun(age_since: int, age_until: int | None, day: date) -> tuple[datetime | None, datetime]:
    """Between which instants a stretch began that on the end of `day` is of that class."""
    end = midnight(day + timedelta(days=1))
    after = None if age_until is None else end - timedelta(days=age_until)
    return after, end - timedelta(days=age_since - 1)
