"""What a calendar knows of one day."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

Hours: TypeAlias = tuple[tuple[int, int], ...]
"""Office hours of a day: [from, to) in minutes after midnight, in order and apart."""


class DayKind(StrEnum):
    """Why a day differs from an ordinary working day."""

    WEEKLY_REST = "weekly_rest"
    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAP_OFF = "swap_off"
    SUSPENSION = "suspension"
    EXTRA_WORKDAY = "extra_workday"


class DayReason(NamedTuple):
    """Why a day is off, or why a rest day is worked; with the law or notice and how sure it is."""

    kind: DayKind
    name: str
    source: str
    confidence: str


class Day(NamedTuple):
    """One day as compiled. It is a working day exactly when `hours` is not empty.

    `counter` is when the one-stop receives on a day that is no working day. `reason` must be set
    for a day off, and is set for a rest day that is worked. `source` is that of the hours.
    """

    hours: Hours
    counter: Hours
    reason: DayReason | None
    source: str
