"""A limit in words, in the language of the page."""

from django.utils.translation import gettext as _

from motcua.domain.limits import (
    CalendarDays,
    Limit,
    Months,
    NoLimit,
    SameDay,
    WorkingDays,
    WorkingHours,
)
from motcua.reads.words.numbers import so_many


def limit_words(limit: Limit) -> str:
    """The limit as the law writes it, '3 ngày làm việc'."""
    match limit:
        case SameDay():
            return _("trong ngày")
        case NoLimit():
            return _("không quy định thời hạn")
        case WorkingDays(n):
            return so_many("%(n)s ngày làm việc", n)
        case CalendarDays(n):
            return so_many("%(n)s ngày", n)
        case WorkingHours(n):
            return so_many("%(n)s giờ làm việc", n)
        case Months(n):
            return so_many("%(n)s tháng", n)
