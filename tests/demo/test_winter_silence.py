"""The winter of 2020 on the page of silent units: the 51, and no commune that was at work."""

import tomllib
from collections import Counter

import pytest

from motcua.management.places import ROOT
from motcua.models.law import reference
from motcua.statistics.intake import intake

PRINTED = tomllib.loads((ROOT / "data" / "demo" / "binh-dinh-2020.toml").read_text("utf-8"))


@pytest.mark.usefixtures("winter_2020")
def test_exactly_the_fifty_one_are_silent_and_nobody_is_called_thin():
    found = [one for one in intake("H08", PRINTED["to"]) if one.level == "commune"]
    silent = [one for one in found if one.verdict.silent]
    assert len(silent) == PRINTED["total"]["silent_communes"]
    tree = reference().agencies
    counted = Counter(tree.short_name(one.parent, PRINTED["to"]) for one in silent)
    told = {
        district["name"]: district["silent_communes"]
        for district in PRINTED["district"]
        if district["silent_communes"]
    }
    assert {
        name.rpartition("huyện ")[2].rpartition("thị xã ")[2]: n for name, n in counted.items()
    } == told
    assert not [one.name for one in found if one.verdict.thin]
    assert all(one.verdict.received for one in found if not one.verdict.silent)
    assert all(one.days_since_last is None for one in silent), "they never used it"
