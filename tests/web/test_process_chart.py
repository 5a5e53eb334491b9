"""The drawn way of a dossier: where boxes stand, which way arrows go."""

from dataclasses import dataclass

import pytest

from motcua.web.process_chart import BOX_HEIGHT, HEAD, LANE, ROW, process_chart


@dataclass(frozen=True)
class Step:
    number: int
    where: str
    name: str = "Thẩm định hồ sơ"
    role: str = "Chuyên viên"
    only_at: str = ""


def steps(*places):
    return [Step(number, where) for number, where in enumerate(places, start=1)]


@pytest.mark.parametrize("places", [(), ("Một cửa",)])
def test_one_step_is_no_way(places):
    assert process_chart(steps(*places)) is None


def test_a_column_for_each_agency_and_a_box_for_each_step():
    chart = process_chart(steps("Một cửa", "Phòng", "UBND", "Một cửa"))
    assert [lane.words for lane in chart.lanes] == ["Một cửa", "Phòng", "UBND"]
    assert (chart.width, chart.hands) == (3 * LANE, 3)
    assert [box.x // LANE for box in chart.boxes] == [0, 1, 2, 0]
    assert [box.y for box in chart.boxes] == [HEAD + at * ROW for at in range(4)]
    assert chart.height > chart.boxes[-1].y + BOX_HEIGHT


def test_an_arrow_crosses_only_where_the_agency_changes():
    chart = process_chart(steps("Một cửa", "Một cửa", "Phòng"))
    assert len(chart.arrows) == len(chart.tips) == 2
    assert "H" not in chart.arrows[0]
    assert f"H{LANE + LANE // 2}" in chart.arrows[1]
    assert chart.hands == 1


def test_a_step_that_only_some_take_is_dashed():
    chart = process_chart([Step(1, "Một cửa"), Step(2, "Một cửa huyện", only_at="cấp xã")])
    assert [box.dashed for box in chart.boxes] == [False, True]
