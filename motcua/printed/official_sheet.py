"""An official table as XLSX, laid out as it is printed: merged heads, numbers of columns, notes."""

from collections.abc import Iterator
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from motcua.printed.documents import HeadCell, OfficialTable
from motcua.printed.sheets import harmless
from motcua.printed.words import due_figures

FONT = "Times New Roman"
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
WIDTH = 150
"""The sheet's width in letters, shared out over the columns."""


def write_official(table: OfficialTable, target: IO[bytes]) -> None:
    """The table, to be printed on A4 landscape, one sheet wide."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = table.code.partition("/")[0]
    columns = len(table.widths)
    row = _headings(page, table, columns)
    row = _heads(page, table.heads, row, columns)
    for at, cells in enumerate((*table.rows, table.total)):
        _line(page, row, cells, bold=at in table.sums or at == len(table.rows))
        row += 1
    for note in (*table.notes, f"Số liệu tính đến hết ngày {due_figures(table.as_of)}."):
        row += 1
        _wide(page, row, note, columns, Font(name=FONT, size=11, italic=True), _LEFT)
    _set_up(page, table)
    book.save(target)


def _headings(page: Worksheet, table: OfficialTable, columns: int) -> int:
    plain, bold = Font(name=FONT, size=12), Font(name=FONT, size=12, bold=True)
    lines = [
        (f"Biểu số {table.code}", Font(name=FONT, size=11, italic=True)),
        (table.head.issuer.upper(), bold),
        (table.title.upper(), Font(name=FONT, size=13, bold=True)),
    ]
    if table.form_note:
        lines.append((f"({table.form_note})", Font(name=FONT, size=11, italic=True)))
    days = f"từ ngày {due_figures(table.first)} đến hết ngày {due_figures(table.last)}"
    lines += [
        (f"Kỳ báo cáo: {days}", plain),
        (f"Cơ quan, đơn vị: {table.agency}", plain),
        (f"Đơn vị tính: {table.measured}", Font(name=FONT, size=11, italic=True)),
    ]
    for row, (words, font) in enumerate(lines, start=1):
        _wide(page, row, words, columns, font, _MIDDLE)
    page.row_dimensions[3].height = 36
    return len(lines) + 2


def _wide(
    page: Worksheet, row: int, words: str, columns: int, font: Font, place: Alignment
) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    cell = page.cell(row, 1, harmless(words))
    cell.font, cell.alignment = font, place


def _heads(page: Worksheet, heads: tuple[tuple[HeadCell, ...], ...], row: int, columns: int) -> int:
    for at, across, cell in _placed(heads, columns):
        line, column = row + at, across + 1
        if cell.down > 1 or cell.across > 1:  # Excel takes a merged single cell for damage
            last = (line + cell.down - 1, column + cell.across - 1)
            page.merge_cells(None, line, column, *last)
        page.cell(line, column, cell.words)
    for line in range(row, row + len(heads) + 1):
        for column in range(1, columns + 1):
            here = page.cell(line, column)
            here.border, here.alignment = _BOX, _MIDDLE
            here.font = Font(name=FONT, size=10, bold=True)
    numbers = row + len(heads)
    for column in range(1, columns + 1):
        here = page.cell(numbers, column, f"({column})")
        here.font = Font(name=FONT, size=10, italic=True)
    return numbers + 1


def _placed(
    heads: tuple[tuple[HeadCell, ...], ...], columns: int
) -> Iterator[tuple[int, int, HeadCell]]:
    """Each head cell with its row and column, as tables of documents are filled: row by row."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(heads):
        free = iter([column for column in range(columns) if (row, column) not in taken])
        for cell in cells:
            column = next(free)
            for _more in range(cell.across - 1):
                next(free)
            taken |= {
                (row + down, column + across)
                for down in range(cell.down)
                for across in range(cell.across)
            }
            yield row, column, cell


def _line(page: Worksheet, row: int, cells: tuple[str | int, ...], *, bold: bool) -> None:
    for column, value in enumerate(cells, start=1):
        cell = page.cell(row, column, harmless(value) if isinstance(value, str) else value)
        cell.border = _BOX
        cell.font = Font(name=FONT, size=11, bold=bold)
        cell.alignment = _LEFT if column == 2 else _MIDDLE
        if isinstance(value, int):
            cell.number_format = "#,##0"


def _set_up(page: Worksheet, table: OfficialTable) -> None:
    for column, share in enumerate(table.widths, start=1):
        width = WIDTH * share / sum(table.widths)
        page.column_dimensions[get_column_letter(column)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
