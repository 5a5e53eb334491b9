"""Where time goes: by unit and by step, without what dossiers stood waiting for the citizen."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.reads.law import agency_tree
from motcua.reads.procedures import versions
from motcua.reads.words import role_words
from motcua.reads.words.numbers import so_many
from motcua.statistics.procedures import procedure_names
from motcua.statistics.question import Question
from motcua.statistics.stretches import MOST, Spent, Stretch, spent
from motcua.web.board.asked import asked, behind_url
from motcua.web.board.charts import share
from motcua.web.board.frame import board_page, sees_figures
from motcua.web.board.headline import percent
from motcua.web.formats import vn_number
from motcua.web.http import current_now, refusal_page


@dataclass(frozen=True, slots=True)
class Line:
    """A unit or a step: its part of all the time as a bar, and how long one of its legs takes."""

    name: str
    legs: int
    part: str
    width: str
    middle: str
    usual: str
    late: int | None


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """Of dossiers solved in the period; `?procedure=` of one procedure, by its own steps."""
    now = current_now()
    try:
        agency = agency_tree().find(key).key
        wanted = asked(request.GET, agency, local_day(now))
        if wanted.errors:
            return board_page(
                request, "board/time.html", "board-time", wanted, {"refused": True}, status=422
            )
        procedure = request.GET.get("procedure", "")[:32]
        named = procedure_names([procedure])[procedure] if procedure else ""
        context = _context(wanted.question, procedure, named)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    return board_page(request, "board/time.html", "board-time", wanted, context)


def time_lines(found: Spent, question: Question, procedure: str) -> dict[str, list[Line]]:
    """The two tables of the page."""
    tree = agency_tree()
    units = {one.key: tree.short_name(one.key, question.last) for one in found.units}
    if procedure:
        names = {step.number: step.name for step in versions(procedure)[0].procedure.steps}
        steps = {one.key: names.get(int(one.key), one.key) for one in found.steps}
    else:
        steps = {one.key: role_words(Role(one.key)) for one in found.steps}
    return {"units": _lines(found.units, units), "steps": _lines(found.steps, steps)}


def _context(question: Question, procedure: str, named: str) -> dict[str, Any]:
    found = spent(question, procedure)
    return {
        "spent": found,
        "procedure": named,
        "most": MOST,
        "middle": days(found.middle),
        "usual": days(found.usual),
        "waited": percent(round(found.waited * 1000), round(found.days * 1000), good=False),
        "solved_url": behind_url("solved", question, procedure=procedure),
        **time_lines(found, question, procedure),
    }


def _lines(found: Iterable[Stretch], names: dict[str, str]) -> list[Line]:
    stretches = list(found)
    whole = sum(one.days for one in stretches)
    most = max((one.days for one in stretches), default=0.0)
    return [
        Line(
            name=names[one.key],
            legs=one.legs,
            part=percent(round(one.days * 1000), round(whole * 1000)),
            width=share(round(one.days * 1000), round(most * 1000)),
            middle=days(one.middle),
            usual=days(one.usual),
            late=one.late if one.limited else None,
        )
        for one in stretches
    ]


def days(value: float) -> str:
    """A length in days as a table shows it: '2,5'; hours below one day.

    >>> days(2.54), days(0.25).replace(chr(160), " ")
    ('2,5 ngày', '6 giờ')
    """
    if value < 1:
        hours = round(value * 24)
        return so_many("%(n)s giờ", hours)
    tenths = Fraction(round(value * 10), 10)
    return so_many("%(n)s ngày", 1 if tenths == 1 else 2, vn_number(tenths))
