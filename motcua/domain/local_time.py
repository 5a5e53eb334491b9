"""The one local time of the law: Vietnam, UTC+7, no summer time.

Every instant in the domain is an aware datetime; a naive one is refused, never guessed.
"""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_ANCHOR: Final = datetime(2000, 1, 1, tzinfo=VIETNAM).astimezone(UTC)
_ANCHOR_ORDINAL: Final = date(2000, 1, 1).toordinal()


class NaiveTime(ValueError):
    """An instant without a time zone reached the domain."""


def local(at: datetime) -> datetime:
    """The same instant on the clock of Vietnam. NaiveTime when `at` has no zone."""
    zone = at.tzinfo
    if zone is VIETNAM:
        return at
    if zone is None or zone.utcoffset(at) is None:
        raise NaiveTime(f"{at.isoformat()} has no time zone; say which, for example +07:00")
    return at.astimezone(VIETNAM)


def local_ordinal(at: datetime) -> int:
    """The proleptic ordinal of the local day of an instant. NaiveTime when `at` has no zone.

    What databases hand over is UTC, and there this costs a sixth of `local`: Vietnam has kept
    UTC+7 since 1975, so days since any local midnight are whole days of 24 hours.
    """
    zone = at.tzinfo
    if zone is VIETNAM:
        return at.toordinal()
    if zone is UTC:
        return (at - _ANCHOR).days + _ANCHOR_ORDINAL
    return local(at).toordinal()


def local_day(at: datetime) -> date:
    """The local date on which an instant falls. NaiveTime when `at` has no zone."""
    return local(at).date()


def whole_minute(at: datetime) -> datetime:
    """The local minute that a clock shows at that instant; seconds are dropped, never rounded up.

    >>> whole_minute(datetime.fromisoformat("2020-03-20T07:30:59Z")).isoformat()
    '2020-03-20T14:30:00+07:00'
    """
    here = local(at)
    return here.replace(second=0, microsecond=0) if here.second or here.microsecond else here


def midnight(day: date) -> datetime:
    """00:00 local at which a day begins.

    >>> midnight(date(2020, 3, 20)).isoformat()
    '2020-03-20T00:00:00+07:00'
    """
    return datetime.combine(day, time(), VIETNAM)


def at_minute(day: date, minute: int) -> datetime:
    """The local instant `minute` minutes after the day's midnight (0 to 1439)."""
    return datetime.combine(day, time(minute // 60, minute % 60), VIETNAM)
