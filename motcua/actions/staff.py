"""In which roles people act, and which reference rows are current: one statement."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from psycopg import Cursor

from motcua.domain.access import Membership
from motcua.domain.law import Colleague
from motcua.domain.roles import Role

Staff = dict[int, tuple[Membership, ...]]

WHO_AND_WHICH = """SELECT
 (SELECT json_object_agg(kind, stamp) FROM motcua_referencestamp),
 (SELECT json_agg(json_build_array(m.person_id, m.agency, m.role, m.valid_from, m.valid_to))
  FROM motcua_membership m JOIN motcua_user u ON u.id = m.person_id
  WHERE m.person_id = ANY(%s) AND u.is_active),
 motcua_open_from()"""


STAFF_AT = """SELECT u.id, u.full_name, u.email FROM motcua_membership m
JOIN motcua_user u ON u.id = m.person_id
WHERE m.agency = %s AND m.role = %s AND u.is_active AND u.email <> ''
 AND m.valid_from <= %s AND (m.valid_to IS NULL OR m.valid_to >= %s) ORDER BY u.id"""


def staff_at(cursor: "Cursor[Any]", on: date) -> Callable[[str, Role], tuple[Colleague, ...]]:
    """Who acts in a role at an agency on a day and has an address; asked once for each."""

    @cache
    def ask(agency: str, role: Role) -> tuple[Colleague, ...]:
        rows = cursor.execute(STAFF_AT, [agency, role.value, on, on])
        return tuple(Colleague(*row) for row in rows)

    return ask


def load_staff(
    cursor: "Cursor[Any]", people: Iterable[int]
) -> tuple[dict[str, int], Staff, date | None]:
    """The stamps of the reference rows, the memberships of these people, and the first day that
    is not closed (None: none ever was)."""
    found = cursor.execute(WHO_AND_WHICH, [list(people)]).fetchone()
    stamps, rows, open_from = found or (None, None, None)
    staff: dict[int, list[Membership]] = {}
    for person, agency, role, start, end in _plain(rows) or ():
        until = date.fromisoformat(end) if end else None
        membership = Membership(person, agency, Role(role), date.fromisoformat(start), until)
        staff.setdefault(person, []).append(membership)
    return _plain(stamps) or {}, {who: tuple(held) for who, held in staff.items()}, open_from


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str | bytes) else value
