"""The 2025 set: the numbers and titles of its circular, on the paper of 2018, which it says."""

from dataclasses import replace

import pytest

from motcua.printed.documents import Form
from motcua.printed.render import render
from tests.printed.reading import pages, reader, size_in_mm, text
from tests.printed.specimens import RECEIPT, REFUSAL, SLIP, at
from tests.printed.waiting import APOLOGY, SUPPLEMENT

SPOKEN = "TT 03/2025/TT-VPCP; bố cục giả định như mẫu năm 2018"


@pytest.mark.parametrize(
    ("form", "number", "title"),
    [
        (RECEIPT, "01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
        (SUPPLEMENT, "02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        (REFUSAL, "03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
        (APOLOGY, "04", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"),
        (SLIP, "06", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
    ],
)
def test_a_form_of_2025_has_its_number_and_title_and_says_what_is_assumed(
    form: Form, number: str, title: str
) -> None:
    pdf = render(replace(form, head=replace(form.head, issued=at(2025, 9, 15, 0, 0))))
    told = text(pdf)
    assert title in told
    assert f"Mẫu số {number}, {SPOKEN}" in told
    assert {size_in_mm(page) for page in reader(pdf).pages} == {(148, 210)}
    assert len(pages(pdf)) == len(pages(render(form)))
