"""Dates, figures and sums as a Vietnamese office writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.local_time import VIETNAM, NaiveTime
from motcua.web.formats import (
    iso,
    money,
    short_weekday,
    vn_date,
    vn_datetime,
    vn_number,
    vn_percent,
    vn_time,
    weekday,
)

MORNING = datetime(2020, 3, 19, 7, 5, tzinfo=VIETNAM)  # Thursday
LATE_IN_LONDON = datetime(2020, 3, 18, 17, 30, tzinfo=UTC)  # already Thursday in Vietnam


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_dates_have_two_digits_of_day_and_month() -> None:
    assert vn_date(date(2020, 3, 9)) == "09/03/2020"


def test_moments_are_shown_on_vietnamese_clocks() -> None:
    assert vn_date(LATE_IN_LONDON) == "19/03/2020"
    assert vn_time(LATE_IN_LONDON) == "00:30"
    assert weekday(LATE_IN_LONDON) == "Thứ Năm"
    assert iso(LATE_IN_LONDON) == "2020-03-19T00:30:00+07:00"
    assert plain(vn_datetime(MORNING)) == "07:05 ngày 19/03/2020"


def test_a_moment_without_zone_is_refused() -> None:
    for show in (iso, vn_time, vn_date, vn_datetime, weekday):
        with pytest.raises(NaiveTime):
            show(datetime(2020, 3, 19, 7, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (date(2020, 3, 16), "Thứ Hai", "T2"),
        (date(2020, 3, 17), "Thứ Ba", "T3"),
        (date(2020, 3, 18), "Thứ Tư", "T4"),
        (date(2020, 3, 19), "Thứ Năm", "T5"),
        (date(2020, 3, 20), "Thứ Sáu", "T6"),
        (date(2020, 3, 21), "Thứ Bảy", "T7"),
        (date(2020, 3, 22), "Chủ Nhật", "CN"),
    ],
)
def test_days_of_the_week_have_their_names(day: date, words: str, short: str) -> None:
    assert (weekday(day), short_weekday(day)) == (words, short)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (24_390, "24.390"),
        (-1_234_567, "-1.234.567"),
        (2.5, "2,5"),
        (Decimal("1234.50"), "1.234,50"),
        (Fraction(1, 3), "0,33"),
        (Fraction(2469, 2), "1.234,5"),
        (Fraction(100), "100"),
    ],
)
def test_figures_have_points_and_commas(
    value: int | float | Decimal | Fraction, shown: str
) -> None:
    assert vn_number(value) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (Fraction(20_402, 24_390), "83,6 %"),
        (0, "0,0 %"),
        (1, "100,0 %"),
        (Fraction(9_998, 10_000), "99,98 %"),
        (Fraction(99_999, 100_000), "99,99 %"),
        (Fraction(1, 2), "50,0 %"),
        (Fraction(6125, 10_000), "61,3 %"),
        (Decimal("0.714"), "71,4 %"),
        (Fraction(-1, 8), "-12,5 %"),
        (2, "200,0 %"),
    ],
)
def test_rates_are_rounded_as_schools_teach_it(ratio: int | Decimal | Fraction, shown: str) -> None:
    assert plain(vn_percent(ratio)) == shown


@given(st.fractions(0, 1))
def test_only_the_whole_is_shown_as_a_hundred_percent(ratio: Fraction) -> None:
    assert vn_percent(ratio).startswith("100") == (ratio == 1)


def test_sums_are_in_dong() -> None:
    assert plain(money(15_000)) == "15.000 đồng"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ at|vn_date }} {{ at|vn_time }} {{ at|weekday }}", "19/03/2020 07:05 Thứ Năm"),
        ("{{ at|vn_datetime }}", "07:05 ngày 19/03/2020"),
        ("{{ n|vn_number }}; {{ fee|money }}", "24.390; 15.000 đồng"),
        ("{{ rate|vn_percent }}", "83,6 %"),
        ("[{{ none|vn_date }}{{ missing|vn_number }}{{ none|money }}]", "[]"),
        ("{{ code|code_unit }}|{{ code|code_serial }}", "000.12.38.H08-|200319-0014"),
        ("{{ new|code_unit }}|{{ new|code_serial }}", "|chưa cấp mã"),
    ],
)
def test_templates_write_them_by_filters(source: str, shown: str) -> None:
    context = {
        "at": MORNING,
        "n": 24_390,
        "fee": 15_000,
        "rate": Fraction(836, 1000),
        "none": None,
        "code": "000.12.38.H08-200319-0014",
        "new": "chưa cấp mã",
    }
    template = Template("{% load motcua_tags %}" + source)
    assert plain(template.render(Context(context))) == shown
