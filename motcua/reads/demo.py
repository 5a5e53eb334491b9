"""What a demo needs to know of the database that it fills."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from motcua.domain.roles import Role
from motcua.models import Dossier, Installation, Membership


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
