"""Time limits in the law's own words and type.

Days and hours are different things: "3 ngày làm việc" is not "24 giờ làm việc", so there is no
conversion and no addition between them. An amount above ten years is taken for a slip of the pen.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, TypeAlias


class BadLimit(ValueError):
    """Words or an amount that are no time limit; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A limit that counts something; `amount` is whole, at least 1, at most ten years of it."""

    amount: int
    unit: ClassVar[str]
    words: ClassVar[str]
    most: ClassVar[int]

    def __post_init__(self) -> None:
        # bool is an int to Python, but True is no number of days.
        if type(self.amount) is not int:
            raise BadLimit(f"{self.amount!r} is no whole number of {self.unit}.")
        if self.amount < 1:
            raise BadLimit(f"A limit is at least 1, not {self.amount} {self.unit}.")
        if self.amount > self.most:
            raise BadLimit(
                f"{self.amount} {self.unit} is more than ten years ({self.most} {self.unit})."
            )

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


@dataclass(frozen=True, slots=True)
class WorkingDays(_Counted):
    """N ngày làm việc: rest days and holidays are not counted."""

    unit = "working days"
    words = "ngày làm việc"
    most = 2_610


@dataclass(frozen=True, slots=True)
class CalendarDays(_Counted):
    """N ngày: every day counts; an end on a rest day moves to the next working day."""

    unit = "days"
    words = "ngày"
    most = 3_653


@dataclass(frozen=True, slots=True)
class WorkingHours(_Counted):
    """N giờ làm việc: only time inside office hours counts, kept to the minute."""

    unit = "working hours"
    words = "giờ làm việc"
    most = 20_880


@dataclass(frozen=True, slots=True)
class Months(_Counted):
    """N tháng: the same day number N months later, or that month's last day."""

    unit = "months"
    words = "tháng"
    most = 120


@dataclass(frozen=True, slots=True)
class SameDay:
    """Trong ngày; received from 15:00 on, the next working day. Only for procedures whose law
    says so: Luật Hộ tịch 2014 article 5(3), NĐ 23/2015/NĐ-CP article 7."""

    def __str__(self) -> str:
        return "same day"


@dataclass(frozen=True, slots=True)
class NoLimit:
    """The law sets no limit; there is no due date and nothing can be late."""

    def __str__(self) -> str:
        return "none"


Limit: TypeAlias = WorkingDays | CalendarDays | WorkingHours | Months | SameDay | NoLimit

_KINDS: Final = (WorkingDays, CalendarDays, WorkingHours, Months)
_COUNTED: Final = {word: kind for kind in _KINDS for word in (kind.unit, kind.unit[:-1])}
_FORM: Final = re.compile(r"([0-9]{1,6}) ([a-z ]+)")
_EXPECTED: Final = (
    "write 'N working days', 'N days', 'N working hours', 'N months', 'same day' or 'none'"
)


@lru_cache(maxsize=1024)
def parse_limit(text: str) -> Limit:
    """Read a limit as files and the command line write it; the singular is accepted too.

    BadLimit, with one sentence, for anything else.

    >>> parse_limit("3 working days")
    WorkingDays(amount=3)
    >>> str(parse_limit("1 month"))
    '1 months'
    """
    plain = " ".join(text.split()).lower()
    if plain == "same day":
        return SameDay()
    if plain == "none":
        return NoLimit()
    found = _FORM.fullmatch(plain)
    kind = _COUNTED.get(found[2]) if found else None
    if found is None or kind is None:
        raise BadLimit(f"{text[:60]!r} is no time limit: {_EXPECTED}.")
    return kind(int(found[1]))


def limit_words(limit: Limit) -> str:
    """The limit as Vietnamese law writes it.

    >>> limit_words(WorkingDays(3)), limit_words(SameDay())
    ('3 ngày làm việc', 'trong ngày')
    """
    match limit:
        case SameDay():
            return "trong ngày"
        case NoLimit():
            return "không quy định thời hạn"
        case _:
            return f"{limit.amount} {limit.words}"
