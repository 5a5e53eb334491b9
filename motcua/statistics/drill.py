"""The dossiers behind a number: the same predicate on marks that the counts are sums of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, LiteralString
from uuid import UUID

from django.db import connection

from motcua.domain import tally as t
from motcua.domain.local_time import local_day, midnight
from motcua.domain.reasons import LATENESS
from motcua.domain.refusal import Refused
from motcua.models.law import reference
from motcua.statistics.cohorts import UNTIL
from motcua.statistics.figures import units_of
from motcua.statistics.question import Question
from motcua.statistics.runs import BEHIND, Run

PER_UNIT = """
SELECT x.dossier_key, x.kind, x.number, x.unit, x.moment
FROM unnest(%(units)s::text[]) AS one(unit) CROSS JOIN LATERAL (
 SELECT m.dossier_key, m.kind, m.number, m.unit, m.{moment} AS moment FROM motcua_mark m
 WHERE m.basis = '{basis}' AND m.{unit} = one.unit AND {which} AND {cohort} AND {narrow} AND {after}
 ORDER BY m.{moment}, m.dossier_key, m.number LIMIT %(limit)s
) AS x ORDER BY x.moment, x.dossier_key, x.number LIMIT %(limit)s"""
"""A page of each unit and of these the first: an index of marks by unit holds each in order."""
TOGETHER = """
SELECT m.dossier_key, m.kind, m.number, m.unit, m.{moment} AS moment FROM motcua_mark m
WHERE m.basis = '{basis}' AND m.{unit} = ANY(%(units)s) AND {which} AND {cohort} AND {narrow}
 AND {after}
ORDER BY m.{moment}, m.dossier_key, m.number LIMIT %(limit)s"""
"""Of those that stand at an instant: an index finds them all, and they are put in order."""
ENDED = "NOT (m.ends IS NULL AND m.known_gone IS NULL)"
LYING = f"""
SELECT dossier_key, kind, number, unit, moment FROM (
 ({PER_UNIT.replace("{narrow}", "{narrow} AND m.ends IS NULL AND m.known_gone IS NULL")})
 UNION ALL
 ({TOGETHER.replace("{narrow}", f"{{narrow}} AND {UNTIL} < 'infinity' AND {ENDED}")})
) AS both_ways ORDER BY moment, dossier_key, number LIMIT %(limit)s"""
"""Of those that stood at an instant: what still stands, a page of each unit, for an index holds
each unit's in order; and what has ended since, which is little unless the instant is long ago."""
AFTER = (
    "(m.{moment}, m.dossier_key, m.number) > (%(after_moment)s, %(after_key)s, %(after_number)s)"
)
WHERE = """
FROM motcua_mark m
WHERE m.basis = '{basis}' AND m.{unit} = ANY(%(units)s) AND {cohort} AND {which} AND {narrow}"""
EXCEPT = """NOT EXISTS (SELECT 1 FROM motcua_mark o WHERE o.dossier_key = m.dossier_key
 AND o.basis = m.basis AND o.unit = m.unit AND (m.basis <> 'leg' OR o.number = m.number)
 AND {which})"""
REASON: Final = """coalesce((SELECT f.body->>'reason' FROM motcua_fact f
 WHERE f.dossier_key = m.dossier_key AND f.kind = 'ApologyProposed' AND f.recorded < %(t)s
 ORDER BY f.number DESC LIMIT 1), '')"""
"""Why a dossier is late, as the apology that was proposed last tells; '' where none does."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended, so that the next one goes on behind it: in which of the figure's runs,
    at which instant, and there behind which dossier's mark."""

    run: int
    moment: datetime
    key: UUID
    number: int = 0


@dataclass(frozen=True, slots=True)
class Narrow:
    """A part of what a figure counts: of the agency itself without those below it (`own`), of
    some procedures, for a reason of lateness ('' where none is known), or begun between two
    instants."""

    own: bool = False
    procedures: tuple[str, ...] | None = None
    reason: str | None = None
    begun_from: datetime | None = None
    begun_before: datetime | None = None

    def condition(self) -> str:
        """As a predicate on marks; its values are the fields of the same names."""
        parts = [
            "m.procedure = ANY(%(procedures)s)" if self.procedures is not None else "",
            self._of_reason(),
            "m.begins >= %(begun_from)s" if self.begun_from else "",
            "m.begins < %(begun_before)s" if self.begun_before else "",
        ]
        return " AND ".join(part for part in parts if part) or "true"

    def _of_reason(self) -> str:
        if self.reason is None:
            return ""
        return f"{REASON} = %(reason)s" if self.reason else f"{REASON} <> ALL(%(reasons)s)"


