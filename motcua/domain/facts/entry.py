"""One line of a dossier's log, how it is sealed and how it is read back."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from motcua.domain.canonical import canonical, writer_of
from motcua.domain.codec import field_types, filler, in_utc, instant
from motcua.domain.facts import apology, elsewhere, life, waiting
from motcua.domain.facts.base import By, Fact, Secret

KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for chapter in (life, waiting, apology, elsewhere)
    for kind in vars(chapter).values()
    if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact
}
"""Every kind of fact by the name under which it is stored."""


SECRETS = {
    kind: tuple(name for name, hint in field_types(cast(Hashable, kind)).items() if hint == Secret)
    for kind in KINDS.values()
}
"""The fields of each kind of fact that say where a private value is filed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a dossier's log: the fact, who did it, and when the system learned it."""

    number: int
    fact: Fact
    by: By
    recorded: datetime

    def body(self) -> str:
        """The canonical text of the fact's public part, without `happened` (it stands apart)."""
        return _BODIES[type(self.fact)](self.fact)

    def sealed_text(self, key: str, body: str) -> str:
        """The exact text that is sealed: everything that must never change unseen.

        One canonical list: key, number, kind, happened, recorded, person, agency, role, body.
        """
        fact, by = self.fact, self.by
        return (
            f'["{key}",{self.number},"{type(fact).__name__}","{instant(fact.happened)}"'
            f',"{instant(self.recorded)}",{by.person},{canonical(by.agency)},"{by.role}"'
            f",{body}]"
        )


_BODIES = {kind: writer_of(kind, tuple(kind.__slots__)) for kind in KINDS.values()}


def read_entry(
    number: int,
    kind: str,
    happened: datetime,
    recorded: datetime,
    by: By,
    body: dict[str, Any],
) -> Entry:
    """The entry that was stored in these columns. KeyError for a kind or field nobody knows."""
    of_kind = KINDS[kind]
    if len(body) != len(of_kind.__slots__):
        raise ValueError(f"{kind} has other fields")
    fact = _FILLERS[of_kind](_new(of_kind), body)
    _at(fact, happened if happened.tzinfo is UTC else in_utc(happened))
    return Entry(number, fact, by, recorded)


_new, _at = object.__new__, vars(Fact)["happened"].__set__
_FILLERS = {kind: filler(kind, tuple(kind.__slots__)) for kind in KINDS.values()}
