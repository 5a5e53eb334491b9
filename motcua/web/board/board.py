"""The board of a province, district or commune: is it on time, who is not, and since when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.reads.law import agency_tree, scores
from motcua.reads.words.numbers import so_many
from motcua.statistics.ageing import ages
from motcua.statistics.figures import Answer
from motcua.statistics.intake import silence
from motcua.statistics.overview import overview
from motcua.statistics.question import Question
from motcua.web.board.ageing_chart import ageing
from motcua.web.board.asked import Asked, asked, behind_url, board_url
from motcua.web.board.charts import share, trend
from motcua.web.board.cost import cost
from motcua.web.board.frame import board_page, home_agency, sees_figures
from motcua.web.board.headline import (
    SHOWN_RATE,
    headline,
    most_of_the_late,
    of,
    order_for,
    percent,
    plain_name,
)
from motcua.web.board.ranking import cells, names_of, ranking
from motcua.web.board.silent_band import Band, band
from motcua.web.board.weeks_chart import told_weeks, weeks_finding
from motcua.web.http import current_now, refusal_page


@require_safe
@sees_figures
def home(request: HttpRequest) -> HttpResponseBase:
    """The board of the agency that one acts for."""
    return HttpResponseRedirect(reverse("board-of", args=[home_agency(request)]))


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """One agency and all below it."""
    now, tree = current_now(), agency_tree()
    try:
        agency = tree.find(key).key
        order = order_for(agency, local_day(now))
        wanted = asked(request.GET, agency, local_day(now), _levels(agency, order))
        if wanted.errors:
            return _draw(request, wanted, {"refused": True}, status=422)
        context = board(wanted.question, order, now)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    return _draw(request, wanted, context)


def _levels(agency: str, order: Order | None) -> tuple[str, ...]:
    """An issuer's board begins with the units that its order binds."""
    return order.levels if order is not None and order.issuer == agency else ()


def _draw(
    request: HttpRequest, wanted: Asked, context: dict[str, Any], status: int = 200
) -> HttpResponseBase:
    return board_page(request, "board/board.html", "board-of", wanted, context, status=status)


def board(question: Question, order: Order | None, now: datetime) -> dict[str, Any]:
    """Everything on the page. Refused for an agency that did not stand in the period."""
    tree, day = agency_tree(), question.as_of or question.last
    found, weekly = overview(question, now)
    names = names_of(found.rows, tree, question)
    drawn, silent = ranking(found.rows, found.total, names, question, order)
    line = order.share if order else None
    told = told_weeks(weekly, question)
    quiet = band(silence(question.agency, day), question, tree, day)
    name = plain_name(tree, question.agency, question.last)
    return {
        "headline": headline(name, found.total, found.rows, order, local_day(now)),
        "figures": five_figures(found, quiet, question),
        "order": order,
        "bars": drawn if len(found.rows) > 1 else [],
        "nothing": [bar for bar in silent if tree.get(bar.key).is_committee],
        "total": _total(found, question),
        "finding": most_of_the_late(found.rows, names, found.total.figures["late"]),
        "band": quiet,
        "trend": trend(told, line) if any(one.rate is not None for one in told) else None,
        "weeks": list(zip(weekly, told, strict=True)),
        "by_unit": board_url(question, "board-weeks") if len(found.rows) > 1 else "",
        "weeks_finding": weeks_finding(told, line),
        "cost": cost(scores(), found.total, day) if _is_top(question, tree) else [],
        "ageing": ageing(ages(question, now), found.total, question, day),
    }


def _is_top(question: Question, tree: AgencyTree) -> bool:
    return tree.get(question.agency).parent is None


@dataclass(frozen=True, slots=True)
class Big:
    """One of the five figures: what, how many, of what, and the list behind it."""

    words: str
    count: int
    url: str
    base: str
    late: bool = False


def five_figures(found: Answer, quiet: Band, question: Question) -> list[Big]:
    """What a chairman asks first. Each with its base."""
    figures = found.total.figures
    received = figures["to_resolve"]
    base = _("số tiếp nhận") if question.cohort else _("số phải giải quyết")
    open_, of_open = figures["in_process"], _("số đang giải quyết")
    late_base = of(figures["late"], received, base, good=False)
    lying = so_many("%(n)s hồ sơ chưa xong", figures["overdue"]) if figures["overdue"] else ""

    def big(name: str, words: str, below: str, *, late: bool = False) -> Big:
        url = behind_url(name, question) if figures[name] else ""
        return Big(words, figures[name], url, below, late=late and figures[name] > 0)

    return [
        big("received", _("Tiếp nhận"), _("hồ sơ trong kỳ")),
        big("solved", _("Đã giải quyết"), of(figures["solved"], received, base)),
        big("late", _("Trễ hạn"), "; ".join(one for one in (late_base, lying) if one), late=True),
        big("waiting", _("Chờ công dân bổ sung"), of(figures["waiting"], open_, of_open)),
        Big(quiet.words, quiet.silent, quiet.url, quiet.base, late=quiet.silent > 0)
        if quiet.groups
        else big("in_term", _("Còn trong hạn"), of(figures["in_term"], open_, of_open)),
    ]


def _total(found: Answer, question: Question) -> dict[str, Any]:
    num, den = found.total.rates[SHOWN_RATE]
    return {
        "rate": percent(num, den),
        "ok": share(num, den),
        "late": share(den - num, den),
        "cells": cells(found.total, question),
    }
