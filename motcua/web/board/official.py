"""Official tables of an agency: II.06a to II.07b and the nine indices, for any period.

On screen each cell leads to its dossiers; the same tables come as PDF and as XLSX.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.reporting_periods import MONTHS, ReportingPeriod, Span, period_of
from motcua.printed import documents as doc
from motcua.printed.official_sheet import write_official
from motcua.printed.render import render
from motcua.printed.sheets import MEDIA_TYPES, XLSX
from motcua.reads.law import agency_tree
from motcua.statistics.indices import NAMES, SOURCES, indices
from motcua.statistics.official import Line, ReasonLine, directly, table_06a, table_07a
from motcua.statistics.question import Question
from motcua.web.board.asked import PERIOD, asked, behind_url
from motcua.web.board.frame import board_page, sees_figures
from motcua.web.board.official_by_unit import by_unit_context, printed_by_unit
from motcua.web.board.official_groups import groups_context
from motcua.web.board.official_procedures import printed_07b, procedures_context
from motcua.web.board.official_tables import REASONS, Shown, footnotes, printed_06a, printed_07a
from motcua.web.board.part import UNTOLD as NO_REASON
from motcua.web.formats import vn_number
from motcua.web.http import current_now, refusal_page
from motcua.web.language import in_vietnamese

NAME = "board-official"
TABLES = ("06a", "06b", "06c", "07a", "07b")
FORMATS = ("pdf", "xlsx")


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """`?from=&to=&as_of=`; the month that was reported last if missing."""
    now = current_now()
    try:
        wanted = _wanted(request, key, now)
        if wanted.errors:
            refused = {"refused": True}
            return board_page(request, "board/official.html", NAME, wanted, refused, status=422)
        question = wanted.question
        lines, total = table_06a(question, now)
        reasons, late = table_07a(question, now)
        scored = indices(question, now)
        gathered, files = by_unit_context(question, now), _files(question)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    context = {
        "head": printed_06a(question, lines, total, now),
        "lines": [(line.name, _cells(line, question)) for line in lines],
        "total": _cells(total, question),
        "footnotes": footnotes(total.folded),
        "late_head": printed_07a(question, reasons, late, now),
        "late_lines": [(line.name, _late_cells(line, question)) for line in reasons],
        "late_total": _late_cells(late, question),
        "scored": scored,
        "indices": [_index(one) for one in scored.indices],
        "gathered": gathered,
        "counted": procedures_context(question, now),
        "service": groups_context(question, now),
        "presets": list(_presets(question, local_day(now))),
        "files": files,
        "gathered_files": files[gathered["table"]] if gathered else [],
    }
    return board_page(request, "board/official.html", NAME, wanted, context)


@require_safe
@sees_figures
def file(request: HttpRequest, key: str, table: str, ending: str) -> HttpResponseBase:
    """One of the tables as PDF or XLSX."""
    now = current_now()
    try:
        wanted = _wanted(request, key, now)
        if wanted.errors or table not in TABLES or ending not in FORMATS:
            raise Refused("bad_period")
        printed = in_vietnamese(_printed)(table, wanted.question, now)
    except Refused as no:
        return refusal_page(request, no, back=reverse(NAME, args=[key]))
    days = f"{printed.first:%Y%m%d}-{printed.last:%Y%m%d}"
    name = f"bieu-II.{table}-{key}-{days}.{ending}"
    if ending == "pdf":
        shown = {"Content-Disposition": f'inline; filename="{name}"'}
        return HttpResponse(render(printed), "application/pdf", headers=shown)
    kept = BytesIO()
    write_official(printed, kept)
    given = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept.getvalue(), MEDIA_TYPES[XLSX], headers=given)


def _printed(table: str, question: Question, now: datetime) -> doc.OfficialTable:
    """Refused for a table that is not made of this agency."""
    if table == "06a":
        return printed_06a(question, *table_06a(question, now), now)
    if table == "07a":
        return printed_07a(question, *table_07a(question, now), now)
    found = printed_07b(question, now) if table == "07b" else printed_by_unit(table, question, now)
    if found is None:
        raise Refused("bad_period")
    return found


def _wanted(request: HttpRequest, key: str, now: datetime) -> Any:
    agency, today = agency_tree().find(key).key, local_day(now)
    get = request.GET.copy()
    get["count"], get["level"], get["basis"] = PERIOD, "", "dossier"
    if "from" not in get and "to" not in get:
        month = last_reported(today)
        get["from"], get["to"] = month.first.isoformat(), month.last.isoformat()
    return asked(get, agency, today)


def last_reported(today: date) -> ReportingPeriod:
    """The newest month whose data are cut off."""
    here = period_of(Span.MONTH, today)
    return period_of(Span.MONTH, here.first - timedelta(days=1))


def _cells(line: Line, question: Question) -> list[Shown]:
    narrowed = directly(question)
    part = {"field": line.key} if line.key else {}
    return [
        Shown(n, behind_url(f"cell_{column}", narrowed, **part) if n else "")
        for column, n in line.cells.items()
    ]


def _late_cells(line: ReasonLine, question: Question) -> list[Shown]:
    """All late ones of a line of II.07a, then those of each reason."""
    narrowed = directly(question)
    part = {"field": line.key} if line.key else {}
    whole = Shown(line.late, behind_url("late", narrowed, **part) if line.late else "")
    return [
        whole,
        *(
            Shown(n, behind_url("late", narrowed, **part, reason=reason or NO_REASON) if n else "")
            for reason, n in ((reason, line.reasons[reason]) for reason in REASONS)
        ),
    ]


def _index(one: Any) -> dict[str, str]:
    score = one.score
    return {
        "number": str(one.number),
        "name": _now(NAMES[one.number]),
        "score": "" if score is None else vn_number(Decimal(f"{float(score):.1f}")),
        "source": _now(SOURCES[one.number]) if one.number in SOURCES else "",
        "base": vn_number(one.den),
    }


WORDS = {
    Span.MONTH: _("Tháng %(n)s/%(year)s"),
    Span.QUARTER: _("Quý %(n)s/%(year)s"),
    Span.HALF_YEAR: _("6 tháng, đợt %(n)s/%(year)s"),
    Span.YEAR: _("Năm %(year)s"),
}


def _presets(question: Question, today: date) -> Iterator[dict[str, Any]]:
    """Of each span the newest period that is over, and the one that runs, up to today."""
    for span in MONTHS:
        running = period_of(span, today)
        for one in (period_of(span, running.first - timedelta(days=1)), running):
            last = min(one.last, today)
            tail = f"from={one.first.isoformat()}&to={last.isoformat()}&as_of={last.isoformat()}"
            yield {
                "label": WORDS[span] % {"n": one.number, "year": one.year},
                "url": f"{reverse(NAME, args=[question.agency])}?{tail}",
                "current": (question.first, question.last) == (one.first, last),
            }


def _files(question: Question) -> dict[str, list[tuple[str, str]]]:
    days = f"from={question.first.isoformat()}&to={question.last.isoformat()}"
    days += f"&as_of={question.as_of.isoformat()}" if question.as_of else ""
    return {
        table: [
            (
                ending.upper(),
                f"{reverse('board-official-file', args=[question.agency, table, ending])}?{days}",
            )
            for ending in FORMATS
        ]
        for table in TABLES
    }
