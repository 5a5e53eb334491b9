"""What every page of a request stands on: installation, stamps of the reference rows, memberships.

Inside `remembered()` they are read once and in one statement. Only for requests that change
nothing: whoever changes one of them must see it changed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from motcua.domain.access import Membership
from motcua.domain.roles import Role

STATEMENT = """SELECT i.id, i.demo, i.clock_offset, i.province,
 (SELECT json_object_agg(kind, stamp) FROM motcua_referencestamp),
 (SELECT json_agg(json_build_array(m.agency, m.role, m.valid_from, m.valid_to)
   ORDER BY m.agency, m.role, m.valid_from)
  FROM motcua_membership m JOIN motcua_user u ON u.id = m.person_id
  WHERE m.person_id = %s AND u.is_active)
FROM (SELECT 1) one LEFT JOIN motcua_installation i ON true"""
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """As they were when the request first asked. `demo` is None where nothing is installed."""

    demo: str | None
    clock_offset: timedelta
    province: str
    stamps: dict[str, int]
    person: int
    held: tuple[Membership, ...]


_known: ContextVar[list[Surroundings] | None] = ContextVar("surroundings", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Remember what is read inside the block."""
    token = _known.set([])
    try:
        yield
    finally:
        _known.reset(token)


def surroundings(person: int = NOBODY) -> Surroundings | None:
    """What is remembered, read now if nothing was yet; None where nothing is to be remembered.

    With a `person`, their memberships too.
    """
    kept = _known.get()
    if kept is None:
        return None
    if not kept or (person and kept[0].person != person):
        kept[:] = [_read(person)]
    return kept[0]


def _read(person: int) -> Surroundings:
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [person])
        number, demo, offset, province, stamps, held = cursor.fetchone()
    rows = (_membership(person, *row) for row in _plain(held) or ())
    if number is None:
        demo, offset, province = None, timedelta(), ""
    return Surroundings(demo, offset, province, _plain(stamps) or {}, person, tuple(rows))


def _membership(person: int, agency: str, role: str, start: str, end: str | None) -> Membership:
    until = date.fromisoformat(end) if end else None
    return Membership(person, agency, Role(role), date.fromisoformat(start), until)


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str | bytes) else value
