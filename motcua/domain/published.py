"""What anyone may see of a fact: what the rates need and no more.

A published row names the dossier by a pseudonym, the unit, the field, the kind of fact, days, and
what the fact added to the counts. No minute, no code, no person, and no procedure where the field
alone says enough about somebody.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from uuid import UUID

from motcua.domain.canonical import canonical
from motcua.domain.codec import Plain
from motcua.domain.dossier import Dossier
from motcua.domain.evolve import evolve
from motcua.domain.facts import Entry
from motcua.domain.local_time import local_day
from motcua.domain.merkle import leaf, root
from motcua.domain.tally import CHANGING, DOSSIER, Marks, counted, ended_as, marks

Field = Callable[[str, int], tuple[str, bool]]
"""Of a procedure's version: the code of its field, and whether the field is sensitive."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fact as it is published: its salt, its row, and the seal it bears in the log."""

    salt: bytes
    row: dict[str, Plain]
    seal: bytes

    @property
    def text(self) -> str:
        """The exact text of the row that is hashed."""
        return canonical(self.row)

    @property
    def digest(self) -> bytes:
        """Its leaf of the day's tree."""
        return leaf(self.salt, self.text.encode(), self.seal)

    def line(self) -> str:
        """As a line of a file: salt, row and seal."""
        return canonical([self.salt.hex(), self.row, self.seal.hex()])


@dataclass(frozen=True, slots=True)
class Names:
    """Pseudonyms and salts, all drawn from one secret that never leaves the installation."""

    secret: bytes

    def pseudonym(self, key: UUID) -> str:
        """The name of a dossier in all that is published: the same every day, telling nothing."""
        return self._drawn(b"dossier", key.bytes).hex()

    def salt(self, key: UUID, number: int) -> bytes:
        """Sixteen bytes for one fact, known to nobody before they are published."""
        return self._drawn(b"salt", key.bytes + number.to_bytes(4))

    def _drawn(self, use: bytes, what: bytes) -> bytes:
        return hmac.new(self.secret, use + what, sha256).digest()[:16]


@dataclass(slots=True)
class Followed:
    """A dossier as far as its log was followed: state, marks, and how many facts that is."""

    dossier: Dossier = field(default_factory=Dossier)
    marks: Marks = field(default_factory=dict)
    facts: int = 0

    def add(self, entry: Entry) -> list[Plain]:
        """Go on by one fact; what it did to the counts of the dossier basis."""
        before = self.marks
        self.dossier = evolve(self.dossier, entry)
        if type(entry.fact) in CHANGING:
            self.marks = marks(self.dossier)
        self.facts = entry.number
        return _changes(before, self.marks)


def leaves(
    key: UUID,
    log: Iterable[tuple[Entry, bytes]],
    day: date,
    names: Names,
    field: Field,
    followed: Followed | None = None,
) -> Iterator[Leaf]:
    """The leaves of one dossier's facts recorded on that local day.

    `log` are its entries with their seals, from where it was `followed` to (else from the first
    on); it may go on beyond the day. `followed` is moved on.
    """
    here = followed or Followed()
    for entry, seal in log:
        recorded = local_day(entry.recorded)
        if recorded > day:
            return
        changes = here.add(entry)
        if recorded == day:
            row = _row(names.pseudonym(key), entry, here.dossier, changes, field)
            yield Leaf(names.salt(key, entry.number), row, seal)


def _row(
    pseudonym: str, entry: Entry, dossier: Dossier, counts: list[Plain], field: Field
) -> dict[str, Plain]:
    code, sensitive = field(dossier.procedure, dossier.version)
    due = dossier.legal_due
    return {
        "dossier": pseudonym,
        "number": entry.number,
        "unit": dossier.competent or dossier.receiving,
        "field": code,
        "procedure": "" if sensitive else dossier.procedure,
        "fact": type(entry.fact).__name__,
        "day": local_day(entry.fact.happened).isoformat(),
        "due": "" if due is None else local_day(due).isoformat(),
        "class": _class(dossier),
        "counts": counts,
    }


def _class(dossier: Dossier) -> str:
    """How the dossier stands after the fact: one of ENDINGS, waiting, open, '' before reception."""
    if dossier.received is None:
        return ""
    waits = any(wait.until is None for wait in dossier.waits)
    return ended_as(dossier) or ("waiting" if waits else "open")


def _changes(before: Marks, after: Marks) -> list[Plain]:
    """What the fact did to the counts of the dossier basis: [unit, kind, day, ±n], in order."""
    sums: dict[tuple[str, str, str], int] = {}
    for sign, some, others in ((-1, before, after), (1, after, before)):
        for place, mark in some.items():
            if mark.basis != DOSSIER or others.get(place) == mark:
                continue
            for _basis, kind, happened, n in counted(mark):
                what = (mark.unit, kind, local_day(happened).isoformat())
                sums[what] = sums.get(what, 0) + sign * n
    return [[*what, n] for what, n in sorted(sums.items()) if n]


@dataclass(frozen=True, slots=True)
class Touched:
    """A dossier of which something was recorded that day, as it stood when the day ended."""

    pseudonym: str
    head: bytes
    facts: int


def seal_document(
    day: date, previous: str, found: Iterable[Leaf], touched: Iterable[Touched]
) -> dict[str, Plain]:
    """The seal of a day. `previous` is the seal of the day before, '' for the first one.

    The same facts give the same seal, whoever makes it and whenever.
    """
    hashes = [one.digest for one in found]
    document: dict[str, Plain] = {
        "day": day.isoformat(),
        "previous": previous,
        "facts": len(hashes),
        "root": root(hashes).hex(),
        "dossiers": [
            [one.pseudonym, one.head.hex(), one.facts]
            for one in sorted(touched, key=lambda one: one.pseudonym)
        ],
    }
    return document | {"seal": seal_of(document)}


def seal_of(document: dict[str, Plain]) -> str:
    """What the seal of a document has to be: sha256 of its text without the seal itself."""
    told = {name: value for name, value in document.items() if name != "seal"}
    return sha256(canonical(told).encode()).hexdigest()
