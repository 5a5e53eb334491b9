"""Many people bring the same: one procedure, one checklist, a line a person, an outcome a line."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Refused
from motcua.reads.words.numbers import so_many
from motcua.web.desk import reception_acts as acts
from motcua.web.desk.reception_draft import draft_of, no_counter
from motcua.web.desk.reception_form import Reception
from motcua.web.desk.reception_many_form import (
    AT_FIRST,
    MORE,
    MOST,
    Row,
    read_row,
    refused_row,
    rows_of,
)
from motcua.web.desk.reception_page import Draft, context
from motcua.web.desk.reception_words import Problem
from motcua.web.http import desk_page, person_id, signed_in


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row: its code and promise, or why not (the row stays to be mended)."""

    done: bool
    name: str
    code: str
    words: str
    receipt: str = ""


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def receive_many(request: HttpRequest) -> HttpResponse:
    """The page with its rows; sent, an outcome for each row that bears a name."""
    draft = draft_of(request)
    if draft is None:
        return no_counter(request)
    rows = rows_of(draft.typed, _count(draft), draft.counter.day)
    act = request.POST.get("do", "")
    if request.method != "POST" or "choose" in request.POST or act in ("more", "search", "card"):
        return _show(request, replace(draft, searching=act == "search"), rows)
    return _receive(request, draft, rows)


def _count(draft: Draft) -> int:
    typed = draft.typed.get("rows", "")
    known = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else AT_FIRST
    known += MORE if draft.typed.get("do") == "more" else 0
    return max(1, min(MOST, known))


def _receive(request: HttpRequest, draft: Draft, rows: list[Row]) -> HttpResponse:
    typed = [row for row in rows if not row.blank]
    if draft.chosen is None or not typed:
        nothing = Problem("procedure-search", _("Chưa chọn thủ tục. Gõ vài chữ rồi chọn."))
        if draft.chosen is not None:
            nothing = Problem("row-1-name", _("Chưa có người nào. Gõ họ tên ít nhất một dòng."))
        return _show(request, replace(draft, problems=(nothing,)), rows, status=422)
    read = [read_row(row, draft.typed, draft.counter, draft.chosen) for row in typed]
    good = [(reception, row) for reception, row in read if reception is not None]
    told = acts.receive_many([one for one, _row in good], person_id(request), draft.counter.now)
    lines, left = [], [row for reception, row in read if reception is None]
    for (reception, row), outcome in zip(good, told, strict=True):
        if isinstance(outcome, Refused):
            left.append(refused_row(row, outcome, draft.chosen))
        else:
            lines.append(_received(reception, outcome))
    left.sort(key=lambda row: row.number)
    draft, left = _shared(draft, left)
    lines += [Line(False, _name(row), "", " ".join(_words(row))) for row in left]
    status = 200 if len(left) < len(typed) else 422
    return _show(request, draft, _again(left, len(rows), draft.counter.day), lines, status)


def _shared(draft: Draft, left: list[Row]) -> tuple[Draft, list[Row]]:
    """Papers that are missing are missing for all: said once, beside the checklist."""
    papers = {
        problem.field: problem
        for row in left
        for problem in row.problems
        if problem.field.startswith("paper-")
    }
    return replace(draft, problems=tuple(papers.values())), left


def _again(left: list[Row], count: int, today: date) -> list[Row]:
    """What is not received stays, moved up; the rest of the page is blank again, with new keys."""
    blank = [row for row in rows_of({}, max(count, AT_FIRST), today) if row.number > len(left)]
    moved = [replace(row, number=number) for number, row in enumerate(left, start=1)]
    return [*moved, *blank]


def _received(reception: Reception, code: str) -> Line:
    receipt = reverse("dossier-print", args=[code, "receipt"])
    return Line(True, reception.applicant.name, code, _("đã tiếp nhận"), receipt)


def _name(row: Row) -> str:
    return row.typed.get("applicant-name", "") or _("Dòng %(n)s") % {"n": row.number}


def _words(row: Row) -> list[str]:
    return [problem.words for problem in row.problems]


def _show(
    request: HttpRequest,
    draft: Draft,
    rows: list[Row],
    lines: list[Line] | None = None,
    status: int = 200,
) -> HttpResponse:
    done = sum(line.done for line in lines or ())
    more: dict[str, Any] = {"many": True, "rows": rows, "lines": lines or []}
    more["full"] = len(rows) >= MOST
    if lines:
        left = len(lines) - done
        heading = so_many("%(n)s hồ sơ đã tiếp nhận, %(left)s dòng chưa", done, left=left)
        more["lines_heading"] = heading
    return desk_page(request, "desk/receive_many.html", context(draft) | more, status)
