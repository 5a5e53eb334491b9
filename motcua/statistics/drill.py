"""The dossiers behind a number: the same predicate on marks that the counts are sums of."""

from collections.abc import Sequence
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

KNOWN = "known < %(t)s AND (known_gone IS NULL OR known_gone >= %(t)s)"
_ENDED = "ends IS NOT NULL AND known_ended < %(t)s"
_BEGINS = f"begins >= %(a)s AND begins < %(b)s AND {KNOWN}"
_ENDS = f"ends >= %(a)s AND ends < %(b)s AND {_ENDED} AND {KNOWN}"


def _at(moment: str) -> str:
    """Standing at an instant, as known: begun before it and not ended before it."""
    return f"begins < %({moment})s AND {KNOWN} AND NOT ({_ENDED} AND ends < %({moment})s)"


def _kind(kind: str, when: str) -> str:
    return f"(kind = '{kind}' AND {when})"


def _ended(how: str) -> str:
    return f"(kind = 'open' AND ended_as = '{how}' AND {_ENDS})"


_SOLVED = "(" + " OR ".join(_ended(how) for how in t.SOLVED) + ")"
_OVERDUE = _kind(t.OVERDUE, f"{UNTIL} >= %(b)s AND {_at('b')}")
_LATE = f"({_ended(t.SOLVED_LATE)} OR {_OVERDUE})"
_RECEIVED = _kind(t.OPEN, _BEGINS)
_CARRIED = _kind(t.OPEN, _at("a"))
_TRANSFERRED_IN = _kind(t.TRANSFERRED_IN, _BEGINS)
_TO_RESOLVE = f"({_CARRIED} OR {_RECEIVED} OR {_TRANSFERRED_IN})"

BEHIND: dict[str, str] = {
    "received": _RECEIVED,
    "received_online": f"({_RECEIVED} AND channel = 'online')",
    "carried_over": _CARRIED,
    "transferred_in": _TRANSFERRED_IN,
    "to_resolve": _TO_RESOLVE,
    "solved": _SOLVED,
    **{how: _ended(how) for how in t.ENDINGS},
    "in_process": _kind(t.OPEN, _at("b")),
    "in_term": _kind(t.OPEN, _at("b")),
    "overdue": _OVERDUE,
    "waiting": _kind(t.WAITING, _at("b")),
    "late": _LATE,
    "supplements": _kind(t.SUPPLEMENT, _BEGINS),
    "handed_out": _kind(t.HANDED_OUT, _BEGINS),
    "apologies_timely": _kind(t.APOLOGY_TIMELY, _BEGINS),
    "apologies_late": _kind(t.APOLOGY_LATE, _BEGINS),
}
"""Of each figure of the catalogue, which marks it counts."""
_NO_RESULT = "(" + " OR ".join(_ended(how) for how in (t.RETURNED, t.WITHDRAWN, t.STOPPED)) + ")"
_BEFORE_DUE = """EXISTS (SELECT 1 FROM motcua_dossier d WHERE d.key = m.dossier_key
 AND (m.ends AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
  < (d.legal_due AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)"""
BEHIND |= {
    "cell_3": _TO_RESOLVE,
    "cell_4": f"({_RECEIVED} AND channel = 'online')",
    "cell_5": f"({_RECEIVED} AND channel <> 'online')",
    "cell_6": f"({_CARRIED} OR {_TRANSFERRED_IN})",
    "cell_7": f"({_SOLVED} OR {_NO_RESULT})",
    "cell_8": f"({_ended(t.SOLVED_EARLY)} OR ({_NO_RESULT} AND {_BEFORE_DUE}))",
    "cell_9": f"({_ended(t.SOLVED_ON_TIME)} OR ({_NO_RESULT} AND NOT {_BEFORE_DUE}))",
    "cell_10": _ended(t.SOLVED_LATE),
    "cell_11": _kind(t.OPEN, _at("b")),
    "cell_12": _kind(t.OPEN, _at("b")),
    "cell_13": _OVERDUE,
    "ended_without_result": _NO_RESULT,
}
"""Of each column of II.06a/VPCP/KSTT; what ended without a result is folded into 8 and 9."""
BUT: Final[dict[str, str]] = {"in_term": _OVERDUE, "cell_12": _OVERDUE}
"""In term is open and not also overdue."""

