"""II.06a and II.07a: every cell against a slow count from raw facts, the identities, the lists."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.domain import commands as do
from motcua.domain.reporting_periods import Span, period_of, reporting_period
from motcua.statistics.drill import count_behind
from motcua.statistics.indices import CLASSES, Index, Scored, indices
from motcua.statistics.official import COLUMNS, Line, directly, table_06a, table_07a
from motcua.statistics.question import Question
from tests.statistics.slow_official import slow_06a
from tests.statistics.stories import LIVES, live, told, undone
from tests.statistics.stories import _midnight as midnight
from tests.story import ONE_STOP, PERMIT, at, received, tell

DISTRICT = {"H08.38", "H08.38.80", "H08.38.84", "H08.38.92"}
NOW = at("2020-06-01 08:00")

PERIODS = [
    (Span.MONTH, 2020, 1, "2019-12-15", "2020-01-14"),
    (Span.MONTH, 2020, 3, "2020-02-15", "2020-03-14"),
    (Span.QUARTER, 2020, 1, "2019-12-15", "2020-03-14"),
    (Span.QUARTER, 2020, 4, "2020-09-15", "2020-12-14"),
    (Span.HALF_YEAR, 2020, 1, "2019-12-15", "2020-06-14"),
    (Span.HALF_YEAR, 2020, 2, "2020-06-15", "2020-12-14"),
    (Span.YEAR, 2020, 1, "2019-12-15", "2020-12-14"),
]


@pytest.mark.parametrize(("span", "year", "number", "first", "last"), PERIODS)
def test_data_are_cut_off_on_the_fourteenth(span, year, number, first, last):
    found = reporting_period(span, year, number)
    assert (str(found.first), str(found.last)) == (first, last)
    assert period_of(span, found.first) == period_of(span, found.last) == found


@pytest.mark.parametrize(("span", "number"), [(Span.MONTH, 13), (Span.QUARTER, 0), (Span.YEAR, 2)])
def test_there_is_no_thirteenth_month(span, number):
    with pytest.raises(ValueError, match="there is no"):
        reporting_period(span, 2020, number)


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.sampled_from(Span))
def test_every_day_is_in_one_period_of_each_length(day, span):
    found = period_of(span, day)
    assert found.first <= day <= found.last
    assert period_of(span, found.last + timedelta(days=1)).first == found.last + timedelta(days=1)


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(LIVES, st.integers(0, 20), st.integers(0, 30), st.integers(0, 12))
def test_every_cell_is_what_the_raw_facts_say(lives, begin, length, later):
    with undone():
        keys = live(lives)
        first = date(2020, 2, 26) + timedelta(days=begin)
        last = first + timedelta(days=length)
        as_of = last + timedelta(days=later)
        question = Question("H08.38", first, last, as_of=as_of)
        lines, total = table_06a(question, NOW)
        known = [told(key, midnight(as_of + timedelta(days=1))) for key in keys]
        assert total.cells == slow_06a(known, DISTRICT, first, last)
        for line in (*lines, total):
            holds(line)
        for column in COLUMNS:
            behind = count_behind(f"cell_{column}", directly(question), NOW)
            assert behind == total.cells[column], column


def holds(line: Line) -> None:
    cells = line.cells
    assert cells[3] == cells[4] + cells[5] + cells[6] == cells[7] + cells[11]
    assert cells[7] == cells[8] + cells[9] + cells[10]
    assert cells[11] == cells[12] + cells[13]
    assert min(cells.values()) >= 0


@pytest.mark.django_db
def test_what_ended_without_a_result_is_folded_by_its_date_and_counted_apart():
    early = received(PERMIT, ONE_STOP, at("2020-03-02 09:00"))
    tell(early, "lan", do.Withdraw("công dân đề nghị rút hồ sơ"), at("2020-03-05 09:00"))
    late = received(PERMIT, ONE_STOP, at("2020-03-02 09:00"))
    tell(late, "lan", do.Withdraw("công dân đề nghị rút hồ sơ"), at("2020-03-30 09:00"))
    question = Question("H08.38", date(2020, 3, 1), date(2020, 3, 31))
    [line], total = table_06a(question, NOW)
    assert (line.cells[8], line.cells[9], line.cells[10]) == (1, 1, 0)
    assert total.folded == {"withdrawn": 2, "early": 1}


@pytest.mark.django_db
def test_reasons_are_those_last_told_and_the_others_are_counted_as_untold():
    received(PERMIT, ONE_STOP, at("2020-03-02 09:00"))
    told_why = received(PERMIT, ONE_STOP, at("2020-03-02 10:00"))
    tell(told_why, "lan", do.HandOver(), at("2020-03-02 11:00"))
    tell(told_why, "thuong", do.AcceptHandOver(), at("2020-03-02 12:00"))
    for reason, hour in (("head_slow", 13), ("software", 14)):
        command = do.ProposeApology(
            reason=reason, explanation="lãnh đạo đi công tác", new_date=date(2020, 4, 20)
        )
        tell(told_why, "thuong", command, at(f"2020-03-16 {hour}:00"))
    [line], total = table_07a(Question("H08.38", date(2020, 3, 1), date(2020, 3, 31)), NOW)
    assert (line.name, line.late) == ("Kiểm thử", 2)
    assert total.reasons == {"software": 1, "": 1}


# -- the nine indices


def test_an_index_without_data_is_neither_nothing_nor_two():
    scored = Scored((Index(1, 15, 10), Index(2, 7, 10), *(Index(n) for n in range(3, 10))))
    assert [one.score for one in scored.indices[2:]] == [None] * 7
    assert (float(scored.sum), scored.most) == (2.2, 4)
    assert (float(scored.of_18), scored.grade) == (9.9, "Khá")
    assert Scored(tuple(Index(n) for n in range(1, 10))).grade == ""


@pytest.mark.parametrize(("points", "grade"), [(31, "Xuất sắc"), (29, "Tốt"), (17, "Trung bình")])
def test_classes_are_those_of_the_circular(points, grade):
    scored = Scored(tuple(Index(n, points, 18) for n in range(1, 10)))
    assert scored.grade == grade, float(scored.of_18)
    assert [least for least, _word in CLASSES] == [15, 12, 9, 6, 0]


@pytest.mark.django_db
def test_indices_come_from_what_was_solved():
    received(PERMIT, ONE_STOP, at("2020-03-02 09:00"))
    question = Question("H08.38", date(2020, 3, 1), date(2020, 3, 31))
    assert indices(question, NOW).grade == ""  # nothing was solved
