"""A citizen card scanned at reception: blanks are filled, nothing typed is overwritten, and the
line itself stays nowhere."""

import logging
from datetime import date

import pytest

from motcua.config.logs import WithoutPersonalData
from motcua.models import Dossier, Fact, PrivateValue
from motcua.models.mapping import from_row
from motcua.reads.dossiers import party_of, private_values
from tests.story import COMMUNE, HOUSEHOLD
from tests.web.client import Visitor, page_of, words_of
from tests.web.client import text_of as words_on
from tests.web.counter import RECEIVE, TRUC, code_at, fields_of, key_at, opened, summary, typed

SCAN = "052189004217|211000364|Nguyễn Thị Thanh Trúc|12081989|Nữ|Xã Cát Hanh, Phù Cát|01012018"
HERS = {
    "identity": "052189004217",
    "name": "Nguyễn Thị Thanh Trúc",
    "birth": "12/08/1989",
    "sex": "female",
    "address": "Xã Cát Hanh, Phù Cát",
}
PART = {"HX-Request": "true"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def nobody(**more):
    """A complete page on which no person was typed."""
    return typed() | dict.fromkeys(TRUC, "") | {"applicant-kind": "citizen"} | more


def blank(visitor, **more):
    return fields_of(opened(visitor)) | {name.replace("__", "-"): v for name, v in more.items()}


def people(sent, of="applicant"):
    return {name: sent[f"{of}-{name}"] for name in HERS}


def said(page, of="applicant"):
    [place] = [one for one in page.all("div") if one.get("id") == f"{of}-card"]
    return words_of(place)


def part(visitor, sent, of="applicant"):
    """What htmx gets: the words about the card, and every field that the answer changes."""
    answer = visitor.post(f"{RECEIVE}/card?of={of}", sent, headers=PART)
    page = page_of(answer)
    fields = {one.get("name", ""): one.get("value", "") for one in page.all("input")}
    for one in page.all("select"):
        chosen = [option for option in one.iter("option") if "selected" in option.attrib]
        fields[one.get("name", "")] = chosen[0].get("value", "")
    return answer.status_code, said(page, of), fields


@pytest.mark.parametrize("of", ["applicant", "owner", "proxy"])
def test_a_card_fills_the_blanks_of_whoever_it_is_scanned_for(of):
    visitor = Visitor.named("phuc")
    status, words, fields = part(visitor, blank(visitor) | {f"{of}-scan": SCAN}, of)
    assert (status, words) == (200, "Đã đọc thẻ.")
    assert people(fields, of) == HERS
    assert not [name for name in fields if not name.startswith(of)]


@pytest.mark.parametrize("of", ["applicant", "owner", "proxy"])
def test_without_script_a_button_reads_the_card_and_keeps_all_that_was_typed(of):
    visitor = Visitor.named("phuc")
    sent = blank(visitor, content="Quán cà phê", sets="2", paper__form="on", do="card")
    answer = visitor.post(RECEIVE, sent | {f"{of}-scan": SCAN, f"{of}-phone": "0905000218"})
    after = fields_of(page_of(answer))
    assert answer.status_code == 200
    assert people(after, of) == HERS
    kept = {"key", "procedure", "content", "sets", "paper-form"}
    assert {name: after[name] for name in kept} == {name: sent[name] for name in kept}
    assert (after[f"{of}-phone"], after[f"{of}-scan"]) == ("0905000218", "")
    assert "|" not in answer.content.decode().partition("<main")[2]


@pytest.mark.parametrize("pressed", ["search", None])
def test_without_script_the_enter_of_a_scanner_receives_nothing(pressed):
    visitor = Visitor.named("phuc")
    sent = nobody(**{"applicant-scan": SCAN, "do": pressed or ""})
    answer = visitor.post(RECEIVE, sent)
    assert (answer.status_code, Dossier.objects.count()) == (200, 0)
    assert people(fields_of(page_of(answer))) == HERS


@pytest.mark.parametrize("field", ["applicant-scan", "applicant-identity"])
def test_a_card_scanned_and_sent_at_once_is_received(field):
    visitor = Visitor.named("phuc")
    key = key_at(visitor.post(RECEIVE, nobody(**{field: SCAN})))
    party = party_of(from_row(Dossier.objects.get(key=key)).applicant, private_values(key))
    assert (party.name, party.birth) == ("Nguyễn Thị Thanh Trúc", date(1989, 8, 12))


def test_nothing_typed_is_overwritten_and_what_differs_stands_beside_it():
    visitor = Visitor.named("phuc")
    sent = blank(visitor) | {"applicant-name": "Nguyễn Thanh Trúc", "applicant-birth": "12/8/1989"}
    status, words, fields = part(visitor, sent | {"applicant-scan": SCAN})
    assert status == 200
    assert "Thẻ ghi khác với đã gõ; chưa đổi gì." in words
    assert "Họ và tên: Nguyễn Thị Thanh Trúc" in words
    assert "Ngày sinh" not in words, "the same day written otherwise is no difference"
    assert "applicant-name" not in fields
    assert fields["applicant-identity"] == HERS["identity"]
    assert fields["card-applicant-name"] == HERS["name"]


def test_what_was_typed_in_other_letters_of_the_same_name_stays_and_is_no_difference():
    visitor = Visitor.named("phuc")
    sent = blank(visitor) | {"applicant-name": "NGUYỄN THỊ THANH  TRÚC"}
    sent |= {"applicant-identity": "052 189 004 217", "applicant-scan": SCAN}
    assert part(visitor, sent)[1] == "Đã đọc thẻ."


def test_one_field_or_all_are_taken_from_the_card_when_somebody_says_so():
    visitor = Visitor.named("phuc")
    mine = {"applicant-name": "Trúc Nguyễn", "applicant-address": "Thôn Hòa Hội"}
    sent = blank(visitor, do="card") | mine
    page = page_of(visitor.post(RECEIVE, sent | {"applicant-scan": SCAN}))
    beside = {k: v for k, v in fields_of(page).items() if k != "do"}
    assert {name: beside[name] for name in mine} == mine
    one = fields_of(page_of(visitor.post(RECEIVE, beside | {"take-applicant-name": "1"})))
    assert one["applicant-name"] == HERS["name"]
    assert one["applicant-address"] == "Thôn Hòa Hội"
    assert [name for name in one if name.startswith("card-")] == ["card-applicant-address"]
    every = fields_of(page_of(visitor.post(RECEIVE, beside | {"take-applicant-all": "1"})))
    assert people(every) == HERS
    assert not [name for name in every if name.startswith("card-")]


def test_a_card_that_differs_is_not_received_before_somebody_has_seen_it():
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed() | {"applicant-scan": SCAN})
    assert answer.status_code == 422
    [(where, words)] = summary(answer)
    assert (where, "Địa chỉ: Xã Cát Hanh, Phù Cát" in words) == ("#applicant-card", True)
    again = fields_of(page_of(answer)) | {"do": "receive", "paper-form": "on"}
    assert again["applicant-address"] == TRUC["applicant-address"]
    assert code_at(visitor.post(RECEIVE, again))


