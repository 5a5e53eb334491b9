"""A table as XLSX or CSV, row by row, whatever its length; nothing in it can act as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from typing import IO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as OfBook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from motcua.domain.local_time import local

XLSX, CSV = "xlsx", "csv"
MEDIA_TYPES: Final = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|")
"""With these a spreadsheet may begin to reckon instead of to read."""
Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: its title, what it counts, the columns (words, width in letters), and
    rows that are made while they are written. `count` is how many there will be."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Sequence[Cell]]
    count: int


def harmless(text: str) -> str:
    """Text as a spreadsheet takes it for text.

    >>> harmless("=1+1"), harmless("Phù Cát")
    ("'=1+1", 'Phù Cát')
    """
    return f"'{text}" if text.startswith(ACTIVE) else text


def csv_lines(sheet: Sheet) -> Iterator[bytes]:
    """The heading and every row, with the mark by which Excel knows UTF-8."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    kept = StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    for row in _with_heading(sheet):
        writer.writerow([_csv_cell(cell) for cell in row])
        yield kept.getvalue().encode()
        kept.seek(0)
        kept.truncate()


def _with_heading(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    yield [words for words, _width in sheet.columns]
    yield from sheet.rows


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell


def write_xlsx(sheet: Sheet, target: IO[bytes]) -> None:
    """Title, notes, heading and rows; the heading stays in sight. Rows are not kept in memory."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Số liệu")
    assert isinstance(page, WriteOnlyWorksheet)
    for number, (_words, width) in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = width  # type: ignore[attr-defined]
    page.freeze_panes = f"A{len(sheet.notes) + 4}"
    page.append([_text(page, sheet.title, Font(bold=True, size=14))])
    for note in sheet.notes:
        page.append([_text(page, note, Font(italic=True))])
    page.append([])
    page.append([_heading(page, words) for words, _width in sheet.columns])
    for row in sheet.rows:
        page.append([_xlsx_cell(page, cell) for cell in row])
    book.save(target)


def _text(page: WriteOnlyWorksheet, text: str, font: Font | None = None) -> OfBook:
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"  # whatever it begins with, it is text
    if font is not None:
        cell.font = font
    return cell


def _heading(page: WriteOnlyWorksheet, words: str) -> OfBook:
    cell = _text(page, words, Font(bold=True))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _xlsx_cell(page: WriteOnlyWorksheet, cell: Cell) -> OfBook | Cell:
    if isinstance(cell, str):
        return _text(page, cell)
    if isinstance(cell, date):
        day = local(cell).date() if isinstance(cell, datetime) else cell
        dated = WriteOnlyCell(page, value=datetime.combine(day, time()))
        dated.number_format = "dd/mm/yyyy"
        return dated
    return cell
