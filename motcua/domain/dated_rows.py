"""Dated rows from which working calendars are made: special days and office hours.

Every row says where it comes from and how sure that is. A row belongs to a scope, an agency key
such as "H08.38.12" (commune), "H08.38" (district) or "H08" (province); the narrower scope wins.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from motcua.domain.days import Hours

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SCOPE: Final = re.compile(r"[A-Z]\d{2}(\.\d{1,3}){0,3}")
_DAY_END: Final = 24 * 60


class BadCalendar(ValueError):
    """Rows that contradict each other, the law or the calendar; one sentence says which row.

    It is Vietnamese, for it is shown to whoever wrote the file; days are as they are written there.
    """


class RowKind(StrEnum):
    """What a row makes of its day.

    HOLIDAY: ngày lễ, tết. COMPENSATORY: nghỉ bù. SWAP_OFF: ngày làm việc được hoán đổi để nghỉ.
    EXTRA_WORKDAY: ngày nghỉ phải làm bù. SUSPENSION: the agency is closed by a signed decision
    (storm, epidemic, outage), or shortens its hours. OPEN_FOR_RECEPTION: a rest day on which the
    counter receives, which does not make it a working day (QĐ 14/2010/QĐ-TTg).
    """

    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAP_OFF = "swap_off"
    EXTRA_WORKDAY = "extra_workday"
    SUSPENSION = "suspension"
    OPEN_FOR_RECEPTION = "open_for_reception"


DAYS_OFF: Final = frozenset({RowKind.HOLIDAY, RowKind.COMPENSATORY, RowKind.SWAP_OFF})
_SWAPS: Final = frozenset({RowKind.SWAP_OFF, RowKind.EXTRA_WORKDAY})


class Confidence(StrEnum):
    """How sure a row is: the text was read; good report; report or memory; doubtful; or only
    computed from the law, awaiting the yearly notice."""

    CONFIRMED = "confirmed"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One special day of one scope.

    `hours` are, for an open rest day, when the counter receives; for a make-up day, its own
    office hours (else those of the weekday it replaces); for a suspension, the hours outside
    which the office is closed (none: the whole day). `instead_of` is the other day of a swap.
    """

    day: date
    kind: RowKind
    name: str
    source: str
    scope: str
    confidence: Confidence = Confidence.HIGH
    hours: Hours = ()
    instead_of: date | None = None

    def __post_init__(self) -> None:
        _check(bool(self.name.strip()), self, "thiếu tên ngày (name)")
        _check(bool(self.source.strip()), self, "thiếu căn cứ (source)")
        _check(
            bool(_SCOPE.fullmatch(self.scope)),
            self,
            f"scope không phải mã cơ quan: “{self.scope[:60]}”",
        )
        _check(not (self.hours and self.kind in DAYS_OFF), self, "là ngày nghỉ mà có giờ (hours)")
        if self.kind is RowKind.OPEN_FOR_RECEPTION:
            _check(
                bool(self.hours),
                self,
                "mở để tiếp nhận mà không ghi từ giờ nào đến giờ nào (hours)",
            )
        _check(
            self.instead_of is None or self.kind in _SWAPS,
            self,
            "có instead_of mà không phải loại hoán đổi",
        )
        _check(self.instead_of != self.day, self, "hoán đổi với chính nó")
        problem = hours_problem(self.hours)
        _check(not problem, self, problem)

    def __str__(self) -> str:
        return f"{self.day} {self.kind} “{self.name}” của {self.scope}"


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Office hours of some weekdays (0 Monday … 6 Sunday) of one scope, between two dates.

    No hours: the agency rests on these weekdays. `reception_only`: the counter receives in these
    hours, but the day is no working day. `valid_to` None: until further notice.
    """

    scope: str
    weekdays: frozenset[int]
    hours: Hours
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence = Confidence.HIGH
    reception_only: bool = False

    def __post_init__(self) -> None:
        _check(
            bool(_SCOPE.fullmatch(self.scope)),
            self,
            f"scope không phải mã cơ quan: “{self.scope[:60]}”",
        )
        _check(bool(self.source.strip()), self, "thiếu căn cứ (source)")
        _check(bool(self.weekdays), self, "không ghi thứ nào (weekdays)")
        _check(self.weekdays <= set(range(7)), self, "ghi thứ ngoài 0 đến 6")
        _check(
            self.valid_to is None or self.valid_to >= self.valid_from,
            self,
            "kết thúc trước khi bắt đầu (to, from)",
        )
        _check(
            bool(self.hours) or not self.reception_only,
            self,
            "chỉ tiếp nhận mà không có giờ nào (hours)",
        )
        problem = hours_problem(self.hours)
        _check(not problem, self, problem)

    def holds_on(self, day: date) -> bool:
        """Whether this row is in force on a day (its weekdays left aside)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def __str__(self) -> str:
        named = ", ".join(WEEKDAYS[at] for at in sorted(self.weekdays) if at in range(7))
        until = f" đến {self.valid_to}" if self.valid_to else ""
        return f"giờ của {self.scope} các thứ {named} từ {self.valid_from}{until}"


def hours_problem(hours: Hours) -> str:
    """What is wrong with a day's intervals, or an empty string.

    >>> hours_problem(((420, 690), (600, 1020)))
    'có giờ chồng lên nhau hoặc sai thứ tự'
    """
    for begin, end in hours:
        if not 0 <= begin < end < _DAY_END:
            return "có giờ kết thúc trước khi bắt đầu hoặc qua nửa đêm"
    if any(end > begin for (_, end), (begin, _) in pairwise(hours)):
        return "có giờ chồng lên nhau hoặc sai thứ tự"
    return ""


def _check(holds: bool, row: CalendarRow | HoursRow, problem: str) -> None:
    if not holds:
        raise BadCalendar(f"Hàng {row}: {problem}.")
