"""Writes the desk rows that a change of a dossier makes different. Used by the door only."""

from collections.abc import Collection, Mapping
from itertools import compress
from operator import attrgetter, is_not
from typing import Any

from psycopg import Cursor

from motcua.actions.rows import Row, Table, update
from motcua.domain.codec import Plain, field_names, field_types
from motcua.domain.desk import DeskRow, desk_rows
from motcua.domain.desk_dates import desk_rows_after
from motcua.domain.dossier import Dossier
from motcua.domain.party import search_columns

COLUMNS = field_names(DeskRow)
PURE = attrgetter(*COLUMNS)
SEARCHED = ("name", "name_key", "identity", "phone")
UNSEARCHED = ("", "", "", "")
"""In the place of what is searched by, in rows of which it is not written."""


def _kind(name: str, hint: object) -> str:
    text = str(hint)
    if "datetime" in text:
        return "timestamptz"
    if hint is bool:
        return "boolean"
    return "bigint" if "int" in text else "text"


DESK = Table(
    "motcua_deskrow",
    {"dossier_key": "uuid"}
    | {name: _kind(name, hint) for name, hint in field_types(DeskRow).items()}
    | dict.fromkeys(SEARCHED, "text"),
    ("dossier_key", "agency", "seat"),
)
GONE = """DELETE FROM motcua_deskrow d
USING unnest(%s::uuid[], %s::text[], %s::text[]) AS x(k, a, s)
WHERE d.dossier_key = x.k AND d.agency = x.a AND d.seat = x.s"""


class DeskChanges:
    """What differs between the desks before and after: collected, then written set-wise.

    `renamed` are the rows of those whose applicant changed: they are written whole, apart from
    `changed`, of which nothing is written that one searches by.
    """

    def __init__(self) -> None:
        self.gone: list[tuple[str, str, str]] = []
        self.new: list[Row] = []
        self.changed: list[Row] = []
        self.renamed: list[Row] = []
        self.columns: set[str] = set()

    def add(
        self,
        name: str,
        before: Dossier,
        after: Dossier,
        person: Mapping[str, Plain] | None,
        changed: Collection[str],
        *,
        person_changed: bool,
        is_new: bool,
    ) -> None:
        """Note one dossier's change. `name` is its key as text; `person` the applicant's document
        or None (erased); `changed` the fields in which `after` is another, of no use if new."""
        # What is searched by is written with new rows, and when the person changed.
        if is_new:
            searched, rows = search_columns(person), desk_rows(after).values()
            self.new += [(name, *PURE(row), *searched) for row in rows]
            return
        old = desk_rows(before)
        new = desk_rows_after(old, after, changed)
        fresh = person_changed or not old.keys() >= new.keys()
        searched = search_columns(person) if fresh else UNSEARCHED
        self.gone += [(name, *place) for place in old if place not in new]
        for place, row in new.items():
            there = old.get(place)
            if there is row and not person_changed:
                continue
            values = PURE(row)
            if there is None:
                self.new.append((name, *values, *searched))
                continue
            if person_changed:
                self.renamed.append((name, *values, *searched))
                continue
            known = PURE(there)
            if known != values:
                self.changed.append((name, *values, *searched))
                # What is another object may be the same value: one column too many, none too few.
                self.columns.update(compress(COLUMNS, map(is_not, known, values)))

    def write(self, cursor: "Cursor[Any]") -> None:
        """What is no more, and what differs; `new` rows are written with all other new ones."""
        if self.gone:
            keys, agencies, seats = zip(*self.gone, strict=True)
            cursor.execute(GONE, [list(keys), list(agencies), list(seats)])
        update(cursor, DESK, self.columns, self.changed)
        update(cursor, DESK, DESK.columns, self.renamed)
