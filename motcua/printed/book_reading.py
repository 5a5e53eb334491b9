"""Reads the sheet of the paper register back: text of every cell, or what is wrong with it."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from motcua.domain.paper_book import KEYS
from motcua.domain.refusal import Refused
from motcua.domain.text import search_key
from motcua.printed.book_sheet import FIRST_ROW, HEADINGS, MOST_ROWS, SHEET

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024
MOST_COLUMNS = 40
LONGEST_CELL = 5_000


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line: its row in the sheet, the text of its cells, and what is wrong with them."""

    row: int
    line: dict[str, str]
    problems: tuple[tuple[str, str], ...]


def read_sheet(content: bytes) -> list[SheetLine]:
    """The lines of an uploaded sheet; empty ones are left out.

    Refused `bad_sheet` with `told`, a sentence: not a workbook, too large, without the headings of
    the template, too many columns or lines, nothing in it.
    """
    sheet = _sheet(content)
    if sheet.max_column > MOST_COLUMNS:
        words = _("Bảng có %(found)s cột; mẫu chỉ có %(expected)s cột. Xóa các cột thừa.")
        raise _refusal(words % {"found": sheet.max_column, "expected": len(KEYS)})
    places = _places(sheet)
    lines = list(_lines(sheet, places))
    if not lines:
        raise _refusal(_("Bảng chưa có dòng nào. Nhập từ dòng %(row)s.") % {"row": FIRST_ROW})
    if len(lines) > MOST_ROWS:
        words = _("Bảng có %(found)s dòng, nhiều hơn %(most)s. Chia thành nhiều tệp.")
        raise _refusal(words % {"found": len(lines), "most": MOST_ROWS})
    return lines


def _refusal(words: str) -> Refused:
    return Refused("bad_sheet", field="file", told=words)


def _sheet(content: bytes) -> Worksheet:
    if len(content) > MOST_BYTES:
        raise _refusal(_("Tệp lớn hơn 10 MB. Chia thành nhiều tệp."))
    broken = _("Tệp không phải bảng tính XLSX đọc được. Lưu lại dạng .xlsx rồi tải lên.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED:
                raise _refusal(_("Tệp chứa quá nhiều dữ liệu. Chỉ giữ trang của sổ."))
        book = load_workbook(BytesIO(content), data_only=False, keep_links=False)
    except Refused:
        raise
    except Exception:  # openpyxl raises whatever its parsers meet in a broken file
        raise _refusal(broken) from None
    found = book[SHEET] if SHEET in book.sheetnames else next(iter(book.worksheets), None)
    if not isinstance(found, Worksheet):
        raise _refusal(broken)
    return found


def _places(sheet: Worksheet) -> dict[str, int]:
    """In which column each heading stands: they may be moved, and extra ones are left alone."""
    known = {search_key(str(words)): key for key, words in HEADINGS.items()}
    places: dict[str, int] = {}
    for place in range(1, sheet.max_column + 1):
        key = known.get(search_key(str(sheet.cell(1, place).value or "")))
        if key:
            places.setdefault(key, place)
    missing = [str(HEADINGS[key]) for key in KEYS if key not in places]
    if missing:
        words = _("Dòng đầu thiếu cột: %(columns)s. Dùng đúng mẫu tải từ trang này.")
        raise _refusal(words % {"columns": ", ".join(missing)})
    return places


def _lines(sheet: Worksheet, places: dict[str, int]) -> Iterator[SheetLine]:
    merged = _merged(sheet)
    for row in sheet.iter_rows(min_row=FIRST_ROW):
        line: dict[str, str] = {}
        problems: list[tuple[str, str]] = []
        for key in KEYS:
            cell = row[places[key] - 1]
            text, wrong = _text(key, cell)
            if text:
                line[key] = text
            if (cell.row, cell.column) in merged:
                wrong = _("Ô này bị gộp với ô khác. Bỏ gộp ô, ghi riêng từng dòng.")
            if wrong:
                problems.append((key, wrong))
        if line or problems:
            yield SheetLine(int(row[0].row or 0), line, tuple(problems))


def _merged(sheet: Worksheet) -> set[tuple[Any, Any]]:
    return {
        place
        for area in sheet.merged_cells.ranges
        if area.size["rows"] * area.size["columns"] <= MOST_ROWS * MOST_COLUMNS
        for place in area.cells
        if place[0] >= FIRST_ROW
    }


def _text(key: str, cell: Any) -> tuple[str, str]:
    """The text of a cell, and what is wrong with it."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        words = _("Ô này là công thức. Dán giá trị thay cho công thức.")
        return str(getattr(value, "text", value))[:200], words
    if cell.data_type == "e":
        return str(value), _("Ô này báo lỗi của bảng tính. Ghi lại giá trị.")
    text = _written(key, value)
    if len(text) > LONGEST_CELL:
        return text[:200], _("Ô này quá dài.")
    return text, ""


def _written(key: str, value: object) -> str:
    if isinstance(value, datetime):
        clock = f" {value:%H:%M}" if value.hour or value.minute else ""
        return f"{value:%d/%m/%Y}{clock}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(key, value)
    return str(value)


def _number(key: str, value: int) -> str:
    """A number as it was written: spreadsheets take the first zero away."""
    lengths = {"phone": 10, "identity": 12}
    text = str(value)
    return f"0{text}" if len(text) + 1 == lengths.get(key) else text
