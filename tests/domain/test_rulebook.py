"""Dated rules and policies: by day, by procedure, and strictly read."""

import tomllib
from datetime import date

import pytest

from motcua.domain.rulebook import BadRulebook
from motcua.domain.rulebook_file import parse_rulebook

GENERAL = """
[[policy]]
code = "P-2018"
manner = "restart"
from = 2018-06-21
to = 2025-06-30
source = "NĐ 61/2018/NĐ-CP, Điều 19(4)"
confidence = "confirmed"

[[policy]]
code = "P-2025"
manner = "pause"
from = 2025-07-01
source = "giả định"
confidence = "low"
assumed = true

[[policy]]
code = "P-766"
manner = "pause"
from = 2018-06-21
source = "QĐ 766/QĐ-TTg"
confidence = "medium"
most_supplements = 1
published_beside = true
"""
OWN = """
[[policy]]
code = "P-LAND"
manner = "pause"
from = 2020-01-01
to = 2021-12-31
procedures = ["1.001193", "2.000635"]
source = "luật riêng của thủ tục"
confidence = "medium"
"""
LAND, OTHER = "1.001193", "1.001612"


def book(*texts):
    return parse_rulebook(*(tomllib.loads(text) for text in texts))


@pytest.mark.parametrize(
    ("received", "procedure", "code"),
    [
        (date(2019, 12, 31), LAND, "P-2018"),  # Tuesday, the day before its own begins
        (date(2020, 1, 1), LAND, "P-LAND"),  # Wednesday
        (date(2021, 12, 31), LAND, "P-LAND"),  # Friday, its last day
        (date(2022, 1, 1), LAND, "P-2018"),  # Saturday
        (date(2020, 3, 20), "2.000635", "P-LAND"),  # Friday
        (date(2020, 3, 20), OTHER, "P-2018"),
        (date(2020, 3, 20), "", "P-2018"),
        (date(2025, 6, 30), LAND, "P-2018"),  # Monday
        (date(2025, 7, 1), LAND, "P-2025"),  # Tuesday
    ],
)
@pytest.mark.parametrize("texts", [(GENERAL, OWN), (OWN, GENERAL)])
def test_a_policy_is_chosen_by_day_and_procedure_whatever_the_order(
    received, procedure, code, texts
):
    assert book(*texts).policy(received, procedure).code == code


def test_the_deciding_one_stands_among_those_reckoned_beside_it():
    rules = book(GENERAL, OWN)
    assert [p.code for p in rules.policies_of(date(2020, 3, 20), LAND)] == ["P-766", "P-LAND"]
    assert [p.code for p in rules.policies_of(date(2020, 3, 20), OTHER)] == ["P-2018", "P-766"]
    beside = OWN.replace("P-LAND", "P-TD") + "published_beside = true\n"
    rules = book(GENERAL, beside)
    assert [p.code for p in rules.policies_of(date(2020, 3, 20), LAND)] == [
        "P-2018",
        "P-766",
        "P-TD",
    ]
    assert [p.code for p in rules.policies_of(date(2020, 3, 20), OTHER)] == ["P-2018", "P-766"]


def test_before_the_first_policy_there_is_none_and_the_day_is_named():
    with pytest.raises(BadRulebook, match="No supplement policy is in force on 2018-06-20"):
        book(GENERAL).policy(date(2018, 6, 20), OTHER)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (OWN.replace('["1.001193", "2.000635"]', "[]"), "at least one code"),
        (OWN.replace('["1.001193", "2.000635"]', '"1.001193"'), "at least one code"),
        (OWN.replace('"2.000635"', '"1.001193"'), "names one twice"),
        (OWN.replace('"2.000635"', '"đất đai"'), "no procedure's code"),
        (OWN.replace('"2.000635"', "2"), "no procedure's code"),
        (OWN.replace("procedures", "procedure"), "unknown key procedure"),
        (OWN.replace("2021-12-31", "2019-12-31"), "ends on 2019-12-31, before it begins"),
        (OWN.replace('manner = "pause"', 'manner = "stop"'), "not a valid Manner"),
        (OWN + OWN.replace("P-LAND", "P-LAND-2"), "P-LAND and P-LAND-2 both decide for 1.001193"),
        (OWN + OWN, "Two policies are called P-LAND"),
        (
            OWN.replace('procedures = ["1.001193", "2.000635"]\n', ""),
            "P-2018 and P-LAND both decide on one day",
        ),
        ("[[polity]]\n", "Unknown table polity"),
    ],
)
def test_a_slip_is_named(text, says):
    with pytest.raises(BadRulebook, match=says):
        book(GENERAL, text)


def test_policies_that_follow_each_other_do_not_meet():
    later = OWN.replace("P-LAND", "P-LAND-2").replace("2020-01-01", "2022-01-01")
    rules = book(GENERAL, OWN, later.replace("to = 2021-12-31\n", ""))
    assert rules.policy(date(2022, 1, 1), LAND).code == "P-LAND-2"