GARBLED = SCAN.replace("Nguyễn Thị", "Nguy?n Th?")


def test_a_card_that_cannot_be_read_fills_nothing_and_says_why():
    visitor = Visitor.named("phuc")
    status, words, fields = part(visitor, blank(visitor) | {"applicant-scan": GARBLED})
    assert status == 422
    assert words.startswith("Chữ trên mã quét bị lỗi dấu nên không điền.")
    assert not fields
    answer = visitor.post(RECEIVE, nobody(**{"applicant-scan": GARBLED, "content": "Quán"}))
    assert answer.status_code == 422
    assert summary(answer)[0][0] == "#applicant-scan"
    after = fields_of(page_of(answer))
    assert (after["content"], after["applicant-name"], after["applicant-scan"]) == ("Quán", "", "")


def test_the_owner_s_fields_open_when_their_card_cannot_be_read():
    page = page_of(Visitor.named("phuc").post(RECEIVE, nobody(**{"owner-scan": GARBLED})))
    [owner] = [one for one in page.all("details") if "Chủ hồ sơ" in words_of(one)]
    assert "open" in owner.attrib
    assert "Chữ trên mã quét bị lỗi dấu" in words_of(owner)


def test_a_number_typed_before_the_scan_in_the_same_field_stays():
    visitor = Visitor.named("phuc")
    sent = blank(visitor) | {"applicant-identity": "052189004217" + SCAN}
    answer = visitor.post(f"{RECEIVE}/applicant", sent, headers=PART)
    fields = {one.get("name"): one.get("value") for one in page_of(answer).all("input")}
    assert fields["applicant-identity"] == "052189004217"
    assert said(page_of(answer)) == "Đã đọc thẻ."


