"""What a fact leaves blank for the door to fill in: private values and running numbers.

The rules decide what is written; they cannot know the next number of a series, and they must
not put personal data into a fact. So `decide` leaves these blanks, and the door fills them
inside the transaction: a private value is filed in a row of its own and the fact keeps its
number and digest; a number is drawn under a lock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from motcua.domain.codec import Plain


@dataclass(frozen=True, slots=True)
class Private:
    """A value that says something of a person, or words somebody typed. Never sealed itself."""

    IS_BLANK: ClassVar[bool] = True
    value: Plain


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a private value lies (row number within the dossier) and what it must hash to."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The next number of a series, drawn under a lock: in order, without gaps, never again.

    `issuer` is the agency that issues, `period` the day or year the series runs in, `write`
    turns the running number into what is printed.
    """

    IS_BLANK: ClassVar[bool] = True
    series: str
    issuer: str
    period: str
    write: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """A number that was drawn elsewhere and stays: the series goes on after it."""

    IS_BLANK: ClassVar[bool] = True
    series: str
    issuer: str
    period: str
    number: int
    text: str


def digest(salt: bytes, text: str) -> str:
    """sha256(salt ‖ canonical text) in hex: what a fact seals of a private value.

    >>> from motcua.domain.canonical import canonical
    >>> digest(b"", canonical("x"))[:8]
    'ba2df490'
    """
    return sha256(salt + text.encode()).hexdigest()
