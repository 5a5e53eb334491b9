"""A month's review of one agency: filled in and signed by its head, read by those above."""

import re
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.actions import reviews as act
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.reads.dossiers import names_of
from motcua.reads.law import agency_tree
from motcua.reads.reviews import may_read
from motcua.reads.words import refusal_words
from motcua.reads.words.numbers import so_many
from motcua.web.board.frame import sees_figures
from motcua.web.board.review_data import Gathered, gather
from motcua.web.board.review_form import Sheet, empty, read_sheet
from motcua.web.board.review_frame import REVIEWS, reporting, review_page, standing
from motcua.web.board.review_view import about_me, shown
from motcua.web.http import current_now, memberships, person_id, refusal_page

ROWS = 40
"""Late dossiers shown at first; `?all=1` shows all of them."""
LINES = 12
"""Lines to be filled in at once, by `?part=`; each brings a form of its own. `?all=1`: all."""
_NEXT = re.compile(r"part=[0-9]{1,4}|all=1")
GROUPS = ("units", "collectives", "people")


@require_http_methods(["GET", "HEAD", "POST"])
@sees_figures
def page(request: HttpRequest, month: str, key: str) -> HttpResponseBase:
    """GET the review; POST its lines by the head: all that changed, or none where one is wrong."""
    now = current_now()
    try:
        found = _asked(request, month, key, now)
        if request.method != "POST":
            return _drawn(request, empty(found))
        sheet = read_sheet(found, request.POST.dict(), local_day(now))
        if sheet.errors:
            return _drawn(request, sheet, status=422)
        count = (
            act.record(person_id(request), key, month, sheet.lines, sheet.verdicts, now=now)
            if sheet.lines or sheet.verdicts
            else 0
        )
    except Refused as no:
        return refusal_page(request, no, back=request.path)
    said = so_many("Đã ghi %(n)s dòng kết luận.", count) if count else _("Chưa có gì thay đổi.")
    messages.success(request, said)
    # Going on to another part saves this one, so that nothing typed is lost on the way.
    asked = request.POST.get("next", "")
    here = asked if _NEXT.fullmatch(asked) else request.GET.urlencode()
    return redirect(reverse("review", args=(month, key)) + (f"?{here}" if here else ""))


@require_POST
@sees_figures
def signature(request: HttpRequest, month: str, key: str) -> HttpResponseBase:
    """The head signs; where lines are missing the page comes back with them marked."""
    now = current_now()
    try:
        found = _asked(request, month, key, now)
        words = request.POST.get("statement", "")
        person = person_id(request)
        act.sign_off(person, key, month, found.counted(), found.wanted, words, now=now)
    except Refused as no:
        if no.reason == "review_incomplete":
            return _drawn(request, empty(found), status=409, refusal=no)
        return refusal_page(request, no, back=_back(request))
    messages.success(request, _("Đã ký bản kiểm điểm. Báo cáo đã sẵn sàng để in và gửi."))
    return redirect("review", month=month, key=key)


@require_POST
@sees_figures
def answers(request: HttpRequest, month: str, key: str) -> HttpResponseBase:
    """`about`: AGENCY:PERSON; `answer`: what the named one has to say."""
    now, person = current_now(), person_id(request)
    agency, _colon, who = request.POST.get("about", "").partition(":")
    name = (agency, int(who) if who.isdecimal() and len(who) < 16 else None)
    try:
        _asked(request, month, key, now)
        act.answer(person, key, month, name, request.POST.get("answer", ""), now=now)
    except Refused as no:
        return refusal_page(request, no, back=_back(request))
    messages.success(request, _("Đã ghi giải trình vào bản kiểm điểm."))
    return redirect("review", month=month, key=key)


def _back(request: HttpRequest) -> str:
    return request.path.rpartition("/")[0]


def _asked(request: HttpRequest, month: str, key: str, now: datetime) -> Gathered:
    """The review, for heads of the agency or above, and for those it names; Http404 for others."""
    standing(key)
    found = gather(key, reporting(month), now)
    held = memberships(request)
    if may_read(held, key, agency_tree()) or about_me(found, held, person_id(request)):
        return found
    raise Http404


def _drawn(
    request: HttpRequest, sheet: Sheet, status: int = 200, refusal: Refused | None = None
) -> HttpResponse:
    found, held = sheet.found, memberships(request)
    is_head = any(one.agency == found.agency and one.role is Role.LEADER for one in held)
    fills = is_head and found.review.signed is None
    whole = may_read(held, found.agency, agency_tree())
    me = person_id(request)
    context: dict[str, Any] = {
        **shown(sheet, fills=fills, whole=whole, mine=about_me(found, held, me), now=current_now()),
        "signed_by": names_of([found.review.signed_by]).get(found.review.signed_by, ""),
        "refusal": refusal_words(refusal) if refusal else "",
    }
    count = len(context["lines"])
    if request.GET.get("all") != "1":
        context["lines"] = context["lines"][:ROWS]
        if fills:
            context |= _part(request, context)
    context |= {"line_count": count, "rest": count - len(context["lines"])}
    return review_page(request, REVIEWS, found.agency, "board/review.html", context, status=status)


def _part(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The lines of one part, and the way to the others; nothing where they are few. Who tries to
    sign too early sees the first part in which something is lacking."""
    rows = [(group, row) for group in GROUPS for row in context[group]]
    if len(rows) <= LINES:
        return {}
    parts = -(-len(rows) // LINES)
    asked = request.GET.get("part", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    if context["refusal"]:
        lacking = (at for at, (_group, row) in enumerate(rows) if row["lacking"])
        number = next(lacking, 0) // LINES + 1
    number = min(max(1, number), parts)
    here = rows[(number - 1) * LINES : number * LINES]
    return {
        **{group: [row for of, row in here if of == group] for group in GROUPS},
        "parts": [{"number": one, "current": one == number} for one in range(1, parts + 1)],
        "part": number,
    }