WHOLE: Final = Narrow()


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing counted: the dossier, which of its marks, and for which unit it counts; `place`
    to go on behind it."""

    key: UUID
    kind: str
    number: int
    unit: str
    place: Place


def behind(
    figure: str,
    question: Question,
    now: datetime,
    *,
    after: Place | None = None,
    limit: int = 50,
    narrow: Narrow = WHOLE,
) -> list[Behind]:
    """A page of what a figure counts: run by run, each in order of its instant, oldest first.

    `question.agency` and `levels` choose the units; its `by` is not looked at. Refused for a
    figure that nobody knows. A run is read only where those before it leave room.
    """
    runs, values = _runs(figure), _values(question, now, narrow)
    found: list[Behind] = []
    if after and after.run >= len(runs):
        after = None
    first = after.run if after else 0
    for number, run in enumerate(runs[first:], start=first):
        start = after if number == first else None
        found += _page(run, number, question, narrow, values, start, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _page(
    run: Run,
    run_number: int,
    question: Question,
    narrow: Narrow,
    values: dict[str, Any],
    after: Place | None,
    limit: int,
) -> list[Behind]:
    text = TOGETHER if run.standing else PER_UNIT
    if run.lying and question.basis == t.LEG:
        text = LYING
    parts = _parts(question, narrow) | {"moment": run.moment, "which": _which(run)}
    more: dict[str, Any] = {"limit": limit}
    if after:
        more |= {"after_moment": after.moment, "after_key": after.key, "after_number": after.number}
    parts["after"] = AFTER.format(moment=run.moment) if after else "true"
    with connection.cursor() as cursor:
        cursor.execute(text.format(**parts), values | more)
        return [
            Behind(key, kind, number, unit, Place(run_number, moment, key, number))
            for key, kind, number, unit, moment in cursor.fetchall()
        ]


def count_behind(figure: str, question: Question, now: datetime, *, narrow: Narrow = WHOLE) -> int:
    """How many there are. It reads them all: for exports, which will read them all anyway."""
    found = told_behind("count(*)", "()", figure, question, now, narrow=narrow)
    return int(found[0][0])


def told_behind(
    select: LiteralString,
    group: LiteralString,
    figure: str,
    question: Question,
    now: datetime,
    *,
    narrow: Narrow = WHOLE,
) -> list[tuple[Any, ...]]:
    """What a figure counts, put in groups: columns of the marks `m`, and how they are grouped."""
    which = " OR ".join(f"({_which(run)})" for run in _runs(figure))
    parts = _parts(question, narrow) | {"which": f"({which})"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {select} {WHERE.format(**parts)} GROUP BY {group}",
            _values(question, now, narrow),
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _runs(figure: str) -> tuple[Run, ...]:
    if figure not in BEHIND:
        raise Refused("bad_choice", value=figure)
    return BEHIND[figure]


def _which(run: Run) -> str:
    return f"{run.condition} AND {EXCEPT.format(which=run.less)}" if run.less else run.condition


def _parts(question: Question, narrow: Narrow) -> dict[str, str]:
    reception = question.basis == t.RECEPTION
    # Nothing of a dossier begins before it is received: so an index need not begin there.
    cohort = "m.received >= %(first)s AND m.received <= %(last)s AND m.begins >= %(a)s"
    return {
        "basis": t.DOSSIER if reception else question.basis,
        "unit": "receiving" if reception else "unit",
        "cohort": cohort if question.cohort else "true",
        "narrow": narrow.condition(),
    }


def _values(question: Question, now: datetime, narrow: Narrow) -> dict[str, Any]:
    known = reference().agencies
    units = units_of(known, question)
    if narrow.own:
        units = (known.find(question.agency).key,)
    last = midnight(question.last + timedelta(days=1))
    stands_at = midnight((question.as_of or local_day(now)) + timedelta(days=1))
    return {
        "units": list(units),
        "t": midnight((question.as_of or date(9998, 12, 31)) + timedelta(days=1)),
        # Nothing of a dossier ends before it is received.
        "a": midnight(question.first),
        "b": stands_at if question.cohort else last,
        "first": question.first,
        "last": question.last,
        "procedures": list(narrow.procedures or ()),
        "reason": narrow.reason,
        "reasons": list(LATENESS),
        "begun_from": narrow.begun_from,
        "begun_before": narrow.begun_before,
    }
