"""What holds for every form of the 2018 set."""

from dataclasses import replace

import pytest

from motcua.printed.documents import Form, Party, Sheet
from motcua.printed.render import render
from tests.printed.extremes import EXTREMES
from tests.printed.reading import alternatives, pages, reader, size_in_mm, squeezed, text
from tests.printed.specimens import RECEIPT, REFUSAL, SLIP, SPECIMENS
from tests.printed.stopping import STOPPING
from tests.printed.waiting import APOLOGY, SUPPLEMENT, WAITING

ON_A5 = {name: form for name, form in STOPPING.items() if name != "stop_letter"}
ALL = SPECIMENS | EXTREMES | WAITING | ON_A5
PAGES = {
    "stop": 1,
    "long_stop": 2,
    "bare_stop": 1,
    "receipt": 2,
    "refusal": 1,
    "slip": 1,
    "long_receipt": 6,
    "bare_receipt": 1,
    "long_refusal": 2,
    "long_slip": 6,
    "empty_slip": 1,
    "supplement": 1,
    "apology": 1,
    "long_supplement": 2,
    "bare_supplement": 1,
    "long_apology": 2,
    "bare_apology": 1,
}


@pytest.mark.parametrize("name", ALL)
def test_every_form_is_on_a5_and_takes_the_pages_it_needs(name: str) -> None:
    found = reader(render(ALL[name])).pages
    assert {size_in_mm(page) for page in found} == {(148, 210)}
    assert len(found) == PAGES[name]


@pytest.mark.parametrize("name", ALL)
def test_every_form_opens_with_the_national_title_and_motto(name: str) -> None:
    first = pages(render(ALL[name]))[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in first


def test_a_form_without_a_code_has_no_square_and_one_with_a_code_tells_what_the_square_is() -> None:
    assert alternatives(render(REFUSAL)) == []
    with_code = replace(REFUSAL, look_up=RECEIPT.look_up)
    assert alternatives(render(with_code)) == ["Mã QR tra cứu hồ sơ 000.00.38.H08-200225-0006"]


@pytest.mark.parametrize("form", [RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, SLIP])
def test_made_up_data_is_called_so_on_every_page(form: Form) -> None:
    assert all("Dữ liệu minh họa" in page for page in pages(render(form)))
    assert "Dữ liệu minh họa" not in text(render(replace(form, demo=False)))


def test_words_of_a_citizen_are_never_read_as_markup() -> None:
    name = '#panic("x") *đậm* _nghiêng_ $x^2$ @nhan <nhan> `mã` \\u{41} = tiêu đề [z] // hết'
    form = replace(
        RECEIPT,
        applicant=Party(name=name, address="- một + hai / ba: ~ --- ..."),
        sheets=(Sheet.APPLICANT,),
    )
    told = squeezed(text(render(form)))
    assert squeezed(name) in told
    assert squeezed("Địa chỉ: - một + hai / ba: ~ --- ...") in told


def test_letters_the_fonts_lack_and_marks_that_turn_text_are_written_by_number() -> None:
    told = text(render(replace(REFUSAL, applicant=Party(name="Lý 李 \u202eHường\u200b Y'Bơč"))))
    assert "Lý [U+674E] [U+202E]Hường Y'Bơč" in told
