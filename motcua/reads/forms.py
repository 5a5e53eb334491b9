"""What the printed forms of one dossier are filled from: its log, its words, its people."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.domain import facts as f
from motcua.domain.codec import Plain
from motcua.models import User
from motcua.reads import clock
from motcua.reads.access import Opened
from motcua.reads.dossiers import entries, private_values


@dataclass(frozen=True, slots=True)
class Signer:
    """A member of staff as a form names them."""

    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PrintData:
    """One dossier for printing. `demo` marks every sheet as no real document."""

    opened: Opened
    entries: tuple[f.Entry, ...]
    values: dict[int, Plain]
    people: dict[int, Signer]
    demo: bool

    def signer(self, person: int | None) -> Signer:
        """Somebody by id; blank for the clock and for nobody."""
        return self.people.get(person or 0, Signer())


def print_data(opened: Opened) -> PrintData:
    """Read it, in three queries and the demo's flag."""
    log = entries(opened.key)
    people = {entry.by.person for entry in log}
    people |= {leg.accepted_by or 0 for leg in opened.dossier.legs}
    demo = bool(clock.demo_name())
    return PrintData(opened, log, private_values(opened.key), _signers(people), demo)


def _signers(people: Iterable[int]) -> dict[int, Signer]:
    rows = User.objects.filter(id__in=set(people) - {0})
    return {
        who: Signer(name, title)
        for who, name, title in rows.values_list("id", "full_name", "title")
    }
