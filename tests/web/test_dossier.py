"""The page of one dossier: the answer first, exactly the open buttons, everything that happened."""

import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.actions.people import let_act
from motcua.actions.publication import publish_procedure
from motcua.domain import commands as do
from motcua.domain.facts import PaperCount
from motcua.domain.openings import open_to
from motcua.domain.party import Party
from motcua.domain.procedure import PaperRule
from motcua.domain.roles import Role
from motcua.models import AccessRecord, Clock, Dossier, User
from motcua.reads.access import open_dossier
from motcua.web.desk.commands_table import FORMS
from tests.story import (
    BIRTH,
    FRIDAY,
    HOUSEHOLD,
    ONE_STOP,
    PERMIT,
    at,
    finish,
    received,
    reception,
    tell,
    who,
)
from tests.web.client import Visitor, page_of, words_of
from tests.web.client import text_of as words_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

LIFE = [
    ("phuc", do.HandOver()),
    ("lan", do.AcceptHandOver()),
    ("lan", do.HandOver()),
    ("nga", do.AcceptHandOver()),
    ("nga", do.SubmitForSignature()),
    ("thang", do.AcceptHandOver()),
    ("thang", do.Approve()),
    ("hoa", do.AcceptHandOver()),
    ("hoa", finish()),
    ("phuc", do.AcceptHandOver()),
    ("phuc", do.ReturnResult("counter", "Nguyễn Thị Thanh Trúc")),
]


def address(key):
    return f"/dossiers/{Dossier.objects.get(key=key).code or key}"


def page(name, key):
    answer = Visitor.named(name).get(address(key))
    assert answer.status_code == 200
    return page_of(answer)


def answer_of(looked):
    [line] = [p for p in looked.all("p") if p.get("class") == "answer"]
    return words_of(line)


def noon(monkeypatch, text):
    monkeypatch.setattr(Clock, "now", lambda clock: at(text))


# -- who may see it


def test_unknown_and_not_yours_answer_with_the_same_sentence():
    key = received()
    stranger = Visitor.named("dong")
    answers = [
        stranger.get(address(key)),
        stranger.get("/dossiers/000.12.38.H08-200320-9999"),
        stranger.get(f"/dossiers/{uuid4()}"),
        stranger.get("/dossiers/x%00y"),
        stranger.get("/dossiers/" + "9" * 3000),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert {words_on(answer) for answer in answers} == {words_on(answers[0])}
    assert "Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ trên giấy hẹn." in words_on(answers[0])


def test_nobody_sees_a_dossier_without_signing_in():
    assert Visitor().get(address(received()))["Location"].startswith("/sign-in?next=")


def test_whoever_stands_above_sees_it_and_an_administrator_does_not():
    key = received()
    assert Visitor.named("tam").get(address(key)).status_code == 200
    assert Visitor.named("quan").get(address(key)).status_code == 404


def test_the_key_leads_to_the_same_page_as_the_code():
    key = received()
    assert "000.12.38.H08-200320-0001" in words_on(Visitor.named("phuc").get(f"/dossiers/{key}"))


def test_every_view_is_written_down_once_with_its_page():
    key = received()
    visitor = Visitor.named("phuc")
    visitor.get(address(key), REMOTE_ADDR="10.1.2.3")
    [seen] = AccessRecord.objects.filter(dossier_key=key)
    assert (seen.person, seen.page, seen.address) == (who("phuc"), "dossier", "10.1.2.3")


def test_no_cache_keeps_the_page():
    answer = Visitor.named("phuc").get(address(received()))
    assert "no-store" in answer.headers["Cache-Control"]


# -- the answer


def test_the_answer_says_how_much_time_is_left_and_who_has_it():
    key = received()
    assert answer_of(page("phuc", key)) == (
        "Còn 3 ngày làm việc. Ông, bà (UBND xã Cát Hanh) đang giữ từ 09:00 ngày 20/03/2020."
    )
    assert "Huỳnh Thị Diễm Phúc (UBND xã Cát Hanh) đang giữ" in answer_of(page("tam", key))


def test_a_given_dossier_waits_to_be_accepted():
    key = received()
    tell(key, "phuc", do.HandOver())
    assert answer_of(page("lan", key)) == (
        "Còn 3 ngày làm việc. Đã chuyển đến Một cửa huyện Phù Cát lúc 09:00 ngày 20/03/2020,"
        " chờ nhận."
    )


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2020-03-25 08:00", "Đến hạn hôm nay."),  # Wednesday
        ("2020-03-26 08:00", "Quá 1 giờ làm việc."),
        ("2020-03-27 08:00", "Quá 1 ngày làm việc."),  # Friday
        ("2020-03-28 10:00", "Quá 2 ngày làm việc."),  # Saturday
    ],
)
def test_the_answer_counts_working_days(monkeypatch, now: str, said: str):
    key = received()
    noon(monkeypatch, now)
    assert answer_of(page("phuc", key)).startswith(said)


