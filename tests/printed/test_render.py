"""The PDF itself: the same bytes each time, whole fonts, fit for the archive, safe in threads."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from motcua.printed import render as rendering
from motcua.printed.catalogue import FormNotAvailable
from motcua.printed.documents import Document, Head, LookUp, Party
from motcua.printed.look_up import drawn_square, page_words, target
from motcua.printed.render import CannotRender, render
from tests.printed.extremes import EXTREMES
from tests.printed.reading import reader, squeezed, text
from tests.printed.specimens import RECEIPT, REFUSAL, SLIP, SPECIMENS, at
from tests.printed.waiting import BOOKS, WAITING

ALL: dict[str, Document] = {**SPECIMENS, **EXTREMES, **WAITING, **BOOKS}
ROOT = Path(__file__).parents[2]
LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)


@pytest.mark.parametrize("name", ALL)
def test_the_same_form_gives_the_same_bytes(name: str) -> None:
    assert render(ALL[name]) == render(ALL[name])


def test_another_process_gives_the_same_bytes() -> None:
    told = _python(
        "from hashlib import sha256\n"
        "from motcua.printed.render import render\n"
        "from tests.printed.specimens import RECEIPT\n"
        "print(sha256(render(RECEIPT)).hexdigest())"
    )
    assert told.stdout.strip() == sha256(render(RECEIPT)).hexdigest()


def test_threads_print_side_by_side_and_get_each_their_own() -> None:
    forms = [
        replace(form, applicant=Party(name=f"Người thứ {n}"))
        for n in range(8)
        for form in (RECEIPT, REFUSAL, SLIP)
    ]
    alone = [render(form) for form in forms]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(render, forms)) == alone


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_process_forked_after_printing_is_told_so_and_does_not_hang() -> None:
    told = _python(
        "import os\n"
        "from motcua.printed.render import CannotRender, render\n"
        "from tests.printed.specimens import REFUSAL\n"
        "render(REFUSAL)\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    try:\n"
        "        render(REFUSAL)\n"
        "    except CannotRender:\n"
        "        os._exit(7)\n"
        "    os._exit(0)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    assert told.stdout.strip() == "7"


@pytest.mark.parametrize("name", ALL)
def test_all_fonts_are_embedded_and_ours(name: str) -> None:
    names = set()
    for page in reader(render(ALL[name])).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in below["/FontDescriptor"].get_object()
            names.add(str(below["/BaseFont"]).split("+")[1].split("-")[0])
    assert names == {"LiberationSerif"}


def test_the_file_says_that_it_is_tagged_vietnamese_and_for_the_archive() -> None:
    root = reader(render(RECEIPT)).trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"


def test_the_file_is_dated_by_the_documents_own_instant() -> None:
    told = reader(render(RECEIPT)).metadata
    assert told is not None
    assert told.creation_date == at(2020, 2, 25, 8, 12)
    assert told.title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


@pytest.mark.parametrize("letters", [LETTERS, LETTERS.upper()])
def test_every_vietnamese_letter_can_be_read_back(letters: str) -> None:
    form = replace(REFUSAL, ground=letters, explanation=letters)
    told = squeezed(text(render(form)))
    assert told.count(letters) == 2


def test_the_square_leads_to_the_code_and_never_holds_the_secret() -> None:
    page = "https://dichvucong.binhdinh.gov.vn/look-up"
    address = target(page, "000.00.38.H08-200225-0006 &x=1")
    assert address == page + "?code=000.00.38.H08-200225-0006%20%26x%3D1"
    assert page_words(page).replace("\u200b", "") == "dichvucong.binhdinh.gov.vn/look-up"
    assert drawn_square(address).startswith("<svg")


def test_changing_the_secret_changes_the_printed_characters_only() -> None:
    look_up = RECEIPT.look_up
    other = replace(
        RECEIPT, look_up=LookUp(code=look_up.code, address=look_up.address, secret="2A2A")
    )
    assert text(render(other)) == text(render(RECEIPT)).replace("K7PX", "2A2A")


def test_a_template_that_warns_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "warns.typ").write_text('#set text(font: "Times New Roman")\nA', encoding="utf-8")
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    with pytest.raises(CannotRender, match="unknown font family"):
        rendering._compile("warns.typ", "{}", 0)


def test_a_template_that_fails_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fails.typ").write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    with pytest.raises(CannotRender, match=r"fails\.typ"):
        rendering._compile("fails.typ", "{}", 0)


def test_a_form_of_a_day_before_any_set_is_refused_in_a_sentence() -> None:
    head = Head(issuer="Ủy ban nhân dân xã Cát Hanh", place="Cát Hanh", issued=at(2019, 1, 5, 8, 0))
    with pytest.raises(FormNotAvailable, match="Chưa có bộ biểu mẫu cho ngày 05/01/2019"):
        render(replace(RECEIPT, head=head))


def test_the_form_set_follows_the_local_day() -> None:
    # 14-9-2025 23:59 in Vietnam is the 2018 set's last minute.
    head = Head(
        issuer="Ủy ban nhân dân xã Cát Hanh", place="Cát Hanh", issued=at(2025, 9, 14, 23, 59)
    )
    assert "Mẫu số 01, TT 01/2018/TT-VPCP" in text(render(replace(RECEIPT, head=head)))


def _python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
