"""Silent and thin units: who has the system and takes in nothing, or too little to be believed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.silence import WINDOW
from motcua.reads.law import agency_tree
from motcua.reads.words.silence import reason_words
from motcua.statistics.intake import Quiet, intake
from motcua.statistics.question import Question
from motcua.web.board.asked import Asked, asked, board_url
from motcua.web.board.frame import board_page, home_agency, sees_figures
from motcua.web.board.headline import plain_name
from motcua.web.formats import vn_number
from motcua.web.http import current_now, refusal_page

SHOWN = ("quiet", "silent", "thin", "all")
"""What the list shows: those with a word against them, only silent, only thin, everybody."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the list; `expected` in words, '' where too few peers say it."""

    name: str
    parent: str
    url: str
    received: int
    expected: str
    days_since_last: int | None
    sign_ins: int
    kind: str
    tag: str
    reason: str


@require_safe
@sees_figures
def page(request: HttpRequest) -> HttpResponseBase:
    """`?agency=&as_of=&show=`; of one's own agency up to yesterday if nothing is asked."""
    today = local_day(current_now())
    try:
        agency = agency_tree().find(request.GET.get("agency") or home_agency(request)).key
        wanted = asked(request.GET, agency, today)
        if wanted.errors:
            return _draw(request, wanted, {"refused": True, "in_query": True}, status=422)
        day = wanted.question.as_of or today
        found = intake(agency, day)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    return _draw(request, wanted, _context(request, wanted, found, day))


def _draw(
    request: HttpRequest, wanted: Asked, context: dict[str, Any], status: int = 200
) -> HttpResponseBase:
    name = "board-silent"
    return board_page(request, "board/silent.html", name, wanted, context, status=status)


def _context(
    request: HttpRequest, wanted: Asked, found: Sequence[Quiet], day: date
) -> dict[str, Any]:
    show = request.GET.get("show", "")
    show = show if show in SHOWN else SHOWN[0]
    counts = counted(found)
    offered = [
        ("quiet", _("Im lặng hoặc quá ít"), counts["silent"] + counts["thin"]),
        ("silent", _("Im lặng"), counts["silent"]),
        ("thin", _("Quá ít"), counts["thin"]),
        ("all", _("Tất cả đơn vị tiếp nhận"), len(found)),
    ]
    here = f"{reverse('board-silent')}?agency={wanted.question.agency}&as_of={day.isoformat()}"
    return {
        "day": day,
        "window": WINDOW,
        "counts": counts,
        "all": len(found),
        "choices": [
            {"label": label, "count": n, "url": f"{here}&show={name}", "current": name == show}
            for name, label, n in offered
        ],
        "lines": silent_lines(found, day, show, wanted.question),
        "in_query": True,
    }


def counted(found: Sequence[Quiet]) -> Counter[str]:
    """How many are silent, and how many thin."""
    return Counter(
        "silent" if one.verdict.silent else "thin" if one.verdict.thin else "active"
        for one in found
    )


def silent_lines(found: Sequence[Quiet], day: date, show: str, question: Question) -> list[Line]:
    """Silent first, then thin, then the others; within each by district and in the tree's order."""
    tree = agency_tree()
    kept = [one for one in found if _is_shown(one, show)]
    kept.sort(key=lambda one: (not one.verdict.silent, not one.verdict.thin, one.parent))
    return [_line(one, day, question, tree) for one in kept]


def _is_shown(one: Quiet, show: str) -> bool:
    silent, thin = one.verdict.silent, one.verdict.thin
    return {"quiet": silent or thin, "silent": silent, "thin": thin}.get(show, True)


def _line(one: Quiet, day: date, question: Question, tree: AgencyTree) -> Line:
    expected = one.verdict.expected
    kind, tag = "ok", _("có hồ sơ")
    if one.verdict.silent:
        kind, tag = "late", _("im lặng")
    elif one.verdict.thin:
        kind, tag = "soon", _("quá ít")
    return Line(
        name=plain_name(tree, one.unit, day),
        parent=plain_name(tree, one.parent, day) if one.parent in tree else "",
        url=board_url(replace(question, agency=one.unit, levels=())),
        received=one.verdict.received,
        expected="" if expected is None else vn_number(round(expected)),
        days_since_last=one.days_since_last,
        sign_ins=one.sign_ins,
        kind=kind,
        tag=tag,
        reason=reason_words(one.verdict) if one.verdict.thin else "",
    )
