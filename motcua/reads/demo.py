"""What a demo needs to know of the database that it fills."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count

from motcua.domain.dossier import Dossier as State
from motcua.domain.local_time import midnight
from motcua.domain.roles import Role
from motcua.models import DeskRow, Dossier, Fact, Installation, Membership
from motcua.models.mapping import from_row


def kept(keys: Iterable[UUID]) -> set[UUID]:
    """Those of these dossiers that are in the database."""
    return set(Dossier.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def seats(on: date) -> dict[tuple[str, Role], int]:
    """Who acts at an agency in a role on that day: one person for each."""
    held = Membership.objects.filter(valid_from__lte=on).order_by("-person_id")
    rows = held.values_list("agency", "role", "person_id")
    return {(agency, Role(role)): person for agency, role, person in rows}


def is_half_filled() -> bool:
    """Whether a demo was begun here and its clock never set: somebody stopped it in between."""
    found = Installation.objects.first()
    return found is not None and bool(found.demo) and not found.clock_offset


def not_closed() -> dict[UUID, State]:
    """Every dossier with which something is still to be done."""
    rows = Dossier.objects.filter(closed__isnull=True, received__isnull=False).order_by("key")
    return {row.key: from_row(row) for row in rows}


def acts_of_seats(since: date, before: date) -> dict[tuple[str, Role], int]:
    """How many dossiers each seat passed on from a day to the one before another: each step of
    work ends with one hand-over."""
    facts = Fact.objects.filter(kind="HandedOver", person__gt=0)
    facts = facts.filter(happened__gte=midnight(since), happened__lt=midnight(before))
    rows = facts.values_list("agency", "role").annotate(acts=Count("number"))
    return {(agency, Role(role)): acts for agency, role, acts in rows}


def moments_reached(now: datetime) -> list[UUID]:
    """The dossiers of which time alone has changed something by then."""
    due = DeskRow.objects.filter(next_moment__lte=now).order_by("next_moment", "dossier_id")
    return list(due.values_list("dossier_id", flat=True))


HIGHEST = """
SELECT d.competent, max(split_part(p.value #>> '{}', '/', 1)::int)
FROM motcua_dossier d JOIN motcua_privatevalue p ON p.dossier_key = d."key"
  AND p.number = (d.result->'number'->>'number')::int
WHERE d.finished >= %(first)s AND d.finished < %(after)s
  AND p.value #>> '{}' ~ ('^[0-9]{1,7}/' || %(letters)s || '$')
GROUP BY d.competent"""


def highest_numbers(year: int, letters: str) -> dict[str, int]:
    """The highest number of a result of each competent unit in the register with these letters."""
    days = {"first": midnight(date(year, 1, 1)), "after": midnight(date(year + 1, 1, 1))}
    with connection.cursor() as cursor:
        cursor.execute(HIGHEST, {"letters": letters, **days})
        return dict(cursor.fetchall())
