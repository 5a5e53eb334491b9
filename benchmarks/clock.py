"""What a due date costs: microseconds per date, and against numpy one date at a time.

    python benchmarks/clock.py

Prints one line per limit, then the same limit under ever more holidays, then the explanation.
`numpy.busday_offset` is compared where numpy is installed; the project does not depend on it.
"""

import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from motcua.domain.calendar import Calendar
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import (
    CalendarRow,
    HoursRow,
    RowKind,
    parse_calendar,
    parse_coverage,
)
from motcua.domain.deadline import due, explain
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import VIETNAM

ROOT = Path(__file__).parents[1]
CHAIN = ("H08.38.12", "H08.38", "H08")
RECEIVED = [
    datetime(2020, 1, 2, 8, 17, tzinfo=VIETNAM) + timedelta(hours=7 * at) for at in range(1_000)
]
LIMITS = [
    "1 working day", "5 working days", "20 working days", "60 working days", "250 working days",
    "15 days", "60 days", "1 month", "8 working hours", "80 working hours", "same day",
]  # fmt: skip
BUDGET_DUE, BUDGET_EXPLAIN = 2.0, 50.0


def main() -> None:
    """Measure and print."""
    document = tomllib.loads(
        (ROOT / "data" / "calendar" / "binh-dinh.toml").read_text(encoding="utf-8")
    )
    rows, hours = parse_calendar(document)
    first, last = parse_coverage(document)
    compiling = per_call(lambda: compile_calendar(rows, hours, CHAIN, first, last), 5)
    calendar = compile_calendar(rows, hours, CHAIN, first, last)
    say(f"Python {sys.version.split()[0]}, calendar {first} to {last}, {len(rows)} special days")
    say(f"compiled once in {compiling / 1_000:.1f} ms\n")
    say(f"{'limit':<20}{'due, µs':>10}{'from UTC':>10}{'explain, µs':>14}")
    for text in LIMITS:
        say(f"{text:<20}" + "".join(limit_costs(text, calendar)))
    say(
        f"\nbudget: due in working days ≤ {BUDGET_DUE} µs, explain up to 60 days ≤ {BUDGET_EXPLAIN}"
    )
    say("\nfive working days by number of holidays")
    for count in (0, 60, 600):
        crowded = with_holidays(count, hours)
        say(f"{count:>6} holidays {due_cost('5 working days', crowded, RECEIVED):>8.2f} µs")
    against_numpy(calendar)


def limit_costs(text: str, calendar: Calendar) -> list[str]:
    """The columns of one limit."""
    utc = [at.astimezone(UTC) for at in RECEIVED]
    limit = parse_limit(text)
    explained = per_item(lambda at: explain(at, limit, calendar), RECEIVED)
    return [
        f"{due_cost(text, calendar, RECEIVED):>10.2f}",
        f"{due_cost(text, calendar, utc):>10.2f}",
        f"{explained:>14.1f}",
    ]


def due_cost(text: str, calendar: Calendar, received: list[datetime]) -> float:
    """Microseconds per due date."""
    limit = parse_limit(text)
    return per_item(lambda at: due(at, limit, calendar), received)


def with_holidays(count: int, hours: tuple[HoursRow, ...]) -> Calendar:
    """Ten years with so many weekdays off, spread evenly."""
    first, last = date(2018, 1, 1), date(2027, 12, 31)
    weekdays = [first + timedelta(days=at) for at in range(3_652)]
    weekdays = [day for day in weekdays if day.weekday() < 5]
    off = weekdays[:: len(weekdays) // count][:count] if count else []
    rows = [CalendarRow(day, RowKind.HOLIDAY, "Ngày nghỉ", "benchmark", "H08") for day in off]
    return compile_calendar(rows, hours, CHAIN, first, last)


def against_numpy(calendar: Calendar) -> None:
    """The same five working days by numpy.busday_offset, one date at a time, as a page needs."""
    say("\nagainst numpy.busday_offset, 5 working days, one date at a time")
    try:
        import numpy
    except ImportError:
        say("numpy is not installed here: row skipped")
        return
    off = [at for at in days(calendar) if at.weekday() < 5 and not calendar.is_working_day(at)]
    theirs = numpy.busdaycalendar(holidays=numpy.array(off, dtype="datetime64[D]"))
    plain = [at.date() for at in RECEIVED]
    dates = [numpy.datetime64(at) for at in plain]
    ours = due_cost("5 working days", calendar, RECEIVED)
    # A rest day is rolled back first, so that the next working day is day 1, as in our rule.
    offset: Callable[[Any], Any] = lambda at: numpy.busday_offset(  # noqa: E731
        at, 5, roll="backward", busdaycal=theirs
    )
    ready = per_item(offset, dates)
    from_date = per_item(lambda at: offset(numpy.datetime64(at)).item(), plain)
    say(f"{'ours, to an aware datetime':<42}{ours:>8.2f} µs    1.0")
    say(f"{'numpy, datetime64 to datetime64':<42}{ready:>8.2f} µs{ready / ours:>7.1f}")
    say(f"{'numpy, date to date':<42}{from_date:>8.2f} µs{from_date / ours:>7.1f}")
    differing = sum(
        due(at, parse_limit("5 working days"), calendar).date() != offset(day).item()  # type: ignore[union-attr]
        for at, day in zip(RECEIVED, dates, strict=True)
    )
    say(f"numpy differs on {differing} of {len(dates)} dates (it cannot hold a worked Saturday)")


def days(calendar: Calendar) -> list[date]:
    """Every day that a calendar holds."""
    span = (calendar.last - calendar.first).days + 1
    return [calendar.first + timedelta(days=at) for at in range(span)]


def per_item(act: Callable[[Any], object], items: list[Any], rounds: int = 7) -> float:
    """Microseconds per item: the best of some rounds, as the rest is other people's work."""
    best = float("inf")
    for _ in range(rounds):
        begun = perf_counter_ns()
        for item in items:
            act(item)
        best = min(best, perf_counter_ns() - begun)
    return best / len(items) / 1_000


def per_call(act: Callable[[], object], rounds: int) -> float:
    """Microseconds per call, the best of some."""
    return per_item(lambda _: act(), [None], rounds)


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
