"""Tables as XLSX and CSV: the same rows, and nothing in them that reckons."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from motcua.printed.sheets import Sheet, csv_lines, harmless, write_xlsx
from tests.story import at

COLUMNS = (("Đơn vị", 30), ("Hồ sơ", 10), ("Ngày", 12))


def sheet(*rows):
    return Sheet("Số liệu", ("Kỳ thử.",), COLUMNS, iter(rows), len(rows))


def as_xlsx(made):
    target = BytesIO()
    write_xlsx(made, target)
    target.seek(0)
    return load_workbook(target).active


def test_a_workbook_has_title_notes_heading_and_rows():
    page = as_xlsx(sheet(["Phù Cát", 1404, date(2020, 3, 18)], ["An Lão", None, None]))
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "Số liệu"
    assert rows[1][0] == "Kỳ thử."
    assert rows[3] == ["Đơn vị", "Hồ sơ", "Ngày"]
    assert rows[4][:2] == ["Phù Cát", 1404]
    assert rows[4][2].date() == date(2020, 3, 18)
    assert page.freeze_panes == "A5"


def test_a_moment_is_the_local_day_in_a_workbook_and_has_its_minute_in_csv():
    late = at("2020-03-19 00:30")
    page = as_xlsx(sheet(["a", 1, late]))
    assert page["C5"].value.date() == date(2020, 3, 19)
    assert b"2020-03-19 00:30" in b"".join(csv_lines(sheet(["a", 1, late])))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "|calc"])
def test_what_a_spreadsheet_would_reckon_stays_text(text):
    page = as_xlsx(sheet([text, 1, None]))
    assert page["A5"].data_type == "s"
    assert page["A5"].value == text.replace("\r", "\n")
    line = b"".join(csv_lines(sheet([text, 1, None]))).decode().split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'")


def test_csv_says_that_it_is_utf_8_and_keeps_numbers_as_numbers():
    content = b"".join(csv_lines(sheet(["Quy Nhơn, thành phố", -3, None])))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == '"Quy Nhơn, thành phố",-3,'


@given(st.text(max_size=20))
def test_no_text_begins_a_formula(text):
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
