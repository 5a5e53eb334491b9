"""A dossier sent online, as the counter, the dossier's page and the public look-up show it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.dossiers import perform
from motcua.models import Dossier
from tests.actions.test_submission import FRIDAY_EVENING, NATIONAL, sent, submission
from tests.story import COMMUNE, HOUSEHOLD, at
from tests.web.client import Visitor, page_of
from tests.web.counter import code_at, fields_of, typed
from tests.web.desk_pages import answer_of, at_desk, find_all, page, rows_of, words

pytestmark = pytest.mark.django_db

MONDAY = at("2022-03-21 08:00")
MONDAY_NIGHT = at("2022-03-21 17:01")


def test_it_waits_in_my_work_with_the_hours_that_are_left():
    key = sent()
    desk = at_desk("phuc", MONDAY)
    tree = page(desk.get("/desk"))
    assert answer_of(tree) == "1 hồ sơ cần xử lý hôm nay."
    assert find_all(tree, ".//nav[@class='tabs']/a")[1] == "Chờ tiếp nhận1"
    [row] = rows_of(page(desk.get("/desk?tab=to-receive")))
    assert row[1:] == [
        NATIONAL,
        HOUSEHOLD.name,
        "Nguyễn Thị Thanh Trúc",
        "Chờ tiếp nhận · nộp trực tuyến",
        "còn 7 giờ làm việc",
        "–",
    ]
    assert rows_of(page(at_desk("lan", MONDAY).get("/desk?tab=to-receive"))) == []
    late = page(at_desk("phuc", MONDAY_NIGHT).get("/desk?tab=late"))
    assert rows_of(late)[0][5] == "quá giờ tiếp nhận"
    assert key == Dossier.objects.get().key


def test_one_without_any_code_is_opened_by_its_key():
    key = sent(portal_code="")
    desk = at_desk("phuc", MONDAY)
    tree = page(desk.get("/desk?tab=to-receive"))
    [link] = tree.findall(".//tbody//a[@class='code']")
    assert (words(link), link.get("href")) == ("chưa có mã", f"/dossiers/{key}")
    assert desk.get(link.get("href")).status_code == 200


def test_the_list_asks_as_much_for_twenty_as_for_ten():
    def asked():
        desk = at_desk("phuc", MONDAY)
        desk.get("/desk?tab=to-receive")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get("/desk?tab=to-receive")
        return len(queries)

    for _ in range(10):
        sent(portal_code="")
    ten = asked()
    for _ in range(10):
        sent(portal_code="")
    assert asked() == ten


def test_the_dossiers_page_shows_the_reception_clock():
    key = sent()
    seen = words(page(at_desk("phuc", MONDAY).get(f"/dossiers/{NATIONAL}")).find(".//main"))
    for expected in (
        "Việc cần làm: Tiếp nhận",
        "Mở trang tiếp nhận",
        "17:00 21/03/2022",
        "Còn 7 giờ làm việc để tiếp nhận",
        "Nộp hồ sơ trực tuyến",
        "Người nộp hồ sơ",
    ):
        assert expected in seen, expected
    late = words(page(at_desk("phuc", MONDAY_NIGHT).get(f"/dossiers/{key}")).find(".//main"))
    assert "Quá giờ tiếp nhận" in late


def test_only_the_counter_it_was_sent_to_is_offered_to_receive_it():
    key = sent()
    other = words(page(at_desk("khai", MONDAY).get(f"/dossiers/{key}")).find(".//main"))
    assert "Mở trang tiếp nhận" not in other
    assert "Đang chờ Bộ phận Một cửa tiếp nhận" in other


def test_it_is_received_from_the_page_that_knows_what_was_sent():
    key = sent()
    desk = at_desk("phuc", at("2022-03-22 08:00"))
    fields = fields_of(page_of(desk.get(f"/desk/receive?agency={COMMUNE}&again={NATIONAL}")))
    assert fields["key"] == str(key)
    assert fields["applicant-name"] == "Nguyễn Thị Thanh Trúc"
    assert (fields["channel"], fields["return_manner"]) == ("online", "electronic")
    assert fields["paper-form"] == "on"
    code = code_at(desk.post("/desk/receive", fields | {"do": "receive"}))
    assert code == "H08.38.12-220322-0001"
    seen = words(page(desk.get(f"/dossiers/{code}")).find(".//main"))
    assert "đã tiếp nhận quá giờ" in seen
    assert NATIONAL in seen


def test_another_channel_is_refused_at_its_field_and_all_typed_is_kept():
    key = sent()
    desk = at_desk("phuc", MONDAY)
    answer = desk.post("/desk/receive", typed(key=str(key), channel="direct"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Lựa chọn không có trong danh sách" in text
    assert "Thôn Hòa Hội, xã Cát Hanh" in text


def test_what_was_sent_for_another_procedure_says_which():
    from tests.story import BIRTH

    key = sent()
    answer = at_desk("phuc", MONDAY).post(
        "/desk/receive", typed(BIRTH, key=str(key), channel="online")
    )
    assert answer.status_code == 422
    assert f"cho thủ tục {HOUSEHOLD.code}" in answer.content.decode()


@pytest.mark.parametrize(
    ("act", "says"),
    [
        ("", "đang chờ tiếp nhận"),
        ("refuse-now", "không được tiếp nhận"),
        ("receive", "đã xong 0 trong"),
    ],
)
def test_the_public_look_up_finds_it_by_the_portals_code(act, says):
    key = sent()
    if act:
        more = {"reason": "other", "explanation": "không thuộc thẩm quyền của xã"}
        sending = typed(key=str(key), channel="online", do=act) | more
        assert at_desk("phuc", MONDAY).post("/desk/receive", sending).status_code == 303
    seen = words(page(Visitor().get(f"/look-up?code={NATIONAL}")).find(".//main"))
    assert says in seen
    assert "Nguyễn Thị Thanh Trúc" not in seen


def test_a_wrong_secret_for_one_without_a_code_of_ours_is_counted_for_it_alone():
    sent()
    perform_other = submission(portal_code="G22.99.08-220318-000001")
    from tests.actions.test_door import new_key

    perform(new_key(), perform_other, actor=0, now=FRIDAY_EVENING)
    visitor = Visitor()
    for _ in range(5):
        visitor.post("/look-up", {"code": NATIONAL, "secret": "AAAA"})
    assert visitor.post("/look-up", {"code": NATIONAL, "secret": "AAAA"}).status_code == 429
    other = {"code": "G22.99.08-220318-000001", "secret": "AAAA"}
    assert visitor.post("/look-up", other).status_code == 422
