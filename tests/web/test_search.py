"""The search page: what was typed, what was found, and nothing of what is not one's own."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from uuid6 import uuid7

from motcua.domain import commands as do
from motcua.domain.party import Party
from tests.story import COMMUNE, HOUSEHOLD, received, reception, tell
from tests.web.desk_pages import answer_of, at_desk, find_all, page, rows_of, words

pytestmark = pytest.mark.django_db


def of(name: str) -> UUID:
    key = UUID(str(uuid7()))
    tell(key, "phuc", reception(HOUSEHOLD, COMMUNE, applicant=Party(name)))
    return key


def test_the_bar_at_the_top_of_every_page_leads_here():
    form = page(at_desk("phuc").get("/desk")).find(".//form[@role='search']")
    assert form is not None
    assert (form.get("action"), form.get("method")) == ("/desk/search", None)
    field = form.find("input")
    assert field is not None
    assert field.get("name") == "q"


def test_an_exact_code_opens_its_dossier():
    received()
    answer = at_desk("phuc").get("/desk/search", {"q": " 000.12.38.h08-200320-0001 "})
    assert answer.status_code == 302
    assert answer["Location"] == "/dossiers/000.12.38.H08-200320-0001"


def test_a_code_of_others_and_one_that_does_not_exist_answer_alike():
    received()
    client = at_desk("dong")
    pages = [
        find_all(page(client.get("/desk/search", {"q": code})), ".//div[@class='empty']//*")
        for code in ("000.12.38.H08-200320-0001", "000.12.38.H08-200320-0002")
    ]
    assert pages[0] == pages[1]
    assert pages[0][0] == "Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ trên giấy hẹn."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("le thi kim", "1 hồ sơ của người nộp mang tên này, mới nhất ở trên."),
        ("chung le", "Không có tên liền như vậy. 1 hồ sơ có tên gồm các tiếng đã gõ."),
        ("le thj kim chumg", "Không có tên như vậy. 1 hồ sơ có tên gần giống."),
        ("0001", "1 hồ sơ có mã kết thúc như vậy, mới nhất ở trên."),
        ("", "Những hồ sơ mới tiếp nhận hoặc mới đến đơn vị, gần nhất ở trên."),
    ],
)
def test_the_page_says_what_it_found(typed: str, sentence: str):
    of("Lê Thị Kim Chung")
    tree = page(at_desk("phuc").get("/desk/search", {"q": typed}))
    assert answer_of(tree) == sentence
    assert rows_of(tree) == [
        [
            "000.12.38.H08-200320-0001",
            HOUSEHOLD.name,
            "Lê Thị Kim Chung",
            "Tiếp nhận · Huỳnh Thị Diễm Phúc, UBND xã Cát Hanh",
            "còn 3 ngày làm việc",
            "25/03/2020",
        ]
    ]


def test_what_was_typed_is_shown_as_text_and_stays_in_the_field():
    tree = page(at_desk("phuc").get("/desk/search", {"q": "<b>x</b>&'\""}))
    assert words(tree.find(".//h1")) == "Tra cứu: <b>x</b>&'\""
    field = tree.find(".//input[@name='q']")
    assert field is not None
    assert field.get("value") == "<b>x</b>&'\""


def test_an_ended_dossier_is_told_by_its_state():
    key = of("Lê Thị Kim Chung")
    tell(key, "phuc", do.Withdraw("Công dân đề nghị rút hồ sơ để bổ sung sau"))
    [row] = rows_of(page(at_desk("phuc").get("/desk/search", {"q": "kim chung"})))
    assert row[3:5] == ["–", "công dân rút hồ sơ"]


def test_a_refused_reception_opens_by_its_key():
    key = UUID(str(uuid7()))
    refusal = do.RefuseReception(
        agency=COMMUNE,
        procedure=HOUSEHOLD.code,
        applicant=Party("Mai Thị Lệ Thu"),
        papers=(),
        reason="not_competent",
        explanation="Thủ tục này nộp tại Sở Kế hoạch và Đầu tư",
    )
    tell(key, "phuc", refusal)
    client = at_desk("phuc")
    tree = page(client.get("/desk/search", {"q": "le thu"}))
    link = tree.find(".//tbody//a[@class='code']")
    assert link is not None
    assert words(link) == "Phiếu từ chối số 1"
    assert client.get(str(link.get("href"))).status_code == 200


def test_one_pages_through_what_was_found():
    for n in range(25):
        of(f"Phạm Văn Hai {n:02}")
    client = at_desk("phuc")
    first = page(client.get("/desk/search", {"q": "pham van hai"}))
    assert answer_of(first).startswith("Hơn 20 hồ sơ của người nộp mang tên này")
    following = first.find(".//nav[@class='pager']/a")
    assert following is not None
    second = page(client.get(str(following.get("href"))))
    assert [row[2] for row in rows_of(second)] == [f"Phạm Văn Hai {n:02}" for n in range(4, -1, -1)]
    assert answer_of(second).startswith("Các hồ sơ tiếp theo")
    back = second.find(".//a[@class='size']")
    assert back is not None
    assert back.get("href") == "/desk/search?q=pham+van+hai"


def test_any_nonsense_in_the_address_begins_at_the_beginning():
    of("Phạm Văn Hai")
    client = at_desk("phuc")
    for asked in ("q=pham&after=xx", "q=pham&way=%00", "q=pham&way=code&after=!", "q=%00pham"):
        assert len(rows_of(page(client.get(f"/desk/search?{asked}")))) == 1, asked


def test_who_sees_no_dossiers_finds_none():
    of("Phạm Văn Hai")
    tree = page(at_desk("quan").get("/desk/search", {"q": "pham van hai"}))
    assert find_all(tree, ".//div[@class='empty']/h2") == ["Không tìm thấy hồ sơ nào"]


def test_a_page_costs_as_many_statements_for_ten_rows_as_for_twenty():
    client = at_desk("phuc")
    costs = []
    for count in (10, 20):
        for n in range(10):
            of(f"Phạm Văn Hai {n:02}")
        client.get("/desk/search?q=pham")
        with CaptureQueriesContext(connection) as queries:
            assert len(rows_of(page(client.get("/desk/search?q=pham")))) == count
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_of_a_card_scanned_into_the_search_field_only_the_number_is_kept():
    line = "052189000217|211000364|Nguyễn Thị Thanh Trúc|12081989|Nữ|Thôn Hòa Hội|01012018"
    answer = at_desk("phuc").get("/desk/search", {"q": line})
    assert answer["Location"] == "/desk/search?q=052189000217"
    assert at_desk("phuc").get("/desk/search", {"q": "a | b"}).status_code == 200
