"""Dates, times, figures and sums as an office writes them on a page.

Moments are shown on Vietnamese clocks; one without a zone is refused. Days are
19/03/2020 in every language, as on all papers; figures and weekdays are the language's own, for
24.390 is another figure to who reads English.
"""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from motcua.domain.local_time import local
from motcua.reads.words.numbers import written

_JOINED = "\N{NO-BREAK SPACE}"
WEEKDAYS = (
    later("Thứ Hai"), later("Thứ Ba"), later("Thứ Tư"), later("Thứ Năm"), later("Thứ Sáu"),
    later("Thứ Bảy"), later("Chủ Nhật"),
)  # fmt: skip
SHORT_WEEKDAYS = (
    later("T2"), later("T3"), later("T4"), later("T5"), later("T6"), later("T7"), later("CN"),
)  # fmt: skip

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
    words = _("%(clock)s ngày %(day)s") % {"clock": vn_time(moment), "day": vn_date(moment)}
    before, _space, day = words.rpartition(" ")
    return f"{before}{_JOINED}{day}"


def weekday(value: date) -> str:
    """The day of the week.

    >>> weekday(date(2020, 3, 17))
    'Thứ Ba'
    """
    return str(WEEKDAYS[_day(value).weekday()])


def short_weekday(value: date) -> str:
    """The day of the week in a narrow column, 'T3', 'CN'."""
    return str(SHORT_WEEKDAYS[_day(value).weekday()])


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
    return written(text)


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
    return written(text) + _JOINED + "%"


def _rounded(exact: Fraction, places: int) -> int:
    """Units of the last place, half away from zero as schools teach it."""
    scaled = abs(exact) * 10**places + Fraction(1, 2)
    return int(scaled) if exact >= 0 else -int(scaled)


def money(dong: int) -> str:
    """A sum in đồng.

    >>> money(15000).replace(_JOINED, " ")
    '15.000 đồng'
    """
    before, _space, unit = (_("%(n)s đồng") % {"n": vn_number(dong)}).rpartition(" ")
    return f"{before}{_JOINED}{unit}"
