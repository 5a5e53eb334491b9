"""motcua silent: the fixed interface."""

import json

import pytest
from django.core.management import CommandError, call_command

from motcua.models import clock
from tests.story import at, received


@pytest.fixture
def told(capsys, monkeypatch):
    monkeypatch.setattr(type(clock), "now", lambda self: at("2020-03-20 18:00"))

    def run(*arguments):
        call_command("silent", *arguments, "--json")
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.django_db
def test_one_json_value_with_every_receiving_unit(told):
    received(when=at("2020-03-18 09:00"))
    answer = told("--as-of", "2020-03-20")
    assert set(answer) == {"as_of", "units"}
    assert answer["as_of"] == "2020-03-20"
    units = {unit["agency"]: unit for unit in answer["units"]}
    assert set(units["H08.38.12"]) == {
        "agency", "name", "level", "received", "expected", "days_since_last", "sign_ins",
        "silent", "thin", "reason",
    }  # fmt: skip
    assert len([unit for unit in units.values() if unit["level"] == "commune"]) == 159
    one = units["H08.38.12"]
    assert (one["received"], one["days_since_last"], one["silent"]) == (1, 2, False)
    assert units["H08.38.11"]["silent"]
    assert units["H08.38.11"]["reason"] == "nothing_received"


@pytest.mark.django_db
def test_of_one_district_only(told):
    units = told("--as-of", "2020-03-20", "--agency", "000.00.38.H08")["units"]
    assert {unit["agency"][:6] for unit in units} == {"H08.38"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--as-of", "2020-03-21"), "chưa đến"), (("--agency", "H99"), "cơ quan")],
)
def test_bad_input_is_said_in_words(told, arguments, words):
    with pytest.raises(CommandError, match=words) as stopped:
        told(*arguments)
    assert stopped.value.returncode == 2
