"""Official tables on screen, as PDF and as XLSX; each cell leads to as many dossiers."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.domain import commands as do
from motcua.models import Clock
from tests.printed.reading import text as words_of_pdf
from tests.story import ONE_STOP, PERMIT, at, received, tell
from tests.web.client import Visitor, page_of, text_of, words_of
from tests.web.clock_story import proposed, with_nga

ADDRESS = "/board/H08.38/official"
MARCH = "from=2020-03-15&to=2020-04-14"


@pytest.fixture(autouse=True)
def may(db, monkeypatch):
    monkeypatch.setattr(Clock, "now", lambda clock: at("2020-05-04 08:00"))


@pytest.fixture
def story():
    """Two permits late, one withdrawn before its day, one received before the period."""
    received(PERMIT, ONE_STOP, at("2020-03-10 09:00"))
    received(PERMIT, ONE_STOP, at("2020-03-16 09:00"))
    gone = received(PERMIT, ONE_STOP, at("2020-03-16 10:00"))
    tell(gone, "lan", do.Withdraw("công dân đề nghị rút hồ sơ"), at("2020-03-18 09:00"))
    received(PERMIT, ONE_STOP, at("2020-04-10 09:00"))


def row(page, name):
    rows = [words_of(one) for one in page_of(page).all("tr")]
    return next(words for words in rows if name in words)


def test_the_table_stands_as_it_is_printed_with_its_identities(story):
    page = Visitor.named("thang").get(f"{ADDRESS}?{MARCH}")
    assert row(page, "Kiểm thử").endswith("Kiểm thử 4 0 3 1 1 1 0 0 3 1 2")
    words = text_of(page)
    assert "lập theo mẫu TT 01/2020" in words
    assert "1 hồ sơ kết thúc không có kết quả: trả lại 0, người nộp rút 1, dừng 0" in words
    assert "chưa có dữ liệu" in words


def test_each_cell_leads_to_as_many_dossiers(story):
    visitor = Visitor.named("thang")
    html = visitor.get(f"{ADDRESS}?{MARCH}").content.decode()
    links = re.findall(r'<a href="(/board/behind[^"]+figure=cell_[^"]+)">([0-9]+)</a>', html)
    assert len(links) == 16  # eight cells of the field and as many of the sum
    for url, count in links:
        listed = visitor.get(url.replace("&amp;", "&"))
        assert listed.status_code == 200
        assert len(set(re.findall(r"000\.00\.38\.H08-[0-9]{6}-[0-9]{4}", text_of(listed)))) == int(
            count
        )


def test_each_cell_of_the_reasons_leads_to_as_many_dossiers(db):
    with_nga()  # due 25 March, and nobody says why it is late
    with_nga()
    proposed()  # another one, for which Nga told why
    visitor = Visitor.named("thang")
    html = visitor.get(f"{ADDRESS}?{MARCH}").content.decode()
    links = re.findall(r'<a href="(/board/behind[^"]+figure=late[^"]+)">([0-9]+)</a>', html)
    assert [int(count) for _url, count in links] == [3, 1, 2] * 2
    seen = []
    for url, count in links:
        listed = visitor.get(url.replace("&amp;", "&"))
        assert listed.status_code == 200
        codes = set(re.findall(r"000\.00\.38\.H08-[0-9]{6}-[0-9]{4}", text_of(listed)))
        assert len(codes) == int(count)
        seen.append(codes)
    assert seen[1] | seen[2] == seen[0]
    assert not seen[1] & seen[2]
    assert "cơ quan phối hợp trả lời chậm" in text_of(
        visitor.get(links[1][0].replace("&amp;", "&"))
    )
    wrong = links[1][0].replace("&amp;", "&").replace("coordination_slow", "the_moon")
    assert visitor.get(wrong).status_code == 409


def test_without_days_it_is_the_month_reported_last():
    words = text_of(Visitor.named("thang").get(ADDRESS))
    assert "kỳ 15/03/2020 – 14/04/2020" in words
    assert "Không phát sinh hồ sơ trong kỳ" in words
    for preset in ("Tháng 4/2020", "Tháng 5/2020", "Quý 1/2020", "Năm 2019"):
        assert preset in words


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("from=2020-04-14&to=2020-03-15", "Kỳ kết thúc sớm hơn"),
        ("from=2020-04-14&to=2020-05-31", "không được sau hôm nay"),
        ("from=31/02/2020&to=2020-04-14", "chưa tính được kỳ này"),
    ],
)
def test_days_that_make_no_period_are_refused_without_a_number(days, sentence):
    page = Visitor.named("thang").get(f"{ADDRESS}?{days}")
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert not page_of(page).all("tfoot")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/board/H99/official", 404),
        (f"{ADDRESS}/06b.pdf?{MARCH}", 409),
        (f"{ADDRESS}/06a.doc?{MARCH}", 409),
    ],
)
def test_what_there_is_not_is_told(address, status):
    assert Visitor.named("thang").get(address).status_code == status


def test_whoever_may_see_no_dossier_sees_no_table():
    assert Visitor.named("quan").get(ADDRESS).status_code == 404


@pytest.mark.parametrize("table", ["06a", "07a"])
def test_the_pdf_and_the_sheet_say_the_same(story, table):
    visitor = Visitor.named("thang")
    pdf = visitor.get(f"{ADDRESS}/{table}.pdf?{MARCH}")
    assert pdf["Content-Type"] == "application/pdf"
    printed = words_of_pdf(pdf.content)
    sheet = load_workbook(BytesIO(visitor.get(f"{ADDRESS}/{table}.xlsx?{MARCH}").content)).active
    lines = [[cell for cell in row if cell is not None] for row in sheet.values]
    total = [cells for cells in lines if cells and cells[0] == "Tổng số"][-1]
    for words in ("TT 01/2020", "Kiểm thử", "15/03/2020"):
        assert words in printed
        assert any(words in str(cell) for cells in lines for cell in cells)
    if table == "06a":
        assert total == ["Tổng số", 4, 0, 3, 1, 1, 1, 0, 0, 3, 1, 2]
        assert "4 0 3 1 1 1 0 0 3 1 2" in " ".join(printed.split())
    else:
        assert total[1] == 2
    assert not [
        merged for merged in sheet.merged_cells.ranges if merged.size == {"rows": 1, "columns": 1}
    ]


def test_the_page_asks_the_same_however_many_dossiers(story):
    visitor = Visitor.named("thang")
    visitor.get(f"{ADDRESS}?{MARCH}")
    counted = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            visitor.get(f"{ADDRESS}?{MARCH}")
        counted.append(len(asked))
        for _again in range(5):
            received(PERMIT, ONE_STOP, at("2020-03-17 09:00"))
    assert counted[0] == counted[1] <= 40
