"""Do the numbers of results follow each other? A number between two known ones that no dossier
bears was given outside the system, or to a paper of another matter in the same register.

An agency numbers what it issues in registers that run through a year without a gap (NĐ 30/2020,
art. 15); so results numbered and dossiers known can be held against each other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LEAP: Final = 500
"""Two numbers further apart than this are of two registers, or one was mistyped: nobody is told
that so many papers are missing because of one slip."""
_LEADING: Final = re.compile(r"(?:số\s*:?\s*)?0*([0-9]{1,7})\s*(?:[/-](.*))?", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SYMBOL: Final = re.compile(r"(?!.*[0-9]{3})[^\W_]{1,10}(?:[-&.][^\W_]{1,10}){0,4}")
"""One part of a register's letters. Whatever else was typed behind a number may be a name or the
number of a citizen card, and is shown to nobody as the name of a register."""
_DASH: Final = re.compile(r"\s*[-–]\s*")


@dataclass(frozen=True, slots=True)
class Missing:
    """Numbers that nobody bears, from `first` to `last`, in a register named by its letters."""

    register: str
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many numbers."""
        return self.last - self.first + 1


def numbered(text: str) -> tuple[str, int] | None:
    """The register and the running number in it; None where the text leads with no number, or has
    words behind it that are no symbol of a register.

    >>> numbered("015/2020/QĐ-UBND"), numbered("Số: 15 / qđ-ubnd"), numbered("CH 00123")
    (('QĐ-UBND', 15), ('QĐ-UBND', 15), None)
    """
    found = _LEADING.fullmatch(text.strip())
    if found is None:
        return None
    parts = [_DASH.sub("-", part.strip()) for part in (found[2] or "").split("/")]
    letters = [part.upper() for part in parts if part and not _YEAR.fullmatch(part)]
    if not all(map(_SYMBOL.fullmatch, letters)):
        return None
    return "/".join(letters), int(found[1])


def missing(of_month: Iterable[str], around: Iterable[str] = ()) -> tuple[Missing, ...]:
    """The numbers between the lowest and the highest of a month that no result bears, of that
    month or of the days `around` it (a number is not always used on the day it was drawn)."""
    own, known = _by_register(of_month), _by_register(around)
    found = []
    for register, numbers in sorted(own.items()):
        low, high = min(numbers), max(numbers)
        borne = sorted(n for n in numbers | known[register] if low <= n <= high)
        for number, following in pairwise(borne):
            if 1 < following - number <= LEAP:
                found.append(Missing(register, number + 1, following - 1))
    return tuple(found)


def _by_register(texts: Iterable[str]) -> defaultdict[str, set[int]]:
    registers: defaultdict[str, set[int]] = defaultdict(set)
    for text in texts:
        read = numbered(text)
        if read is not None:
            registers[read[0]].add(read[1])
    return registers
