"""The late dossiers of a published period, by unit, without anybody's name: a page at a time."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.domain.refusal import Refused
from motcua.reads.late_list import late_lines
from motcua.reads.words import refusal_words
from motcua.statistics.drill import Place, behind
from motcua.statistics.question import Question
from motcua.web.behind_place import read_place, write_place
from motcua.web.frame import public_context
from motcua.web.public.figures import found_or_404
from motcua.web.public.figures_rows import Sheet, sheet_of

ROWS = 50


@require_safe
def late(request: HttpRequest, first: str, last: str) -> HttpResponseBase:
    """`?unit=` (the whole if missing); `?after=` where the page before ended."""
    found = found_or_404(first, last)
    sheet = sheet_of(found)
    frame = public_context(request)
    key = request.GET.get("unit") or str(found.document["top"])
    if key not in sheet.units:
        sentence = refusal_words(Refused("unknown_agency"))
        return render(request, "errors/404.html", {**frame, "sentence": sentence}, status=404)
    question = Question(key, found.first, found.last, cohort=True, as_of=found.as_of)
    place = read_place(request.GET.get("after", ""))
    page = behind("late", question, frame["now"], after=place, limit=ROWS + 1)
    shown = page[:ROWS]
    lines = late_lines([one.key for one in shown], found.last, frame["now"])
    following = shown[-1].place if len(page) > ROWS else None
    context = {
        **frame,
        "period": found,
        "unit": sheet.units[key],
        "count": sheet.whole[key]["late"],
        "lines": lines,
        "pager": _pager(request, sheet, key, following),
        "back_url": _back(sheet, key),
    }
    return render(request, "public/figures_late.html", context)


def _pager(request: HttpRequest, sheet: Sheet, key: str, following: Place | None) -> dict[str, Any]:
    here = sheet.url("figures-late")
    begun = "after" in request.GET
    pager = {"previous_url": f"{here}?{urlencode({'unit': key})}" if begun else "", "next_url": ""}
    if following is not None:
        after = write_place(following)
        pager["next_url"] = f"{here}?{urlencode({'unit': key, 'after': after})}"
    return pager


def _back(sheet: Sheet, key: str) -> str:
    if key == sheet.document["top"] or not sheet.children[key]:
        return sheet.url("figures-period")
    return sheet.url("figures-unit", key)
