"""The board by field and procedure: where the late dossiers are, whatever the unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.reads.law import agency_tree
from motcua.statistics.fields import Field, fields
from motcua.statistics.figures import Row
from motcua.statistics.question import Question
from motcua.statistics.rates import whole_percent
from motcua.web.board.asked import asked, written
from motcua.web.board.charts import share
from motcua.web.board.frame import board_page, sees_figures
from motcua.web.board.headline import SHOWN_RATE, order_for, percent
from motcua.web.board.ranking import Cell, cells
from motcua.web.http import current_now, refusal_page


@dataclass(frozen=True, slots=True)
class Line:
    """One field or one procedure of it: its late dossiers as a bar."""

    key: str
    name: str
    is_field: bool
    rate: str
    late_width: str
    cells: tuple[Cell, ...]
    time_url: str


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """One agency and all below it, asked the same as on its board."""
    now, tree = current_now(), agency_tree()
    try:
        agency = tree.find(key).key
        order = order_for(agency, local_day(now))
        levels = order.levels if order is not None and order.issuer == agency else ()
        wanted = asked(request.GET, agency, local_day(now), levels)
        if wanted.errors:
            return board_page(
                request, "board/fields.html", "board-fields", wanted, {"refused": True}, status=422
            )
        found, total = fields(wanted.question, now)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    context = _context(found, total, wanted.question)
    return board_page(request, "board/fields.html", "board-fields", wanted, context)


def _context(found: Sequence[Field], total: Row, question: Question) -> dict[str, Any]:
    worst_first = sorted(found, key=lambda one: (-one.whole.figures["late"], one.whole.key))
    most = max((one.whole.figures["late"] for one in found), default=0)
    return {
        "lines": [line for one in worst_first for line in _of_field(one, most, question)],
        "total": cells(total, question),
        "total_rate": percent(*total.rates[SHOWN_RATE]),
        "finding": _finding(worst_first, total),
    }


def _of_field(one: Field, most: int, question: Question) -> list[Line]:
    procedures = sorted(one.procedures, key=lambda row: (-row.figures["late"], row.key))
    whole = _line(one.whole, most, question, field=one.whole.key)
    return [whole, *(_line(row, most, question, procedure=row.key) for row in procedures)]


def _line(row: Row, most: int, question: Question, **part: str) -> Line:
    time = f"{reverse('board-time', args=[question.agency])}?{written(question, **part)}"
    return Line(
        key=row.key,
        name=row.name,
        is_field="field" in part,
        rate=percent(*row.rates[SHOWN_RATE]),
        late_width=share(row.figures["late"], most),
        cells=cells(row, question, **part),
        time_url=time if "procedure" in part and row.figures["solved"] else "",
    )


def _finding(worst_first: Sequence[Field], total: Row) -> str:
    late = total.figures["late"]
    if not worst_first:
        return _("Không phát sinh hồ sơ ở lĩnh vực nào")
    if not late:
        return _("Không lĩnh vực nào có hồ sơ trễ hạn")
    first = worst_first[0].whole
    words = {"name": first.name, "share": whole_percent(first.figures["late"], late)}
    return _("%(name)s chiếm %(share)s %% số hồ sơ trễ hạn") % words
