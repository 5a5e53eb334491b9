"""Bad input at the counter: the field named, what is expected, and everything else typed kept."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.actions.publication import publish_procedure
from motcua.models import Dossier
from motcua.models.mapping import from_row
from motcua.reads.dossiers import private_values, text_of
from tests.story import COMMUNE, FRIDAY, HOUSEHOLD, PERMIT
from tests.web.client import Visitor, page_of, words_of
from tests.web.client import text_of as words_on
from tests.web.counter import RECEIVE, TRUC, code_at, fields_of, key_at, summary, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

LONG = "Nguyễn " * 1500


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("applicant-name", "", "Họ và tên: không được để trống."),
        ("applicant-name", LONG, "Họ và tên: dài quá 200 ký tự."),
        ("applicant-name", "Trúc\x00", "Họ và tên: có ký tự điều khiển không nhìn thấy."),
        ("applicant-name", "Trúc \u202eabc", "Họ và tên: có dấu đổi chiều chữ."),
        ("applicant-identity", "05218900421", "Số CCCD hoặc CMND: phải có 9 hoặc 12 chữ số."),
        ("applicant-identity", "099189004217", "Số CCCD hoặc CMND: ba số đầu không phải mã tỉnh"),
        ("applicant-identity", "052289004217", "Số CCCD hoặc CMND: năm sinh trong số này chưa đến"),
        (
            "applicant-birth",
            "21/03/2020",
            "Ngày sinh: ngày chưa đến. Nhập ngày không sau 20/03",
        ),
        ("applicant-birth", "31/02/1989", "Ngày sinh: không có ngày này trong lịch."),
        ("applicant-birth", "mồng ba", "Ngày sinh: không đúng dạng. Ví dụ: 31/12/1990."),
        ("applicant-birth", "31/12/1899", "Ngày sinh: ngày quá xa."),
        ("applicant-phone", "12345", "Điện thoại: không đúng dạng. Ví dụ: 0905123456."),
        ("applicant-email", "truc@", "Thư điện tử: không đúng dạng."),
        ("applicant-tax_code", "0312687879", "Mã số thuế: số kiểm tra không khớp."),
        ("applicant-address", LONG, "Địa chỉ: dài quá 300 ký tự."),
        ("applicant-kind", "robot", "Đối tượng: chọn một trong các mục có sẵn."),
        ("owner-phone", "1", "Họ và tên: không được để trống."),
        ("sets", "0", "Số lượng phải trong khoảng 1–20."),
        ("sets", "-1", "Số lượng phải trong khoảng 1–20."),
        ("sets", "hai", "Số lượng phải là số nguyên, từ 0 đến 99."),
        ("paper-form-originals", "-1", "Số lượng phải là số nguyên, từ 0 đến 99."),
        ("paper-form-originals", "một", "Số lượng phải là số nguyên, từ 0 đến 99."),
        ("paper-form-originals", "1" * 400, "Số lượng phải là số nguyên, từ 0 đến 99."),
        ("channel", "pigeon", "Lựa chọn không có trong danh sách."),
        ("return_manner", "pigeon", "Lựa chọn không có trong danh sách."),
        ("content", "Quán \u202e", "Có dấu đổi chiều chữ."),
        ("key", "", "Biểu mẫu đã cũ."),
        ("key", "không phải khóa", "Biểu mẫu đã cũ."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(field: str, value: str, said: str):
    visitor = Visitor.named("phuc")
    sent = typed(content="Quán cà phê") | {field: value}
    answer = visitor.post(RECEIVE, sent)
    assert answer.status_code == 422
    assert Dossier.objects.count() == 0
    lines = [words for _, words in summary(answer)]
    assert any(line.startswith(said) for line in lines), lines
    page = page_of(answer)
    kept = fields_of(page)
    others = {name for name in TRUC if name != field}
    assert {name: kept[name] for name in others} == {name: TRUC[name] for name in others}
    assert "paper-form" in kept
    links = {link.removeprefix("#") for link, _ in summary(answer)} - {""}
    marked = {one.get("id") for one in page.elements if one.get("aria-invalid") == "true"}
    assert links <= {one.get("id") for one in page.elements}
    if field not in ("key", "channel", "return_manner", "paper-form-originals"):
        assert links <= marked


def test_a_missing_paper_marks_its_line_and_offers_to_refuse():
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed(paper__form=None))
    assert answer.status_code == 422
    assert summary(answer) == [
        ("#paper-form", "Thiếu Tờ khai theo mẫu. Nhận thêm giấy tờ này, hoặc từ chối tiếp nhận.")
    ]
    page = page_of(answer)
    [bad] = [row for row in page.all("tr") if row.get("class") == "bad"]
    assert "Thiếu 1 bản chính" in words_of(bad)
    side = words_of(page.all("aside")[0])
    assert "Chưa hẹn" in side
    assert "Nếu đủ giấy tờ lúc này: 17:00, Thứ Tư 25/03/2020" in side
    assert "Từ chối tiếp nhận" in side


def test_one_copy_too_few_is_missing_too():
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed() | {"paper-form-originals": "0"})
    assert [link for link, _ in summary(answer)] == ["#paper-form"]


def test_a_paper_that_only_some_must_bring_is_never_missing():
    visitor = Visitor.named("phuc")
    assert visitor.post(RECEIVE, typed(paper__proof=None)).status_code == 303


def test_no_procedure_is_said_and_the_search_is_kept():
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed() | {"procedure": "", "q": "ho kinh"})
    assert summary(answer) == [("#procedure-search", "Chưa chọn thủ tục. Gõ vài chữ rồi chọn.")]
    page = page_of(answer)
    assert [b.get("value") for b in page.all("button") if b.get("name") == "choose"] == [
        HOUSEHOLD.code
    ]
    assert fields_of(page)["applicant-name"] == TRUC["applicant-name"]


@pytest.mark.parametrize("code", [PERMIT.code, "9.999999", "\x00", "x" * 5000])
def test_a_procedure_that_is_not_received_here_cannot_be_sent_past_the_list(code: str):
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed() | {"procedure": code})
    assert answer.status_code == 422
    assert [link for link, _ in summary(answer)] == ["#procedure-search"]


def test_a_procedure_that_ended_meanwhile_is_not_received():
    ended = replace(HOUSEHOLD, code="1.900008", valid_to=date(2020, 3, 19))
    publish_procedure(ended, now=FRIDAY)
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed() | {"procedure": "1.900008"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("applicant-sex", "male", "Số giấy tờ là của giới tính Nữ, đã chọn Nam."),
        ("applicant-birth", "12/08/1990", "Số giấy tờ là của năm sinh 1989, đã nhập 1990."),
        (
            "applicant-identity",
            "103189004217",
            "Ba số đầu 103 là nơi đăng ký khai sinh ở nước",
        ),
    ],
)
def test_a_number_that_contradicts_itself_asks_for_a_reason(field: str, value: str, said: str):
    visitor = Visitor.named("phuc")
    sent = typed() | {field: value}
    assert "override" not in sent
    answer = visitor.post(RECEIVE, sent)
    assert answer.status_code == 422
    [(link, _)] = summary(answer)
    assert link == "#override"
    assert said in words_on(answer)
    key = key_at(visitor.post(RECEIVE, sent | {"override": "Thẻ cấp sai, đã đối chiếu"}))
    values = private_values(key)
    assert "Thẻ cấp sai, đã đối chiếu" in values.values()
    code = Dossier.objects.get(key=key).code
    assert "Ghi chú khi tiếp nhận: Thẻ cấp sai" in words_on(visitor.get(f"/dossiers/{code}"))


# -- refusing to take it in


def refuse(visitor, **more):
    return visitor.post(RECEIVE, typed(paper__form=None) | {"do": "refuse-now"} | more)


WHY = {"reason": "not_competent", "explanation": "Thuộc thẩm quyền của huyện nơi cư trú"}


def test_refusing_takes_two_steps():
    visitor = Visitor.named("phuc")
    first = visitor.post(RECEIVE, typed() | {"do": "refuse"})
    assert first.status_code == 200
    assert Dossier.objects.count() == 0
    page = page_of(first)
    assert [b.get("value") for b in page.all("button") if b.get("name") == "do"] == [
        *("search", "card", "known"),
        *("card", "card"),  # the owner's and the proxy's
        *("refuse-now", "back"),
    ]
    kept = fields_of(page)
    assert kept["applicant-name"] == TRUC["applicant-name"]
    back = visitor.post(RECEIVE, kept | {"do": "back"})
    assert "refuse-now" not in back.content.decode()


def test_no_reason_no_refusal():
    visitor = Visitor.named("phuc")
    bare = refuse(visitor)
    assert (bare.status_code, summary(bare)[0][0]) == (422, "#reason")
    assert words_of(page_of(bare).all("h2")[0]) == "Chưa thể từ chối tiếp nhận: 1 chỗ cần sửa"
    short = refuse(visitor, **WHY | {"explanation": "Không"})
    assert summary(short) == [("#explanation", "Lý do phải viết rõ, ít nhất 10 ký tự.")]
    assert fields_of(page_of(short))["reason"] == "not_competent"
    assert Dossier.objects.count() == 0


def test_a_refused_dossier_has_no_code_and_is_reached_by_its_key():
    visitor = Visitor.named("phuc")
    answer = refuse(visitor, **WHY)
    name = code_at(answer)
    dossier = from_row(Dossier.objects.get())
    assert (dossier.code, name) == ("", str(Dossier.objects.get().key))
    page = visitor.get(answer["Location"])
    words = words_on(page)
    assert "Từ chối tiếp nhận lúc 09:00 ngày 20/03/2020." in words
    assert "Không thuộc thẩm quyền giải quyết: Thuộc thẩm quyền của huyện" in words
    [link] = [a for a in page_of(page).all("a") if "autofocus" in a.attrib]
    assert link.get("href") == f"/dossiers/{name}/prints/refusal"
    assert visitor.get(link.get("href")).headers["Content-Type"] == "application/pdf"
    assert visitor.get(f"/dossiers/{name}/prints/receipt").status_code == 404


def test_a_refusal_sent_twice_is_one_refusal():
    visitor = Visitor.named("phuc")
    sent = typed() | {"do": "refuse-now"} | WHY
    assert code_at(visitor.post(RECEIVE, sent)) == code_at(visitor.post(RECEIVE, sent))
    assert Dossier.objects.count() == 1


def test_somebody_unknown_cannot_be_refused():
    visitor = Visitor.named("phuc")
    answer = refuse(visitor, **WHY | {"applicant-name": ""})
    assert summary(answer) == [("#applicant-name", "Họ và tên: không được để trống.")]


def test_a_clerk_of_another_counter_cannot_send_a_page_for_this_one():
    sent = typed()
    answer = Visitor.named("dong").post(RECEIVE, sent)
    assert answer.status_code == 403
    assert Dossier.objects.count() == 0
    assert sent["agency"] == COMMUNE


def test_the_secret_is_of_the_alphabet_without_lookalikes():
    visitor = Visitor.named("phuc")
    key = key_at(visitor.post(RECEIVE, typed()))
    secret = text_of(from_row(Dossier.objects.get(key=key)).secret, private_values(key))
    assert set(secret) <= set("ABCDEFGHJKMNPQRSTUVWXYZ23456789")
