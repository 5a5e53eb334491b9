"""Due dates against the law: vectors, a table made by hand, and what other systems get wrong.

Weekdays stand in comments; every date was counted on a wall calendar, not by the code.
"""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from motcua.domain.calendar import CalendarTooShort
from motcua.domain.calendar_rows import RowKind
from motcua.domain.deadline import due
from motcua.domain.limits import CalendarDays, NoLimit, SameDay, WorkingDays, parse_limit
from tests.oracle.calendars import (
    AFTERNOON,
    FULL_DAY,
    MORNING,
    at,
    office_hours,
    row,
    shipped,
    with_rows,
)

VECTORS = [
    # domain.md 4.3, law of 2020
    ("2020-03-20 14:00", "5 working days", "2020-03-27 17:00"),  # Fri -> Fri
    ("2020-03-27 14:00", "5 working days", "2020-04-06 17:00"),  # Fri -> Mon, Thu 2-4 Giỗ Tổ
    ("2020-04-29 14:00", "3 working days", "2020-05-06 17:00"),  # Wed -> Wed, Thu 30-4, Fri 1-5
    # the issue on the clock, section 1
    ("2020-03-16 17:30", "5 working days", "2020-03-23 17:00"),  # Mon after hours -> Mon
    ("2020-03-21 09:00", "5 working days", "2020-03-27 17:00"),  # open Sat -> Fri
]

TET = [
    ("2018-02-13 10:00", "2 working days", "2018-02-22 17:00"),  # Tue -> Wed 21, Thu 22; off 14–20
    ("2019-01-31 10:00", "3 working days", "2019-02-12 17:00"),  # Thu -> Fri 1, Mon 11, Tue 12
    ("2020-01-20 09:00", "5 working days", "2020-02-03 17:00"),  # Mon -> 21 22 30 31, Mon 3-2
    ("2021-02-09 16:30", "1 working day", "2021-02-17 17:00"),  # Tue -> Wed; off Wed 10–Tue 16
    ("2022-01-28 17:30", "2 working days", "2022-02-08 17:00"),  # Fri -> Mon 7, Tue 8
    ("2023-01-19 08:00", "3 working days", "2023-01-31 17:00"),  # Thu -> Fri 27, Mon 30, Tue 31
    ("2024-02-07 14:59", "5 working days", "2024-02-21 17:00"),  # Wed -> Thu 15 … Wed 21
    ("2025-01-24 11:00", "1 working day", "2025-02-03 17:00"),  # Fri -> Mon; off Mon 27–Fri 31
    ("2026-02-13 16:00", "10 working days", "2026-03-06 17:00"),  # Fri -> two weeks from Mon 23
    ("2027-02-03 09:00", "2 working days", "2027-02-12 17:00"),  # Wed -> Thu 11, Fri 12
    ("2020-01-09 10:00", "15 days", "2020-01-30 17:00"),  # Thu -> Fri 24-1 in Tết -> Thu 30-1
    ("2022-01-27 10:00", "7 days", "2022-02-07 17:00"),  # Thu -> Thu 3-2 in Tết -> Mon 7-2
]

HUNG_KINGS = [
    ("2018-04-24 10:00", "1 working day", "2018-04-26 17:00"),  # Tue -> Thu; Wed 25-4
    ("2019-04-12 10:00", "1 working day", "2019-04-16 17:00"),  # Fri -> Tue; Sun 14-4, Mon bù
    ("2020-04-01 10:00", "1 working day", "2020-04-03 17:00"),  # Wed -> Fri; Thu 2-4
    ("2021-04-20 10:00", "2 working days", "2021-04-23 17:00"),  # Tue -> Thu 22, Fri 23
    ("2022-04-08 10:00", "3 days", "2022-04-12 17:00"),  # Fri -> Mon 11-4 bù -> Tue 12-4
    ("2023-04-28 10:00", "1 working day", "2023-05-04 17:00"),  # Fri -> Thu; bù Tue 2, Wed 3
    ("2024-04-17 13:30", "8 working hours", "2024-04-19 11:30"),  # Wed 3.5 h, Fri 4.5 h; Thu off
    ("2025-04-04 15:00", "same day", "2025-04-08 17:00"),  # Fri from 15:00 -> Tue; Mon 7-4 off
    ("2026-04-25 09:00", "1 working day", "2026-04-28 17:00"),  # Sat -> Tue; Sun 26-4, Mon bù
    ("2027-04-15 10:00", "1 working day", "2027-04-19 17:00"),  # Thu -> Mon; Fri 16-4
]