def test_a_returned_dossier_says_how_it_stood_when_it_was_finished(monkeypatch):
    key = received()
    for name, command in LIFE:
        tell(key, name, command, at("2020-03-24 14:00"))
    noon(monkeypatch, "2020-05-04 08:00")
    assert answer_of(page("phuc", key)) == (
        "Trước hạn 1 ngày làm việc. Đã trả kết quả lúc 14:00 ngày 24/03/2020."
    )


def test_a_result_after_the_due_date_stays_late(monkeypatch):
    key = received()
    for name, command in LIFE:
        tell(key, name, command, at("2020-03-30 14:00"))
    noon(monkeypatch, "2020-05-04 08:00")
    assert answer_of(page("phuc", key)).startswith("Trễ hạn, quá 2 ngày làm việc.")


# -- the buttons


def nouns_on(looked, key):
    stem = address(key) + "/"
    forms = [form.get("action", "") for form in looked.all("form")]
    links = [link.get("href", "") for link in looked.all("a")]
    found = [one.removeprefix(stem) for one in forms + links if one.startswith(stem)]
    return [noun for noun in found if noun in FORMS]


def open_nouns(name, key):
    opened = open_dossier(str(key), who(name), FRIDAY)
    kinds = open_to(opened.dossier, opened.law, who(name), opened.memberships, FRIDAY)
    return {noun for noun, form in FORMS.items() if form.kind in kinds}


@pytest.mark.parametrize("procedure", [HOUSEHOLD, BIRTH], ids=["household", "birth"])
def test_the_buttons_are_exactly_the_open_commands_for_everybody_at_every_moment(procedure):
    key = received(procedure)
    life = LIFE if procedure is HOUSEHOLD else []
    for name, command in [("", None), *life]:
        if command is not None:
            tell(key, name, command)
        for somebody in ("phuc", "loc", "khai", "lan", "nga", "thang", "hoa", "tam"):
            browser = Client()  # not the one that parses every page: these are a hundred
            browser.force_login(User.objects.get(username=somebody))
            answer = browser.get(address(key))
            if answer.status_code == 404:
                continue
            stem = re.escape(address(key))
            shown = re.findall(rf'(?:action|href)="{stem}/([a-z-]+)"', answer.content.decode())
            assert sorted(shown) == sorted(open_nouns(somebody, key)), (somebody, command)


def test_what_it_waits_for_is_the_one_primary_button():
    key = received()
    tell(key, "phuc", do.HandOver())
    buttons = [b for b in page("lan", key).all("button") if "data-primary" in b.attrib]
    assert [(words_of(b), b.get("aria-keyshortcuts")) for b in buttons] == [
        ("Nhận", "Control+Enter")
    ]
    assert not [b for b in page("tam", key).all("button") if "data-primary" in b.attrib]


def test_an_immediate_procedure_offers_to_give_the_result_at_once():
    looked = page("phuc", received(BIRTH))
    assert "immediate-result" in nouns_on(looked, Dossier.objects.get().key)
    summaries = [words_of(one) for one in looked.all("summary")]
    assert summaries.index("Trả kết quả ngay") < summaries.index("Việc khác")


def test_every_form_carries_how_many_facts_were_seen():
    key = received()
    tell(key, "phuc", do.HandOver())
    looked = page("lan", key)
    seen = {i.get("value") for i in looked.all("input") if i.get("name") == "expect"}
    assert seen == {"2"}


def test_the_next_step_is_named_and_a_person_can_be_chosen_where_there_are_several():
    key = received(PERMIT, ONE_STOP)
    looked = page("lan", key)
    assert "Bước tiếp theo: Thẩm định, Phòng Kinh tế và Hạ tầng huyện Phù Cát." in words_of(
        looked.all("main")[0]
    )
    [people] = [one for one in looked.all("select") if one.get("name") == "person"]
    assert [words_of(one) for one in people] == [
        "Ai nhận cũng được",
        "Đỗ Minh Trí",
        "Lê Thị Hoài Thương",
    ]


