"""One line of a dossier's log, how it is sealed and how it is read back."""

from dataclasses import dataclass
from datetime import datetime

from motcua.domain.codec import Plain, canonical, decode, encode, instant
from motcua.domain.facts import apology, life, waiting
from motcua.domain.facts.base import By, Fact

KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for chapter in (life, waiting, apology)
    for kind in vars(chapter).values()
    if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact
}
"""Every kind of fact by the name under which it is stored."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a dossier's log: the fact, who did it, and when the system learned it."""

    number: int
    fact: Fact
    by: By
    recorded: datetime

    def body(self) -> dict[str, Plain]:
        """The fact's public part, plain, without `happened` (which has its own place)."""
        fact = self.fact
        return {name: encode(getattr(fact, name)) for name in type(fact).__slots__}

    def sealed_text(self, key: str) -> str:
        """The exact text that is sealed: everything that must never change unseen."""
        by = self.by
        stamp = [instant(self.fact.happened), instant(self.recorded)]
        who = [by.person, by.agency, by.role.value]
        kind = type(self.fact).__name__
        return canonical([key, self.number, kind, *stamp, *who, self.body()])


def read_entry(
    number: int,
    kind: str,
    happened: datetime,
    recorded: datetime,
    by: By,
    body: dict[str, Plain],
) -> Entry:
    """The entry that was stored in these columns. KeyError for a kind nobody knows."""
    plain = {"happened": instant(happened), **body}
    return Entry(number, decode(KINDS[kind], plain), by, recorded)
