"""The sheet of the paper register: the template to fill in, and the same sheet with its errors."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from motcua.domain.paper_book import COLUMNS, KEYS

FIRST_ROW = 3
"""Headings, a line of explanation, then the lines of the book."""
MOST_ROWS = 5_000
SHEET = "Sổ"
HEADINGS = {
    "number": _("Số thứ tự trong sổ"),
    "received": _("Ngày nhận"),
    "procedure": _("Mã thủ tục"),
    "name": _("Họ và tên người nộp"),
    "identity": _("Số giấy tờ"),
    "address": _("Địa chỉ"),
    "phone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "content": _("Nội dung"),
    "sets": _("Số bộ"),
    "promised": _("Ngày hẹn trả"),
    "finished": _("Ngày có kết quả"),
    "result_number": _("Số kết quả"),
    "returned": _("Ngày trả"),
    "collected_by": _("Người nhận kết quả"),
}
HINTS = {
    "number": _("như trong sổ; mỗi số một dòng"),
    "received": _("19/03/2020 hoặc 19/03/2020 14:05"),
    "procedure": _("ví dụ 1.001193; xem trang Thủ tục"),
    "identity": _("CCCD, CMND hoặc hộ chiếu"),
    "phone": _("10 chữ số, bắt đầu bằng 0"),
    "promised": _("như đã hẹn trong sổ; để trống thì tính theo quy định"),
    "finished": _("để trống nếu chưa có; có ngày trả thì lấy ngày trả"),
    "returned": _("để trống nếu chưa trả"),
}
EXAMPLE = {
    "number": "17",
    "received": "03/02/2020 08:15",
    "procedure": "1.001193",
    "name": "Nguyễn Văn An",
    "identity": "052089000017",
    "address": "Thôn Hòa Hội",
    "phone": "0905000218",
    "sets": "1",
    "promised": "04/02/2020",
    "finished": "04/02/2020",
    "result_number": "21/GKS",
    "returned": "05/02/2020",
    "collected_by": "Nguyễn Văn An",
}
WIDTHS = {"name": 26, "address": 30, "content": 30, "email": 24, "collected_by": 24}
HEAD = PatternFill("solid", fgColor="FFE3E8EE")
BAD = PatternFill("solid", fgColor="FFF8D7D4")
BOLD, GREY = Font(bold=True), Font(italic=True, color="FF555555")
WRAP = Alignment(wrap_text=True, vertical="top")


def template() -> bytes:
    """The empty sheet, with an example on a sheet of its own."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _headed(sheet, SHEET, KEYS)
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        # As text: a spreadsheet would take zeros away and turn days around.
        for row in range(FIRST_ROW, FIRST_ROW + 300):
            sheet[f"{letter}{row}"].number_format = "@"
        rule = DataValidation(
            type="textLength", operator="lessThanOrEqual", formula1=str(column.limit)
        )
        rule.error = now_("Dài quá %(limit)s ký tự.") % {"limit": column.limit}
        rule.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + MOST_ROWS - 1}")
        sheet.add_data_validation(rule)
    example = book.create_sheet(now_("Ví dụ"))
    _headed(example, now_("Ví dụ"), KEYS)
    for place, key in enumerate(KEYS, start=1):
        _text(example.cell(FIRST_ROW, place), EXAMPLE.get(key, ""))
    return _bytes(book)


def annotated(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """The same lines with their errors in their own cells; only those that are not entered.

    Whatever was typed stands there as text: nothing in it is ever computed.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _headed(sheet, SHEET, (*KEYS, ""))
    sheet.cell(1, len(KEYS) + 1, now_("Cần sửa")).font = BOLD
    for row, one in enumerate(lines, start=FIRST_ROW):
        told: dict[str, list[str]] = {}
        for problem in one["problems"]:
            told.setdefault(problem["key"], []).append(problem["words"])
        for place, key in enumerate(KEYS, start=1):
            cell = sheet.cell(row, place)
            _text(cell, one["line"].get(key, ""))
            if key in told:
                cell.fill = BAD
                cell.comment = Comment(" ".join(told[key]), "Một Cửa", width=320, height=90)
        summary = " ".join(
            f"{HEADINGS.get(key, '')}: {' '.join(words)}" for key, words in told.items()
        )
        _text(sheet.cell(row, len(KEYS) + 1), summary)
    sheet.column_dimensions[get_column_letter(len(KEYS) + 1)].width = 60
    return _bytes(book)


def _headed(sheet: Worksheet, title: str, keys: Sequence[str]) -> None:
    sheet.title = title
    for place, key in enumerate(keys, start=1):
        head = sheet.cell(1, place, str(HEADINGS.get(key, "")))
        head.font, head.fill, head.alignment = BOLD, HEAD, WRAP
        hint = sheet.cell(2, place, str(HINTS.get(key, "")))
        hint.font, hint.alignment = GREY, WRAP
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(key, 16)
    sheet.freeze_panes = f"B{FIRST_ROW}"


def _text(cell: Cell | Any, value: str) -> None:
    cell.value = value
    cell.number_format = "@"
    if value:
        # A cell that begins with = + - @ is text for whoever opens it, too.
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@\t"


def _bytes(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()
