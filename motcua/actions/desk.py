"""Writes the desk rows that a change of a dossier makes different. Used by the door only."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from psycopg import Cursor

from motcua.actions.rows import Row, Table, upsert
from motcua.domain.codec import Plain, field_names, field_types
from motcua.domain.desk import DeskRow, desk_rows, search_columns
from motcua.domain.dossier import Dossier

PURE = field_names(DeskRow)


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
    | {"name": "text", "name_key": "text", "identity": "text", "phone": "text"},
    ("dossier_key", "agency", "seat"),
)
GONE = """DELETE FROM motcua_deskrow d
USING unnest(%s::uuid[], %s::text[], %s::text[]) AS x(k, a, s)
WHERE d.dossier_key = x.k AND d.agency = x.a AND d.seat = x.s"""


class DeskChanges:
    """What differs between the desks before and after: collected, then written set-wise."""

    def __init__(self) -> None:
        self.gone: list[tuple[UUID, str, str]] = []
        self.rows: list[Row] = []

    def add(
        self,
        key: UUID,
        before: Dossier,
        after: Dossier,
        person: Mapping[str, Plain] | None,
        *,
        person_changed: bool,
    ) -> None:
        """Note one dossier's change. `person` is the applicant's document or None (erased)."""
        old, new = desk_rows(before), desk_rows(after)
        self.gone += [(key, *place) for place in old if place not in new]
        searched = search_columns(person)
        for place, row in new.items():
            if person_changed or old.get(place) != row:
                pure = (getattr(row, name) for name in PURE)
                self.rows.append((key, *pure, *searched))

    def write(self, cursor: "Cursor[Any]") -> None:
        """Two statements at most, for any number of dossiers."""
        if self.gone:
            keys, agencies, seats = zip(*self.gone, strict=True)
            cursor.execute(GONE, [list(keys), list(agencies), list(seats)])
        upsert(cursor, DESK, self.rows)
