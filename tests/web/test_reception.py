"""Reception: from the procedure to the receipt, on one page, with one effect."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import connections

from motcua.actions.people import let_act
from motcua.actions.publication import publish_procedure
from motcua.domain.identity import IdentityKind, Sex
from motcua.domain.limits import CalendarDays, Months
from motcua.domain.party import IdentityPaper, Party
from motcua.domain.procedure import FeeRule, PaperRule
from motcua.domain.roles import Role
from motcua.models import AccessRecord, Clock, Dossier
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one
from motcua.reads.dossiers import entries, party_of, private_values, text_of
from motcua.reads.law import calendar_of
from motcua.reads.promise import promise
from tests.story import (
    BIRTH,
    COMMUNE,
    DISTRICT,
    FRIDAY,
    HOUSEHOLD,
    ONE_STOP,
    OTHER_COMMUNE,
    PERMIT,
    at,
    who,
)
from tests.web.client import Visitor, page_of, words_of
from tests.web.client import text_of as words_on
from tests.web.counter import (
    RECEIVE,
    TRUC,
    code_at,
    fields_of,
    key_at,
    notices,
    opened,
    summary,
    typed,
)

LONG_AGO = date(2019, 1, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def found(visitor, asked, agency=COMMUNE):
    answer = visitor.get(
        f"{RECEIVE}/procedures", {"q": asked, "agency": agency}, headers={"HX-Request": "true"}
    )
    return [li.get("data-value") for li in page_of(answer).all("li") if li.get("data-value")]


def test_only_a_receptionist_gets_the_page():
    assert Visitor().get(RECEIVE).status_code == 302
    answer = Visitor.named("nga").get(RECEIVE)
    assert answer.status_code == 403
    assert "chưa được giao việc tiếp nhận" in words_on(answer)
    assert Visitor.named("nga").post(RECEIVE, {"agency": COMMUNE}).status_code == 403


def test_the_page_before_a_procedure_is_chosen_says_what_will_appear():
    words = words_on(Visitor.named("phuc").get(RECEIVE))
    assert "Chọn thủ tục để thấy giấy tờ cần kiểm tra." in words
    assert "Ngày hẹn hiện ra khi đã chọn thủ tục." in words


@pytest.mark.parametrize(
    "asked", ["thanh lap", "THÀNH LẬP hộ", "1.900002", "ho kinh doanh", "kinh ho", "tlhkd"]
)
def test_a_procedure_is_found_without_diacritics_by_words_initials_or_code(asked: str):
    assert found(Visitor.named("phuc"), asked) == [HOUSEHOLD.code]


def test_a_counter_finds_only_what_it_may_receive_today():
    everything = {BIRTH.code, HOUSEHOLD.code}  # the permit is received at the district only
    assert set(found(Visitor.named("phuc"), "")) == everything
    assert PERMIT.code in found(Visitor.named("lan"), "", ONE_STOP)
    assert found(Visitor.named("phuc"), "khong co gi nhu the") == []


def test_the_page_sends_what_these_tests_send():
    held = fields_of(opened(Visitor.named("phuc")))
    assert set(typed()) - set(held) == {"paper-form", "do"}
    same = set(typed()) - set(TRUC) - {"paper-form", "do", "key"}
    assert {name: held[name] for name in same} == {name: typed()[name] for name in same}


def test_choosing_shows_papers_and_promise_as_parts():
    visitor = Visitor.named("phuc")
    answer = visitor.post(
        f"{RECEIVE}/papers",
        {"agency": COMMUNE, "procedure": HOUSEHOLD.code, "paper-proof": "on"},
        headers={"HX-Request": "true"},
    )
    words = words_on(answer)
    assert "Tờ khai theo mẫu" in words
    assert "25/03/2020" in words  # Friday + 3 working days: Wednesday
    ticked = [i for i in page_of(answer).all("input") if "checked" in i.attrib]
    assert ticked == []  # what was ticked belonged to another procedure


def test_the_promise_explains_itself_by_days_and_by_sentences():
    page = opened(Visitor.named("phuc"))
    strip = [words_of(li) for ol in page.all("ol") if ol.get("class") == "days" for li in ol]
    assert strip == ["T620ngày nhận, không tính", "T721nghỉ", "CN22nghỉ", "T2231", "T3242", "T4253"]
    assert "Đếm 3 ngày làm việc" in words_of(page.all("aside")[0])


def test_ticking_a_paper_tells_at_once_whether_something_is_still_missing():
    visitor, sent = Visitor.named("phuc"), {"agency": COMMUNE, "procedure": HOUSEHOLD.code}
    part = {"HX-Request": "true"}
    bare = words_on(visitor.post(f"{RECEIVE}/promise", sent, headers=part))
    assert "Còn 1 giấy tờ bắt buộc chưa đủ." in bare
    short = {"paper-form": "on", "paper-form-originals": "0"}
    assert "Thiếu 1 bản chính" in words_on(
        visitor.post(f"{RECEIVE}/promise", sent | short, headers=part)
    )
    ticked = words_on(visitor.post(f"{RECEIVE}/promise", sent | {"paper-form": "on"}, headers=part))
    assert "chưa đủ" not in ticked
    assert "Đủ" in ticked


def test_a_complete_dossier_is_received_and_leads_to_its_receipt():
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed(content="Mở quán cà phê", channel="post"))
    code = code_at(answer)
    assert code == "000.12.38.H08-200320-0001"
    row = Dossier.objects.get(code=code)
    dossier, values = from_row(row), private_values(row.key)
    assert party_of(dossier.applicant, values) == Party(
        "Nguyễn Thị Thanh Trúc",
        identity=IdentityPaper(IdentityKind.CCCD, "052189004217"),
        birth=date(1989, 8, 12),
        sex=Sex.FEMALE,
        address="Thôn Hòa Hội, xã Cát Hanh",
        phone="0905000218",
    )
    assert (dossier.channel, text_of(dossier.content, values)) == ("post", "Mở quán cà phê")
    assert len(text_of(dossier.secret, values)) == 4
    assert list(verify_one(row)) == []
    page = page_of(visitor.get(answer["Location"]))
    [link] = [a for a in page.all("a") if "autofocus" in a.attrib]
    assert (words_of(link), link.get("href")) == (
        "In giấy tiếp nhận và hẹn trả",
        f"/dossiers/{code}/prints/receipt",
    )


def test_sending_the_same_page_again_leads_to_the_same_dossier():
    visitor = Visitor.named("phuc")
    sent = typed()
    first, second = visitor.post(RECEIVE, sent), visitor.post(RECEIVE, sent)
    assert code_at(first) == code_at(second)
    assert Dossier.objects.count() == 1
    assert len(entries(key_at(first))) == 1


def test_clicks_at_the_same_time_have_one_effect(committed, monkeypatch):
    monkeypatch.setattr(Clock, "now", lambda clock: FRIDAY)
    visitor = Visitor.named("phuc")
    sent, answers = typed(), []

    def click():
        other = Visitor()
        other.cookies = visitor.cookies
        answers.append(other.post(RECEIVE, sent))
        connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {code_at(answer) for answer in answers} == {"000.12.38.H08-200320-0001"}
    assert Dossier.objects.count() == 1


def test_a_page_used_for_somebody_else_keeps_what_was_typed_and_gets_a_new_key():
    visitor = Visitor.named("phuc")
    sent = typed()
    visitor.post(RECEIVE, sent)
    answer = visitor.post(RECEIVE, sent | {"applicant-name": "Võ Đình Quý"})
    assert answer.status_code == 409
    assert "(000.12.38.H08-200320-0001)" in notices(answer)[0]
    again = fields_of(page_of(answer))
    assert again["applicant-name"] == "Võ Đình Quý"
    assert again["key"] != sent["key"]
    assert code_at(visitor.post(RECEIVE, again | {"do": "receive"})).endswith("-0002")


def test_a_page_made_at_one_counter_receives_there_whatever_is_acted_for_meanwhile():
    let_act(who("phuc"), ONE_STOP, Role.RECEPTIONIST, since=date(2020, 1, 1))
    visitor = Visitor.named("phuc")
    sent = typed()
    assert sent["agency"] == COMMUNE
    visitor.post("/desk/acting", {"key": f"{ONE_STOP}/receptionist"})
    assert code_at(visitor.post(RECEIVE, sent)).startswith("000.12.38.H08-")
    assert fields_of(opened(visitor))["agency"] == ONE_STOP


def test_owner_and_proxy_are_received_when_they_are_typed():
    visitor = Visitor.named("phuc")
    sent = typed(owner__name="Công ty Hạnh Phúc", proxy__name="Lê Văn Tám")
    dossier = from_row(Dossier.objects.get(code=code_at(visitor.post(RECEIVE, sent))))
    values = private_values(Dossier.objects.get().key)
    names = [party_of(one, values) for one in (dossier.owner, dossier.proxy)]
    assert [party.name for party in names if party] == ["Công ty Hạnh Phúc", "Lê Văn Tám"]


def test_papers_that_are_only_shown_have_no_counts_and_are_not_handed_in():
    shown = PaperRule("card", "Thẻ căn cước", 1, 0, True, None, True, "kịch bản")
    papers = (*BIRTH.papers, shown)
    changed = replace(BIRTH, code="1.900009", papers=papers)
    publish_procedure(changed, now=FRIDAY)
    visitor = Visitor.named("phuc")
    answer = visitor.post(RECEIVE, typed(changed))
    assert summary(answer) == [
        ("#paper-card", "Thiếu Thẻ căn cước. Nhận thêm giấy tờ này, hoặc từ chối tiếp nhận.")
    ]
    code = code_at(visitor.post(RECEIVE, typed(changed, paper__card="on")))
    assert "Thẻ căn cước đã xem, trả lại ngay" in words_on(visitor.get(f"/dossiers/{code}"))


NOBODY = ("Tìm người đã nộp theo số giấy tờ, điện thoại", {})
"""Nothing but the button of a page without script, and nothing filled in."""


def asked(visitor, typing=False, agency=COMMUNE, **sent):
    address = f"{RECEIVE}/applicant" + ("?typing=1" if typing else "")
    blank = {"agency": agency, "applicant-name": "", "applicant-phone": ""}
    values = {f"applicant-{name}": value for name, value in sent.items()}
    answer = visitor.post(address, blank | values, headers={"HX-Request": "true"})
    page = page_of(answer)
    filled = {one.get("name"): one.get("value", "") for one in page.all("input")}
    return words_on(answer), filled


def test_somebody_who_came_before_is_found_by_number_or_telephone():
    clerk = Visitor.named("phuc")
    clerk.post(RECEIVE, typed())
    told, filled = asked(clerk, identity="052 189 004 217")
    assert told.startswith("Đã nộp 1 hồ sơ, gần nhất là 000.12.38.H08-200320-0001")
    assert filled["applicant-name"] == "Nguyễn Thị Thanh Trúc"
    assert filled["applicant-birth"] == "12/08/1989"
    _, by_phone = asked(clerk, phone="+84905000218")
    assert by_phone["applicant-identity"] == "052189004217"


def test_what_is_typed_already_is_not_overwritten():
    clerk = Visitor.named("phuc")
    clerk.post(RECEIVE, typed())
    _, filled = asked(clerk, identity="052189004217", name="Trúc Nguyễn")
    assert "applicant-name" not in filled


def test_while_a_number_is_typed_nothing_is_filled_in_yet():
    clerk = Visitor.named("phuc")
    clerk.post(RECEIVE, typed())
    told, filled = asked(clerk, typing=True, identity="052189004217")
    assert told.startswith("Đã nộp 1 hồ sơ")
    assert filled == {}


def test_nobody_is_found_by_half_a_number():
    clerk = Visitor.named("phuc")
    clerk.post(RECEIVE, typed())
    assert asked(clerk, identity="05218900421") == NOBODY


def test_a_neighbouring_commune_does_not_find_them_and_the_district_does():
    clerk = Visitor.named("phuc")
    clerk.post(RECEIVE, typed())
    there = Visitor.named("dong")
    assert asked(there, agency=OTHER_COMMUNE, identity="052189004217") == NOBODY
    let_act(who("lan"), DISTRICT, Role.RECEPTIONIST, since=date(2020, 1, 1))
    told, _ = asked(Visitor.named("lan"), agency=DISTRICT, identity="052189004217")
    assert "000.12.38.H08-200320-0001" in told


def test_finding_somebody_is_looking_at_personal_data_and_is_written_down():
    clerk = Visitor.named("phuc")
    key = key_at(clerk.post(RECEIVE, typed()))
    before = AccessRecord.objects.filter(page="receive").count()
    asked(clerk, identity="052189004217")
    [seen] = AccessRecord.objects.filter(page="receive")
    assert (before, seen.dossier_key, seen.person) == (0, key, who("phuc"))


def test_without_script_a_procedure_is_searched_and_chosen_and_nothing_typed_is_lost():
    visitor = Visitor.named("phuc")
    blank = fields_of(page_of(visitor.get(RECEIVE)))
    sent = blank | TRUC | {"q": "ho kinh doanh", "do": "search"}
    page = page_of(visitor.post(RECEIVE, sent))
    [button] = [b for b in page.all("button") if b.get("name") == "choose"]
    assert button.get("value") == HOUSEHOLD.code
    del sent["do"]
    after = fields_of(page_of(visitor.post(RECEIVE, sent | {"choose": HOUSEHOLD.code})))
    assert after["procedure"] == HOUSEHOLD.code
    assert after["applicant-name"] == TRUC["applicant-name"]
    assert after["key"] == blank["key"]


def test_without_script_somebody_known_is_found_by_a_button():
    visitor = Visitor.named("phuc")
    visitor.post(RECEIVE, typed())
    blank = fields_of(opened(visitor, BIRTH))
    sent = blank | {"applicant-phone": "0905000218", "do": "known"}
    assert (
        fields_of(page_of(visitor.post(RECEIVE, sent)))["applicant-name"] == TRUC["applicant-name"]
    )


def test_the_fee_is_shown_with_how_sure_it_is():
    assert "Phí, lệ phí chưa xác minh" in words_of(opened(Visitor.named("phuc")).all("aside")[0])


def test_reception_after_three_promises_the_next_working_day(monkeypatch):
    monkeypatch.setattr(Clock, "now", lambda clock: at("2020-03-20 15:30"))
    page = opened(Visitor.named("phuc"), BIRTH)
    assert "23/03/2020" in words_of(page.all("aside")[0])  # Friday after 15:00: Monday


def test_the_page_asks_the_database_a_fixed_number_of_times(django_assert_max_num_queries):
    visitor = Visitor.named("phuc")
    opened(visitor)
    with django_assert_max_num_queries(20):
        opened(visitor)


def test_a_long_limit_is_told_by_weeks_and_a_longer_one_in_sentences():
    counted = promise(FRIDAY, CalendarDays(15), calendar_of(COMMUNE))
    assert counted is not None
    assert [len(week) for week in counted.weeks] == [7, 7, 4]  # 20-3 to Mon 6-4: 18 days
    last = counted.weeks[-1][-1]
    assert (last.day, last.kind, last.number) == (date(2020, 4, 6), "end", 0)
    assert len(counted.blanks) == 3
    long = promise(FRIDAY, CalendarDays(30), calendar_of(COMMUNE))
    assert long is not None
    assert long.weeks == ()
    assert long.sentences


def test_a_year_without_a_calendar_promises_nothing():
    assert promise(FRIDAY, Months(120), calendar_of(COMMUNE)) is None


def test_a_fee_that_only_some_pay_leaves_the_others_unverified():
    some = FeeRule("lệ phí", "Lệ phí thử", 0, "trường hợp", "Hộ nghèo", "kịch bản", "C", LONG_AGO)
    sure = FeeRule("phí", "Phí thử", 15000, "bản", "", "kịch bản", "M", LONG_AGO)
    for code, fees, said in [
        ("1.900010", (some,), "Hộ nghèo miễn Phí, lệ phí các trường hợp khác chưa xác minh"),
        ("1.900011", (sure,), "Phí thử 15.000\xa0đồng/bản chưa xác minh"),
    ]:
        publish_procedure(replace(HOUSEHOLD, code=code, fees=fees), now=FRIDAY)
        aside = opened(Visitor.named("phuc"), replace(HOUSEHOLD, code=code)).all("aside")[0]
        assert " ".join(said.split()) in words_of(aside)
