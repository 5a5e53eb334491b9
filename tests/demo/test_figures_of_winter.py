"""The replayed province: II.06a against a slow count, the printed figures as they are published."""

from datetime import date, timedelta
from itertools import groupby

import pytest

from motcua.models import Fact
from motcua.reads.clock import now
from motcua.reads.law import agency_tree
from motcua.reads.published import last_seal, newest
from motcua.statistics.official import table_06a
from motcua.statistics.official_units import table_by_unit
from motcua.statistics.publication import document
from motcua.statistics.question import Question
from tests.demo.test_winter import FIRST, LAST
from tests.statistics.slow_official import slow_06a, units_of_line
from tests.statistics.stories import _midnight as midnight
from tests.statistics.stories import folded

TOLD = (
    *("Received", "SupplementNotified", "PaymentAsked", "LegalDueMoved"),
    *("Finished", "Rejected", "Withdrawn", "Stopped"),
)
PERIODS = [(date(2020, 2, 15), date(2020, 3, 14)), (date(2019, 12, 15), date(2020, 3, 14))]


def known(as_of):
    """Every dossier as raw facts recorded by the end of that day tell it."""
    facts = Fact.objects.filter(kind__in=TOLD, recorded__lt=midnight(as_of + timedelta(days=1)))
    rows = facts.order_by("dossier_id", "number").values_list(
        "dossier_id", "kind", "happened", "body"
    )
    for _key, log in groupby(rows.iterator(), key=lambda row: row[0]):
        yield folded(row[1:] for row in log)


def directly(tree, top):
    """An agency and those under it at its own level, found without the product's question."""
    level = tree.get(top).level
    return {agency.key for agency in tree if agency.level == level and _under(tree, agency, top)}


def _under(tree, agency, top):
    while agency.key != top:
        if agency.parent is None:
            return False
        agency = tree.get(agency.parent)
    return True


@pytest.mark.usefixtures("winter_2020")
def test_every_cell_of_every_committee_is_what_the_raw_facts_say():
    tree, dossiers = agency_tree(), list(known(LAST))
    seen = 0
    for top in (a.key for a in tree if a.is_committee and a.stands_on(LAST)):
        units = directly(tree, top)
        own = [it for it in dossiers if it.unit in units]
        for first, last in PERIODS:
            _lines, total = table_06a(Question(top, first, last, as_of=LAST), now())
            assert total.cells == slow_06a(own, units, first, last), (top, first)
            seen += total.cells[3]
    assert seen > 20_000


@pytest.mark.usefixtures("winter_2020")
def test_every_line_that_gathers_units_is_what_the_raw_facts_say():
    tree, dossiers = agency_tree(), list(known(LAST))
    province = next(agency.key for agency in tree if agency.parent is None)
    districts = [one.key for one in tree if one.is_committee and one.level == "district"]
    for top in (province, *(key for key in districts if tree.get(key).stands_on(LAST))):
        everywhere = {agency.key for agency in tree if tree.is_within(agency.key, top)}
        below = [it for it in dossiers if it.unit in everywhere]
        for first, last in PERIODS:
            table = table_by_unit(Question(top, first, last, as_of=LAST), now())
            assert table.total.cells == slow_06a(below, everywhere, first, last), (top, first)
            for group in table.groups:
                for one in group.lines:
                    units = units_of_line(tree, one.line.key, group.level, own=one.own)
                    assert one.line.cells == slow_06a(below, units, first, last), one.line.name


@pytest.mark.usefixtures("winter_2020")
def test_what_is_published_of_the_winter_is_what_was_printed():
    told = document(FIRST, LAST, LAST, now() + timedelta(days=1))
    below = [one["cohort"] for one in told["units"] if one["level"] in ("district", "commune")]
    assert sum(one["received"] for one in below) == 24_390
    assert sum(one["late"] for one in below) == 3_988
    communes = {one["key"] for one in told["units"] if one["level"] == "commune"}
    assert len(communes & set(told["silent"])) == 51


@pytest.mark.usefixtures("winter_2020")
def test_the_demo_begins_with_its_winter_sealed_and_published():
    found = newest()
    assert (found.first, found.last, found.as_of) == (FIRST, LAST, LAST)
    told = {name: value for name, value in found.document.items() if name != "seal"}
    assert told == document(FIRST, LAST, LAST, now() + timedelta(days=1))
    assert (last_seal().day, last_seal().seal) == (LAST, found.seal)
