"""Many dossiers at once: one outcome for each row, and who was quicker is named."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from motcua.models import Dossier
from motcua.reads.audit import verify_one
from tests.story import BIRTH, FRIDAY, HOUSEHOLD, ONE_STOP, PERMIT, at, received, tell
from tests.web.desk_pages import at_desk, find_all, page, rows_of, words

pytestmark = pytest.mark.django_db


def picked(client: Client, address: str = "/desk") -> dict[str, list[str]]:
    """Every box of a list, as the browser would send it when all are picked."""
    sent: dict[str, list[str]] = {}
    for box in page(client.get(address)).findall(".//tbody//input"):
        sent.setdefault(str(box.get("name")), []).append(str(box.get("value")))
    return sent


def told(answer) -> tuple[str, list[str]]:
    tree = page(answer)
    section = tree.find(".//section[@class='results']")
    assert section is not None
    return words(section.find("h2")), [words(row) for row in section.findall("ul/li")]


def test_rows_are_handed_over_together_and_each_has_its_outcome():
    keys = [received(HOUSEHOLD), received(BIRTH)]
    client = at_desk("phuc")
    answer = client.post("/desk/hand-overs", picked(client))
    heading, rows = told(answer)
    assert (answer.status_code, heading) == (200, "Lần chuyển lúc 09:00: 2 hồ sơ đã chuyển")
    assert rows == [
        "Đã chuyển 000.12.38.H08-200320-0002 Thử: đăng ký khai sinh — chờ UBND xã Cát Hanh nhận",
        "Đã chuyển 000.12.38.H08-200320-0001"
        " Thử: thành lập hộ kinh doanh — chờ Một cửa huyện Phù Cát nhận",
    ]
    for row in Dossier.objects.filter(key__in=keys):
        assert list(verify_one(row)) == []
    assert rows_of(page(answer))[0][4] == "Đã chuyển · chờ bên nhận"  # the list as it is now


def test_what_was_handed_over_is_accepted_together():
    for _ in range(3):
        tell(received(PERMIT, ONE_STOP), "lan", do.HandOver())
    client = at_desk("thuong")
    heading, rows = told(client.post("/desk/acceptances", picked(client)))
    assert heading == "Lần nhận lúc 09:00: 3 hồ sơ đã nhận"
    assert rows[0].endswith("Thử: giấy phép xây dựng — ông, bà đang giữ, bước Thẩm định")
    assert (
        find_all(page(client.get("/desk?tab=in-hand")), ".//nav[@class='tabs']/a")[2] == "Đang giữ3"
    )


def test_drafts_are_submitted_for_signature_together():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver())
    tell(key, "thuong", do.AcceptHandOver())
    client = at_desk("thuong")
    heading, _ = told(client.post("/desk/submissions", picked(client, "/desk?tab=in-hand")))
    assert heading == "Lần trình ký lúc 09:00: 1 hồ sơ đã trình ký"


def test_who_was_quicker_is_named_and_the_other_rows_go_on():
    first, second = (received(PERMIT, ONE_STOP) for _ in range(2))
    for key in (first, second):
        tell(key, "lan", do.HandOver())
    client = at_desk("thuong")
    sent = picked(client)
    tell(first, "tri", do.AcceptHandOver(), at("2020-03-20 09:01"))
    answer = client.post("/desk/acceptances", sent)
    heading, rows = told(answer)
    assert heading == "Lần nhận lúc 09:00: 1 hồ sơ đã nhận, 1 hồ sơ chưa nhận"
    assert rows[0] == (
        "Chưa nhận 000.00.38.H08-200320-0001 Đỗ Minh Trí vừa thao tác trên hồ sơ này lúc 09:01:"
        " nhận hồ sơ. Xem lại hồ sơ rồi thao tác tiếp nếu còn cần."
    )
    assert answer.status_code == 200


def test_sending_the_same_again_has_no_second_effect_and_says_so():
    key = received()
    client = at_desk("phuc")
    sent = picked(client)
    client.post("/desk/hand-overs", sent)
    answer = client.post("/desk/hand-overs", sent)
    heading, [row] = told(answer)
    assert (answer.status_code, heading) == (409, "Lần chuyển lúc 09:00: 1 hồ sơ chưa chuyển")
    assert "Chính ông, bà vừa thao tác trên hồ sơ này lúc 09:00: chuyển hồ sơ." in row
    assert Dossier.objects.get(key=key).facts == 2


def test_a_refusal_that_follows_from_the_rules_blames_nobody():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver())
    tell(key, "thuong", do.AcceptHandOver())
    answer = at_desk("thuong").post("/desk/hand-overs", {"hand_over": [f"{key}.3"]})
    _, [row] = told(answer)
    assert row.endswith("Bước tiếp theo là ký. Dùng nút Trình ký.")


def test_dossiers_of_others_and_those_that_do_not_exist_answer_alike():
    key = received()
    for sent in (f"{key}.1", f"{uuid4()}.1"):
        answer = at_desk("dong").post("/desk/acceptances", {"accept": [sent]})
        heading, [row] = told(answer)
        assert answer.status_code == 409
        assert heading == "Lần nhận lúc 09:00: 1 hồ sơ chưa nhận"
        assert row == "Chưa nhận –Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ trên giấy hẹn."
    assert Dossier.objects.get(key=key).facts == 1


@pytest.mark.parametrize("sent", [[], ["x"], ["x.1"], [f"{uuid4()}"], [f"{uuid4()}.-1"], ["\0.1"]])
def test_nothing_chosen_is_said_and_nothing_done(sent: list[str]):
    received()
    answer = at_desk("phuc").post("/desk/hand-overs", {"hand_over": sent})
    assert answer.status_code == 422
    tree = page(answer)
    assert find_all(tree, ".//p[@role='alert']") == [
        "Chưa chọn hồ sơ nào chuyển được. Chọn ít nhất một dòng rồi bấm Chuyển."
    ]
    assert len(rows_of(tree)) == 1


def test_more_than_two_hundred_at_once_are_too_many():
    sent = [f"{uuid4()}.1" for _ in range(201)]
    answer = at_desk("phuc").post("/desk/hand-overs", {"hand_over": sent})
    assert answer.status_code == 422
    assert "nhiều nhất 200 hồ sơ" in answer.content.decode()


def test_boxes_of_another_action_are_left_alone():
    tell(received(PERMIT, ONE_STOP), "lan", do.HandOver())
    other = received(PERMIT, ONE_STOP)
    client = at_desk("lan")
    sent = picked(client)
    assert list(sent) == ["hand_over"]  # what one has given has no box
    answer = client.post("/desk/acceptances", sent)
    assert answer.status_code == 422
    assert Dossier.objects.get(key=other).facts == 1


def test_the_list_is_shown_again_as_it_was_asked_for():
    received(HOUSEHOLD)
    received(BIRTH)
    client = at_desk("phuc")
    asked = f"tab=in-hand&procedure={BIRTH.code}"
    sent = picked(client, f"/desk?{asked}") | {"list": [asked]}
    tree = page(client.post("/desk/hand-overs", sent))
    assert [row[2] for row in rows_of(tree)] == [BIRTH.name]
    current = tree.findall(".//nav[@class='tabs']/a[@aria-current]")
    assert [link.get("href") for link in current] == [f"/desk?{asked}"]


@pytest.mark.parametrize("noun", ["acceptances", "hand-overs", "submissions"])
def test_the_address_of_an_outcome_leads_back_to_the_list(noun: str):
    answer = at_desk("phuc").get(f"/desk/{noun}")
    assert (answer.status_code, answer["Location"]) == (302, "/desk")
    assert Client().post(f"/desk/{noun}").status_code == 302


def test_a_batch_costs_as_many_statements_for_ten_rows_as_for_twenty():
    client = at_desk("phuc")
    costs = []
    for count in (10, 10, 20):  # the first warms the law
        for _ in range(count):
            received(HOUSEHOLD, when=FRIDAY)
        sent = picked(client)
        assert len(sent["hand_over"]) == count
        with CaptureQueriesContext(connection) as queries:
            heading, _ = told(client.post("/desk/hand-overs", sent))
        assert heading.endswith(f"{count} hồ sơ đã chuyển")
        costs.append(len(queries))
    assert costs[1] == costs[2]
