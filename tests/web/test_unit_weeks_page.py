"""Unit by week as a page: ranked as the board ranks, every cell its list, silence never 100 %."""

from urllib.parse import parse_qs, urlsplit

import pytest

from motcua.statistics.unit_weeks import Counted
from motcua.web.board.weeks_page import step_of
from tests.story import BIRTH, COMMUNE, at, received
from tests.web.client import text_of
from tests.web.desk_pages import answer_of, at_desk, find_all, page, words
from tests.web.test_board_export import rows_of_csv

pytestmark = pytest.mark.django_db
MONDAY = at("2020-03-30 08:00")
ADDRESS = "/board/H08.38/weeks"


@pytest.fixture
def desk():
    """The district decides two, of which one is late; the commune one of its own, due that day."""
    received(when=at("2020-03-20 09:00"))  # due Wednesday 25-3, still open on Sunday 29-3
    received(when=at("2020-03-27 09:00"))  # due Wednesday 1-4
    received(BIRTH, COMMUNE, at("2020-03-27 10:00"))
    return at_desk("phuc", MONDAY)


def cells_of(tree):
    """Of each row its name and its weeks: (rate, late/base, address), None where it is silent."""
    return {
        words(row.find("th")): [_cell(one) for one in row.findall("td")[1:]]
        for row in tree.findall(".//table[@class='heat']/tbody/tr")
    }


def _cell(cell):
    link = cell.find("a")
    if link is None:
        assert words(cell) == "không phát sinh"
        assert [one.get("class") for one in cell.iter() if one.get("class")] == ["h-none", "hide"]
        return None
    return words(link.find("b")), words(link.find("small")), link.get("href")


def test_each_week_of_a_unit_says_rate_and_base_and_a_silent_one_is_no_hundred(desk):
    rows = cells_of(page(desk.get(ADDRESS)))
    assert {name: [cell and cell[:2] for cell in cells[-2:]] for name, cells in rows.items()} == {
        "Cát Hanh": [None, ("0", "1/1")],
        "UBND huyện Phù Cátriêng": [("0", "1/1"), ("100", "0/1")],
    }
    assert all(cell is None for cells in rows.values() for cell in cells[:-2])
    assert {len(cells) for cells in rows.values()} == {13}


@pytest.mark.parametrize("each", ["", "1"])
def test_a_cell_leads_to_as_many_dossiers_as_it_counts(desk, each):
    rows = cells_of(page(desk.get(ADDRESS, {"each": each})))
    told = [cell for cells in rows.values() for cell in cells if cell]
    assert len(told) == 3
    for _rate, below, address in told:
        late, base = map(int, below.split("/"))
        lines = page(desk.get(address)).findall(".//table/tbody/tr")
        figure = parse_qs(urlsplit(address).query)["figure"]
        assert figure == ["late" if late else "to_resolve"]
        assert len(lines) == (late or base), address


def test_units_stand_as_on_the_board_and_the_board_leads_here(desk):
    board = page(desk.get("/board/H08.38"))
    ranked = [words(row.find("th")) for row in board.findall(".//table[@class='rank']/tbody/tr")]
    [address] = [one.get("href") for one in board.findall(".//a") if "từng đơn vị" in words(one)]
    rows = cells_of(page(desk.get(address)))
    assert [name.replace("riêng", " riêng") for name in rows] == ranked


def test_each_unit_by_itself_and_the_filter_keeps_it(desk):
    tree = page(desk.get("/board/H08/weeks", {"each": "1"}))
    assert list(cells_of(tree)) == ["Cát HanhPhù Cát", "Phù Cát"]
    kept = [one.get("value") for one in tree.findall(".//form[@class='filter']/input")]
    assert kept == ["1"]


def test_the_answer_stands_first_and_silent_units_are_named_apart(desk):
    tree = page(desk.get(ADDRESS))
    assert find_all(tree, ".//h1") == ["2 trong 2 đơn vị có tuần dưới 95 %"]
    assert answer_of(tree) == ("Huyện Phù Cát. Trễ nhiều nhất: Cát Hanh, tuần từ 23/03, 1 hồ sơ.")
    assert "17 đơn vị không phát sinh hồ sơ trong kỳ" in text_of(desk.get(ADDRESS))


def test_a_unit_without_a_dossier_has_no_table_and_no_rate():
    tree = page(at_desk("phuc", MONDAY).get(ADDRESS))
    assert find_all(tree, ".//h1") == ["Chưa có hồ sơ nào trong kỳ"]
    assert not tree.findall(".//table[@class='heat']")


@pytest.mark.parametrize("each", ["", "1", "\x00"])
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"from": "01/01/0001", "to": "05/01/0001"}, 409),
        ({"from": "0001-01-01"}, 200),
        ({"from": "30/12/2019", "to": "05/01/2020"}, 200),
        ({"from": "31/12/2019", "to": "31/12/2019"}, 200),
        ({"to": "9999-12-31"}, 422),
        ({"from": "\x00"}, 422),
        ({"level": "\x00", "basis": "\x00", "count": "\x00"}, 200),
    ],
)
def test_whatever_is_asked_gets_an_answer(desk, asked, status, each):
    assert desk.get(ADDRESS, {"each": each, **asked}).status_code == status


def test_a_week_across_the_years_edge_begins_with_the_period(desk):
    received(BIRTH, COMMUNE, at("2020-01-02 09:00"))  # Thursday
    tree = page(desk.get(ADDRESS, {"from": "2020-01-01", "to": "2020-01-05"}))
    heads = find_all(tree, ".//table[@class='heat']/thead//th")
    assert heads[2:] == ["Tuần từ 01/01"]
    assert [len(cells) for cells in cells_of(tree).values()] == [1]


@pytest.mark.parametrize("table", ["unit_weeks", "each_unit_weeks"])
def test_the_table_behind_it_adds_up_to_the_weeks_of_the_board(desk, table):
    asked = {"agency": "H08.38", "from": "2020-01-01", "to": "2020-03-29", "format": "csv"}
    head, *rows = rows_of_csv(desk.get("/board/export", {**asked, "table": table}))
    first, base, late, rate = (
        head.index(name)
        for name in ("Từ ngày", "Phải giải quyết", "Trễ hạn", "Đúng hạn hoặc còn trong hạn (%)")
    )
    assert {row[rate] for row in rows if row[base] == "0"} == {""}, "0 of 0 is no rate"
    found = {}
    for row in rows:
        so_far = found.get(row[first], (0, 0))
        found[row[first]] = (so_far[0] + int(row[base]), so_far[1] + int(row[late]))
    _head, *weekly = rows_of_csv(desk.get("/board/export", {**asked, "table": "weeks"}))
    assert found == {row[0]: (int(row[2]), int(row[3])) for row in weekly[-13:]}
    assert sum(base for base, _late in found.values()) == 3


@pytest.mark.parametrize(
    ("base", "late", "step"),
    [(20, 0, 0), (20, 1, 1), (10_000, 500, 1), (10_000, 501, 2), (10, 1, 2), (100, 11, 3),
     (4, 1, 3), (100, 26, 4), (2, 1, 4), (100, 51, 5), (1, 1, 5)],
)  # fmt: skip
def test_a_shade_follows_the_exact_rate(base, late, step):
    assert step_of(Counted(base, late)) == step
