"""Apologies: signed by the leader, sent by the counter, kept in the book."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from motcua.models import Fact
from tests.printed.reading import text as text_of_pdf
from tests.story import BIRTH, COMMUNE, DISTRICT, at, received, tell
from tests.web.client import Visitor, text_of
from tests.web.clock_story import (
    LATE_DAY,
    TUESDAY,
    approved,
    chosen,
    code_of,
    finished,
    proposed,
    sent,
    with_nga,
)
from tests.web.desk_pages import answer_of, at_desk, find_all, page, rows_of, words

pytestmark = pytest.mark.django_db
SIGN, SEND, BOOK = (
    "/desk/apologies/to-approve",
    "/desk/apologies/to-send",
    "/desk/apologies",
)


def desk(name, now=TUESDAY):
    """A visitor whose every page is looked at."""
    at_desk(name, now)
    return Visitor.named(name)


def how_many(kind):
    return Fact.objects.filter(kind=kind).count()


# -- to be signed


def test_the_leader_reads_reason_words_and_new_date_of_each():
    key = proposed("bản đồ quy hoạch chưa được gửi trả")
    tree = page(desk("thang", at("2020-03-24 09:00")).get(SIGN))
    assert answer_of(tree) == "1 phiếu xin lỗi và hẹn lại ngày trả đang chờ ông, bà ký."
    [row] = rows_of(tree)
    assert row[1] == code_of(key)
    assert row[2] == (
        "Cơ quan phối hợp trả lời chậmbản đồ quy hoạch chưa được gửi trả"
        "Đề nghị: Trần Thị Nga, 08:00 ngày 24/03/2020"
    )
    assert row[4] == "còn 1 ngày làm việc 25/03/2020; gửi chậm nhất 24/03/2020"
    assert row[5] == "03/04/2020Thứ Sáu"


def test_many_are_signed_at_once_with_an_outcome_for_each():
    keys = [proposed(), proposed(), proposed()]
    gone = chosen(keys[2])
    finished(keys[2], "2020-03-24 08:10")
    visitor = desk("thang", at("2020-03-24 09:00"))
    answer = visitor.post(SIGN, {"apology": [chosen(keys[0]), chosen(keys[1]), gone]})
    tree = page(answer)
    assert answer.status_code == 200
    heading = find_all(tree, ".//section[@class='results']/h2")
    assert heading == ["Ký lúc 09:00: 2 phiếu đã ký, 1 phiếu chưa ký được"]
    told = find_all(tree, ".//section[@class='results']/ul/li")
    assert "Phiếu số 1/PXL, hẹn lại 03/04/2020; chờ Bộ phận Một cửa gửi" in told[0]
    assert "Chưa ký" in told[2]
    assert how_many("ApologyApproved") == 2
    assert rows_of(tree) == []


def test_nothing_chosen_is_said_and_nothing_is_signed():
    proposed()
    answer = desk("thang").post(SIGN, {})
    assert answer.status_code == 422
    assert "Chưa chọn phiếu nào" in text_of(answer)
    assert how_many("ApologyApproved") == 0


def test_the_same_words_over_more_than_twenty_dossiers_are_asked_about_once_more():
    keys = [proposed("Do khối lượng  công việc nhiều") for _ in range(20)]
    keys.append(proposed("do khối lượng công việc nhiều"))
    visitor = desk("thang")
    boxes = [chosen(key) for key in keys]
    answer = visitor.post(SIGN, {"apology": boxes})
    assert "21 hồ sơ: “" in text_of(answer)
    assert "Chưa ký phiếu nào" in text_of(answer)
    assert how_many("ApologyApproved") == 0
    visitor.post(SIGN, {"apology": boxes, "sure": "1"})
    assert how_many("ApologyApproved") == 21


def test_the_same_words_over_twenty_dossiers_are_signed():
    keys = [proposed() for _ in range(20)]
    desk("thang").post(SIGN, {"apology": [chosen(key) for key in keys]})
    assert how_many("ApologyApproved") == 20


def test_a_second_reappointment_is_signed_on_the_dossier_with_its_reason():
    key = sent()
    again = do.ProposeApology(
        reason="complicated",
        explanation="phải xác minh thực địa thêm",
        new_date=at("2020-04-08 00:00").date(),
    )
    tell(key, "nga", again, at("2020-03-25 08:00"))
    visitor = desk("thang", at("2020-03-25 09:00"))
    tree = page(visitor.get(SIGN))
    assert tree.find(".//tbody//input[@type='checkbox']") is None
    assert "mở hồ sơ để ký" in rows_of(tree)[0][2]
    answer = visitor.post(SIGN, {"apology": chosen(key)})
    assert answer.status_code == 409
    assert "phải có lý do bằng văn bản" in text_of(answer)


def test_a_leader_signs_nothing_of_another_agency():
    key = proposed()
    visitor = desk("khai")
    assert rows_of(page(visitor.get(SIGN))) == []
    answer = visitor.post(SIGN, {"apology": chosen(key)})
    assert (answer.status_code, how_many("ApologyApproved")) == (409, 0)
    assert code_of(key) not in answer.content.decode()


@pytest.mark.parametrize("name", ["nga", "lan", "hoa", "tam", "quan"])
def test_only_leaders_have_a_page_to_sign(name):
    assert desk(name).get(SIGN).status_code == 404
    assert desk(name).post(SIGN, {}).status_code == 404


# -- to be sent


def test_the_counter_records_how_it_went_with_proof():
    key = approved()
    visitor = desk("lan", at("2020-03-24 10:00"))
    tree = page(visitor.get(SEND))
    assert answer_of(tree) == "1 phiếu đã ký đang chờ gửi cho người nộp."
    assert "0905000218" in words(tree.find(".//ol[@class='sending']/li"))
    data = {"apology": chosen(key), "manner": "post", "proof": "EB123VN", "sent": "24/3/2020 9:30"}
    answer = visitor.post(SEND, data)
    assert (answer.status_code, answer["Location"]) == (302, SEND)
    fact = Fact.objects.get(kind="ApologySent")
    assert (fact.body["manner"], fact.happened) == ("post", at("2020-03-24 09:30"))
    assert "gửi lúc 09:30" in text_of(visitor.get(SEND))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"manner": ""}, "Chọn cách gửi."),
        ({"manner": "owl"}, "Lựa chọn không có trong danh sách"),
        ({"proof": " "}, "Ghi bằng chứng đã gửi"),
        ({"sent": "hôm qua"}, "Không đúng dạng. Ví dụ: 20/03/2020 14:05."),
        ({"sent": "24/03/2020 07:00"}, "Thời điểm gửi phải sau khi ký phiếu"),
        ({"sent": "25/03/2020 07:00"}, "không sau lúc này"),
    ],
)
def test_what_is_wrong_is_said_in_its_row_and_all_that_was_typed_stays(typed, sentence):
    approved()
    key = approved()
    visitor = desk("lan", at("2020-03-24 10:00"))
    data = {"apology": chosen(key), "manner": "hand", "proof": "ký nhận", "sent": ""} | typed
    answer = visitor.post(SEND, data)
    tree = page(answer)
    assert answer.status_code == 422
    assert any(sentence in error for error in find_all(tree, ".//p[@class='error']"))
    bad = tree.findall(".//*[@aria-invalid]")
    assert len(bad) == 1
    assert str(bad[0].get("id")).endswith("-2")
    if "proof" not in typed:
        proofs = [str(field.get("value")) for field in tree.findall(".//input[@name='proof']")]
        assert proofs == ["", "ký nhận"]
    assert how_many("ApologySent") == 0


def test_a_second_press_is_told_that_it_changed_meanwhile():
    key = approved()
    visitor = desk("lan", at("2020-03-24 10:00"))
    data = {"apology": chosen(key), "manner": "hand", "proof": "ký nhận"}
    visitor.post(SEND, data)
    assert visitor.post(SEND, data).status_code == 409
    assert how_many("ApologySent") == 1


def test_another_counter_sends_nothing():
    key = approved()
    visitor = desk("phuc", at("2020-03-24 10:00"))
    assert "Không có phiếu xin lỗi nào chờ gửi" in text_of(visitor.get(SEND))
    data = {"apology": chosen(key), "manner": "hand", "proof": "ký nhận"}
    assert visitor.post(SEND, data).status_code == 404
    assert how_many("ApologySent") == 0


@pytest.mark.parametrize("name", ["nga", "thang", "tam", "quan"])
def test_only_counters_have_a_page_to_send(name):
    assert desk(name).get(SEND).status_code == 404


# -- the book


def test_the_book_tells_what_was_sent_in_time_and_what_was_kept():
    kept, missed, open_, late = sent(), sent(), sent(), sent("2020-03-25 09:00")
    finished(kept, "2020-04-03 15:00")
    finished(missed, "2020-04-06 09:00")
    finished(late, "2020-03-25 15:00")
    tree = page(desk("thang", at("2020-04-03 16:00")).get(BOOK, {"period": "03/2020"}))
    assert answer_of(tree).endswith("tháng 03/2020: đã xin lỗi 3 trong 3 hồ sơ trễ.")
    table = {row[0]: row[2:] for row in rows_of(tree)}
    assert table[code_of(kept)] == [
        "25/03/2020",
        "10:00 24/03/2020",
        "Giao trực tiếp",
        "kịp",
        "03/04/2020",
        "giữ hẹn",
    ]
    assert table[code_of(missed)][5] == "lỡ hẹn"
    assert table[code_of(open_)][5] == "chưa đến ngày"
    assert table[code_of(late)][3] == "muộn"


def test_late_without_apology_is_a_tab_of_its_own():
    sent()
    open_, done = with_nga(), with_nga()
    finished(done, "2020-03-26 09:00")
    visitor = desk("thang", LATE_DAY)
    tree = page(visitor.get(BOOK, {"period": "03/2020", "tab": "late"}))
    assert answer_of(tree).endswith("đã xin lỗi 1 trong 3 hồ sơ trễ.")
    assert "Trễ, chưa xin lỗi2" in find_all(tree, ".//nav[@class='tabs inner']/a")
    assert [(row[0], row[3]) for row in rows_of(tree)] == [
        (code_of(open_), "chưa"),
        (code_of(done), "26/03/2020"),
    ]


def test_what_is_not_late_yet_does_not_count():
    with_nga()
    tree = page(desk("thang", TUESDAY).get(BOOK))
    assert answer_of(tree).endswith("tháng 03/2020: không có hồ sơ nào trễ.")


def test_the_book_of_another_agency_is_not_there():
    assert desk("khai").get(BOOK, {"agency": "H08.38"}).status_code == 404
    assert desk("khai").get(BOOK + "/print", {"agency": "H08.38"}).status_code == 404
    assert desk("quan").get(BOOK).status_code == 404
    assert desk("thang").get(BOOK, {"agency": "H08.38.12"}).status_code == 200


def test_the_counters_book_has_what_was_received_there_whoever_decides():
    key, late = sent(), with_nga()
    visitor = desk("lan", at("2020-03-31 09:00"))
    tree = page(visitor.get(BOOK, {"period": "03/2020"}))
    assert answer_of(tree).startswith("Bộ phận")
    assert answer_of(tree).endswith("đã xin lỗi 1 trong 2 hồ sơ trễ.")
    assert [row[0] for row in rows_of(tree)] == [code_of(key)]
    [row] = rows_of(page(visitor.get(BOOK, {"period": "03/2020", "tab": "late"})))
    assert row[0] == code_of(late)


def test_the_book_opens_where_there_is_something_for_the_reader():
    received(BIRTH, COMMUNE, at("2020-03-20 09:00"))
    visitor = desk("thang", at("2020-03-31 09:00"))
    tree = page(visitor.get(BOOK, {"period": "03/2020"}))
    assert answer_of(tree).endswith("đã xin lỗi 0 trong 1 hồ sơ trễ.")
    assert tree.find(".//select[@name='agency']/option[@selected]").get("value") == COMMUNE
    tree = page(visitor.get(BOOK, {"period": "03/2020", "agency": DISTRICT}))
    assert answer_of(tree).endswith("không có hồ sơ nào trễ.")


def test_a_wrong_period_is_marked_and_kept():
    answer = desk("thang").get(BOOK, {"period": "13/2020"})
    field = page(answer).find(".//input[@aria-invalid]")
    assert answer.status_code == 422
    assert field is not None
    assert field.get("value") == "13/2020"


def test_the_book_is_printed_whole():
    key = sent()
    answer = desk("thang").get(BOOK + "/print", {"period": "03/2020"})
    assert answer["Content-Type"] == "application/pdf"
    printed = " ".join(text_of_pdf(answer.content).split())
    assert "25/03/2020" in printed
    assert code_of(key).rpartition("-")[2] in printed


def test_one_pages_through_a_long_book():
    for _ in range(52):
        sent()
    visitor = desk("thang")
    first = page(visitor.get(BOOK))
    following = first.find(".//nav[@class='pager']/a")
    assert following is not None
    second = page(visitor.get(following.get("href")))
    codes = {row[0] for tree in (first, second) for row in rows_of(tree)}
    assert (len(rows_of(second)), len(codes)) == (2, 52)


@pytest.mark.parametrize(
    ("name", "address", "make", "row"),
    [
        ("thang", SIGN, proposed, ".//tbody/tr"),
        ("lan", SEND, approved, ".//ol[@class='sending']/li"),
        ("thang", BOOK, sent, ".//tbody/tr"),
        ("thang", BOOK + "?tab=late", with_nga, ".//tbody/tr"),
    ],
)
def test_a_page_costs_as_many_statements_for_ten_rows_as_for_twenty(name, address, make, row):
    visitor, costs = desk(name, at("2020-03-31 09:00")), []
    for count in (10, 20):
        for _ in range(10):
            make()
        visitor.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert len(page(visitor.get(address)).findall(row)) == count
        costs.append(len(queries))
    assert costs[0] == costs[1]
