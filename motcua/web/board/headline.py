"""The sentences that a board begins with: the answer first, the figures after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from motcua.domain.agencies import AgencyTree
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.reads.law import calendar_of
from motcua.reads.orders import orders_in_force
from motcua.reads.words.numbers import so_many, written
from motcua.statistics.figures import Row
from motcua.statistics.rates import meets, tenths, whole_percent
from motcua.web.formats import vn_date

SHOWN_RATE = "in_term_or_on_time_rate_of_received"
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Headline:
    """`name` đúng hạn `rate` `against`; `rate` '' where nothing came in: then no rate is told."""

    name: str
    rate: str
    against: str
    below: bool
    answer: str


def percent(num: int, den: int, *, good: bool = True) -> str:
    """A rate as it is printed: on-time rates rounded down, late ones up; '' for 0 of 0.

    >>> percent(20402, 24390).replace(NBSP, " ")
    '83,6 %'
    """
    found = tenths(num, den, good=good)
    return "" if found is None else written(f"{found / 10:.1f}") + f"{NBSP}%"


def order_for(agency: str, day: date) -> Order | None:
    """The order whose line a board of this agency shows on that day; the newest of several."""
    found = orders_in_force(agency, day)
    return found[0] if found else None


def plain_name(tree: AgencyTree, key: str, day: date) -> str:
    """How a sentence begins with this agency: 'Tỉnh Bình Định', 'Xã Cát Hanh'."""
    text = tree.short_name(key, day).removeprefix("UBND ")
    return text[:1].upper() + text[1:]


def headline(
    name: str, total: Row, rows: Sequence[Row], order: Order | None, today: date
) -> Headline:
    """What stands above everything else."""
    num, den = total.rates[SHOWN_RATE]
    rate = percent(num, den)
    if not rate:
        return Headline(name, "", "", below=False, answer=_("Trong kỳ không phát sinh hồ sơ nào."))
    if order is None:
        return Headline(name, rate, "", below=False, answer=_units(rows, None, None))
    below = not meets(num, den, order.share)
    words = _("thấp hơn mức %(goal)s %%") if below else _("đạt mức %(goal)s %%")
    days = _days_left(order, today)
    return Headline(
        name, rate, words % {"goal": order.share}, below=below, answer=_units(rows, order, days)
    )


def _units(rows: Sequence[Row], order: Order | None, days: int | None) -> str:
    told = [row for row in rows if row.rates[SHOWN_RATE][1]]
    parts = []
    if order is not None and len(told) > 1:
        failing = sum(not meets(*row.rates[SHOWN_RATE], order.share) for row in told)
        counts = {"failing": failing, "all": len(told)}
        parts.append(_("%(failing)s trong %(all)s đơn vị có hồ sơ còn dưới mức.") % counts)
    if order is not None and days is not None:
        parts.append(
            so_many("Còn %(n)s ngày làm việc đến hạn %(day)s.", days, day=vn_date(order.by))
        )
    return " ".join(parts)


def _days_left(order: Order, today: date) -> int | None:
    if order.by < today:
        return None
    try:
        return calendar_of(order.issuer).count_working_days(today - timedelta(days=1), order.by)
    except (CalendarTooShort, Refused):
        return None


def most_of_the_late(rows: Iterable[Row], names: dict[str, str], late: int) -> str:
    """A finding for the ranking: the three units with most late dossiers, and their share."""
    order = sorted((row for row in rows if row.figures["late"]), key=_by_late)
    if len(order) < 4 or not late:
        return ""
    first = order[:3]
    share = whole_percent(sum(row.figures["late"] for row in first), late)
    a, b, c = (names[row.key] for row in first)
    words = {"a": a, "b": b, "c": c, "share": share}
    return _("%(a)s, %(b)s và %(c)s chiếm %(share)s %% số hồ sơ trễ hạn") % words


def _by_late(row: Row) -> tuple[int, str]:
    return -row.figures["late"], row.key


def of(part: int, whole: int, words: str, *, good: bool = True) -> str:
    """A part said with its base: '92,7 % số tiếp nhận'; the base alone where there is none."""
    shown = percent(part, whole, good=good)
    return f"{shown} {words}" if shown else ""


def dossiers(count: int) -> str:
    """'24.390 hồ sơ'."""
    return so_many("%(n)s hồ sơ", count)