SWAPS = [
    ("2018-12-28 10:00", "3 working days", "2019-01-04 17:00"),  # Fri -> Wed 2, Thu 3, Fri 4
    ("2019-01-04 09:00", "1 working day", "2019-01-05 17:00"),  # Fri -> worked Sat 5-1
    ("2019-04-26 10:00", "3 working days", "2019-05-04 17:00"),  # Fri -> Thu 2, Fri 3, worked Sat 4
    ("2024-04-26 10:00", "4 working days", "2024-05-06 17:00"),  # Fri -> 2, 3, worked Sat 4, Mon 6
    ("2025-04-25 10:00", "2 working days", "2025-04-28 17:00"),  # Fri -> worked Sat 26, Mon 28
    ("2025-04-29 10:00", "1 working day", "2025-05-05 17:00"),  # Tue -> Mon; Wed Thu, Fri 2-5 off
    ("2025-12-31 10:00", "1 working day", "2026-01-05 17:00"),  # Wed -> Mon; Thu 1, Fri 2-1 off
    ("2026-01-09 16:00", "same day", "2026-01-10 17:00"),  # Fri from 15:00 -> worked Sat
    ("2026-08-22 10:00", "same day", "2026-08-22 17:00"),  # worked Sat, before 15:00
    ("2026-08-28 10:00", "1 working day", "2026-09-03 17:00"),  # Fri -> Thu; Mon 31, Tue, Wed off
    ("2026-08-14 10:00", "8 days", "2026-08-22 17:00"),  # Fri -> Sat 22-8, which is worked
]

OTHER_HOLIDAYS = [
    ("2020-09-01 10:00", "1 working day", "2020-09-03 17:00"),  # Tue -> Thu: one day off in 2020
    ("2021-09-01 10:00", "1 working day", "2021-09-06 17:00"),  # Wed -> Mon: Thu 2, Fri 3 off
    ("2018-08-31 10:00", "1 working day", "2018-09-04 17:00"),  # Fri -> Tue: Sun 2-9, Mon bù
    ("2023-08-31 10:00", "2 working days", "2023-09-06 17:00"),  # Thu -> Tue 5, Wed 6; Mon 4 bù
    ("2021-12-31 10:00", "1 working day", "2022-01-04 17:00"),  # Fri -> Tue: Sat 1-1, Mon bù
    ("2026-11-23 10:00", "1 working day", "2026-11-25 17:00"),  # Mon -> Wed: Tue 24-11
]

SAME_DAY = [
    ("2020-03-19 14:59", "same day", "2020-03-19 17:00"),  # Thu
    ("2020-03-19 15:00", "same day", "2020-03-20 17:00"),  # Thu -> Fri
    ("2020-03-20 15:00", "same day", "2020-03-23 17:00"),  # Fri -> Mon
    ("2020-03-19 06:10", "same day", "2020-03-19 17:00"),  # Thu, before opening
    ("2020-03-19 12:00", "same day", "2020-03-19 17:00"),  # Thu, at lunch
    ("2020-03-21 09:00", "same day", "2020-03-23 17:00"),  # Sat, open or not -> Mon
    ("2020-04-01 15:00", "same day", "2020-04-03 17:00"),  # Wed -> Fri; Thu 2-4 Giỗ Tổ
]

CALENDAR_TIME = [
    ("2020-03-06 10:00", "15 days", "2020-03-23 17:00"),  # Fri -> Sat 21-3 -> Mon 23-3
    ("2020-03-10 10:00", "10 days", "2020-03-20 17:00"),  # Tue -> Fri
    ("2020-03-07 10:00", "15 days", "2020-03-23 17:00"),  # Sat -> Sun 22-3 -> Mon 23-3
    ("2020-03-20 23:59", "30 days", "2020-04-20 17:00"),  # Fri -> Sun 19-4 -> Mon 20-4
    ("2019-01-18 10:00", "365 days", "2020-01-20 17:00"),  # Fri -> Sat 18-1-2020 -> Mon 20-1
    ("2020-01-31 10:00", "1 month", "2020-03-02 17:00"),  # Fri -> Sat 29-2 -> Mon 2-3
    ("2021-01-31 10:00", "1 month", "2021-03-01 17:00"),  # Sun -> Sun 28-2 -> Mon 1-3
    ("2022-03-02 10:00", "1 month", "2022-04-04 17:00"),  # Wed -> Sat 2-4 -> Mon 4-4
    ("2019-12-30 10:00", "2 months", "2020-03-02 17:00"),  # Mon -> Sat 29-2 -> Mon 2-3
    ("2019-08-15 10:00", "12 months", "2020-08-17 17:00"),  # Thu -> Sat 15-8 -> Mon 17-8
    ("2020-03-31 10:00", "1 month", "2020-05-04 17:00"),  # Tue -> Thu 30-4 off -> Mon 4-5
]

