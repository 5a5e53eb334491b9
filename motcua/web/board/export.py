"""Tables to fetch: at once, or for long ones written in the background with their progress."""

from tempfile import TemporaryFile
from typing import IO

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from motcua.actions.exports import order_export
from motcua.domain.refusal import Refused
from motcua.printed.sheets import CSV, MEDIA_TYPES, XLSX, Sheet, csv_lines, write_xlsx
from motcua.reads.exports import export_of
from motcua.web.board.export_asked import sheet_asked
from motcua.web.board.export_file import file_of
from motcua.web.board.frame import sees_figures
from motcua.web.formats import vn_number
from motcua.web.http import current_now, desk_page, is_htmx, memberships, person_id, refusal_page
from motcua.web.language import in_vietnamese

AT_ONCE, MOST = 10_000, 1_000_000
"""Rows that are sent at once; rows that one file may hold (a sheet of XLSX ends at 1.048.576)."""


@require_http_methods(["GET", "HEAD", "POST"])
@sees_figures
def page(request: HttpRequest) -> HttpResponseBase:
    """`?table=&format=` and the question of the page it stands on. A long one is offered to be
    written in the background, which POST orders."""
    form = request.GET.get("format", XLSX)
    try:
        if form not in MEDIA_TYPES:
            raise Refused("bad_choice", value=form[:10])
        sheet = sheet_asked(request.GET, memberships(request), current_now())
        if sheet.count > MOST:
            raise Refused("export_too_long", rows=vn_number(sheet.count), most=vn_number(MOST))
        if request.method == "POST" or sheet.count > AT_ONCE:
            return _in_background(request, sheet)
        return csv_answer(sheet) if form == CSV else xlsx_answer(sheet)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))


def _in_background(request: HttpRequest, sheet: Sheet) -> HttpResponseBase:
    if request.method != "POST":
        context = {"sheet": sheet, "address": request.get_full_path()}
        return desk_page(request, "board/export_offer.html", context)
    number = order_export(
        person_id(request),
        request.GET.urlencode(),
        sheet.title,
        sheet.count,
        machine=timezone.now(),
    )
    return HttpResponseRedirect(reverse("board-export-of", args=[number]))


@require_safe
@sees_figures
def progress(request: HttpRequest, number: int) -> HttpResponseBase:
    """How far an export is; the page asks again by itself until it is ready."""
    try:
        found = export_of(number, person_id(request))
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    context = {"export": found, "part": 100 * found.done // max(found.total, 1)}
    if is_htmx(request):
        return render(request, "board/export_state.html", context)
    return desk_page(request, "board/export.html", context)


@require_safe
@sees_figures
def fetch(request: HttpRequest, number: int) -> HttpResponseBase:
    """The file of an export that is ready."""
    try:
        found = export_of(number, person_id(request))
        path = file_of(number)
        if found.state != "ready" or not path.exists():
            raise Refused("export_not_ready")
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    form = QueryDict(found.asked).get("format", XLSX)
    return _file(path.open("rb"), form or XLSX, found.title)


def csv_answer(sheet: Sheet) -> HttpResponseBase:
    """The table as it is being written."""
    answer = StreamingHttpResponse(csv_lines(sheet), content_type=MEDIA_TYPES[CSV])
    answer["Content-Disposition"] = f'attachment; filename="{_name(CSV)}"'
    return answer


@in_vietnamese
def xlsx_answer(sheet: Sheet) -> HttpResponseBase:
    """The table as a workbook: written to a file of its own first, for its parts lie at its end."""
    target = TemporaryFile()  # noqa: SIM115 closed by the answer
    write_xlsx(sheet, target)
    target.seek(0)
    return _file(target, XLSX, sheet.title)


def _file(target: IO[bytes], form: str, title: str) -> FileResponse:
    return FileResponse(
        target, as_attachment=True, filename=_name(form), content_type=MEDIA_TYPES[form]
    )


def _name(form: str) -> str:
    return f"so-lieu-{current_now():%Y%m%d-%H%M}.{form}"
