"""Tables to fetch: at once or in the background, and no more than a file holds."""

from csv import reader
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from motcua.models import Export
from motcua.web.board import export
from motcua.web.board.export_file import file_of
from tests.story import AN, at, received
from tests.web.client import page_of, text_of
from tests.web.desk_pages import at_desk

pytestmark = pytest.mark.django_db
MONDAY = at("2020-03-30 08:00")
ASKED = {"agency": "H08.38", "from": "2020-01-01", "to": "2020-03-29", "table": "rank"}


@pytest.fixture
def desk():
    received(when=at("2020-03-20 09:00"))
    received(when=at("2020-03-27 09:00"))
    return at_desk("phuc", MONDAY)


def rows_of_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(reader(StringIO(text)))


@pytest.mark.parametrize(
    "table",
    [
        "rank",
        "fields",
        "weeks",
        "unit_weeks",
        "each_unit_weeks",
        "ages",
        "silent",
        "time",
        "behind",
    ],
)
def test_every_table_can_be_fetched_in_both_forms_with_the_same_rows(desk, table):
    asked = {**ASKED, "table": table, "figure": "received"}
    rows = rows_of_csv(desk.get("/board/export", {**asked, "format": "csv"}))
    answer = desk.get("/board/export", asked)
    assert answer["Content-Disposition"].endswith('.xlsx"')
    page = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    found = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(n for n, row in enumerate(found) if row[0] == rows[0][0])
    assert len(found) - head == len(rows)
    assert found[head] == rows[0]
    assert "Chốt" not in str(found[:head])
    assert "29/03/2020" in str(found[:head]), "the file says of when it is"


def test_the_ranking_as_a_table_has_the_pages_figures(desk):
    rows = rows_of_csv(desk.get("/board/export", {**ASKED, "format": "csv"}))
    total = dict(zip(rows[0], rows[-1], strict=True))
    assert (total["Tiếp nhận"], total["Trễ hạn"]) == ("2", "1")
    assert total["Tỷ lệ đúng hạn hoặc còn trong hạn (%)"] == "50.0"
    assert total["Tỷ lệ đúng hạn của hồ sơ đã giải quyết (%)"] == "", "0 of 0 is no rate"


def test_no_person_is_in_a_list_of_dossiers(desk):
    asked = {**ASKED, "table": "behind", "figure": "received", "format": "csv"}
    text = b"".join(desk.get("/board/export", asked).streaming_content).decode()
    assert "000.12.38.H08-200320-0001" in text
    assert AN.name not in text
    assert AN.phone not in text


def test_beside_late_stands_whether_it_was_late_against_the_first_promise(desk):
    # Received Friday 20, 3 days: Wednesday 25, not done on Monday 30. The other: Wednesday 1 April.
    asked = {**ASKED, "table": "behind", "figure": "received", "format": "csv"}
    head, *rows = rows_of_csv(desk.get("/board/export", asked))
    found = [dict(zip(head, row, strict=True)) for row in rows]
    told = [(one["Trễ hạn"], one["So với hẹn lần đầu"], one["Ngày hẹn lại"]) for one in found]
    assert told == [("trễ hạn", "trễ", ""), ("", "", "")]


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"table": "luck"}, 409, "Lựa chọn"),
        ({"format": "pdf"}, 409, "Lựa chọn"),
        ({"from": "2020-03-29", "to": "2020-03-01"}, 409, "không hợp lệ"),
        ({"agency": "H99"}, 404, "cơ quan"),
        ({"table": "behind", "figure": "luck"}, 409, "Lựa chọn"),
    ],
)
def test_what_cannot_be_fetched_is_refused_in_words(desk, asked, status, words):
    response = desk.get("/board/export", {**ASKED, **asked})
    assert response.status_code == status
    assert words in text_of(response)


def test_three_million_rows_are_refused_before_any_is_written(desk, monkeypatch):
    def three_million(get, held, now):
        return export.Sheet("Hồ sơ", (), (("Mã", 10),), iter(()), 3_000_000)

    monkeypatch.setattr(export, "sheet_asked", three_million)
    for answer in (desk.get("/board/export", ASKED), desk.post("/board/export?table=behind")):
        assert answer.status_code == 409
        assert "3.000.000 dòng, nhiều hơn 1.000.000" in text_of(answer)
    assert not Export.objects.exists()


def test_a_long_list_is_written_in_the_background_and_fetched_once_ready(
    desk, monkeypatch, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(export, "AT_ONCE", 1)
    address = "/board/export?agency=H08.38&table=behind&figure=received&format=csv&to=2020-03-29"
    offer = desk.get(address)
    assert "2 dòng" in page_of(offer).text("h1")
    assert not Export.objects.exists(), "asking orders nothing"
    ordered = desk.post(address)
    progress = ordered["Location"]
    assert "Đang chờ đến lượt" in text_of(desk.get(progress))
    assert desk.get(f"{progress}/file").status_code == 409
    call_command("export", "--once")
    row = Export.objects.get()
    assert (row.state, row.done, row.total) == ("ready", 2, 2)
    assert "Tải tệp" in text_of(desk.get(progress))
    part = desk.get(progress, headers={"HX-Request": "true"})
    assert "hx-trigger" not in part.content.decode(), "what is ready asks no more"
    assert len(rows_of_csv(desk.get(f"{progress}/file"))) == 3
    other = at_desk("lan", MONDAY)
    assert other.get(progress).status_code == 409
    assert other.get(f"{progress}/file").status_code == 409
    Export.objects.update(ordered=at("2020-01-01 08:00"))
    call_command("export", "--once")
    assert not file_of(row.id).exists(), "kept for a week"


def test_nobody_fills_the_machine_with_exports(desk, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 1)
    address = "/board/export?agency=H08.38&table=behind&figure=received"
    assert [desk.post(address).status_code for _n in range(4)] == [302, 302, 302, 409]


def test_an_export_that_cannot_be_written_says_so(desk, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 1)
    progress = desk.post("/board/export?agency=H08.38&table=behind&figure=received")["Location"]
    Export.objects.update(asked="agency=H99&table=behind")
    call_command("export", "--once")
    assert Export.objects.get().state == "failed"
    assert "Không lập được tệp" in text_of(desk.get(progress))