WORKING_HOURS = [
    ("2020-03-20 16:00", "8 working hours", "2020-03-23 16:00"),  # Fri 1 h, Mon 4.5 h and 2.5 h
    ("2020-03-21 22:00", "8 working hours", "2020-03-23 17:00"),  # Sat night -> all of Mon
    ("2020-03-23 12:00", "1 working hour", "2020-03-23 14:30"),  # Mon at lunch
    ("2020-03-23 10:30", "1 working hour", "2020-03-23 11:30"),  # Mon, to lunch and not beyond
    ("2020-03-23 17:00", "1 working hour", "2020-03-24 08:00"),  # Mon at closing -> Tue
    ("2020-03-23 05:00", "4 working hours", "2020-03-23 11:00"),  # Mon before opening
    ("2020-01-22 16:30", "1 working hour", "2020-01-30 07:30"),  # Wed -> Thu after Tết
    ("2019-05-03 16:00", "2 working hours", "2019-05-04 08:00"),  # Fri -> worked Sat
    ("2020-03-23 09:17", "24 working hours", "2020-03-26 09:17"),  # Mon -> Thu, to the minute
]

TABLE = [
    *VECTORS,
    *TET,
    *HUNG_KINGS,
    *SWAPS,
    *OTHER_HOLIDAYS,
    *SAME_DAY,
    *CALENDAR_TIME,
    *WORKING_HOURS,
]


@pytest.mark.parametrize(("received", "limit", "expected"), TABLE)
def test_the_due_date_is_the_one_counted_by_hand(received: str, limit: str, expected: str) -> None:
    assert due(at(received), parse_limit(limit), shipped()) == at(expected)


def test_the_table_has_more_than_forty_cases_each_once() -> None:
    assert len(TABLE) > 60
    assert len({(received, limit) for received, limit, _ in TABLE}) == len(TABLE)


def test_no_limit_has_no_due_date() -> None:
    assert due(at("2020-03-20 14:00"), NoLimit(), shipped()) is None


@pytest.mark.parametrize(
    "limit", ["5 working days", "5 days", "1 month", "8 working hours", "same day", "none"]
)
def test_a_naive_time_is_refused(limit: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        due(datetime(2020, 3, 20, 14), parse_limit(limit), shipped())  # noqa: DTZ001


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("1 working day", "2020-03-20 17:00"),
        ("1 day", "2020-03-20 17:00"),
        ("1 month", "2020-04-20 17:00"),
        ("same day", "2020-03-19 17:00"),
        ("8 working hours", "2020-03-19 17:00"),
    ],
)
@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-8)), timezone(timedelta(hours=9))])
def test_the_day_is_the_local_one_wherever_the_clock_stands(
    limit: str, expected: str, zone: timezone
) -> None:
    """Thursday 19-3-2020 00:30 in Vietnam is still Wednesday 18-3 in London."""
    received = at("2020-03-19 00:30").astimezone(zone)
    assert due(received, parse_limit(limit), shipped()) == at(expected)


def test_a_due_date_is_given_in_local_time() -> None:
    promised = due(at("2020-03-19 08:00").astimezone(UTC), WorkingDays(5), shipped())
    assert promised is not None
    assert promised.isoformat() == "2020-03-26T17:00:00+07:00"


@pytest.mark.parametrize(
    ("received", "limit", "year"),
    [
        ("2027-12-30 10:00", "5 working days", 2028),  # Thu; only Fri 31-12 is left
        ("2027-12-31 10:00", "1 working day", 2028),  # Fri, the last day
        ("2027-12-31 16:00", "same day", 2028),
        ("2027-12-31 16:30", "1 working hour", 2028),
        ("2027-12-15 10:00", "20 days", 2028),
        ("2027-06-15 10:00", "3653 days", 2037),
        ("2027-06-15 10:00", "120 months", 2037),
        ("2030-01-01 10:00", "1 working day", 2030),
        ("2030-01-01 10:00", "same day", 2030),
        ("2030-01-01 10:00", "1 working hour", 2030),
        ("2017-12-29 10:00", "1 working day", 2017),
    ],
)
def test_a_calendar_that_is_too_short_names_the_year(received: str, limit: str, year: int) -> None:
    with pytest.raises(CalendarTooShort, match=f"năm {year}\\.") as refused:
        due(at(received), parse_limit(limit), shipped())
    assert refused.value.year == year


