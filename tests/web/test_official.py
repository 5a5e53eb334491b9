"""Official tables on screen, as PDF and as XLSX; each cell leads to as many dossiers."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.actions.publication import add_scores
from motcua.domain import commands as do
from motcua.management.reference_data import DATA
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
    assert len(links) == 5 * 8  # of the field, and its sum; of the unit, its level, their sum
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
        (f"{ADDRESS}/06c.pdf?{MARCH}", 409),
        (f"{ADDRESS}/07b.pdf?{MARCH}", 409),
        (f"/board/H08.38.12/official/06b.pdf?{MARCH}", 409),
        (f"{ADDRESS}/procedures?on=2020-04-14&column=3", 409),
        ("/board/H08/official/procedures?on=2020-04-14&column=2", 409),
        ("/board/H08/official/procedures?on=32/04/2020&column=3", 409),
        (f"{ADDRESS}/06a.doc?{MARCH}", 409),
    ],
)
def test_what_there_is_not_is_told(address, status):
    assert Visitor.named("thang").get(address).status_code == status


def test_whoever_may_see_no_dossier_sees_no_table():
    assert Visitor.named("quan").get(ADDRESS).status_code == 404


@pytest.mark.parametrize("table", ["06a", "06b", "07a"])
def test_the_pdf_and_the_sheet_say_the_same(story, table):
    visitor = Visitor.named("thang")
    pdf = visitor.get(f"{ADDRESS}/{table}.pdf?{MARCH}")
    assert pdf["Content-Type"] == "application/pdf"
    printed = words_of_pdf(pdf.content)
    sheet = load_workbook(BytesIO(visitor.get(f"{ADDRESS}/{table}.xlsx?{MARCH}").content)).active
    lines = [[cell for cell in row if cell is not None] for row in sheet.values]
    total = [cells for cells in lines if cells and cells[0] == "Tổng số"][-1]
    line = "huyện Phù Cát" if table == "06b" else "Kiểm thử"
    for words in ("TT 01/2020", line, "15/03/2020"):
        assert words in printed
        assert any(words in str(cell) for cells in lines for cell in cells)
    if table.startswith("06"):
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


def test_a_district_gathers_its_units_and_says_what_is_understood(story):
    page = Visitor.named("thang").get(f"{ADDRESS}?{MARCH}")
    words = text_of(page)
    assert "II.06b/VPCP/KSTT" in words
    assert row(page, "Cấp huyện").startswith("I Cấp huyện 4 0 3 1 1 1 0 0 3 1 2")
    assert "chia dòng theo đơn vị là cách hiểu của hệ thống" in words
    assert "II.07b" not in words
    assert "II.06b" not in text_of(Visitor.named("khai").get(f"/board/H08.38.12/official?{MARCH}"))


def test_the_province_counts_procedures_and_each_cell_leads_to_them(story):
    visitor = Visitor.named("thang")
    html = visitor.get(f"/board/H08/official?{MARCH}").content.decode()
    assert "II.06c/VPCP/KSTT" in html
    links = re.findall(r'<a href="(/board/H08/official/procedures[^"]+)">([0-9]+)</a>', html)
    assert len(links) == 2 * 9
    for url, count in links:
        page = visitor.get(url.replace("&amp;", "&"))
        assert page.status_code == 200
        head = text_of(page)
        assert f": {count} " in head
        listed = re.findall(r'href="/procedures/(1\.9[0-9]+)"', page.content.decode())
        twice = head.count("(2 quy trình)")
        assert len(listed) + twice == int(count)
    for ending in ("pdf", "xlsx"):
        file = visitor.get(f"/board/H08/official/07b.{ending}?{MARCH}")
        assert (file.status_code, len(file.content) > 5_000) == (200, True)


def test_the_groups_of_decision_766_have_points_only_where_there_are_data(story):
    for file in sorted((DATA / "scores").glob("*.toml")):
        add_scores(file.name, file.read_text("utf-8"), now=at("2020-05-04 08:00"))
    page = Visitor.named("thang").get(f"{ADDRESS}?{MARCH}")
    words = text_of(page)
    assert row(page, "2. Tiến độ, kết quả giải quyết").startswith(
        "2. Tiến độ, kết quả giải quyết 10/20 4 hồ sơ phải giải quyết, trừ 2 hồ sơ trễ hạn"
    )
    for name in ("1. Công khai, minh bạch", "5. Mức độ hài lòng"):
        assert row(page, name).startswith(f"{name} chưa có dữ liệu Thiếu: ")
    assert row(page, "Tổng các nhóm có dữ liệu") == "Tổng các nhóm có dữ liệu 10/20"
    assert "có hiệu lực từ ngày 23/06/2022, sau kỳ này" in words
    html = page.content.decode().partition('id="h-766"')[2]
    for url, count in re.findall(r'<a href="(/board/behind[^"]+)">([0-9]+)</a>', html):
        assert f" {count} hồ sơ" in text_of(Visitor.named("thang").get(url.replace("&amp;", "&")))
