"""motcua figures: the fixed interface."""

import json

import pytest
from django.core.management import CommandError, call_command

from motcua.statistics.catalogue import FIGURES
from motcua.statistics.rates import RATES, meets, tenths, whole_percent
from tests.story import at, received

ASKED = ("--agency", "H08.38", "--from", "2020-03-01", "--to", "2020-03-31")


def told(*arguments, capsys):
    call_command("figures", *ASKED, *arguments, "--json")
    return json.loads(capsys.readouterr().out)


@pytest.mark.django_db
def test_one_json_value_with_rows_and_a_total(capsys):
    received(when=at("2020-03-20 09:00"))
    answer = told("--by", "agency", "--cohort", "--as-of", "2020-03-31", capsys=capsys)
    assert set(answer) == {"from", "to", "as_of", "basis", "cohort", "rows", "total"}
    assert (answer["from"], answer["as_of"], answer["cohort"]) == ("2020-03-01", "2020-03-31", True)
    total = answer["total"]["figures"]
    assert set(total) == {figure.name for figure in FIGURES} | {rate.name for rate in RATES}
    assert total["received"] == 1
    # due Wednesday 25-3, three working days after Friday 20-3: late by the end of March
    assert total["late_rate_of_received"] == {"num": 1, "den": 1, "percent": 100.0}
    assert total["on_time_rate_of_finished"] == {"num": 0, "den": 0, "percent": None}
    assert sum(row["figures"]["received"] for row in answer["rows"]) == 1


@pytest.mark.django_db
def test_only_some_levels(capsys):
    received(when=at("2020-03-20 09:00"))  # the district's finance office decides
    assert told("--level", "commune", capsys=capsys)["total"]["figures"]["received"] == 0
    assert told("--level", "district,commune", capsys=capsys)["total"]["figures"]["received"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--agency", "H99", "--from", "2020-03-01", "--to", "2020-03-31"), "cơ quan"),
        (("--agency", "H08", "--from", "2020-03-31", "--to", "2020-03-01"), "sớm hơn"),
        (("--agency", "H08", "--from", "2018-03-01", "--to", "2018-03-31"), "không tồn tại"),
        ((*ASKED, "--as-of", "2020-03-15"), "chốt số liệu"),
        ((*ASKED, "--level", "village"), "Lựa chọn"),
    ],
)
def test_bad_input_is_one_sentence_and_no_wrong_number(arguments, words, capsys):
    with pytest.raises(CommandError) as refused:
        call_command("figures", *arguments)
    assert refused.value.returncode == 2
    assert words.lower() in str(refused.value).lower()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("num", "den", "good", "shown"),
    [
        (9496, 10000, True, 949),  # 94,96 % is not 95
        (999_999, 1_000_000, True, 999),  # one late dossier: never 100 %
        (1, 1_000_000, False, 1),
        (3988, 24390, False, 164),
        (0, 5, False, 0),
        (5, 5, True, 1000),
        (0, 0, True, None),  # silence is no 100 %
    ],
)
def test_rates_never_show_better_than_they_are(num, den, good, shown):
    assert tenths(num, den, good=good) == shown


def test_a_target_is_met_exactly_and_the_press_rounds_half_up():
    assert meets(19, 20, 95)
    assert not meets(9499, 10000, 95)
    assert not meets(0, 0, 95)
    assert [whole_percent(*r) for r in ((1404, 2600), (750, 2500), (1, 8), (0, 0))] == [
        54,
        30,
        13,
        None,
    ]
