"""motcua path: the fixed interface, and what bad input gets."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.management.commands import path as command
from motcua.models import Dossier
from motcua.statistics.backtest import backtest
from motcua.statistics.figures import answer
from motcua.statistics.path import path
from motcua.statistics.question import Question
from tests.story import COMMUNE, DISTRICT, HOUSEHOLD, ONE_STOP, PERMIT, at, received
from tests.whole_lives import solved

pytestmark = pytest.mark.django_db
NOW = at("2020-03-25 08:00")  # Wednesday


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(command, "now", lambda: NOW)


@pytest.fixture
def dossiers():
    """Two households received on 16 March and overdue since the 20th, three more on the 23rd, a
    permit of the 20th that is due on Monday, 6 April."""
    for day in ("2020-03-16 08:00", "2020-03-16 09:00"):  # Monday, due Thursday
        received(HOUSEHOLD, COMMUNE, at(day))
    for minute in ("08:00", "09:00", "10:00"):  # Monday, due Thursday 26
        received(HOUSEHOLD, COMMUNE, at(f"2020-03-23 {minute}"))
    received(PERMIT, ONE_STOP, at("2020-03-20 09:00"))


def ways(agency: str = DISTRICT, share: int = 95, by: str = "2020-04-30", **more: str) -> dict:
    options = [f"--{name}={value}" for name, value in more.items()]
    out = StringIO()
    call_command(
        "path", f"--agency={agency}", f"--target={share}", f"--by={by}", *options, "--json",
        stdout=out, stderr=StringIO(),
    )  # fmt: skip
    return json.loads(out.getvalue())


@pytest.mark.usefixtures("dossiers")
def test_the_answer_has_exactly_the_fields_of_the_interface():
    found = ways()
    assert list(found) == ["agency", "target", "by", "windows"]
    assert (found["agency"], found["target"], found["by"]) == (DISTRICT, 95, "2020-04-30")
    assert [one["window"] for one in found["windows"]] == ["year", "since-order", "backlog"]
    for one in found["windows"]:
        assert list(one) == [
            "window", "base", "late", "best_reachable", "reachable", "must_finish",
            "per_working_day",
        ]  # fmt: skip
        for must in one["must_finish"]:
            assert list(must) == ["code", "holder", "due"]
            assert must["due"].endswith("+07:00")


@pytest.mark.usefixtures("dossiers")
def test_the_three_windows_count_what_they_say():
    year, since, backlog = ways()["windows"]
    assert (year["base"], year["late"]) == (6, 2)
    assert year["best_reachable"] == {"num": 4, "den": 6, "percent": 66.6}
    assert (since["base"], since["late"], since["reachable"]) == (6, 2, False)  # due from the 19th
    assert (backlog["base"], backlog["late"]) == (6, 2)
    assert len(backlog["must_finish"]) == 2  # 1 of 5 would still be 20 %
    assert [one["due"][:10] for one in backlog["must_finish"]] == ["2020-03-19", "2020-03-19"]


@pytest.mark.usefixtures("dossiers")
def test_the_base_of_the_year_is_the_catalogues_own():
    total = answer(Question(DISTRICT, date(2020, 1, 1), NOW.date(), cohort=True), NOW).total
    year = ways()["windows"][0]
    assert (year["base"], year["late"]) == (total.figures["received"], total.figures["late"])


@pytest.mark.usefixtures("dossiers")
def test_from_moves_the_window_of_the_order_alone():
    year, since, _backlog = ways(**{"from": "2020-03-25"})["windows"]
    assert (since["base"], since["late"], since["reachable"]) == (4, 0, True)
    assert [one["due"][:10] for one in since["must_finish"]] == [
        "2020-03-26", "2020-03-26", "2020-03-26", "2020-04-06",
    ]  # fmt: skip
    assert year["base"] == 6


@pytest.mark.usefixtures("dossiers")
def test_the_holder_is_named_and_a_unit_where_nobody_holds_it():
    holders = {one["holder"] for one in ways(**{"from": "2020-03-25"})["windows"][1]["must_finish"]}
    assert holders == {"Huỳnh Thị Diễm Phúc", "Đinh Thị Xuân Lan"}


@pytest.mark.usefixtures("dossiers")
def test_one_window_alone_and_the_order_supplies_target_and_day():
    out = StringIO()
    call_command(
        "path", f"--agency={DISTRICT}", "--window=backlog", "--json", stdout=out, stderr=StringIO()
    )
    found = json.loads(out.getvalue())
    assert (found["target"], found["by"]) == (95, "2020-04-30")
    assert [one["window"] for one in found["windows"]] == ["backlog"]


def test_a_unit_with_nothing_is_silent_not_perfect():
    for one in ways()["windows"]:
        assert (one["base"], one["best_reachable"]["percent"], one["must_finish"]) == (0, None, [])


@pytest.mark.usefixtures("dossiers")
def test_what_waits_for_the_citizen_is_in_no_list_and_counted_apart():
    found = path(DISTRICT, 95, date(2020, 3, 19), date(2020, 4, 30), NOW)
    assert (found.waiting, found.open_count) == (0, 6)


BAD = [
    ({"share": 140}, "Tỷ lệ phải từ 1 đến 100 %"),
    ({"share": 0}, "Tỷ lệ phải từ 1 đến 100 %"),
    ({"by": "2020-03-24"}, "Ngày phải đạt đã qua"),
    ({"by": "hôm nay"}, "không phải là ngày"),
    ({"from": "2020-05-01"}, "Kỳ kết thúc sớm hơn ngày bắt đầu"),
    ({"agency": "H99"}, "Không có cơ quan mang mã này"),
    ({"by": "2090-04-30"}, "Lịch làm việc chưa có năm"),
]


@pytest.mark.parametrize(("asked", "sentence"), BAD)
def test_bad_input_gets_a_sentence(asked, sentence):
    with pytest.raises(CommandError, match=sentence) as refusal:
        ways(**asked)
    assert refusal.value.returncode == 2


def test_without_a_working_day_left_it_is_told_how_it_came_out(monkeypatch):
    received(HOUSEHOLD, COMMUNE, at("2020-03-19 08:00"))
    monkeypatch.setattr(command, "now", lambda: at("2020-03-21 08:00"))  # Saturday
    assert [one["per_working_day"] for one in ways(by="2020-03-22")["windows"]] == [0, 0, 0]


def test_the_backtest_holds_a_past_forecast_against_what_happened():
    for day in (10, 11, 12, 16, 16, 17):
        solved(at(f"2020-03-{day} 08:00"), hours=3)
    moment = at("2020-03-17 00:00")
    there = Dossier.objects.filter(received__lt=moment, finished__gte=moment).count()
    found = backtest(DISTRICT, moment, at("2020-03-25 08:00"))
    assert there > 1
    assert found.dossiers + found.unknown == there
    assert 0 <= found.within <= found.dossiers
    assert found.median_error is not None
    assert found.ninth is not None
    assert found.median_error <= found.ninth
    assert found.lost_but_kept <= found.lost


def test_the_error_of_the_forecast_is_printed():
    for day in (10, 11, 12, 16, 16, 17):
        solved(at(f"2020-03-{day} 08:00"), hours=3)
    out = StringIO()
    call_command("path", f"--agency={DISTRICT}", "--backtest=2020-03-17", stdout=out)
    assert "Sai số trung vị" in out.getvalue()


def test_a_backtest_of_a_day_that_is_not_over_is_refused():
    with pytest.raises(CommandError, match="ngày đã qua"):
        call_command("path", f"--agency={DISTRICT}", "--backtest=2020-03-25")
