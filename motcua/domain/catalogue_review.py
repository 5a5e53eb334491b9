"""What another catalogue says otherwise than ours. Pure; nothing is applied by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a catalogue lists."""

    AGENCY = "agency"
    FIELD = "field"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs: how it stands here, and there; None where it is unknown."""

    kind: Kind
    code: str
    ours: str | None
    theirs: str | None


Listed = Mapping[Kind, Mapping[str, str]]
"""Name by code, of each kind of entry."""


def changes(ours: Listed, theirs: Listed) -> Iterator[Change]:
    """Every entry that is named otherwise, or known on one side only, in order of kind and code.

    >>> list(changes({Kind.FIELD: {"G03": "Giáo dục"}}, {Kind.FIELD: {"G03": "Giáo dục"}}))
    []
    """
    for kind in Kind:
        mine, others = ours.get(kind, {}), theirs.get(kind, {})
        for code in sorted({*mine, *others}):
            if mine.get(code) != others.get(code):
                yield Change(kind, code, mine.get(code), others.get(code))
