"""How times and days are read from the command line; argparse `type=` functions."""

import argparse
from datetime import date, datetime, time

from motcua.domain.local_time import VIETNAM


def parse_time(text: str) -> datetime:
    """An instant in ISO 8601; without an offset it is Vietnam's time. A day alone means its 00:00.

    >>> parse_time("2020-03-20T14:30").isoformat()
    '2020-03-20T14:30:00+07:00'
    >>> parse_time("2020-03-20T07:30Z").isoformat()
    '2020-03-20T14:30:00+07:00'
    """
    try:
        given = datetime.fromisoformat(text)
        local = given.replace(tzinfo=VIETNAM) if given.tzinfo is None else given
        return local.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"'{text}' không phải là thời điểm, hãy viết như 2020-03-20T14:30 (giờ Việt Nam)"
        ) from None


def parse_day(text: str) -> date:
    """A local calendar day, `2020-03-20` or `20/3/2020`.

    >>> parse_day("20/3/2020")
    datetime.date(2020, 3, 20)
    """
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"'{text}' không phải là ngày, hãy viết như 2020-03-20 hoặc 20/3/2020"
        ) from None


def start_of(day: date) -> datetime:
    """00:00 of that day in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)
