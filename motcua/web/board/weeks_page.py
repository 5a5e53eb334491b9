"""Unit by week: where and since when dossiers are late. A table whose cells are drawn, each of
which leads to its dossiers; a week without any is silent, never on time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.reads.law import agency_tree
from motcua.reads.words.numbers import so_many
from motcua.statistics.question import Question
from motcua.statistics.rates import meets, tenths
from motcua.statistics.unit_weeks import Counted, Grid, UnitWeeks, of_week, unit_weeks
from motcua.statistics.weeks import Week
from motcua.web.board.asked import asked, board_url, written
from motcua.web.board.frame import board_page, sees_figures
from motcua.web.board.headline import SHOWN_RATE, order_for, percent
from motcua.web.board.ranking import names_of, ranked, short
from motcua.web.board.weeks_chart import week_question
from motcua.web.formats import vn_number
from motcua.web.http import current_now, refusal_page

STEPS = (
    (100, gettext_lazy("100 %")),
    (95, gettext_lazy("từ 95 %")),
    (90, gettext_lazy("từ 90 %")),
    (75, gettext_lazy("từ 75 %")),
    (50, gettext_lazy("từ 50 %")),
    (0, gettext_lazy("dưới 50 %")),
)
"""Shades, light to dark: from which rate on, exactly. Darker is later, in grey too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit's week. `step` is its shade, None where nothing came in; `shown` the rate in whole
    percent, rounded down; `below` late of all."""

    step: int | None
    shown: str = ""
    below: str = ""
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit: its rate of the whole period, by which it is ranked, and its weeks."""

    name: str
    above: str
    url: str
    rate: str
    cells: tuple[Cell, ...]


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """One agency, asked the same as on its board; `?each=1` for every unit by itself."""
    now, tree = current_now(), agency_tree()
    each = request.GET.get("each") == "1"
    try:
        agency = tree.find(key).key
        order = order_for(agency, local_day(now))
        levels = order.levels if order is not None and order.issuer == agency else ()
        wanted = asked(request.GET, agency, local_day(now), levels)
        context: dict[str, Any] = {"refused": bool(wanted.errors)}
        if not wanted.errors:
            grid = unit_weeks(wanted.question, now, each=each)
            context = _context(grid, wanted.question, order, tree, each=each)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    kept = {"kept": {"each": "1"} if each else {}}
    status = 422 if wanted.errors else 200
    return board_page(
        request, "board/weeks.html", "board-weeks", wanted, {**context, **kept}, status=status
    )


def _context(
    grid: Grid, question: Question, order: Order | None, tree: AgencyTree, *, each: bool
) -> dict[str, Any]:
    told, silent = in_order(grid)
    names = _names(grid, tree, question, each=each)
    goal = order.share if order else None
    here = reverse("board-weeks", args=[question.agency])
    return {
        "weeks": [(week, of_week(week.counts)) for week in grid.weeks],
        "totals": [_total(week) for week in grid.weeks],
        "lines": _lines(told, grid, names, question, tree, each=each),
        "silent": [names[one.row.key] for one in silent if tree.get(one.row.key).is_committee],
        "heading": _heading(told, goal),
        "most": _most(told, grid, names),
        "steps": list(enumerate(words for _least, words in STEPS)),
        "views": [
            (_("Theo đơn vị trực thuộc"), f"{here}?{written(question)}", not each),
            (_("Từng đơn vị"), f"{here}?{written(question, each=1)}", each),
        ],
        "table": "each_unit_weeks" if each else "unit_weeks",
    }


def in_order(grid: Grid) -> tuple[list[UnitWeeks], list[UnitWeeks]]:
    """Units as the board ranks them; and those of which it tells no rate."""
    of = {one.row.key: one for one in grid.units}
    told = [of[row.key] for row in ranked([one.row for one in grid.units])]
    return told, [one for one in grid.units if one.row.silent]


def _names(grid: Grid, tree: AgencyTree, question: Question, *, each: bool) -> dict[str, str]:
    """The short name of each row by its key, as on the board; of each unit its committee follows,
    so two of one name are told apart."""
    rows = [one.row for one in grid.units]
    if not each:
        return names_of(rows, tree, question)
    return {row.key: short(tree.short_name(row.key, question.last)) for row in rows}