class TestWhatOpenCpsGetsWrong:
    """Failures of a running system of this field, each with its right answer here."""

    def test_twenty_working_days_are_twenty_days_in_an_office_of_seven_hours(self) -> None:
        """Theirs takes a day for 8 hours, so that 20 days of 7 hours become 23."""
        seven = office_hours((MORNING, (13 * 60 + 30, 16 * 60)), scope="H08.38.12")
        calendar = with_rows(hours=[seven])
        received = at("2020-03-02 08:00")  # Mon -> four weeks on, Mon 30-3
        assert due(received, WorkingDays(20), calendar) == at("2020-03-30 16:00")

    def test_a_half_day_saturday_closes_when_it_closes(self) -> None:
        """Theirs gives Saturday 16:00 in an office that closes at 11:30."""
        saturday = office_hours((MORNING,), weekdays=[5], scope="H08.38.12")
        calendar = with_rows(hours=[saturday])
        received = at("2020-03-20 14:00")  # Fri -> Sat 21-3
        assert due(received, WorkingDays(1), calendar) == at("2020-03-21 11:30")

    def test_a_make_up_sunday_is_counted(self) -> None:
        """Theirs skips it."""
        sunday = row("2020-03-22", RowKind.EXTRA_WORKDAY)
        calendar = with_rows([sunday])
        received = at("2020-03-20 14:00")  # Fri -> worked Sun 22, Mon 23
        assert due(received, WorkingDays(1), calendar) == at("2020-03-22 17:00")
        assert due(received, WorkingDays(2), calendar) == at("2020-03-23 17:00")

    def test_a_limit_of_over_300_days_is_counted_to_its_end(self) -> None:
        """Theirs is silently cut short at 300."""
        received = at("2020-01-01 08:00")
        assert due(received, CalendarDays(365), shipped()) == at("2020-12-31 17:00")  # Thu
        # 2021 has 261 weekdays, 11 of them off (1-1, Tết 5, 21-4, 30-4, 3-5, 2-9, 3-9): 250 are
        # worked, the last Fri 31-12. From Tue 4-1-2022, with Tết 31-1 to 4-2 off, the 50th more
        # is Mon 21-3.
        received = at("2020-12-31 08:00")
        assert due(received, WorkingDays(250), shipped()) == at("2021-12-31 17:00")
        assert due(received, WorkingDays(300), shipped()) == at("2022-03-21 17:00")


class TestOwnHours:
    """Half days, seasons and open Saturdays."""

    friday_morning = office_hours((MORNING,), weekdays=[4], scope="H08.38.12")

    @pytest.mark.parametrize(
        ("received", "limit", "expected"),
        [
            ("2020-03-19 10:00", "1 working day", "2020-03-20 11:30"),  # Thu -> Fri, half day
            ("2020-03-20 11:29", "same day", "2020-03-20 11:30"),  # Fri before closing
            ("2020-03-20 11:30", "same day", "2020-03-23 17:00"),  # Fri at closing -> Mon
            ("2020-03-20 14:00", "same day", "2020-03-23 17:00"),  # Fri, before 15:00, yet closed
            ("2020-03-20 09:30", "4 working hours", "2020-03-23 09:00"),  # Fri 2 h, Mon 2 h
            ("2020-03-19 16:00", "6 working hours", "2020-03-23 07:30"),  # Thu 1, Fri 4.5, Mon 0.5
        ],
    )
    def test_an_office_that_is_closed_on_friday_afternoon(
        self, received: str, limit: str, expected: str
    ) -> None:
        calendar = with_rows(hours=[self.friday_morning])
        assert due(at(received), parse_limit(limit), calendar) == at(expected)

    def test_hours_change_with_the_season(self) -> None:
        summer = office_hours(
            ((6 * 60 + 30, 11 * 60), (13 * 60, 16 * 60 + 30)),
            scope="H08.38",
            since="2020-04-15",
            until="2020-10-15",
        )
        calendar = with_rows(hours=[summer])
        spring = due(at("2020-04-13 08:00"), WorkingDays(1), calendar)  # Mon -> Tue 14-4
        assert spring == at("2020-04-14 17:00")
        first = due(at("2020-04-13 08:00"), WorkingDays(2), calendar)  # Mon -> Wed 15-4
        assert first == at("2020-04-15 16:30")
        autumn = due(at("2020-10-15 08:00"), WorkingDays(1), calendar)  # Thu -> Fri 16-10
        assert autumn == at("2020-10-16 17:00")

    @pytest.mark.parametrize("weekly", [True, False])
    def test_a_saturday_open_for_reception_is_no_working_day(self, weekly: bool) -> None:
        every = office_hours((MORNING,), weekdays=[5], scope="H08.38.12", reception_only=True)
        once = row("2020-03-21", RowKind.OPEN_FOR_RECEPTION, "H08.38.12", hours=(MORNING,))
        calendar = with_rows([] if weekly else [once], [every] if weekly else [])
        received = at("2020-03-20 14:00")  # Fri -> Mon 23-3, not Sat
        assert due(received, WorkingDays(1), calendar) == at("2020-03-23 17:00")
        on_saturday = at("2020-03-21 09:00")  # Sat: received that day
        assert due(on_saturday, WorkingDays(5), calendar) == at("2020-03-27 17:00")
        assert due(on_saturday, SameDay(), calendar) == at("2020-03-23 17:00")
        assert due(on_saturday, CalendarDays(7), calendar) == at("2020-03-30 17:00")  # Sat -> Mon


