"""Hand-over lists: found by day and unit, printed for both sides to sign."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from motcua.models import AccessRecord, Dossier
from tests.printed.reading import text
from tests.story import (
    AN,
    BIRTH,
    COMMUNE,
    DISTRICT,
    FRIDAY,
    HOUSEHOLD,
    ONE_STOP,
    PERMIT,
    WORKS,
    at,
    finish,
    received,
    tell,
    who,
)  # fmt: skip
from tests.web.desk_pages import answer_of, at_desk, page, rows_of, words
from tests.web.test_bulk import picked

pytestmark = pytest.mark.django_db
LISTS = "/desk/hand-overs/lists"
LIST = "/desk/hand-overs/list"


def handed(procedure=HOUSEHOLD, when=FRIDAY) -> UUID:
    key = received(procedure, when=when)
    tell(key, "phuc", do.HandOver(), when)
    return key


def printed(client, **asked: str) -> str:
    answer = client.get(LIST, {"agency": COMMUNE, "to": ONE_STOP, "day": "2020-03-20"} | asked)
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    return text(answer.content)


def code_of(key: UUID) -> str:
    return Dossier.objects.get(key=key).code


def test_what_was_handed_over_together_has_its_paper_at_once():
    received(HOUSEHOLD), received(HOUSEHOLD), received(BIRTH)
    client = at_desk("phuc")
    tree = page(client.post("/desk/hand-overs", picked(client)))
    links = tree.findall(".//p[@class='papers-of']/a")
    assert sorted(words(link) for link in links) == [
        "Danh sách bàn giao cho Một cửa huyện Phù Cát (2 hồ sơ)",
        "Danh sách bàn giao cho UBND xã Cát Hanh (1 hồ sơ)",
    ]
    [link] = [a.get("href") for a in links if ONE_STOP in str(a.get("href"))]
    said = text(client.get(str(link)).content)
    assert "Giao lúc 09 giờ 00 phút" in said
    assert "Tổng số: 2 hồ sơ" in said
    assert "Huỳnh Thị Diễm Phúc" in said
    assert AN.name in said
    assert "Tờ khai theo mẫu: 1 bản chính" in said


def test_results_that_are_issued_together_have_a_paper_for_the_counter():
    key = received(PERMIT, ONE_STOP)
    for name, command in [
        ("lan", do.HandOver()), ("thuong", do.AcceptHandOver()),
        ("thuong", do.SubmitForSignature()), ("thang", do.AcceptHandOver()),
        ("thang", do.Approve()), ("hoa", do.AcceptHandOver()),
    ]:  # fmt: skip
        tell(key, name, command)
    noon = at("2020-03-20 11:00")
    tell(key, "hoa", finish(), noon)
    said = printed(at_desk("hoa", noon), agency=DISTRICT, to=ONE_STOP)
    assert "Kết quả giải quyết" in said
    said = printed(at_desk("thuong", noon), agency=WORKS, to=DISTRICT)
    assert "Trình ký" in said
    assert "Kết quả giải quyết" not in said


def test_a_day_is_told_by_unit_with_what_was_accepted_and_what_was_not():
    waiting, accepted = handed(), handed()
    tell(accepted, "lan", do.AcceptHandOver())
    handed(BIRTH)
    tree = page(at_desk("phuc").get(LISTS))
    assert answer_of(tree) == (
        "Ủy ban nhân dân xã Cát Hanh, 20/03/2020: 3 hồ sơ đã chuyển, 2 nơi nhận."
    )
    assert rows_of(tree) == [
        ["1", "1", "Danh sách (PDF), UBND xã Cát Hanh"],
        ["2", "1", "Danh sách (PDF), Một cửa huyện Phù Cát"],
    ]
    said = printed(at_desk("phuc"))
    assert code_of(waiting)[-4:] in said
    assert code_of(accepted)[-4:] in said


def test_several_goes_of_one_day_have_each_their_own_paper():
    early = at("2020-03-20 08:00")
    for _ in range(2):
        handed(when=early)
    for _ in range(3):
        handed()
    client = at_desk("phuc", at("2020-03-20 10:00"))
    links = page(client.get(LISTS)).findall(".//td[@class='c-times']/a")
    assert [words(link) for link in links] == ["08:00 (2 hồ sơ)", "09:00 (3 hồ sơ)"]
    assert "Tổng số: 2 hồ sơ" in text(client.get(str(links[0].get("href"))).content)
    assert "Tổng số: 5 hồ sơ" in printed(client)


def test_what_was_taken_back_or_not_accepted_is_not_on_the_list():
    kept, recalled, declined = handed(), handed(), handed()
    tell(recalled, "phuc", do.RecallHandOver("Chuyển nhầm đơn vị, xin thu hồi"))
    tell(declined, "lan", do.Decline("wrong_agency", "Chuyển nhầm đơn vị, trả lại"))
    assert "Tổng số: 1 hồ sơ" in printed(at_desk("phuc"))
    again = at("2020-03-20 11:00")
    tell(declined, "phuc", do.HandOver(), again)
    said = printed(at_desk("phuc", again))
    assert "Tổng số: 2 hồ sơ" in said
    assert code_of(kept)[-4:] in said
    assert code_of(recalled)[-4:] not in said


def test_what_was_accepted_on_a_later_day_is_still_of_the_day_on_which_it_was_given():
    key = handed()
    monday = at("2020-03-23 08:00")
    tell(key, "lan", do.AcceptHandOver(), monday)
    tell(key, "lan", do.HandOver(), monday)
    assert code_of(key)[-4:] in printed(at_desk("phuc", monday))
    assert rows_of(page(at_desk("phuc", monday).get(LISTS))) == []  # of Monday itself nothing


def test_a_day_too_long_ago_or_still_to_come_is_refused_where_it_was_typed():
    handed()
    for day in ("21/03/2020", "01/01/2020", "31/02/2020", "x"):
        answer = at_desk("phuc").get(LISTS, {"day": day})
        assert answer.status_code == 422
        [field] = [f for f in page(answer).iter("input") if f.get("name") == "day"]
        assert (field.get("value"), field.get("aria-invalid")) == (day, "true")
        answer = at_desk("phuc").get(LIST, {"agency": COMMUNE, "to": ONE_STOP, "day": day})
        assert answer.status_code == 422
    long_after = at_desk("phuc", FRIDAY + timedelta(days=30)).get(LISTS, {"day": "20/03/2020"})
    assert long_after.status_code == 200
    assert "1 hồ sơ đã chuyển" in answer_of(page(long_after))


def test_a_list_of_nothing_says_so():
    handed()
    client = at_desk("phuc")
    for asked in ({"to": DISTRICT}, {"to": ""}, {"at": "2020-03-20T08:00:00+07:00"}, {"at": "x"}):
        answer = client.get(LIST, {"agency": COMMUNE, "to": ONE_STOP, "day": "2020-03-20"} | asked)
        assert answer.status_code == 409
        assert "Không có hồ sơ nào để lập danh sách" in answer.content.decode()


def test_another_unit_and_one_that_does_not_exist_answer_alike():
    handed()
    for name, agency in (("dong", COMMUNE), ("dong", "H08.99"), ("quan", COMMUNE)):
        for address in (LISTS, LIST):
            answer = at_desk(name).get(address, {"agency": agency, "to": ONE_STOP})
            assert answer.status_code == 404, (name, agency, address)


def test_who_looks_after_those_below_may_print_their_lists():
    handed()
    assert "Tổng số: 1 hồ sơ" in printed(at_desk("thang"))


def test_who_saw_the_names_is_written_down():
    key = handed()
    printed(at_desk("phuc"))
    seen = AccessRecord.objects.filter(dossier_key=key, page="hand-over list")
    assert [record.person for record in seen] == [who("phuc")]


def test_erased_names_are_said_to_be_gone():
    key = handed()
    values = Dossier.objects.get(key=key).applicant
    tell(key, "tam", do.ErasePrivate((values["number"],), "Quyết định 12/QĐ-UBND ngày 20/03/2020"))
    assert "(đã xóa)" in printed(at_desk("phuc"))


def test_it_costs_as_many_statements_for_ten_dossiers_as_for_twenty():
    client, costs = at_desk("phuc"), []
    asked = {"agency": COMMUNE, "to": ONE_STOP, "day": "2020-03-20"}
    for _ in range(3):
        for _ in range(10):
            tell(handed(), "lan", do.AcceptHandOver())
        with CaptureQueriesContext(connection) as drawn:
            client.get(LIST, asked)
        with CaptureQueriesContext(connection) as shown:
            client.get(LISTS)
        costs.append((len(drawn), len(shown)))
    assert costs[1] == costs[2]


def test_the_lists_are_reached_from_my_work():
    links = page(at_desk("phuc").get("/desk")).findall(".//nav[@class='tabs']/a")
    assert [words(a) for a in links if a.get("href") == LISTS] == ["Bàn giao"]