def _lines(
    told: Sequence[UnitWeeks],
    grid: Grid,
    names: dict[str, str],
    question: Question,
    tree: AgencyTree,
    *,
    each: bool,
) -> list[Line]:
    behind = reverse("board-behind")
    tails = [f"{behind}?{written(week_question(week, question))}" for week in grid.weeks]
    return [
        Line(
            name=names[one.row.key],
            above=_above(one.row.key, question, tree) if each else _own(one),
            url=board_url(replace(question, agency=one.row.key, by="")),
            rate=percent(*one.row.rates[SHOWN_RATE]),
            cells=tuple(
                _cell(counted, week, one, names[one.row.key], tail)
                for counted, week, tail in zip(one.weeks, grid.weeks, tails, strict=True)
            ),
        )
        for one in told
    ]


def _own(unit: UnitWeeks) -> str:
    return _("riêng") if unit.row.own else ""


def _above(key: str, question: Question, tree: AgencyTree) -> str:
    """Under which committee a unit stands, where that is not the one in view."""
    found = next((one for one in tree.ancestors(key) if tree.get(one).is_committee), "")
    if key == question.agency or found in ("", question.agency):
        return ""
    return short(tree.short_name(found, question.last))


def _cell(counted: Counted, week: Week, unit: UnitWeeks, name: str, tail: str) -> Cell:
    shown = tenths(counted.kept, counted.base, good=True)
    if shown is None:
        return Cell(None, words=_("không phát sinh"))
    below = f"{vn_number(counted.late)}/{vn_number(counted.base)}"
    part = {"figure": "late" if counted.late else "to_resolve", "agency": unit.row.key}
    if unit.row.own:
        part["own"] = "1"
    words = {"unit": name, "day": f"{week.first:%d/%m}", "rate": shown // 10, "below": below}
    return Cell(
        step=step_of(counted),
        shown=str(shown // 10),
        below=below,
        words=_("%(unit)s, tuần từ %(day)s: %(rate)s %%, trễ %(below)s") % words,
        url=f"{tail}&{urlencode(part)}",
    )


def step_of(counted: Counted) -> int:
    """Which shade: by the exact rate, so that 19 of 20 is 95."""
    least = (place for place, (share, _words) in enumerate(STEPS) if _reaches(counted, share))
    return next(least, len(STEPS) - 1)


def _reaches(counted: Counted, share: int) -> bool:
    return meets(counted.kept, counted.base, share)


def _total(week: Week) -> str:
    counted = of_week(week.counts)
    shown = tenths(counted.kept, counted.base, good=True)
    return "" if shown is None else str(shown // 10)


def _heading(told: Sequence[UnitWeeks], goal: int | None) -> str:
    if not told:
        return _("Chưa có hồ sơ nào trong kỳ")
    if goal is None:
        return _("Đúng hạn theo đơn vị và tuần")
    failing = sum(any(one.base and not _reaches(one, goal) for one in unit.weeks) for unit in told)
    words = {"n": failing, "all": len(told), "goal": goal}
    if not failing:
        return _("Không đơn vị nào có tuần dưới %(goal)s %%") % words
    return _("%(n)s trong %(all)s đơn vị có tuần dưới %(goal)s %%") % words


def _most(told: Sequence[UnitWeeks], grid: Grid, names: dict[str, str]) -> str:
    """The unit's week with most late dossiers, in words."""
    late = [
        (counted.late, unit.row.key, week.first)
        for unit in told
        for counted, week in zip(unit.weeks, grid.weeks, strict=True)
    ]
    count, key, first = max(late, key=lambda one: one[0], default=(0, "", None))
    if not count or first is None:
        return _("Không có hồ sơ trễ hạn trong các tuần này.")
    where = {"unit": names[key], "day": f"{first:%d/%m}"}
    return so_many("Trễ nhiều nhất: %(unit)s, tuần từ %(day)s, %(n)s hồ sơ.", count, **where)
