"""Calendars for tests: the one that is shipped, and small ones made of a few rows."""

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from motcua.domain.calendar import Calendar
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import (
    CalendarRow,
    Confidence,
    HoursRow,
    RowKind,
    parse_calendar,
    parse_coverage,
)
from motcua.domain.days import Hours
from motcua.domain.local_time import VIETNAM

FILE = Path(__file__).parents[2] / "data" / "calendar" / "binh-dinh.toml"
CAT_HANH = ("H08.38.12", "H08.38", "H08")
"""Scopes of xã Cát Hanh, huyện Phù Cát, tỉnh Bình Định."""

MORNING = (7 * 60, 11 * 60 + 30)
AFTERNOON = (13 * 60 + 30, 17 * 60)
FULL_DAY: Hours = (MORNING, AFTERNOON)
MONDAY_TO_FRIDAY = frozenset(range(5))


@cache
def shipped_rows() -> tuple[tuple[CalendarRow, ...], tuple[HoursRow, ...]]:
    """The rows of data/calendar/binh-dinh.toml."""
    return parse_calendar(tomllib.loads(FILE.read_text(encoding="utf-8")))


@cache
def shipped(chain: tuple[str, ...] = CAT_HANH) -> Calendar:
    """The calendar that is shipped, for one agency."""
    first, last = parse_coverage(tomllib.loads(FILE.read_text(encoding="utf-8")))
    return compile_calendar(*shipped_rows(), chain, first, last)


def with_rows(
    rows: Iterable[CalendarRow] = (),
    hours: Iterable[HoursRow] = (),
    chain: Sequence[str] = CAT_HANH,
) -> Calendar:
    """The shipped calendar with further rows."""
    own, usual = shipped_rows()
    first, last = date(2018, 1, 1), date(2027, 12, 31)
    return compile_calendar([*own, *rows], [*usual, *hours], chain, first, last)


def row(day: str, kind: RowKind, scope: str = "H08", **more: object) -> CalendarRow:
    """A special day, with a name and a source that do not matter."""
    plain = {"name": "Bão số 12", "source": "Quyết định 45/QĐ-UBND", "scope": scope}
    return CalendarRow(day=date.fromisoformat(day), kind=kind, **(plain | more))  # type: ignore[arg-type]


def office_hours(
    hours: Hours = FULL_DAY,
    weekdays: Iterable[int] = MONDAY_TO_FRIDAY,
    scope: str = "H08",
    since: str = "2018-01-01",
    until: str | None = None,
    reception_only: bool = False,
) -> HoursRow:
    """A row of office hours, with a source that does not matter."""
    return HoursRow(
        scope=scope,
        weekdays=frozenset(weekdays),
        hours=hours,
        valid_from=date.fromisoformat(since),
        valid_to=date.fromisoformat(until) if until else None,
        source="Quyết định 12/QĐ-UBND",
        confidence=Confidence.HIGH,
        reception_only=reception_only,
    )


def at(text: str) -> datetime:
    """A local instant: "2020-03-20 14:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def day(text: str) -> date:
    """A day: "2020-03-20"."""
    return date.fromisoformat(text)
