"""One dossier while the door works on it."""

from dataclasses import dataclass, field
from uuid import UUID

from motcua.domain.codec import Plain
from motcua.domain.dossier import Dossier
from motcua.domain.tally import Marks


@dataclass(slots=True)
class Book:
    """One dossier in the door's hands: as it was, as it is, and its applicant.

    `name` is the key as text: so it stands in seals and rows.
    """

    key: UUID
    name: str
    head: bytes
    before: Dossier
    dossier: Dossier
    person: dict[str, Plain] | None
    person_changed: bool = False
    is_new: bool = field(default=False)
    marks: Marks | None = None
