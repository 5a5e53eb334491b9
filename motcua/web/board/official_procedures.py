"""II.07b of the province: how many procedures there are by level, and which they are."""

from collections import Counter
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.printed import documents as doc
from motcua.reads.law import agency_tree
from motcua.statistics.official_procedures import COLUMNS, FieldLine, table_07b
from motcua.statistics.procedures import procedure_names
from motcua.statistics.question import Question
from motcua.web.board.asked import asked
from motcua.web.board.frame import board_page, sees_figures
from motcua.web.board.official_tables import Head, Shown, common
from motcua.web.http import current_now, refusal_page

LIST = "board-official-procedures"
GROUPS: Final = (
    noop("Tổng số TTHC thuộc thẩm quyền giải quyết của địa phương"),
    noop("TTHC được thực hiện theo cơ chế một cửa, một cửa liên thông"),
    noop("Quy trình nội bộ giải quyết TTHC theo cơ chế một cửa, một cửa liên thông được ban hành"),
)
OF_GROUP: Final = (
    (noop("Tổng số TTHC"), noop("Cấp tỉnh"), noop("Cấp huyện"), noop("Cấp xã")),
    (
        noop("Tổng số TTHC"),
        noop("Tại bộ phận một cửa cấp tỉnh"),
        noop("Tại bộ phận một cửa cấp huyện"),
        noop("Tại bộ phận một cửa cấp xã"),
    ),
    (noop("Tổng số quy trình"), noop("Cấp tỉnh"), noop("Cấp huyện"), noop("Cấp xã")),
)
HEADS: Final = (
    (
        Head(noop("TT"), down=2),
        Head(noop("Lĩnh vực"), down=2),
        *(Head(words, across=4) for words in GROUPS),
    ),
    tuple(Head(words) for group in OF_GROUP for words in group),
)
MEASURED: Final = "Số TTHC"
WIDTHS: Final = (2, 10, *([4] * len(COLUMNS)))
NOTES: Final = (
    noop(
        "Đếm thủ tục có hiệu lực ở ngày cuối kỳ, trong danh mục của hệ thống. Một thủ tục có thể"
        " thuộc thẩm quyền của nhiều cấp, nên cột (3), (7) có thể nhỏ hơn tổng các cấp; mỗi cấp"
        " tiếp nhận một quy trình, nên cột (11) = (12) + (13) + (14)."
    ),
    noop(
        "Quy trình được đếm khi có trong danh mục của hệ thống; số quyết định phê duyệt chưa xác"
        " minh. Các cột theo mẫu đã thấy; chia dòng theo lĩnh vực là giả định."
    ),
)


def procedures_context(question: Question, now: datetime) -> dict[str, Any] | None:
    """The section of the page; None for an agency that is not the province's committee."""
    if not _is_province(question.agency):
        return None
    lines, total = table_07b(question.last)
    return {
        "head": _printed(question, lines, total, now),
        "rows": [
            {"number": at, "name": line.name, "cells": _cells(line, question)}
            for at, line in enumerate(lines, start=1)
        ],
        "total": _cells(total, question),
        "notes": NOTES,
    }


def printed_07b(question: Question, now: datetime) -> doc.OfficialTable | None:
    """The document; None for an agency that is not the province's committee."""
    if not _is_province(question.agency):
        return None
    return _printed(question, *table_07b(question.last), now)


def _is_province(key: str) -> bool:
    agency = agency_tree().find(key)
    return agency.is_committee and agency.level == "province"


def _printed(
    question: Question, lines: tuple[FieldLine, ...], total: FieldLine, now: datetime
) -> doc.OfficialTable:
    return doc.OfficialTable(
        **common("II.07b", question, now) | {"measured": MEASURED},
        heads=HEADS,
        widths=WIDTHS,
        rows=tuple((at, line.name, *line.cells.values()) for at, line in enumerate(lines, start=1)),
        total=("", total.name, *total.cells.values()),
        notes=NOTES,
    )


def _cells(line: FieldLine, question: Question) -> list[Shown]:
    def url(column: int) -> str:
        asked_for = {"on": question.last.isoformat(), "column": column, "field": line.key}
        kept = {name: value for name, value in asked_for.items() if value}
        return f"{reverse(LIST, args=[question.agency])}?{urlencode(kept)}"

    return [Shown(n, url(column) if n else "") for column, n in line.cells.items()]


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """`?on=&column=&field=`: the procedures that a cell counts."""
    today = local_day(current_now())
    try:
        agency = agency_tree().find(key).key
        get = request.GET.copy()
        get["from"] = get["to"] = get["as_of"] = get.get("on", "")
        wanted = asked(get, agency, today)
        if wanted.errors or not _is_province(agency):
            raise Refused("bad_period")
        column, line = _line(get.get("column", ""), get.get("field", ""), wanted.question)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    names = procedure_names(line.codes[column])
    counted = Counter(line.codes[column])
    open_today = {code for codes in table_07b(today)[1].codes.values() for code in codes}
    context = {
        "group": _(GROUPS[(column - 3) // 4]),
        "of": _(HEADS[1][column - 3].words),
        "field": line.name if line.key else "",
        "count": counted.total(),
        "basis_line": _("Theo danh mục thủ tục của hệ thống."),
        "procedures": [
            {
                "code": code,
                "name": names[code],
                "times": n if n > 1 else 0,
                "opens": code in open_today,
            }
            for code, n in sorted(counted.items())
        ],
    }
    return board_page(request, "board/official_procedures.html", "board-official", wanted, context)


def _line(column: str, field: str, question: Question) -> tuple[int, FieldLine]:
    number = int(column) if column.isascii() and column.isdigit() and len(column) < 3 else 0
    lines, total = table_07b(question.last)
    line = next((one for one in (*lines, total) if one.key == field), None)
    if number not in COLUMNS or line is None:
        raise Refused("bad_choice", value=f"{column} {field}"[:40])
    return number, line
