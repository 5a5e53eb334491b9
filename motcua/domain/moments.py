"""A moment as people type it: a day with its time."""

import re
from datetime import datetime

from motcua.domain.local_time import at_minute
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date

EXAMPLE = "20/03/2020 14:05"
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?::|h|g)([0-5][0-9])?")
YEARS = range(1990, 2100)


def read_moment(text: str, *, field: str) -> datetime:
    """Day and clock, in this order or the other; a day alone means its first minute.

    Refused `bad_date` with field, why and expected.

    >>> read_moment("20/3/2020 14:05", field="sent").isoformat()
    '2020-03-20T14:05:00+07:00'
    >>> read_moment("7h30 20/03/2020", field="sent").isoformat()
    '2020-03-20T07:30:00+07:00'
    """
    parts = text.replace("T", " ").split()
    clocks = [part for part in parts if _CLOCK.fullmatch(part)]
    days = [part for part in parts if part not in clocks]
    if len(clocks) > 1 or len(days) != 1:
        raise Refused("bad_date", field=field, why="shape", expected=EXAMPLE)
    day = read_date(days[0], field=field)
    if day.year not in YEARS:
        raise Refused("bad_date", field=field, why="no_such_day", expected=EXAMPLE)
    return at_minute(day, read_clock(clocks[0], field=field) if clocks else 0)


def read_clock(text: str, *, field: str) -> int:
    """A time of day in minutes: 14:05, 7h30, 8g. Refused `bad_date` for what is none.

    >>> read_clock("7h30", field="time")
    450
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise Refused("bad_date", field=field, why="shape", expected="14:05")
    return int(found[1]) * 60 + int(found[2] or 0)