WHERE = """
FROM motcua_mark m
WHERE m.basis = %(basis)s AND m.{unit} = ANY(%(units)s) AND {cohort} AND {which} AND {but}
 AND {narrow}"""
PAGE = f"""SELECT m.dossier_key, m.kind, m.number, m.unit {WHERE}
 AND (m.dossier_key, m.kind, m.number) > (%(after_key)s, %(after_kind)s, %(after_number)s)
ORDER BY m.dossier_key, m.kind, m.number LIMIT %(limit)s"""
EXCEPT = """NOT EXISTS (SELECT 1 FROM motcua_mark o WHERE o.dossier_key = m.dossier_key
 AND o.basis = m.basis AND o.unit = m.unit AND (m.basis <> 'leg' OR o.number = m.number)
 AND {which})"""
REASON: Final = """coalesce((SELECT f.body->>'reason' FROM motcua_fact f
 WHERE f.dossier_key = m.dossier_key AND f.kind = 'ApologyProposed' AND f.recorded < %(t)s
 ORDER BY f.number DESC LIMIT 1), '')"""
"""Why a dossier is late, as the apology that was proposed last tells; '' where none does."""
NOWHERE: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended, so that the next one goes on behind it."""

    key: UUID = NOWHERE
    kind: str = ""
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
    """One thing counted: the dossier, which of its marks, and for which unit it counts."""

    key: UUID
    kind: str
    number: int
    unit: str

    @property
    def place(self) -> Place:
        """To go on behind it."""
        return Place(self.key, self.kind, self.number)


def behind(
    figure: str,
    question: Question,
    now: datetime,
    *,
    after: Place | None = None,
    limit: int = 50,
    narrow: Narrow = WHOLE,
) -> list[Behind]:
    """A page of what a figure counts, in order of the dossier's key.

    `question.agency` and `levels` choose the units; its `by` is not looked at. Refused for a
    figure that nobody knows.
    """
    text, values = _statement(PAGE, figure, question, now, narrow)
    place = after or Place()
    values |= {"after_key": place.key, "after_kind": place.kind, "after_number": place.number}
    with connection.cursor() as cursor:
        cursor.execute(text, values | {"limit": limit})
        return [Behind(*row) for row in cursor.fetchall()]


def count_behind(figure: str, question: Question, now: datetime, *, narrow: Narrow = WHOLE) -> int:
    """How many there are. It reads them all: for exports, which will read them all anyway."""
    text, values = _statement(f"SELECT count(*) {WHERE}", figure, question, now, narrow)
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return int(cursor.fetchone()[0])


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
    text, values = _statement(
        f"SELECT {select} {WHERE} GROUP BY {group}", figure, question, now, narrow
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _statement(
    text: str, figure: str, question: Question, now: datetime, narrow: Narrow
) -> tuple[str, dict[str, Any]]:
    if figure not in BEHIND:
        raise Refused("bad_choice", value=figure)
    known = reference().agencies
    units: Sequence[str] = units_of(known, question)
    if narrow.own:
        units = [known.find(question.agency).key]
    but = BUT.get(figure)
    filled = text.format(
        unit="receiving" if question.basis == t.RECEPTION else "unit",
        cohort="m.received >= %(first)s AND m.received <= %(last)s" if question.cohort else "true",
        which=BEHIND[figure],
        but=EXCEPT.format(which=but) if but else "true",
        narrow=narrow.condition(),
    )
    return filled, _values(question, units, local_day(now), narrow)


def _values(
    question: Question, units: Sequence[str], today: date, narrow: Narrow
) -> dict[str, Any]:
    reception = question.basis == t.RECEPTION
    end = midnight((question.as_of or date(9998, 12, 31)) + timedelta(days=1))
    first, last = midnight(question.first), midnight(question.last + timedelta(days=1))
    stands_at = midnight((question.as_of or today) + timedelta(days=1))
    return {
        "basis": t.DOSSIER if reception else question.basis,
        "units": list(units),
        "t": end,
        "a": midnight(date(1900, 1, 1)) if question.cohort else first,
        "b": stands_at if question.cohort else last,
        "first": question.first,
        "last": question.last,
        "procedures": list(narrow.procedures or ()),
        "reason": narrow.reason,
        "reasons": list(LATENESS),
        "begun_from": narrow.begun_from,
        "begun_before": narrow.begun_before,
    }
