"""My work: what lies on the desks that a person sits at, what hurts first on top.

A tab is a list of places: an agency, a role, a seat, a person (0: whoever sits there), and how
pressing. Each place is one stretch of the index `desk_work`, read in order and only as far as
the page goes, so a page costs the same however much lies there. Nothing but the desk is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection

from motcua.domain.local_time import midnight
from motcua.reads.desk_places import Place as Place
from motcua.reads.desk_places import Tab as Tab
from motcua.reads.desk_places import places as places

ROWS = 20
COUNTED = 100
"""Counts stop here: a tab says 99+ and nobody counts a whole desk."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows all tabs: a procedure, local days of reception (inclusive), given to me."""

    procedure: str = ""
    since: date | None = None
    until: date | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Where in the order a row stands: pages begin after one or end before one."""

    pressing: datetime
    key: UUID
    seat: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One row of work as the desk has it (domain.desk.DeskRow)."""

    key: UUID
    seat: str
    agency: str
    person: int | None
    state: str
    step: int
    given_from: str
    given: bool
    code: str
    procedure: str
    version: int
    receiving: str
    competent: str
    due: datetime | None
    overdue_from: datetime | None
    finished: datetime | None
    pressing: datetime
    facts: int
    name: str

    @property
    def mark(self) -> Mark:
        """Its place in the order."""
        return Mark(self.pressing, self.key, self.seat)


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of rows, and whether there are others before and after it.

    `beyond` is the first row of the next page, if this one was read forward.
    """

    rows: Sequence[WorkRow]
    earlier: bool
    later: bool
    beyond: WorkRow | None = None


_COLUMNS: LiteralString = """d.dossier_key, d.seat, d.agency, d.person, d.state, d.step,
 d.given_from, d.given, d.code, d.procedure, d.version, d.receiving, d.competent, d.due,
 d.overdue_from, d.finished, d.pressing, d.facts, d.name"""
_PLACES: LiteralString = """unnest(%(agency)s::text[], %(role)s::text[], %(seat)s::text[],
 %(person)s::bigint[], %(after)s::timestamptz[], %(until)s::timestamptz[], %(state)s::text[],
 %(tab)s::text[]) AS p(agency, role, seat, person, after, until, state, tab)"""
_THERE: LiteralString = """FROM motcua_deskrow d
 WHERE d.seat NOT IN ('concerns', 'named') AND d.agency = p.agency
 AND d.role = p.role AND d.seat = p.seat
 AND COALESCE(d.person, 0) = p.person AND d.pressing > p.after AND d.pressing <= p.until
 AND (p.state = '' OR d.state = p.state)"""
_ONWARD: LiteralString = " AND (d.pressing, d.dossier_key, d.seat) > (%(mark)s, %(key)s, %(at)s)"
_BACKWARD: LiteralString = " AND (d.pressing, d.dossier_key, d.seat) < (%(mark)s, %(key)s, %(at)s)"


def work_slice(
    where: Sequence[Place],
    filters: Filters,
    *,
    after: Mark | None = None,
    before: Mark | None = None,
    rows: int = ROWS,
) -> Slice:
    """A page of work in order: the first, the one after a mark, or the one before a mark."""
    mark, back = after or before, after is None and before is not None
    condition, values = _narrowed(filters)
    condition += (_BACKWARD if back else _ONWARD) if mark else ""
    way = " DESC" if back else ""
    inner = f"pressing{way}, d.dossier_key{way} LIMIT %(rows)s"
    outer = f"pressing{way}, dossier_key{way}, seat{way} LIMIT %(rows)s"
    statement = (
        f"SELECT w.* FROM {_PLACES} CROSS JOIN LATERAL"
        f" (SELECT {_COLUMNS} {_THERE}{condition} ORDER BY d.{inner}) w ORDER BY {outer}"
    )
    if mark:
        values |= {"mark": mark.pressing, "key": mark.key, "at": mark.seat}
    read = _read(statement, where, values | {"rows": rows + 1})
    found = [WorkRow(*row) for row in read]
    shown, beyond = found[:rows], next(iter(found[rows:]), None)
    if back:
        return Slice(shown[::-1], earlier=beyond is not None, later=True)
    return Slice(shown, earlier=after is not None, later=beyond is not None, beyond=beyond)


def tab_counts(where: Mapping[Tab, Sequence[Place]], filters: Filters) -> dict[Tab, int]:
    """How many rows each tab has, at most COUNTED, in one statement."""
    condition, values = _narrowed(filters)
    statement = (
        f"SELECT p.tab, LEAST(sum(n.n), %(counted)s) FROM {_PLACES} CROSS JOIN LATERAL"
        f" (SELECT count(*) AS n FROM (SELECT 1 {_THERE}{condition} LIMIT %(counted)s) x) n"
        " GROUP BY p.tab"
    )
    spots = [place for stretch in where.values() for place in stretch]
    tabs = [tab.value for tab, stretch in where.items() for _ in stretch]
    counted = dict(_read(statement, spots, values | {"counted": COUNTED}, tabs))
    return {tab: int(counted.get(tab.value, 0)) for tab in where}


def procedures_at_hand(where: Sequence[Place]) -> list[tuple[str, int]]:
    """The procedures (code, newest version) of all this work: what a filter may choose from."""
    statement = (
        f"SELECT w.procedure, max(w.version) FROM {_PLACES} CROSS JOIN LATERAL"
        f" (SELECT d.procedure, d.version {_THERE}) w GROUP BY w.procedure ORDER BY w.procedure"
    )
    return [(code, version) for code, version in _read(statement, where, {})]


def _narrowed(filters: Filters) -> tuple[LiteralString, dict[str, Any]]:
    condition: LiteralString = ""
    values: dict[str, Any] = {}
    if filters.procedure:
        condition += " AND d.procedure = %(procedure)s"
        values["procedure"] = filters.procedure
    if filters.since:
        condition += " AND d.received >= %(received_from)s"
        values["received_from"] = midnight(filters.since)
    if filters.until:
        condition += " AND d.received < %(received_to)s"
        values["received_to"] = midnight(filters.until + timedelta(days=1))
    return condition, values


def _read(
    statement: str, where: Sequence[Place], values: dict[str, Any], tabs: Sequence[str] = ()
) -> list[Any]:
    values |= {name: [getattr(place, name) for place in where] for name in Place.__slots__}
    with connection.cursor() as cursor:
        cursor.execute(statement, values | {"tab": list(tabs) or [""] * len(where)})
        rows: list[Any] = cursor.fetchall()
        return rows
