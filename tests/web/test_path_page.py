"""The path as a page: three windows side by side, what must be finished, and bad input."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.story import COMMUNE, DISTRICT, HOUSEHOLD, at, received
from tests.web.client import Visitor, text_of
from tests.web.desk_pages import answer_of, at_desk, find_all, page

pytestmark = pytest.mark.django_db
NOW = at("2020-03-25 08:00")  # Wednesday
ADDRESS = f"/board/{DISTRICT}/path"


def desk(name="thang"):
    at_desk(name, NOW)
    return Visitor.named(name)


def several(days: tuple[int, ...]) -> None:
    for day in days:
        received(HOUSEHOLD, COMMUNE, at(f"2020-03-{day} 08:00"))


def test_the_three_windows_stand_side_by_side_and_the_orders_own_answers():
    several((16, 23, 23, 24))  # the first is overdue since the 20th
    tree = page(desk().get(ADDRESS))
    assert find_all(tree, ".//ul[@class='ways']//h2") == [
        "Từ đầu năm",
        "Từ công văn",
        "Tồn đọng",
    ]
    assert answer_of(tree) == "Không đạt được 95 %: cao nhất còn 75,0 %, thừa 1 hồ sơ trễ."
    assert find_all(tree, ".//section[@aria-labelledby='must']//h2") == [
        "Phải xong, theo thứ tự này: 3 hồ sơ"
    ]
    assert "Phải xong, theo thứ tự này: 1 hồ sơ" in text_of(
        desk().get(ADDRESS, {"window": "backlog"})
    )


def test_a_target_that_can_be_reached_says_how_many_a_day():
    several((23, 23, 24))
    tree = page(desk().get(ADDRESS, {"by": "27/03/2020"}))
    assert answer_of(tree) == (
        "Đạt được 95 % nếu xong 3 hồ sơ đến 27/03/2020: ít nhất 1 hồ sơ mỗi ngày, "
        "còn 3 ngày làm việc."
    )


def test_why_the_rate_of_now_stands_above_the_best_one_is_said():
    several((16, 23, 23, 24))
    told = find_all(page(desk().get(ADDRESS)), ".//ul[@class='ways']//dt")
    assert "Lúc nàycoi hồ sơ đang mở chưa quá hạn là kịp" in told
    assert "Cao nhất còn đạttrừ cả hồ sơ đang mở không còn kịp" in told
    assert "Cao nhất còn đạtkhi xong hết hồ sơ quá hạn" in told


def test_on_the_evening_of_the_last_day_and_after_it_the_page_says_how_it_came_out():
    several((23, 23, 24))
    for moment, words in (("2020-04-29 17:30", ""), ("2020-05-04 08:00", "Ngày ấy đã qua")):
        at_desk("thang", at(moment))
        answer = Visitor.named("thang").get(ADDRESS)
        assert answer.status_code == 200
        assert answer_of(page(answer)).startswith("Không đạt được 95 %: cao nhất còn 0,0 %")
        assert words in text_of(answer)


def test_the_board_leads_to_it_where_the_order_counts_by_due_day():
    several((16, 23))
    tree = page(desk().get(f"/board/{DISTRICT}"))
    [link] = [one for one in tree.findall(".//p[@class='facts']//a") if one.text == "xem lộ trình"]
    assert link.get("href") == ADDRESS


def test_a_unit_with_nothing_is_not_perfect():
    tree = page(desk().get(ADDRESS))
    assert "không phát sinh hồ sơ nào" in answer_of(tree)
    assert "100" not in "".join(find_all(tree, ".//ul[@class='ways']//dd"))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"target": "140"}, "Tỷ lệ phải từ 1 đến 100 %, không phải 140 %."),
        ({"target": "0"}, "Tỷ lệ phải từ 1 đến 100 %"),
        ({"target": "-5"}, "Tỷ lệ là số nguyên từ 1 đến 100."),
        ({"by": "24/03/2020"}, "Ngày phải đạt đã qua."),
        ({"by": "mai"}, "Không đúng dạng. Ví dụ: 31/12/1990."),
        ({"from": "01/05/2020"}, "Kỳ kết thúc sớm hơn ngày bắt đầu"),
        ({"by": "30/04/2090"}, "Lịch làm việc chưa có năm"),
    ],
)
def test_bad_input_gets_a_sentence_and_no_number(asked, sentence):
    several((23,))
    answered = desk().get(ADDRESS, asked)
    assert answered.status_code == 422
    assert sentence in text_of(answered)
    assert 'class="ways"' not in answered.content.decode()
    [typed] = asked.values()
    assert f'value="{typed}"' in answered.content.decode()


def test_nobody_sees_it_without_a_role_that_sees_dossiers():
    assert desk("quan").get(ADDRESS).status_code == 404
    assert desk().get("/board/H99/path").status_code == 404


def test_more_dossiers_take_no_more_queries():
    def queries() -> int:
        head = desk()
        head.get(ADDRESS)
        with CaptureQueriesContext(connection) as caught:
            assert head.get(ADDRESS).status_code == 200
        return len(caught)

    several((23, 23))
    few = queries()
    several((23, 23, 24, 24, 24))
    assert queries() == few
