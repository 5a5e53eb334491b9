"""What every fact is, who did it, and the parts that several facts share."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast, get_args

from motcua.domain.blanks import Filed, KeptNumber, NextNumber, Private
from motcua.domain.codec import field_types
from motcua.domain.roles import Role

Secret = Private | Filed | None
Number = NextNumber | KeptNumber | str


@dataclass(frozen=True, slots=True)
class By:
    """Who did it: a person (0 is the clock) acting for an agency in a role."""

    person: int
    agency: str
    role: Role


CLOCK = By(0, "", Role.CLOCK)


@dataclass(frozen=True, slots=True)
class PaperCount:
    """One paper of the checklist as it was handed in: how many originals and copies.

    `files` are the sha256 digests of scans kept with it.
    """

    code: str
    originals: int
    copies: int
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`happened`: when it took effect. When it became known stands beside it, in the entry."""

    happened: datetime = field(metadata={"apart": True})


class _Fields(dict[type[Fact], tuple[str, ...]]):
    """For each kind of fact the fields whose type knows one of these, in order."""

    def __init__(self, *arms: type) -> None:
        super().__init__()
        self.arms = frozenset(arms)

    def __missing__(self, kind: type[Fact]) -> tuple[str, ...]:
        hints = field_types(cast(Hashable, kind)).items()
        names = tuple(name for name, hint in hints if not self.arms.isdisjoint(get_args(hint)))
        self[kind] = names
        return names


BLANK_IN = _Fields(Private, NextNumber, KeptNumber)
"""Which fields the door may have to fill: private values and running numbers."""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A fact with its own witness: who did it elsewhere, and when that place learned of it.

    A decision answers with it where the entry must not name whoever brings it in; `recorded` is
    None where that place had no stamp of its own.
    """

    fact: Fact
    by: By
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """A moment at which time alone changes something, computed when its cause happened.

    `kind` is an AlarmKind's value; `number` names the leg, wait or count it is about.
    """

    kind: str
    at: datetime
    number: int = 0