# -- promise, papers, timeline, legs


def test_the_first_promise_is_shown_and_explained():
    looked = page("phuc", received())
    side = words_of(next(s for s in looked.all("section") if s.get("class") == "promise"))
    assert "25/03/2020 17:00, Thứ Tư Còn 3 ngày làm việc" in side
    assert "Hẹn lần đầu 25/03/2020" in side
    assert "Đếm 3 ngày làm việc, từ thứ Hai 23/03/2020 đến thứ Tư 25/03/2020." in side


def test_a_promise_that_the_calendar_no_longer_explains_stands_as_it_was(monkeypatch):
    key = received()
    monkeypatch.setattr("motcua.reads.dossier_page.promise", lambda *_: _explained_otherwise())
    words = words_of(page("phuc", key).all("main")[0])
    assert "Lịch làm việc đã đổi sau khi hẹn. Ngày hẹn giữ nguyên" in words
    assert "25/03/2020" in words


def _explained_otherwise():
    from motcua.reads.promise import Promise

    return Promise(at("2020-03-26 17:00"), ("Đếm khác đi.",), ())


def test_papers_are_listed_with_their_counts():
    looked = page("phuc", received())
    [row] = [row for row in looked.all("tr") if "Tờ khai theo mẫu" in words_of(row)]
    assert words_of(row) == "Tờ khai theo mẫu 1 bản chính"


def test_the_timeline_tells_each_fact_by_day_newest_first(monkeypatch):
    key = received()
    for name, command in LIFE:
        tell(key, name, command, at("2020-03-23 08:30"))
    noon(monkeypatch, "2020-03-24 08:00")
    looked = page("phuc", key)
    days = [words_of(h3) for h3 in looked.all("h3")]
    assert days == ["23/03/2020 Thứ Hai", "20/03/2020 Thứ Sáu"]
    facts = [li for li in looked.all("li") if li.get("class", "").startswith("fact")]
    titles = [words_of(next(fact.iter("b"))) for fact in facts]
    assert titles == [
        "Trả kết quả",
        "Nhận hồ sơ",
        "Chuyển đến Ủy ban nhân dân xã Cát Hanh",
        "Có kết quả giải quyết",
        "Nhận hồ sơ",
        "Chuyển đến Ủy ban nhân dân huyện Phù Cát",
        "Phê duyệt kết quả",
        "Nhận hồ sơ",
        "Trình ký tại Ủy ban nhân dân huyện Phù Cát",
        "Nhận hồ sơ",
        "Chuyển đến Phòng Tài chính - Kế hoạch huyện Phù Cát",
        "Nhận hồ sơ",
        "Chuyển đến Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát",
        "Tiếp nhận, hẹn trả 25/03/2020",
    ]
    words = words_of(looked.all("main")[0])
    assert "Huỳnh Thị Diễm Phúc, UBND xã Cát Hanh. Người nhận: Nguyễn Thị Thanh Trúc. " in words


def test_a_leg_that_took_longer_than_it_had_is_late_in_timeline_and_table(monkeypatch):
    key = received()
    tell(key, "phuc", do.HandOver(), at("2020-03-20 10:00"))
    tell(key, "lan", do.AcceptHandOver(), at("2020-03-20 10:30"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 11:00"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 11:00"))  # 1 working day: until Monday
    tell(key, "nga", do.SubmitForSignature(), at("2020-03-24 11:00"))
    tell(key, "thang", do.AcceptHandOver(), at("2020-03-24 11:00"))
    noon(monkeypatch, "2020-03-24 14:00")
    looked = page("phuc", key)
    late = [li for li in looked.all("li") if li.get("class") == "fact fact-late"]
    assert [words_of(next(fact.iter("b"))) for fact in late] == [
        "Trình ký tại Ủy ban nhân dân huyện Phù Cát"
    ]
    assert "2 ngày" in words_of(late[0])  # Friday 11:00 to Tuesday 11:00
    assert "quy định 1 ngày làm việc" in words_of(late[0])
    table = next(t for t in looked.all("table") if t.get("class") == "stamps")
    row = next(r for r in table.iter("tr") if "Tài chính" in words_of(r))
    assert "11:00 20/03/2020Trần Thị Nga" in words_of(row)
    assert words_of(row).endswith("2 ngày / 1 ngày làm việc")


