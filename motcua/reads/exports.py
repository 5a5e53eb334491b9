"""A person's own exports: how far they are."""

from dataclasses import dataclass

from motcua.domain.refusal import Refused
from motcua.models import Export


@dataclass(frozen=True, slots=True)
class Ordered:
    """One export as its page shows it."""

    number: int
    asked: str
    title: str
    total: int
    done: int
    state: str


def export_of(number: int, person: int) -> Ordered:
    """The export, if this person ordered it. Refused `unknown_export` otherwise."""
    row = Export.objects.filter(id=number, person=person).first()
    if row is None:
        raise Refused("unknown_export")
    return Ordered(row.id, row.asked, row.title, row.total, row.done, row.state)
