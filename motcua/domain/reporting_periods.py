"""The periods of official reports, with the days on which their data are cut off.

NĐ 09/2019/NĐ-CP art. 12: a month's data run from the 15th of the month before to its 14th; those
of a quarter, half-year or year from the 15th of the month before it to the 14th of its last month.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Span(StrEnum):
    """How long a reporting period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF_YEAR: 6, Span.YEAR: 12}


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A period of official reports: `number` within `year` (1 for a year), local days inclusive."""

    span: Span
    year: int
    number: int
    first: date
    last: date


def reporting_period(span: Span, year: int, number: int) -> ReportingPeriod:
    """The period of that name. ValueError for a thirteenth month or a fifth quarter.

    >>> found = reporting_period(Span.QUARTER, 2020, 1)
    >>> str(found.first), str(found.last)
    ('2019-12-15', '2020-03-14')
    """
    months = MONTHS[span]
    if not 1 <= number <= 12 // months:
        raise ValueError(f"there is no {span.value} {number}")
    last_month = number * months
    before = last_month - months  # the month before the period's first, 0 is December
    first = date(year, before, 15) if before else date(year - 1, 12, 15)
    return ReportingPeriod(span, year, number, first, date(year, last_month, 14))


def period_of(span: Span, day: date) -> ReportingPeriod:
    """The period in which that local day's data are reported."""
    month = day.month + (day.day > 14)
    year = day.year + (month > 12)
    return reporting_period(span, year, ((month - 1) % 12) // MONTHS[span] + 1)
