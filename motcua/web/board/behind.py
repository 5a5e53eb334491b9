"""The dossiers behind a number, a page at a time: code, procedure, unit, who holds it, dates."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.reads.behind import lines
from motcua.reads.law import agency_tree
from motcua.statistics.catalogue import BY_NAME, CELLS
from motcua.statistics.drill import Behind, behind
from motcua.statistics.question import Question
from motcua.web.behind_place import read_place, write_place
from motcua.web.board.asked import Asked, asked, behind_url, written
from motcua.web.board.frame import board_page, sees_figures
from motcua.web.board.part import Part, part_of
from motcua.web.http import current_now, memberships, refusal_page

ROWS = 50
KNOWN = BY_NAME | CELLS
"""What a list may stand behind: every figure, and every column of II.06a."""


@require_safe
@sees_figures
def page(request: HttpRequest) -> HttpResponseBase:
    """`?figure=&agency=` and the question of the board; `after` begins a later page."""
    now = current_now()
    try:
        agency = agency_tree().find(request.GET.get("agency", "")).key
        wanted = asked(request.GET, agency, local_day(now))
        figure = KNOWN.get(request.GET.get("figure", ""))
        if figure is None:
            raise Refused("bad_choice", value=request.GET.get("figure", "")[:40])
        if wanted.errors:
            raise Refused("bad_period")
        part = part_of(request.GET, wanted.question)
        found = _found(request, figure.name, wanted.question, part, now)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    context = _context(figure.name, wanted, part, found, request, now)
    return board_page(request, "board/behind.html", "board-of", wanted, context)


def _found(
    request: HttpRequest, figure: str, question: Question, part: Part, now: datetime
) -> list[Behind]:
    place = read_place(request.GET.get("after", ""))
    return behind(figure, question, now, after=place, limit=ROWS + 1, narrow=part.narrow)


def _context(
    figure: str,
    wanted: Asked,
    part: Part,
    found: list[Behind],
    request: HttpRequest,
    now: datetime,
) -> dict[str, Any]:
    shown, question = found[:ROWS], wanted.question
    known = lines([one.key for one in shown], memberships(request), now)
    more = len(found) > ROWS
    later = read_place(request.GET.get("after", "")) is not None
    here = {**part.kept, "figure": figure, "agency": question.agency}
    return {
        "figure": KNOWN[figure],
        "part": part.words,
        "lines": [(one, known[one.key]) for one in shown if one.key in known],
        "counted": "" if later else _counted(found),
        "first_url": behind_url(figure, question, **part.kept) if later else "",
        "next_url": behind_url(figure, question, **part.kept, after=write_place(shown[-1].place))
        if more
        else "",
        "export": f"{reverse('board-export')}?{written(question, **here, table='behind')}",
        "leg": question.basis == "leg",
    }


def _counted(found: list[Behind]) -> str:
    """How many, where the first page holds them all: nobody counts a list to page through it."""
    return _("hơn %(n)s") % {"n": ROWS} if len(found) > ROWS else str(len(found))
