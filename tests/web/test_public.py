"""The catalogue of procedures for everyone, and what it says of one procedure."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.actions.publication import publish_procedure
from motcua.domain.limits import parse_limit
from motcua.domain.procedure import Extension, FeeRule, PaperRule, Procedure
from motcua.domain.procedure_file import parse_procedure
from motcua.management.reference_data import procedure_files
from motcua.reads.procedures import catalogue
from tests.story import BIRTH, FRIDAY, HOUSEHOLD, PERMIT
from tests.web.client import Visitor, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def publish(procedure: Procedure, **more: object) -> Procedure:
    procedure = replace(procedure, **more)
    publish_procedure(procedure, now=FRIDAY)
    return procedure


def names_on(address: str) -> list[str]:
    answer = Visitor().get(address)
    return [one.name for group in answer.context["fields"] for one, _summary in group["rows"]]


def test_the_first_page_offers_search_look_up_and_the_fields():
    answer = Visitor().get("/")
    page = page_of(answer)
    assert page.text("h1") == "Ông, bà cần làm thủ tục gì?"
    assert {form.get("action") for form in page.all("form")} == {
        "/procedures",
        "/look-up",
        "/language",
    }
    assert "Kiểm thử" in text_of(answer)


def test_the_first_page_without_any_procedure_says_what_will_stand_there(monkeypatch):
    monkeypatch.setattr("motcua.web.public.home.catalogue", lambda *_: ())
    assert "Chưa có thủ tục nào được công bố" in text_of(Visitor().get("/"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("khai sinh", [BIRTH.name]),
        ("KHAI SINH", [BIRTH.name]),
        ("đăng ký khai sinh", [BIRTH.name]),
        ("dang ky khai sinh", [BIRTH.name]),
        ("sinh khai", [BIRTH.name]),
        ("xay dung", [PERMIT.name]),
        ("kiem thu ho", [HOUSEHOLD.name]),  # a field's name and a part of a name
        ("1.900003", [PERMIT.name]),
        ("không có thủ tục này", []),
        ("%", []),
    ],
)
def test_a_procedure_is_found_with_or_without_diacritics(words, found):
    answer = Visitor().get("/procedures", {"q": words})
    rows = [one.name for group in answer.context["fields"] for one, _summary in group["rows"]]
    assert rows == found


def test_nothing_found_says_what_to_try():
    assert "Thử ít chữ hơn" in text_of(Visitor().get("/procedures?q=zzz"))


def test_procedures_of_one_field_stand_alone():
    publish(BIRTH, code="1.900009", field_code="H08-HT", field_name="Hộ tịch")
    assert names_on("/procedures?field=H08-HT") == [BIRTH.name]
    assert len(names_on("/procedures")) == 4


@pytest.mark.parametrize("odd", ["\x00", "\u202e", "x" * 10_000, "<script>"])
@pytest.mark.parametrize("name", ["q", "field"])
def test_odd_words_do_no_harm(name, odd):
    assert Visitor().get("/procedures", {name: odd}).status_code == 200


def test_names_stand_in_vietnamese_order():
    for number, name in enumerate(("Đỗ", "Ân", "Dũng", "An", "Ăn"), start=10):
        publish(BIRTH, code=f"1.9000{number}", name=name, field_code="H08-A", field_name="A")
    assert names_on("/procedures?field=H08-A") == ["An", "Ăn", "Ân", "Dũng", "Đỗ"]


def test_only_what_is_in_force_today_is_shown():
    publish(BIRTH, code="1.900010", name="Chưa đến", valid_from=date(2020, 3, 21))
    publish(BIRTH, code="1.900011", name="Đã hết", valid_to=date(2020, 3, 19))
    publish(BIRTH, code="1.900012", name="Ngày cuối", valid_to=date(2020, 3, 20))
    shown = names_on("/procedures")
    assert "Ngày cuối" in shown
    assert not {"Chưa đến", "Đã hết"} & set(shown)
    assert Visitor().get("/procedures/1.900010").status_code == 404


def test_of_several_versions_the_one_in_force_is_shown():
    publish(BIRTH, version=2, result="Bản của tháng Tư", valid_from=date(2020, 4, 1))
    page = text_of(Visitor().get(f"/procedures/{BIRTH.code}"))
    assert "phiên bản 1, có hiệu lực từ 01/01/2019" in page
    assert "Bản của tháng Tư" not in page


@pytest.mark.parametrize("code", ["1.999999", "x", "%00", "1.900001'--"])
def test_a_procedure_nobody_published_is_not_found(code):
    answer = Visitor().get(f"/procedures/{code}")
    assert answer.status_code == 404
    assert "Không có thủ tục mang mã này." in text_of(answer)


WHOLE = {
    "code": "1.900020",
    "papers": (
        PaperRule("to-khai", "Tờ khai", 1, 0, True, None, False, "Luật A, Điều 1"),
        PaperRule("ban-sao", "Bản sao hộ khẩu", 0, 2, True, "người khác huyện", False, "Luật A"),
        PaperRule("cmnd", "Chứng minh nhân dân", 1, 0, True, None, True, "Luật A, Điều 2"),
        PaperRule("anh", "Ảnh", 2, 0, False, None, False, "Luật A, Điều 3"),
    ),
    "statutory": parse_limit("10 working days"),
    "committed": parse_limit("8 working days"),
    "fees": (
        FeeRule("lệ phí", "Lệ phí cấp", 0, "lần", "hộ nghèo", "Luật B", "C", date(2019, 1, 1)),
        FeeRule("phí", "Phí thẩm định", 75_000, "hồ sơ", "", "Luật B", "H", date(2019, 1, 1)),
        FeeRule("phí", "Phí cũ", 9, "hồ sơ", "", "Luật B", "C", date(2019, 1, 1), date(2019, 6, 1)),
    ),
    "extensions": (
        Extension("Cần xác minh: thêm 03 ngày", parse_limit("3 days"), "Luật C"),
        Extension("Cần đo đạc: thêm 02 ngày", parse_limit("2 days"), "Luật D", "do-dac", "H"),
    ),
    "decider": "district/infrastructure",
    "subjects": ("citizen", "enterprise"),
    "unverified": ("Mức lệ phí quá hạn", "Giấy tờ xuất trình thêm", "Mã lĩnh vực"),
    "sources": {"limit": "Luật C, Điều 7", "code": "Danh mục", "fee": "Luật B"},
}


@pytest.mark.parametrize(
    "told",
    [
        "Tờ khai Luật A, Điều 1 01 bản chính",
        "Bản sao hộ khẩu Trường hợp: người khác huyện Luật A 02 bản sao",
        "Chứng minh nhân dân Luật A, Điều 2 01 bản chính, xuất trình",
        "Ảnh Trường hợp: Nếu có Luật A, Điều 3 02 bản chính",
        "Giấy tờ xuất trình thêm: chưa xác minh – hỏi Bộ phận Một cửa.",
        "Bao lâu 8 ngày làm việc theo cam kết; luật định 10 ngày làm việc",
        "Theo quy định: 10 ngày làm việc; cơ quan cam kết: 8 ngày làm việc"
        " (Luật C, Điều 7; đã đối chiếu nguồn).",
        "Cần xác minh: thêm 03 ngày (Luật C)",
        "Cần đo đạc: thêm 02 ngày (Luật D; chưa đối chiếu nguồn, độ tin cậy cao)",
        "Lệ phí cấp hộ nghèo Luật B Miễn thu",
        "Phí thẩm định Luật B; chưa đối chiếu nguồn, độ tin cậy cao 75.000 đồng/hồ sơ",
        "Mức lệ phí quá hạn: chưa xác minh – hỏi Bộ phận Một cửa.",
        "Đối tượng Công dân, Doanh nghiệp",
        "Bộ phận Một cửa UBND xã, phường, thị trấn",
        "Phòng Quản lý đô thị hoặc Phòng Kinh tế và Hạ tầng cấp huyện",
        "Kết quả Giấy chứng nhận",
        "Kịch bản kiểm thử",
        "Thẩm định UBND cấp xã Thụ lý hồ sơ 4 giờ làm việc",
        "Ký duyệt UBND cấp xã Lãnh đạo cơ quan Chưa xác minh",
        "Chưa xác minh – hỏi Bộ phận Một cửa: Mã lĩnh vực",
    ],
)
def test_the_page_of_a_procedure_tells_every_part_with_its_source(told):
    publish(BIRTH, **WHOLE)
    page = text_of(Visitor().get("/procedures/1.900020")).replace("\N{NO-BREAK SPACE}", " ")
    assert told in page
    assert "Phí cũ" not in page


def test_a_fee_without_source_is_said_to_be_unverified():
    page = text_of(Visitor().get(f"/procedures/{BIRTH.code}"))
    assert "Mức phí, lệ phí: chưa xác minh – hỏi Bộ phận Một cửa." in page


def test_a_step_of_one_level_only_says_for_which():
    page = text_of(Visitor().get(f"/procedures/{HOUSEHOLD.code}"))
    assert "2. Một cửa huyện Khi nộp tại cấp xã Bộ phận Một cửa cấp huyện" in page


def test_every_procedure_of_the_product_has_a_page_that_can_be_read():
    for file in procedure_files():
        publish(parse_procedure(file.read_text("utf-8"), file.name).procedure)
    codes = [one.code for one in catalogue(FRIDAY.date())]
    assert len(codes) > 30
    for code in codes:
        assert Visitor().get(f"/procedures/{code}").status_code == 200


def queries(address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Visitor().get(address)  # procedures are kept in memory from here on
    with CaptureQueriesContext(connection) as seen:
        Visitor().get(address)
    return len(seen)


@pytest.mark.parametrize("address", ["/", "/procedures", "/procedures?q=khai"])
def test_twenty_procedures_ask_the_database_no_more_than_ten(address):
    for number in range(10, 17):
        publish(BIRTH, code=f"1.9000{number}")
    ten = queries(address)
    for number in range(17, 27):
        publish(BIRTH, code=f"1.9000{number}")
    assert queries(address) == ten <= 4
