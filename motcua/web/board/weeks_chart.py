"""The trend by week of reception, in figures and as a finding."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from motcua.statistics.question import Question
from motcua.statistics.weeks import Week
from motcua.web.board.asked import behind_url
from motcua.web.board.charts import Told
from motcua.web.board.headline import percent


def told_weeks(weekly: Sequence[Week], question: Question) -> list[Told]:
    """Each week as a point of the chart; one without a dossier tells nothing."""
    return [_told(week, question) for week in weekly]


def week_question(week: Week, question: Question) -> Question:
    """The same question of those received in one week."""
    return replace(question, first=week.first, last=week.last, cohort=True, by="")


def _told(week: Week, question: Question) -> Told:
    kept = week.received - week.late
    shown = percent(kept, week.received)
    words = {"day": f"{week.first:%d/%m}", "rate": shown}
    here = week_question(week, question)
    return Told(
        Fraction(kept, week.received) if week.received else None,
        shown,
        _("Tuần từ %(day)s: %(rate)s") % words,
        behind_url("late" if week.late else "received", here),
    )


def weeks_finding(told: Sequence[Told], goal: int | None) -> str:
    """What the line says: how many weeks reached the order's share, and the lowest."""
    rated = [one for one in told if one.rate is not None]
    if not rated:
        return _("Chưa có hồ sơ nào trong kỳ")
    if goal is None:
        return _("Đúng hạn theo tuần tiếp nhận")
    reached = sum(one.rate is not None and one.rate * 100 >= goal for one in rated)
    words = {"goal": goal, "n": reached, "all": len(rated)}
    if not reached:
        return _("Chưa tuần nào đạt %(goal)s %%") % words
    if reached == len(rated):
        return _("Tuần nào cũng đạt %(goal)s %%") % words
    return _("%(n)s trong %(all)s tuần đạt %(goal)s %%") % words
