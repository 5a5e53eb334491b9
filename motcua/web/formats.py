"""Dates, times, figures and sums as a Vietnamese office writes them on a page.

Moments are shown on Vietnamese clocks; one without a zone is refused. Figures use a point between
thousands and a comma before decimals, whatever the language of the page.
"""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from motcua.domain.local_time import local

_JOINED = "\N{NO-BREAK SPACE}"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")

Figure = int | float | Decimal | Fraction


def _day(value: date) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def vn_date(value: date) -> str:
    """A day, or the local day of a moment.

    >>> vn_date(date(2020, 3, 19))
    '19/03/2020'
    """
    day = _day(value)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def iso(moment: datetime) -> str:
    """A moment on Vietnamese clocks as machines read it. NaiveTime without a zone.

    Long lists have hundreds: Django's own filter of dates reads its pattern anew for each.
    """
    return local(moment).isoformat()


def vn_time(moment: datetime) -> str:
    """The local clock of a moment, '14:05'. NaiveTime without a zone."""
    return f"{local(moment):%H:%M}"


def vn_datetime(moment: datetime) -> str:
    """Clock and day of a moment, '14:05 ngày 19/03/2020'."""
    return f"{vn_time(moment)} ngày{_JOINED}{vn_date(moment)}"


def weekday(value: date) -> str:
    """The day of the week.

    >>> weekday(date(2020, 3, 17))
    'Thứ Ba'
    """
    return WEEKDAYS[_day(value).weekday()]


def short_weekday(value: date) -> str:
    """The day of the week in a narrow column, 'T3', 'CN'."""
    return SHORT_WEEKDAYS[_day(value).weekday()]


def vn_number(value: Figure) -> str:
    """A figure with its own decimals, if it has any (a Fraction: at most two).

    >>> vn_number(24390), vn_number(Decimal("3.5"))
    ('24.390', '3,5')
    """
    if isinstance(value, Fraction):
        value = Decimal(_rounded(value, 2)) / 100
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:,}"
    return text.translate(_VIETNAMESE)


_VIETNAMESE = str.maketrans(",.", ".,")


def vn_percent(ratio: Figure, places: int = 1) -> str:
    """A ratio (1 is the whole) in percent. What is not the whole is never shown as 100 %.

    >>> vn_percent(Fraction(20402, 24390)).replace(_JOINED, " ")
    '83,6 %'
    >>> vn_percent(Fraction(9998, 10000)).replace(_JOINED, " ")
    '99,98 %'
    """
    exact = Fraction(ratio) * 100
    scaled = _rounded(exact, places)
    if exact < 100 <= Fraction(scaled, 10**places):
        places += 1
        scaled = int(exact * 10**places)  # cut, not rounded
    text = f"{Decimal(scaled).scaleb(-places):,.{places}f}"
    return text.translate(_VIETNAMESE) + _JOINED + "%"


def _rounded(exact: Fraction, places: int) -> int:
    """Units of the last place, half away from zero as schools teach it."""
    scaled = abs(exact) * 10**places + Fraction(1, 2)
    return int(scaled) if exact >= 0 else -int(scaled)


def money(dong: int) -> str:
    """A sum in đồng.

    >>> money(15000).replace(_JOINED, " ")
    '15.000 đồng'
    """
    return f"{vn_number(dong)}{_JOINED}đồng"
