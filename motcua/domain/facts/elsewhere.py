"""The fact that says of other facts that they were written down elsewhere before."""

from dataclasses import dataclass

from motcua.domain.facts.base import Fact, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn(Fact):
    """Facts `first` to `last` of this log stood in a paper book, or in another system, before.

    `happened` is when they were brought in (`imported_at`); `source` is PAPER or the short name of
    that system. `basis` is what stood there, `explanation` why it comes this way, `people` who did
    it there, by number of fact, where they have no account here. `codes` are other numbers by
    which the dossier was known.
    """

    source: str
    first: int
    last: int
    codes: tuple[str, ...]
    basis: Secret
    explanation: Secret
    people: Secret
