"""The calendar that is shipped, against the law and against an independent library."""

from collections import Counter
from datetime import date, timedelta

import holidays
import pytest

from motcua.domain.calendar_rows import Confidence, RowKind
from motcua.domain.days import DayKind
from tests.oracle.calendars import FILE, day, shipped, shipped_rows

FIRST, LAST = date(2018, 1, 1), date(2027, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]

# Where the library is known to be wrong: it lacks the swap of Công văn 12729/VPCP-KGVX.
KNOWN_DIFFERENCES = {date(2026, 1, 2), date(2026, 1, 10)}  # Fri off, Sat worked

TET = ["2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22",
       "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06"]  # fmt: skip
HUNG_KINGS = ["2018-04-25", "2019-04-14", "2020-04-02", "2021-04-21", "2022-04-10", "2023-04-29",
              "2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16"]  # fmt: skip
SWAPPED = {
    "2018-12-31": "2019-01-05",  # Mon, Sat
    "2019-04-29": "2019-05-04",  # Mon, Sat
    "2024-04-29": "2024-05-04",  # Mon, Sat
    "2025-05-02": "2025-04-26",  # Fri, Sat
    "2026-01-02": "2026-01-10",  # Fri, Sat
    "2026-08-31": "2026-08-22",  # Mon, Sat
}
# Every weekday off, month-day, as the notices of that year give them.
WEEKDAYS_OFF = {
    2018: "01-01 02-14 02-15 02-16 02-19 02-20 04-25 04-30 05-01 09-03 12-31",
    2019: "01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02",
    2020: "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02",
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
}


def test_every_day_agrees_with_the_library_but_for_the_known_differences() -> None:
    library = holidays.Vietnam(years=range(2017, 2029))
    calendar = shipped()
    differing = {
        found
        for found in ALL_DAYS
        if calendar.is_working_day(found) != library.is_working_day(found)
    }
    assert differing == KNOWN_DIFFERENCES


def test_it_holds_ten_years_and_says_so() -> None:
    assert (shipped().first, shipped().last) == (FIRST, LAST)


@pytest.mark.parametrize("first_of_tet", TET)
def test_tet_is_off_from_the_eve_to_the_third_day(first_of_tet: str) -> None:
    calendar = shipped()
    for offset in range(-1, 3):
        found = day(first_of_tet) + timedelta(days=offset)
        assert not calendar.is_working_day(found)
        reason = calendar.reason(found)
        assert reason is not None
        assert reason.name.startswith("Tết Nguyên đán")


@pytest.mark.parametrize("hung_kings", HUNG_KINGS)
def test_the_hung_kings_day_is_off_and_made_good_after_a_weekend(hung_kings: str) -> None:
    calendar, found = shipped(), day(hung_kings)
    reason = calendar.reason(found)
    assert reason is not None
    assert reason.name == "Giỗ Tổ Hùng Vương"
    if found.weekday() >= 5:
        assert any(
            row.kind is RowKind.COMPENSATORY and row.name == "Nghỉ bù Giỗ Tổ Hùng Vương"
            for row in shipped_rows()[0]
            if row.day.year == found.year
        )


@pytest.mark.parametrize(("off", "worked"), SWAPPED.items())
def test_swap_days_change_places(off: str, worked: str) -> None:
    calendar = shipped()
    assert day(off).weekday() < 5 <= day(worked).weekday()
    assert not calendar.is_working_day(day(off))
    assert calendar.is_working_day(day(worked))


def test_no_other_day_is_swapped() -> None:
    rows, _ = shipped_rows()
    swaps = {str(row.day): str(row.instead_of) for row in rows if row.kind is RowKind.SWAP_OFF}
    assert swaps == SWAPPED


def test_national_day_is_one_day_before_the_code_of_2019_and_two_days_since() -> None:
    rows, _ = shipped_rows()
    days = Counter(row.day.year for row in rows if row.name.startswith("Quốc khánh"))
    assert days == {year: 1 if year < 2021 else 2 for year in range(2018, 2028)}


@pytest.mark.parametrize(("year", "listed"), WEEKDAYS_OFF.items())
def test_the_weekdays_off_of_each_year_are_those_of_its_notices(year: int, listed: str) -> None:
    calendar = shipped()
    weekdays = [found for found in ALL_DAYS if found.year == year and found.weekday() < 5]
    off = [f"{found:%m-%d}" for found in weekdays if not calendar.is_working_day(found)]
    assert " ".join(off) == listed


def test_every_weekday_in_a_comment_is_the_right_one() -> None:
    words = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
    checked = 0
    for line in FILE.read_text(encoding="utf-8").splitlines():
        code, _, comment = line.partition(" # ")
        if comment in words:
            assert words[day(code.split(" = ")[1]).weekday()] == comment, line
            checked += 1
    assert checked > 100


def test_a_holiday_on_a_weekend_is_a_holiday_and_not_only_a_rest_day() -> None:
    reason = shipped().reason(day("2026-04-26"))  # Sun
    assert reason is not None
    assert reason.kind is DayKind.HOLIDAY


def test_what_awaits_the_notice_of_2027_is_marked_as_computed() -> None:
    rows, _ = shipped_rows()
    unsure = {row.name for row in rows if row.confidence is Confidence.COMPUTED}
    assert {row.day.year for row in rows if row.confidence is Confidence.COMPUTED} == {2027}
    assert "Giỗ Tổ Hùng Vương" in unsure
    low = {row.day.year for row in rows if row.name == "Ngày Văn hóa Việt Nam"}
    assert low == {2026, 2027}
    assert all(
        row.confidence is Confidence.MEDIUM for row in rows if row.name == "Ngày Văn hóa Việt Nam"
    )