def test_a_card_without_diacritics_is_to_be_looked_at():
    visitor = Visitor.named("phuc")
    plain = "052089004217||Cao Minh Quang|12081989|Nam|Ia Grai, Gia Lai|"
    assert "đều không có dấu" in part(visitor, blank(visitor) | {"applicant-scan": plain})[1]


def test_somebody_who_came_before_is_found_by_the_card_and_by_its_former_number():
    visitor = Visitor.named("phuc")
    visitor.post(RECEIVE, typed())
    _, _, fields = part(visitor, blank(visitor) | {"applicant-scan": SCAN})
    assert fields["applicant-phone"] == "0905000218"
    assert fields["applicant-address"] == HERS["address"], "the card comes before what is known"
    other = SCAN.replace("052189004217", "052189000001")
    answer = visitor.post(f"{RECEIVE}/card", blank(visitor) | {"applicant-scan": other})
    assert "Đã nộp" not in words_on(answer)
    former = typed() | {"applicant-identity": "211000364", "applicant-phone": "0905000219"}
    visitor.post(RECEIVE, former)
    answer = visitor.post(f"{RECEIVE}/card", blank(visitor) | {"applicant-scan": other})
    assert "Đã nộp 1 hồ sơ, gần nhất là 000.12.38.H08-200320-0002" in words_on(answer)


def test_the_line_of_the_scanner_is_neither_kept_nor_written_down(caplog):
    caplog.set_level(logging.DEBUG)
    visitor = Visitor.named("phuc")
    for line in (SCAN, GARBLED, "x|y"):
        visitor.post(f"{RECEIVE}/card", blank(visitor) | {"applicant-scan": line})
        visitor.post(RECEIVE, nobody(**{"applicant-scan": line}))
    kept = [str(row.body) for row in Fact.objects.all()]
    kept += [str(row.value) for row in PrivateValue.objects.all()]
    kept += [WithoutPersonalData().format(record) for record in caplog.records]
    assert kept
    told = [words for words in kept if "|Nữ|" in words or "211000364" in words or "x|y" in words]
    assert told == []


def test_a_page_for_many_takes_cards_too_and_asks_about_what_differs():
    visitor = Visitor.named("phuc")
    sent = {"key": "", "agency": COMMUNE, "procedure": HOUSEHOLD.code, "q": HOUSEHOLD.name}
    sent |= {"rows": "3", "paper-form": "on", "do": "receive"}
    rows = {"row-1-identity": SCAN, "row-2-identity": SCAN, "row-2-name": "Trúc khác"}
    answer = visitor.post(f"{RECEIVE}/many", sent | rows | {"row-3-identity": GARBLED})
    words = words_on(answer)
    assert "1 hồ sơ đã tiếp nhận, 2 dòng chưa" in words
    assert "Thẻ vừa quét ghi khác với đã gõ (Họ và tên: Nguyễn Thị Thanh Trúc)" in words
    assert "Chữ trên mã quét bị lỗi dấu" in words
    again = fields_of(page_of(answer)) | sent | {"row-2-identity": "", "row-2-name": ""}
    assert again["row-1-name"] == "Trúc khác"
    after = visitor.post(f"{RECEIVE}/many", again)
    assert "1 hồ sơ đã tiếp nhận, 0 dòng chưa" in words_on(after)
