"""One line of an agency's log, how it is sealed and how it is read back."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from motcua.domain.agency_facts import chapters
from motcua.domain.agency_facts.base import AgencyFact
from motcua.domain.canonical import canonical
from motcua.domain.codec import Plain, decode, encode, instant
from motcua.domain.facts.base import By

KINDS: dict[str, type[AgencyFact]] = {
    kind.__name__: kind
    for kind in vars(chapters).values()
    if isinstance(kind, type) and issubclass(kind, AgencyFact) and kind is not AgencyFact
}
"""Every kind of fact by the name under which it is stored."""


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One line: the fact, who did it, and when the system learned it."""

    number: int
    fact: AgencyFact
    by: By
    recorded: datetime

    def body(self) -> dict[str, Plain]:
        """The fact's own part, plain, without `happened` and `subject`, which stand beside it."""
        fact = self.fact
        return {name: encode(getattr(fact, name)) for name in type(fact).__slots__}

    def sealed_text(self, agency: str) -> str:
        """The exact text that is sealed: everything that must never change unseen."""
        by, fact = self.by, self.fact
        stamp = [instant(fact.happened), instant(self.recorded)]
        who = [by.person, by.agency, by.role.value]
        place = ["agency", agency, self.number, type(fact).__name__, fact.subject]
        return canonical([*place, *stamp, *who, self.body()])

    def seal(self, previous: bytes, agency: str) -> bytes:
        """sha256(previous seal ‖ text of this entry): 32 bytes."""
        return sha256(previous + self.sealed_text(agency).encode()).digest()


def read_agency_entry(
    number: int,
    kind: str,
    subject: str,
    happened: datetime,
    recorded: datetime,
    by: By,
    body: dict[str, Plain],
) -> AgencyEntry:
    """The entry that was stored in these columns. KeyError for a kind nobody knows."""
    plain = {"happened": instant(happened), "subject": subject, **body}
    return AgencyEntry(number, decode(KINDS[kind], plain), by, recorded)