def test_a_citizen_who_comes_late_makes_no_leg_late(monkeypatch):
    key = received()
    for name, command in LIFE[:-1]:
        tell(key, name, command, at("2020-03-24 14:00"))
    noon(monkeypatch, "2020-06-01 08:00")
    looked = page("phuc", key)
    table = next(t for t in looked.all("table") if t.get("class") == "stamps")
    last = list(table.iter("tr"))[-1]
    assert words_of(last).endswith("chờ công dân đến nhận")
    assert answer_of(looked).startswith("Trước hạn 1 ngày làm việc.")


def test_a_recalled_hand_over_stays_in_the_table():
    key = received()
    tell(key, "phuc", do.HandOver())
    tell(key, "phuc", do.RecallHandOver("Chuyển nhầm, còn thiếu bản quét"))
    table = next(t for t in page("phuc", key).all("table") if t.get("class") == "stamps")
    assert "đã thu hồi" in words_of(table)


def test_erased_words_say_that_they_were_erased():
    key = received()
    tell(key, "tam", do.ErasePrivate((1,), "Quyết định 15/QĐ-UBND ngày 20/03/2020"))
    words = words_of(page("phuc", key).all("main")[0])
    assert "(đã xóa theo quyết định)" in words
    assert "Nguyễn Thị Thanh Trúc" not in words


def test_contact_owner_proxy_and_prints_are_there():
    from uuid import UUID

    from uuid6 import uuid7

    key = UUID(str(uuid7()))
    owner, proxy = Party("Công ty Hạnh Phúc"), Party("Lê Văn Tám", phone="0905000777")
    tell(key, "phuc", reception(owner=owner, proxy=proxy, content="Mở quán"))
    looked = page("phuc", key)
    words = words_of(looked.all("main")[0])
    for told in ("0905000218", "truc@example.org", "Công ty Hạnh Phúc", "Lê Văn Tám", "Mở quán"):
        assert told in words
    prints = [a.get("href") for a in looked.all("a") if "/prints/" in a.get("href", "")]
    stem = f"{address(key)}/prints"
    assert set(prints) == {f"{stem}/receipt", f"{stem}/control-slip"}


# -- much of everything


def crowded():
    """A dossier with twenty papers, long names and more than thirty facts."""
    papers = tuple(
        PaperRule(
            f"p{n}", f"Giấy tờ thứ {n} " + "rất dài " * 20, 1, 1, True, None, False, "kịch bản"
        )
        for n in range(20)
    )
    name = "Cấp " + "giấy phép rất dài " * 12
    busy = replace(HOUSEHOLD, code="1.900007", name=name, papers=papers)
    publish_procedure(busy, now=FRIDAY)
    counts = tuple(PaperCount(rule.code, 1, 1) for rule in papers)
    long_name = "Công Tằng Tôn Nữ " * 4 + "Trúc"
    applicant = Party(long_name, address="Thôn " * 40)
    from uuid import UUID

    from uuid6 import uuid7

    key = UUID(str(uuid7()))
    tell(key, "phuc", reception(busy, papers=counts, applicant=applicant))
    for _ in range(16):
        tell(key, "phuc", do.HandOver())
        tell(key, "phuc", do.RecallHandOver("Chuyển nhầm, còn thiếu bản quét"))
    return key


def test_the_page_asks_the_database_as_often_for_a_long_story_as_for_a_short_one():
    short, long = received(), crowded()
    visitor = Visitor.named("phuc")
    visitor.get(address(short))
    visitor.get(address(long))  # the law is read once and kept
    counts = []
    for key in (short, long):
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(address(key)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 18


def test_a_crowded_dossier_shows_everything():
    looked = page("phuc", crowded())
    assert len([li for li in looked.all("li") if li.get("class", "").startswith("fact")]) == 33
    files = next(t for t in looked.all("table") if t.get("class") == "files")
    assert len(list(files.iter("tr"))) == 20


def test_one_who_acts_in_two_places_gets_the_buttons_of_both():
    let_act(who("phuc"), ONE_STOP, Role.RECEPTIONIST, since=date(2020, 1, 1))
    key = received()
    tell(key, "phuc", do.HandOver())
    assert {"acceptance", "decline", "recall"} <= set(nouns_on(page("phuc", key), key))
