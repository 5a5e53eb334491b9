"""Is everything in the system? What a unit declares it kept on paper, against what is known here.

Each month a unit's head signs how many dossiers were handled on paper, outside the system. The
declaration alone proves nothing: it is held against what came in, what was entered late, what stood
in a paper register, and the numbers of the results that were issued.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from motcua.domain.refusal import Refused

MOST: Final = 100_000
"""More dossiers than the largest unit receives in a month is a slip of the finger."""
_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
Gap = Literal[
    "",
    "not_declared",
    "still_on_paper",
    "in_the_book",
    "numbers_missing",
    "nothing_anywhere",
    "more_entered_late",
]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one unit's month: declared on paper (None: nobody signed), received in the
    system, of these how many were entered on a later day than they came, how many stood in a paper
    register first, and how many numbers of results issued in it nobody here bears."""

    on_paper: int | None
    received: int
    entered_late: int
    from_book: int = 0
    numbers_missing: int = 0


def gap(known: Known) -> Gap:
    """What does not agree, the gravest first; '' where all agrees."""
    if known.on_paper is None:
        return "not_declared"
    if known.on_paper > 0:
        return "still_on_paper"
    if known.from_book > 0:
        return "in_the_book"
    if known.numbers_missing > 0:
        return "numbers_missing"
    if known.received == 0:
        return "nothing_anywhere"
    return "more_entered_late" if known.entered_late > 0 else ""


def month_of(text: str) -> date:
    """The first day of a month written 2020-03. Refused `bad_month`."""
    found = _MONTH.fullmatch(text)
    if found is None:
        raise Refused("bad_month", field="month")
    return date(int(found[1]), int(found[2]), 1)


def checked(month: str, on_paper: int, reason: str, today: date) -> date:
    """The month, if it may be declared today. Refused with the field that is wrong.

    A month can be declared from its last week on, not before; dossiers on paper need a reason.
    """
    first = month_of(month)
    begins = first.replace(day=22)
    if today < begins:
        raise Refused("too_early_to_declare", field="month", begins=f"{begins:%d/%m/%Y}")
    if not 0 <= on_paper <= MOST:
        raise Refused("bad_count", field="on_paper", expected=f"0–{MOST}")
    if on_paper and not reason:
        raise Refused("paper_without_reason", field="reason")
    return first


def subject_of(month: str) -> str:
    """Under which subject a unit's declarations of a month stand in its log."""
    return f"paper/{month}"
