"""What a due date costs: microseconds per date, and against other libraries one date at a time.

Prints one line per limit, then the same limit under ever more holidays, then numpy, workalendar
and businesstimedelta. The project depends on none of them: `make bench-libraries` puts them
beside it, and whatever is not there is said to be missing.
"""

import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
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
    say(f"\nbudget: due ≤ {BUDGET_DUE} µs, explain up to 60 days ≤ {BUDGET_EXPLAIN} µs")
    say("\nfive working days by number of holidays")
    for count in (0, 60, 600):
        crowded = with_holidays(count, hours)
        say(f"{count:>6} holidays {due_cost('5 working days', crowded, RECEIVED):>8.2f} µs")
    against_others(calendar)


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


def against_others(calendar: Calendar) -> None:
    """The same dates by libraries of PyPI, one date at a time, as a page needs them."""
    say("\nagainst other libraries, one date at a time; ours gives an aware datetime")
    say(f"{'':<50}{'µs':>9}{'ratio':>8}  differing dates of {len(RECEIVED):,}")
    five, eight = parse_limit("5 working days"), parse_limit("8 working hours")
    ours = due_cost("5 working days", calendar, RECEIVED)
    say(f"{'ours, 5 working days':<50}{ours:>9.2f}{1:>8.1f}")
    for row in (numpy_days, workalendar_days):
        _compare(row, calendar, ours, lambda at: due(at, five, calendar).date())  # type: ignore[union-attr]
    ours = due_cost("8 working hours", calendar, RECEIVED)
    say(f"{'ours, 8 working hours':<50}{ours:>9.2f}{1:>8.1f}")
    _compare(businesstimedelta_hours, calendar, ours, lambda at: due(at, eight, calendar))


Reckoned = tuple[str, Callable[[Any], Any], list[Any], Callable[[Any], Any]]
"""Label, what reckons one date, the dates as that takes them, and its answer as ours is."""


def _compare(
    make: Callable[[Calendar], list[Reckoned]],
    calendar: Calendar,
    ours: float,
    expected: Callable[[datetime], object],
) -> None:
    try:
        rows = make(calendar)
    except ImportError as missing:
        say(f"NOT MEASURED: {missing.name} is not installed; make bench-libraries installs it")
        return
    for label, act, items, answer in rows:
        cost = per_item(act, items, rounds=3)
        other = sum(
            answer(act(item)) != expected(at) for item, at in zip(items, RECEIVED, strict=True)
        )
        say(f"{label:<50}{cost:>9.2f}{cost / ours:>8.1f}  {other}")


def _days_off(calendar: Calendar) -> list[date]:
    return [at for at in days(calendar) if at.weekday() < 5 and not calendar.is_working_day(at)]


def numpy_days(calendar: Calendar) -> list[Reckoned]:
    """numpy.busday_offset. It cannot hold a Saturday that is worked."""
    import numpy

    off = numpy.array(_days_off(calendar), dtype="datetime64[D]")
    theirs = numpy.busdaycalendar(holidays=off)
    plain = [at.date() for at in RECEIVED]

    def offset(at: Any) -> Any:
        # A rest day is rolled back first, so that the next working day is day 1, as in our rule.
        return numpy.busday_offset(at, 5, roll="backward", busdaycal=theirs)

    ready = [numpy.datetime64(at) for at in plain]
    return [
        ("numpy.busday_offset, datetime64 to datetime64", offset, ready, lambda it: it.item()),
        (
            "numpy.busday_offset, date to date",
            lambda at: offset(numpy.datetime64(at)).item(),
            plain,
            lambda it: it,
        ),
    ]


def workalendar_days(calendar: Calendar) -> list[Reckoned]:
    """workalendar, with our days off as its holidays and our worked Saturdays as extra days."""
    from workalendar.core import WesternCalendar

    off = _days_off(calendar)
    worked = [at for at in days(calendar) if at.weekday() > 4 and calendar.is_working_day(at)]

    class Ours(WesternCalendar):
        FIXED_HOLIDAYS = ()
        include_new_years_day = False

        def get_variable_days(self, year: int) -> list[tuple[date, str]]:
            return [(at, "off") for at in off if at.year == year]

    theirs = Ours()
    return [
        (
            "workalendar.add_working_days",
            lambda at: theirs.add_working_days(at, 5, extra_working_days=worked),
            [at.date() for at in RECEIVED],
            lambda it: it,
        )
    ]


def businesstimedelta_hours(calendar: Calendar) -> list[Reckoned]:
    """businesstimedelta: eight hours in two halves of a day. It knows no worked Saturday."""
    import businesstimedelta as theirs
    import pytz

    zone, spans = pytz.timezone("Asia/Ho_Chi_Minh"), calendar.office_hours(date(2020, 3, 20))
    halves = [
        theirs.WorkDayRule(
            start_time=time(a // 60, a % 60),
            end_time=time(b // 60, b % 60),
            working_days=[0, 1, 2, 3, 4],
            tz=zone,
        )
        for a, b in spans
    ]
    off = theirs.HolidayRule(dict.fromkeys(_days_off(calendar), "off"), tz=zone)
    rules = theirs.Rules([*halves, off])
    eight = theirs.BusinessTimeDelta(rules, hours=8)
    return [("businesstimedelta", lambda at: at + eight, list(RECEIVED), lambda it: it)]


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
