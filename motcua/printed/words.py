"""Times, dates and sums as Vietnamese documents write them.

The parts of one date or sum are joined by no-break spaces, so that no line ends inside it.
"""

from datetime import date, datetime

from motcua.domain.local_time import VIETNAM

_JOINED = "\N{NO-BREAK SPACE}"


def local(moment: datetime) -> datetime:
    """The same instant on Vietnamese clocks. ValueError for a time without zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"a time without zone: {moment.isoformat()}")
    return moment.astimezone(VIETNAM)


def date_words(day: date) -> str:
    """A date in the words of documents: a zero before days below 10 and months 1 and 2.

    NĐ 30/2020/NĐ-CP, Phụ lục I (địa danh và thời gian ban hành văn bản).

    >>> date_words(date(2020, 2, 5)).replace(_JOINED, " ")
    'ngày 05 tháng 02 năm 2020'
    >>> date_words(date(2020, 3, 19)).replace(_JOINED, " ")
    'ngày 19 tháng 3 năm 2020'
    """
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    words = f"ngày {day.day:02} tháng {month} năm {day.year}"
    return words.replace(" ", _JOINED)


def moment_words(moment: datetime) -> str:
    """An instant in local time, to the minute: "08 giờ 05 phút, ngày 25 tháng 02 năm 2020"."""
    here = local(moment)
    clock = _JOINED.join((f"{here.hour:02}", "giờ", f"{here.minute:02}", "phút"))
    return f"{clock}, {date_words(here.date())}"


def promise_words(promised: datetime | date | None) -> str:
    """When the result is to be returned; says so where no hour or no day was promised."""
    if promised is None:
        return "không hẹn trước ngày trả"
    if isinstance(promised, datetime):
        return moment_words(promised)
    return f"{date_words(promised)} (không hẹn giờ)"


def due_words(due: datetime | date) -> str:
    """When something has to be done at the latest: to the minute, or by the end of a day."""
    return moment_words(due) if isinstance(due, datetime) else date_words(due)


def due_day(due: datetime | date) -> date:
    """The local day on which a time falls."""
    return local(due).date() if isinstance(due, datetime) else due


def due_figures(due: datetime | date) -> str:
    """A time or day in figures, for the columns of a table: the hour first where there is one.

    >>> due_figures(date(2020, 2, 5))
    '05/02/2020'
    """
    day = f"{due_day(due):%d/%m/%Y}"
    return f"{local(due):%H:%M} {day}" if isinstance(due, datetime) else day


def money_words(dong: int) -> str:
    """A sum in đồng with points between thousands. ValueError below zero.

    >>> money_words(1_250_000).replace(_JOINED, " ")
    '1.250.000 đồng'
    """
    if dong < 0:
        raise ValueError(f"a sum below zero: {dong}")
    return f"{dong:,}".replace(",", ".") + f"{_JOINED}đồng"
