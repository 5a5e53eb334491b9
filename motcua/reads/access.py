"""The gatekeeper: the only way to obtain a dossier for a person.

What does not exist and what is not yours answer alike: Refused `unknown_dossier`.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.domain.access import Membership, sees
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.local_time import VIETNAM
from motcua.domain.refusal import Refused
from motcua.models import Dossier as DossierRow
from motcua.models import DossierCode
from motcua.models import Membership as MembershipRow
from motcua.models.law import reference
from motcua.models.mapping import from_row
from motcua.models.surroundings import surroundings


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier that this person may see, with the law it stands under."""

    key: UUID
    dossier: Dossier
    law: Law
    person: int
    memberships: tuple[Membership, ...]


def memberships_of(person: int) -> tuple[Membership, ...]:
    """In which roles a person acts, all of them, past and future too."""
    around = surroundings()
    if around is not None and around.person == person:
        return around.held
    rows = MembershipRow.objects.filter(person_id=person, person__is_active=True)
    return tuple(row.facts() for row in rows.order_by("agency", "role", "valid_from"))


def key_of(text: str) -> UUID | None:
    """The dossier known by a code in any format, or by its key; None if there is none."""
    typed = "".join(text.split()).upper()[:64]
    found = DossierCode.objects.filter(code=typed).values_list("key", flat=True).first()
    if found is not None:
        return found
    try:
        return UUID(typed)
    except ValueError:
        return None


def open_dossier(text: str, person: int, now: datetime) -> Opened:
    """The dossier with this code (or key), if the person may see it."""
    key = key_of(text)
    row = DossierRow.objects.filter(key=key).first() if key else None
    if row is None or key is None:
        raise Refused("unknown_dossier")
    dossier, known, mine = from_row(row), reference(), memberships_of(person)
    if not sees(dossier.agencies, mine, now.astimezone(VIETNAM).date(), known.agencies):
        raise Refused("unknown_dossier")
    procedure = known.procedure(dossier.procedure, dossier.version)
    law = Law(procedure, known.agencies, known.calendar_of, memberships_of, known.rules)
    return Opened(key, dossier, law, person, mine)
