"""What another order or more people would change, on the path's page: behind its own form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from motcua.statistics.path import see
from motcua.statistics.what_if import WhatIf, compare
from tests.story import COMMUNE, DISTRICT, HOUSEHOLD, ONE_STOP, PERMIT, WORKS, at, received, tell
from tests.web.client import Visitor, text_of
from tests.web.desk_pages import at_desk, find_all, page
from tests.whole_lives import solved

pytestmark = pytest.mark.django_db
NOW = at("2020-03-25 08:00")  # Wednesday
ADDRESS = f"/board/{DISTRICT}/path"
COUNTER = f"{COMMUNE}/receptionist"


def desk():
    at_desk("thang", NOW)
    return Visitor.named("thang")


@pytest.fixture(autouse=True)
def _dossiers():
    """Six were solved, so that there is a pace; one is overdue since Friday the 20th, three more
    are due on Thursday the 26th."""
    for day in (10, 11, 12, 16, 16, 17):
        solved(at(f"2020-03-{day} 08:00"), hours=3)
    for moment in ("16 08:00", "23 08:00", "23 09:00", "23 10:00"):
        received(HOUSEHOLD, COMMUNE, at(f"2020-03-{moment}"))


def test_without_the_forms_words_nothing_is_reckoned_and_asked_for_it_stands_beside_now():
    quiet = page(desk().get(ADDRESS))
    assert not quiet.findall(".//table[@class='rows stack compare']")
    told = page(desk().get(ADDRESS, {"order": "nearest-due", "window": "backlog"}))
    rows = told.findall(".//table[@class='rows stack compare']/tbody/tr")
    assert [find_all(row, "th")[0] for row in rows] == [
        "Từ đầu năm", "Từ công văn",
    ]  # fmt: skip
    assert "“Tồn đọng” không tính thử" in text_of(desk().get(ADDRESS))
    assert "Không tính: hồ sơ sẽ nhận thêm" in text_of(desk().get(ADDRESS))


def test_the_figures_are_those_of_the_comparison_and_the_address_holds_what_was_asked():
    asked = {"order": "oldest-first", "desk": COUNTER, "more": "2", "by": "30/04/2020"}
    answered = desk().get(ADDRESS, asked)
    tree = page(answered)
    seen = see(DISTRICT, 95, at("2020-03-19 00:00").date(), at("2020-04-30 00:00").date(), NOW)
    found = compare(seen, WhatIf("oldest-first", (COMMUNE, "receptionist"), 2))
    rows = tree.findall(".//table[@class='rows stack compare']/tbody/tr")
    assert [find_all(row, "td")[:2] for row in rows] == [
        [str(now.late), str(then.late)] for now, then in zip(found.now, found.then, strict=True)
    ]
    assert found.had == 1
    assert "30 ngày qua 1 người làm xong" in text_of(answered)
    assert "còn 1/3" in text_of(answered)
    for form in tree.findall(".//form[@class='filter']"):
        kept = {one.get("name"): one.get("value") for one in form.findall(".//input")}
        kept |= {
            select.get("name"): next(
                option.get("value") for option in select if option.get("selected") is not None
            )
            for select in form.findall(".//select")
        }
        assert {**asked, "target": "95"}.items() <= kept.items()


def test_a_window_without_a_dossier_neither_meets_its_share_nor_misses_it():
    asked = {"order": "nearest-due", "from": "02/05/2020", "by": "29/05/2020"}
    tree = page(desk().get(ADDRESS, asked))
    answers = find_all(tree, ".//section[@class='what-if']/p[@class='answer']")
    assert answers == ["Từ công văn: không phát sinh hồ sơ nào."]


BAD = [
    ({"more": "2"}, "Chưa chọn bước được thêm người."),
    ({"desk": COUNTER}, "Số người thêm là số nguyên từ 1 đến 50, không phải 0."),
    ({"desk": COUNTER, "more": "0"}, "từ 1 đến 50, không phải 0."),
    ({"desk": COUNTER, "more": "-3"}, "từ 1 đến 50, không phải -3."),
    ({"desk": COUNTER, "more": "1000"}, "từ 1 đến 50, không phải 1000."),
    ({"desk": COUNTER, "more": "hai"}, "từ 1 đến 50, không phải hai."),
    ({"desk": COUNTER, "more": "1.5"}, "từ 1 đến 50, không phải 1.5."),
    ({"desk": "H99.99/officer", "more": "1"}, "Không có hồ sơ nào đang nằm ở bước này"),
    ({"desk": f"{COMMUNE}/luck", "more": "1"}, "Không có hồ sơ nào đang nằm ở bước này"),
    ({"desk": "\x00", "more": "1"}, "Không có hồ sơ nào đang nằm ở bước này"),
    ({"order": "by-luck"}, "Lựa chọn"),
    ({"order": "as-before"}, "Chưa có gì khác với hiện nay."),
]


@pytest.mark.parametrize(("asked", "sentence"), BAD)
def test_what_makes_no_sense_gets_a_sentence_and_the_path_still_stands(asked, sentence):
    answered = desk().get(ADDRESS, asked)
    assert answered.status_code == 422
    assert sentence in text_of(answered)
    tree = page(answered)
    assert not tree.findall(".//table[@class='rows stack compare']")
    assert tree.findall(".//ul[@class='ways']")
    if asked.get("more"):
        assert f'value="{asked["more"]}"' in answered.content.decode()


def test_a_desk_whose_work_nobody_did_lately_is_refused():
    key = received(PERMIT, ONE_STOP, at("2020-03-24 08:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-24 09:00"))
    answered = desk().get(ADDRESS, {"desk": f"{WORKS}/officer", "more": "1"})
    assert "30 ngày qua không ai xong lượt nào ở bước này" in text_of(answered)


def test_more_dossiers_take_no_more_queries():
    def queries() -> int:
        head, asked = desk(), {"order": "nearest-due", "desk": COUNTER, "more": "2"}
        head.get(ADDRESS, asked)
        with CaptureQueriesContext(connection) as caught:
            assert head.get(ADDRESS, asked).status_code == 200
        return len(caught)

    few = queries()
    for minute in range(6):
        received(HOUSEHOLD, COMMUNE, at(f"2020-03-24 08:{minute:02}"))
    assert queries() == few
