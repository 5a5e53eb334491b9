"""From dated rows to the compiled calendar of one agency.

Order of the scopes decides, not the order of the rows: what the commune decides beats what the
district decides, which beats the province. A suspension never turns a day off into a working day,
and only a make-up row turns a day off into one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from motcua.domain.calendar import Calendar
from motcua.domain.dated_rows import (
    DAYS_OFF,
    WEEKDAYS,
    BadCalendar,
    CalendarRow,
    HoursRow,
    RowKind,
)
from motcua.domain.days import Day, DayKind, DayReason, Hours

_WEEKEND: Final = (5, 6)
_PLAIN_REST: Final = Day((), (), DayReason(DayKind.WEEKLY_REST, "", "", ""), "")


def relevant_scopes(
    rows: Iterable[CalendarRow], hours: Iterable[HoursRow], scope_chain: Sequence[str]
) -> tuple[str, ...]:
    """The scopes of a chain that have rows of their own.

    Agencies with equal relevant scopes have equal calendars, so callers can compile one for all.
    """
    own = {row.scope for row in rows} | {row.scope for row in hours}
    return tuple(scope for scope in scope_chain if scope in own)


def compile_calendar(
    rows: Iterable[CalendarRow],
    hours: Iterable[HoursRow],
    scope_chain: Sequence[str],
    first: date,
    last: date,
) -> Calendar:
    """The calendar of an agency for `first` to `last`, both included.

    `scope_chain` goes from the agency to its province, narrowest first, for example
    ("H08.38.12", "H08.38", "H08"). BadCalendar for days without known hours, two rows for one day
    in one scope, or a make-up day that is a working day anyway.
    """
    if last < first:
        raise BadCalendar(f"Lịch từ {first} đến {last} kết thúc trước khi bắt đầu.")
    usual = _UsualHours(hours, scope_chain)
    special = _by_day(rows, scope_chain, first, last)
    days: list[Day] = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        plain = usual.day(day)
        days.append(_special(day, plain, special[day], usual) if day in special else plain)
    return Calendar(first, days)


class _UsualHours:
    """Which row of office hours holds on a day: the narrowest scope that has one."""

    def __init__(self, hours: Iterable[HoursRow], scope_chain: Sequence[str]) -> None:
        own: dict[tuple[str, int], list[HoursRow]] = defaultdict(list)
        for row in hours:
            for weekday in row.weekdays:
                own[row.scope, weekday].append(row)
        for (scope, weekday), found in own.items():
            if scope in scope_chain:
                _refuse_overlap(found, weekday)
        self._rows = [
            [row for scope in scope_chain for row in own.get((scope, weekday), [])]
            for weekday in range(7)
        ]
        self._days: dict[int, Day] = {}
        self._chain = scope_chain

    def on(self, day: date, weekday: int) -> HoursRow | None:
        """The row in force on `day` for a weekday, its own or another one."""
        return next((row for row in self._rows[weekday] if row.holds_on(day)), None)

    def narrower_than(self, scope: str, day: date) -> bool:
        """Whether the row in force on a day was set by a narrower scope than the one given."""
        row = self.on(day, day.weekday())
        return row is not None and self._chain.index(row.scope) < self._chain.index(scope)

    def day(self, day: date) -> Day:
        """The day as an ordinary weekday; BadCalendar when no office hours are known for it."""
        row = self.on(day, day.weekday())
        if row is not None:
            # Days of one row share one object: a calendar of ten years holds few of them.
            plain = self._days.get(id(row))
            if plain is None:
                plain = self._days[id(row)] = _usual_day(row)
            return plain
        if day.weekday() in _WEEKEND:
            return _PLAIN_REST
        raise BadCalendar(
            f"Chưa có giờ làm việc của {WEEKDAYS[day.weekday()]} {day}:"
            " các hàng “hours” bỏ sót ngày."
        )


def _usual_day(row: HoursRow) -> Day:
    if row.hours and not row.reception_only:
        return Day(row.hours, (), None, row.source)
    rest = DayReason(DayKind.WEEKLY_REST, "", row.source, row.confidence)
    return Day((), row.hours, rest, row.source)


def _special(
    day: date, plain: Day, rows: Mapping[str, list[CalendarRow]], usual: _UsualHours
) -> Day:
    """The day once the rows of ever narrower scopes are laid over it."""
    building = _Building(day, *plain)
    for found in rows.values():
        building.apply(found, usual)
    return building.day_done()


@dataclass(slots=True)
class _Building:
    """One special day in the making."""

    day: date
    hours: Hours
    counter: Hours
    reason: DayReason | None
    source: str

    def apply(self, rows: Sequence[CalendarRow], usual: _UsualHours) -> None:
        """Lay the rows of one scope over the day: days off, make-up, suspension, opening."""
        for row in sorted(rows, key=lambda row: _ORDER[row.kind]):
            if row.kind in DAYS_OFF:
                # QĐ 14/2010/QĐ-TTg article 1: open Saturdays, but not on holidays.
                self.hours, self.counter, self.reason = (), (), _reason(row)
            elif row.kind is RowKind.EXTRA_WORKDAY:
                self._work(row, usual)
            elif row.kind is RowKind.SUSPENSION:
                self._suspend(row)
            else:
                self._open(row)

    def day_done(self) -> Day:
        """The finished day."""
        return Day(self.hours, () if self.hours else self.counter, self.reason, self.source)

    def _work(self, row: CalendarRow, usual: _UsualHours) -> None:
        if self.hours and usual.narrower_than(row.scope, self.day):
            # Who works that weekday anyway arranges its own week: Công văn 6519/VPCP-KGVX, 2.
            return
        if self.hours and not (row.hours and self.reason):
            raise BadCalendar(f"Hàng {row}: không làm bù được, vì vốn là ngày làm việc.")
        replaced = row.instead_of.weekday() if row.instead_of else min(self.day.weekday(), 4)
        model = usual.on(self.day, replaced)
        self.hours = row.hours or (model.hours if model and not model.reception_only else ())
        if not self.hours:
            raise BadCalendar(f"Hàng {row}: thiếu “hours”, và chưa có giờ làm việc của thứ đó.")
        self.reason = _reason(row)
        self.source = row.source if row.hours or not model else model.source

    def _open(self, row: CalendarRow) -> None:
        if self.hours and self.reason is None:
            raise BadCalendar(f"Hàng {row}: vốn là ngày làm việc nên đã mở sẵn.")
        self.counter = row.hours

    def _suspend(self, row: CalendarRow) -> None:
        self.counter = _common(self.counter, row.hours)
        if self.hours:
            self.hours = _common(self.hours, row.hours)
            self.source = row.source
            self.reason = self.reason if self.hours else _reason(row)


_ORDER: Final = {
    RowKind.HOLIDAY: 0,
    RowKind.COMPENSATORY: 0,
    RowKind.SWAP_OFF: 0,
    RowKind.EXTRA_WORKDAY: 1,
    RowKind.SUSPENSION: 2,
    RowKind.OPEN_FOR_RECEPTION: 3,
}


def _by_day(
    rows: Iterable[CalendarRow], scope_chain: Sequence[str], first: date, last: date
) -> dict[date, dict[str, list[CalendarRow]]]:
    """The special days with their rows, the widest scope first."""
    found: dict[date, dict[str, list[CalendarRow]]] = {}
    own = [row for row in rows if row.scope in scope_chain and first <= row.day <= last]
    for row in sorted(own, key=lambda row: scope_chain.index(row.scope), reverse=True):
        beside = found.setdefault(row.day, {}).setdefault(row.scope, [])
        for other in beside:
            _refuse_pair(row, other)
        beside.append(row)
    return found


def _refuse_pair(row: CalendarRow, other: CalendarRow) -> None:
    """Two rows of one day and scope are allowed only when they speak of different things."""
    law = DAYS_OFF | {RowKind.EXTRA_WORKDAY}
    if row.kind is other.kind or (row.kind in law and other.kind in law):
        raise BadCalendar(f"Hàng {row} và hàng {other}: một ngày có hai hàng trong một scope.")


def _refuse_overlap(rows: list[HoursRow], weekday: int) -> None:
    ordered = sorted(rows, key=lambda row: row.valid_from)
    for before, after in pairwise(ordered):
        if before.holds_on(after.valid_from):
            raise BadCalendar(
                f"Hai hàng cùng có hiệu lực vào {WEEKDAYS[weekday]}: {before}; {after}."
            )


def _reason(row: CalendarRow) -> DayReason:
    return DayReason(DayKind(row.kind), row.name, row.source, row.confidence)


def _common(usual: Hours, remaining: Hours) -> Hours:
    """The part of the usual hours that a suspension leaves."""
    both = (
        (max(begin, other), min(end, until)) for begin, end in usual for other, until in remaining
    )
    return tuple((begin, end) for begin, end in both if begin < end)
