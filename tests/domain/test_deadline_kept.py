"""When a limit is kept, from when a dossier is overdue, and how late is late."""

from datetime import UTC, datetime

import pytest

from motcua.domain.deadline import Lateness, Verdict, kept, lateness, overdue_from
from motcua.domain.limits import NoLimit, parse_limit
from tests.oracle.calendars import at, shipped

EARLY, ON_TIME, LATE = Verdict.EARLY, Verdict.ON_TIME, Verdict.LATE

KEPT = [
    # Days: by the local date. Due Fri 27-3-2020, printed 17:00.
    ("5 working days", "2020-03-27 17:00", "2020-03-26 23:59", EARLY),  # Thu
    ("5 working days", "2020-03-27 17:00", "2020-03-27 00:00", ON_TIME),
    ("5 working days", "2020-03-27 17:00", "2020-03-27 17:01", ON_TIME),  # the hour is no edge
    ("5 working days", "2020-03-27 17:00", "2020-03-27 23:59", ON_TIME),
    ("5 working days", "2020-03-27 17:00", "2020-03-28 00:00", LATE),  # Sat, though a rest day
    ("15 days", "2020-03-23 17:00", "2020-03-21 10:00", EARLY),  # moved from Sat; done on Sat
    ("15 days", "2020-03-23 17:00", "2020-03-23 18:00", ON_TIME),
    ("1 month", "2020-03-23 17:00", "2020-03-24 07:00", LATE),
    ("same day", "2020-03-19 17:00", "2020-03-19 20:00", ON_TIME),
    ("same day", "2020-03-20 17:00", "2020-03-19 16:00", EARLY),
    # Hours: by the minute that the clock shows.
    ("8 working hours", "2020-03-23 16:00", "2020-03-23 15:59", EARLY),
    ("8 working hours", "2020-03-23 16:00", "2020-03-23 16:00", ON_TIME),
    ("8 working hours", "2020-03-23 16:00", "2020-03-23 16:01", LATE),
    ("4 working hours", "2020-03-23 11:00", "2020-03-23 12:30", LATE),  # theirs: a 12-hour clock
]


@pytest.mark.parametrize(("limit", "due", "finish", "verdict"), KEPT)
def test_early_on_time_or_late(limit: str, due: str, finish: str, verdict: Verdict) -> None:
    assert kept(parse_limit(limit), at(due), at(finish)) is verdict
    assert kept(parse_limit(limit), at(due), at(finish).astimezone(UTC)) is verdict


def test_the_due_minute_lasts_a_minute() -> None:
    hours, due = parse_limit("8 working hours"), at("2020-03-23 16:00")
    assert kept(hours, due, due.replace(second=59, microsecond=999_999)) is ON_TIME


def test_the_local_date_counts_and_not_that_of_utc() -> None:
    """00:30 on Saturday in Vietnam is 17:30 on Friday in UTC, and late."""
    friday = datetime(2020, 3, 27, 17, 30, tzinfo=UTC)
    assert kept(parse_limit("5 working days"), at("2020-03-27 17:00"), friday) is LATE


@pytest.mark.parametrize(
    ("limit", "due", "overdue"),
    [
        ("5 working days", "2020-03-27 17:00", "2020-03-28 00:00"),  # Fri -> Sat, a rest day
        ("5 days", "2020-04-01 17:00", "2020-04-02 00:00"),  # Wed -> Giỗ Tổ
        ("1 month", "2020-12-31 17:00", "2021-01-01 00:00"),
        ("same day", "2020-03-20 11:30", "2020-03-21 00:00"),
        ("8 working hours", "2020-03-23 16:00", "2020-03-23 16:01"),
        ("8 working hours", "2020-03-23 17:00", "2020-03-23 17:01"),
    ],
)
def test_overdue_begins(limit: str, due: str, overdue: str) -> None:
    assert overdue_from(parse_limit(limit), at(due)) == at(overdue)
    assert overdue_from(parse_limit(limit), at(due).astimezone(UTC)) == at(overdue)


@pytest.mark.parametrize(
    ("due", "finish", "late"),
    [
        ("2020-03-27 17:00", "2020-03-28 10:00", Lateness(0, 1)),  # Fri -> Sat: late by 0 minutes
        ("2020-03-27 17:00", "2020-03-30 08:00", Lateness(60, 3)),  # Fri -> Mon
        ("2020-03-27 17:00", "2020-03-31 17:00", Lateness(960, 4)),  # Fri -> Tue
        ("2020-04-01 17:00", "2020-04-03 07:30", Lateness(30, 2)),  # Wed -> Fri over Giỗ Tổ
        ("2020-03-23 16:00", "2020-03-23 16:20", Lateness(20, 0)),  # hours, Mon
        ("2020-03-27 17:00", "2020-03-27 18:00", Lateness(0, 0)),  # on the day, after closing
        ("2020-03-27 17:00", "2020-03-27 17:00", Lateness(0, 0)),
        ("2020-03-27 17:00", "2020-03-25 10:00", Lateness(0, 0)),
    ],
)
def test_how_late_is_late(due: str, finish: str, late: Lateness) -> None:
    assert lateness(at(due), at(finish), shipped()) == late


def test_without_a_limit_nothing_is_early_or_late() -> None:
    moment = at("2020-03-27 17:00")
    with pytest.raises(ValueError, match="no due date"):
        kept(NoLimit(), moment, moment)
    with pytest.raises(ValueError, match="no due date"):
        overdue_from(NoLimit(), moment)


def test_naive_times_are_refused() -> None:
    naive, aware = datetime(2020, 3, 27, 17), at("2020-03-27 17:00")  # noqa: DTZ001
    limit = parse_limit("5 working days")
    with pytest.raises(ValueError, match="no time zone"):
        kept(limit, aware, naive)
    with pytest.raises(ValueError, match="no time zone"):
        overdue_from(limit, naive)
    for due, finish in ((naive, aware), (aware, naive), (naive, naive)):
        with pytest.raises(ValueError, match="no time zone"):
            lateness(due, finish, shipped())
        with pytest.raises(ValueError, match="no time zone"):
            shipped().working_minutes(due, finish)