class TestOverrides:
    """A row of the commune, the district or the province, and who it reaches."""

    storm = "2020-11-11"  # Wed

    @pytest.mark.parametrize(
        ("scope", "agency", "expected"),
        [
            ("H08.38.12", ("H08.38.12", "H08.38", "H08"), "2020-11-12 17:00"),
            ("H08.38.12", ("H08.38.13", "H08.38", "H08"), "2020-11-11 17:00"),
            ("H08.38", ("H08.38.13", "H08.38", "H08"), "2020-11-12 17:00"),
            ("H08.38", ("H08.40.01", "H08.40", "H08"), "2020-11-11 17:00"),
            ("H08", ("H08.40.01", "H08.40", "H08"), "2020-11-12 17:00"),
        ],
    )
    def test_a_suspension_reaches_its_scope_and_no_other(
        self, scope: str, agency: tuple[str, ...], expected: str
    ) -> None:
        calendar = with_rows([row(self.storm, RowKind.SUSPENSION, scope)], chain=agency)
        assert due(at("2020-11-10 10:00"), WorkingDays(1), calendar) == at(expected)  # Tue

    def test_a_commune_may_work_while_its_province_is_closed(self) -> None:
        closed = row(self.storm, RowKind.SUSPENSION, "H08")
        open_here = row(self.storm, RowKind.EXTRA_WORKDAY, "H08.38.12")
        calendar = with_rows([closed, open_here])
        assert due(at("2020-11-10 10:00"), WorkingDays(1), calendar) == at("2020-11-11 17:00")

    def test_a_suspension_of_the_afternoon_leaves_a_working_day(self) -> None:
        calendar = with_rows([row(self.storm, RowKind.SUSPENSION, hours=(MORNING,))])
        assert due(at("2020-11-10 10:00"), WorkingDays(1), calendar) == at("2020-11-11 11:30")
        hours = due(at("2020-11-11 07:00"), parse_limit("5 working hours"), calendar)
        assert hours == at("2020-11-12 07:30")  # Wed 4.5 h, Thu 0.5 h

    def test_a_calendar_limit_that_ends_in_a_suspension_moves_on(self) -> None:
        calendar = with_rows([row(self.storm, RowKind.SUSPENSION)])
        assert due(at("2020-11-01 10:00"), CalendarDays(10), calendar) == at("2020-11-12 17:00")

    def test_an_own_holiday_of_a_district(self) -> None:
        own = row("2020-03-23", RowKind.HOLIDAY, "H08.38")  # Mon
        assert due(at("2020-03-20 10:00"), WorkingDays(1), with_rows([own])) == at(
            "2020-03-24 17:00"
        )

    def test_a_make_up_day_has_the_hours_of_the_day_it_replaces(self) -> None:
        half_mondays = office_hours((AFTERNOON,), weekdays=[0], scope="H08.38.12")
        calendar = with_rows(hours=[half_mondays])
        # Sat 4-5-2019 is worked instead of Mon 29-4-2019, so in the afternoon alone.
        assert calendar.office_hours(at("2019-05-04 00:00")) == (AFTERNOON,)
        assert shipped().office_hours(at("2019-05-04 00:00")) == FULL_DAY
        half_wednesdays = office_hours((AFTERNOON,), weekdays=[2], scope="H08.38.12")
        swapped = row(  # Sat 21-3 instead of Wed 18-3
            "2020-03-21", RowKind.EXTRA_WORKDAY, instead_of=at("2020-03-18 00:00").date()
        )
        plain = row("2020-03-28", RowKind.EXTRA_WORKDAY)  # Sat, as the Friday before
        calendar = with_rows([swapped, plain], [half_wednesdays])
        assert calendar.office_hours(at("2020-03-21 00:00")) == (AFTERNOON,)
        assert calendar.office_hours(at("2020-03-28 00:00")) == FULL_DAY
