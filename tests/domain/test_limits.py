"""Limits keep the law's own words and type."""

import pytest

from motcua.domain.limits import (
    BadLimit,
    CalendarDays,
    Limit,
    Months,
    NoLimit,
    SameDay,
    WorkingDays,
    WorkingHours,
    limit_words,
    parse_limit,
)

READINGS = [
    # as written, what it is, as given back, as Vietnamese law says it
    ("3 working days", WorkingDays(3), "3 working days", "3 ngày làm việc"),
    ("1 working day", WorkingDays(1), "1 working days", "1 ngày làm việc"),
    ("10 days", CalendarDays(10), "10 days", "10 ngày"),
    ("1 day", CalendarDays(1), "1 days", "1 ngày"),
    ("8 working hours", WorkingHours(8), "8 working hours", "8 giờ làm việc"),
    ("1 working hour", WorkingHours(1), "1 working hours", "1 giờ làm việc"),
    ("1 months", Months(1), "1 months", "1 tháng"),
    ("1 month", Months(1), "1 months", "1 tháng"),
    ("same day", SameDay(), "same day", "trong ngày"),
    ("none", NoLimit(), "none", "không quy định thời hạn"),
    ("  03  Working   Days ", WorkingDays(3), "3 working days", "3 ngày làm việc"),
    ("10 years", None, "", ""),
    ("365 days", CalendarDays(365), "365 days", "365 ngày"),
    ("3653 days", CalendarDays(3653), "3653 days", "3653 ngày"),
    ("120 months", Months(120), "120 months", "120 tháng"),
]


@pytest.mark.parametrize(("text", "limit", "back", "words"), READINGS)
def test_a_limit_is_read_written_and_said(
    text: str, limit: Limit | None, back: str, words: str
) -> None:
    if limit is None:
        with pytest.raises(BadLimit):
            parse_limit(text)
        return
    assert parse_limit(text) == limit
    assert str(limit) == back
    assert parse_limit(back) == limit
    assert limit_words(limit) == words


@pytest.mark.parametrize(
    "text",
    [
        "", "3", "days", "three days", "3 hours", "3 weeks", "3.5 days", "-3 days", "+3 days",
        "3 working", "3 working days or so", "3 days 2 days", "٣ days", "3 same day", "NaN days",
        "1e3 days", "99999999999999999999 days", "3\x00days",
    ],
)  # fmt: skip
def test_other_words_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadLimit) as refused:
        parse_limit(text)
    assert str(refused.value).endswith(".")
    assert "no time limit" in str(refused.value)


@pytest.mark.parametrize("kind", [WorkingDays, CalendarDays, WorkingHours, Months])
@pytest.mark.parametrize("amount", [0, -1, 10**6, True, 2.0, "3", None])
def test_zero_negative_and_absurd_amounts_are_refused(
    kind: type[WorkingDays], amount: object
) -> None:
    with pytest.raises(BadLimit, match=r"\.$"):
        kind(amount)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["0 days", "3654 days", "2611 working days", "121 months"])
def test_a_limit_is_at_least_one_and_at_most_ten_years(text: str) -> None:
    with pytest.raises(BadLimit):
        parse_limit(text)


def test_days_and_hours_are_different_types_that_cannot_be_added_or_compared() -> None:
    days, hours = WorkingDays(1), WorkingHours(8)
    with pytest.raises(TypeError):
        days + hours  # type: ignore[operator]
    with pytest.raises(TypeError):
        days + days  # type: ignore[operator]
    with pytest.raises(TypeError):
        days < hours  # type: ignore[operator] # noqa: B015
    assert WorkingDays(3) != CalendarDays(3)
    assert days != hours


def test_a_limit_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        WorkingDays(3).amount = 4  # type: ignore[misc]
