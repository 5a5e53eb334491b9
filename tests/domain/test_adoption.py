"""Declarations of dossiers kept on paper: what agrees with the counts, what may be signed."""

from datetime import date

import pytest

from motcua.domain.adoption import Known, checked, gap
from motcua.domain.refusal import Refused


@pytest.mark.parametrize(
    ("on_paper", "received", "late", "found"),
    [
        (None, 0, 0, "not_declared"),
        (None, 40, 0, "not_declared"),
        (3, 40, 0, "still_on_paper"),
        (3, 0, 0, "still_on_paper"),
        (0, 0, 0, "nothing_anywhere"),  # nobody came for a month, on paper or here
        (0, 40, 5, "more_entered_late"),  # nothing on paper, and yet entered days later
        (0, 40, 0, ""),
    ],
)
def test_a_month_of_a_unit(on_paper, received, late, found):
    assert gap(Known(on_paper, received, late)) == found


def test_what_stood_in_a_book_although_none_was_declared():
    assert gap(Known(0, 40, 5, from_book=5)) == "in_the_book"
    assert gap(Known(5, 40, 5, from_book=5)) == "still_on_paper"


def test_numbers_that_nobody_bears_although_none_was_declared():
    assert gap(Known(0, 40, 0, numbers_missing=3)) == "numbers_missing"
    assert gap(Known(0, 40, 5, from_book=5, numbers_missing=3)) == "in_the_book"
    assert gap(Known(None, 40, 0, numbers_missing=3)) == "not_declared"


@pytest.mark.parametrize(
    ("month", "on_paper", "reason", "today", "refused"),
    [
        ("2020-03", 0, "", date(2020, 3, 21), "too_early_to_declare"),
        ("2020-03", 0, "", date(2020, 3, 22), None),
        ("2020-03", 0, "", date(2020, 5, 4), None),  # late is better than never
        ("2020-04", 0, "", date(2020, 3, 31), "too_early_to_declare"),
        ("2020-13", 0, "", date(2020, 5, 4), "bad_month"),
        ("03/2020", 0, "", date(2020, 5, 4), "bad_month"),
        ("2020-03", -1, "", date(2020, 5, 4), "bad_count"),
        ("2020-03", 100_001, "mất điện", date(2020, 5, 4), "bad_count"),
        ("2020-03", 4, "", date(2020, 5, 4), "paper_without_reason"),
        ("2020-03", 4, "mất điện cả tuần", date(2020, 5, 4), None),
    ],
)
def test_what_may_be_declared(month, on_paper, reason, today, refused):
    if refused is None:
        assert checked(month, on_paper, reason, today) == date(2020, 3, 1)
        return
    with pytest.raises(Refused) as no:
        checked(month, on_paper, reason, today)
    assert no.value.reason == refused
