"""A day or a month, as registers are kept: read from what people type, written as they say it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from motcua.domain.refusal import Refused
from motcua.domain.text import read_date

YEARS = range(1990, 2100)
EXPECTED = "19/03/2020, 03/2020"
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether it is a single day; else it is a month."""
        return self.first == self.last

    @property
    def text(self) -> str:
        """As an address holds it: 2020-03-19, 2020-03."""
        return self.first.isoformat() if self.is_day else self.first.isoformat()[:7]

    @property
    def typed(self) -> str:
        """As people write it: 19/03/2020, 03/2020."""
        return f"{self.first:%d/%m/%Y}" if self.is_day else f"{self.first:%m/%Y}"

    @property
    def words(self) -> str:
        """As a sentence has it: ngày 19/03/2020, tháng 03/2020."""
        words = _("ngày %(day)s") if self.is_day else _("tháng %(day)s")
        return words % {"day": self.typed}

    def before(self) -> "Period":
        """The day or month before."""
        last = self.first - timedelta(days=1)
        return day_of(last) if self.is_day else month_of(last)

    def following(self) -> "Period":
        """The day or month after."""
        first = self.last + timedelta(days=1)
        return day_of(first) if self.is_day else month_of(first)


def day_of(day: date) -> Period:
    """That day."""
    return Period(day, day)


def month_of(day: date) -> Period:
    """The month in which a day lies."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def read_period(text: str) -> Period:
    """A day or a month as somebody typed it. Refused `bad_date` with why and expected.

    >>> read_period("3/2020").text, read_period("2020-03-19").words
    ('2020-03', 'ngày 19/03/2020')
    """
    typed = text.strip()
    if found := _MONTH_FIRST.fullmatch(typed):
        month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(typed):
        year, month = found.groups()
    else:
        return day_of(_in_range(_day(typed)))
    if not 1 <= int(month) <= 12:
        raise _refusal("no_such_day")
    return month_of(_in_range(date(max(int(year), 1), int(month), 1)))


def _day(typed: str) -> date:
    try:
        return read_date(typed, field="period")
    except Refused as no:
        raise _refusal(str(no.facts["why"])) from None


def _in_range(day: date) -> date:
    if day.year not in YEARS:
        raise _refusal("no_such_day")
    return day


def _refusal(why: str) -> Refused:
    return Refused("bad_date", field="period", why=why, expected=EXPECTED)
