"""The plan of the winter: the same whenever it is drawn, cut into slices that can be left off."""

from collections import defaultdict
from datetime import date, timedelta
from functools import reduce
from random import Random

import pytest

from motcua.actions.installation import begin_demo
from motcua.actions.publication import publish_procedure
from motcua.domain.dossier import Dossier as State
from motcua.domain.evolve import evolve_by_copies
from motcua.domain.local_time import VIETNAM
from motcua.domain.procedure_file import parse_procedure
from motcua.management.demo import replay as replaying
from motcua.management.demo.arrivals import shares
from motcua.management.demo.onward import POLICIES, Onward
from motcua.management.demo.plan import _within
from motcua.management.demo.province import plan_of, setting_of_the_demo
from motcua.management.demo.replay import PlanMissed, play, replay, slices
from motcua.management.demo.staff import accounts_for, hire
from motcua.management.demo.timing import Timing
from motcua.management.reference_data import procedure_files
from motcua.models import Counter, DeskRow, Dossier, DossierCode, Fact, PrivateValue, clock
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one
from motcua.reads.dossiers import entries
from motcua.reads.law import agency_tree
from tests.story import at

NOW = at("2020-03-19 07:30")
AN_LAO, VAN_CANH = "H08.32", "H08.41"


@pytest.fixture
def setting(db):
    for file in procedure_files():
        publish_procedure(parse_procedure(file.read_text("utf-8"), file.name).procedure, now=NOW)
    hire(accounts_for(agency_tree(), Random(1)), NOW)
    return setting_of_the_demo()


def test_a_plan_is_the_same_whenever_it_is_drawn(setting):
    one, other = plan_of(setting.scenario), plan_of(setting.scenario)
    assert one.groups() == other.groups()
    assert one.silent == other.silent


class Enough(Exception):
    pass


def _rows():
    """What stands in the tables, without what chance alone decides (salts and so digests)."""
    dossiers = Dossier.objects.order_by("key").values_list("key", "code", "state", "finished")
    facts = Fact.objects.order_by("pk").values_list(
        "dossier_id", "number", "kind", "happened", "recorded", "person"
    )
    desk = DeskRow.objects.order_by("pk").values_list("dossier_id", "agency", "seat", "role")
    counters = Counter.objects.order_by("pk").values_list("series", "issuer", "period", "last")
    return [list(rows) for rows in (dossiers, facts, desk, counters)]


def test_a_replay_that_was_left_off_goes_on_to_the_same_end(setting, monkeypatch):
    monkeypatch.setattr(replaying, "SLICE", 60)
    group = {AN_LAO: plan_of(setting.scenario).groups()[AN_LAO]}
    told = []

    def stop_after_two(count):
        told.append(count)
        if sum(told) >= 120:
            raise Enough

    with pytest.raises(Enough):
        replay(group, setting, workers=1, advance=stop_after_two)
    assert 100 < Dossier.objects.exclude(code="").count() < 200
    told.clear()
    replay(group, setting, workers=1, advance=told.append)
    assert sum(told) == len(group[AN_LAO])
    assert told[0] == 120  # what was done already is not done again
    in_parts = _rows()
    assert DossierCode.objects.count() == len(group[AN_LAO])
    told.clear()
    replay(group, setting, workers=1, advance=told.append)
    assert (told, _rows()) == ([len(group[AN_LAO])], in_parts)


def test_a_dossier_that_ends_otherwise_than_planned_is_said_aloud(setting, monkeypatch):
    group = plan_of(setting.scenario).groups()[AN_LAO]
    late = next(planned for planned in group if planned.outcome == "late_solved")
    [piece] = slices(AN_LAO, [late])
    monkeypatch.setattr(Timing, "_late", lambda self, overdue, random: overdue - timedelta(hours=8))
    with pytest.raises(PlanMissed, match="was to be late_solved"):
        play(piece, setting)


@pytest.mark.parametrize(
    ("total", "weights", "most", "parts"),
    [
        (10, [1, 1, 2], [9, 9, 9], [3, 2, 5]),
        (10, [1, 1, 2], [9, 9, 3], [4, 3, 3]),
        (0, [1, 2], [5, 5], [0, 0]),
    ],
)
def test_late_ones_are_spread_by_weight_and_none_has_more_than_it_can(total, weights, most, parts):
    assert _within(total, weights, most) == parts


def test_more_late_dossiers_than_could_be_late_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        _within(10, [1, 1], [4, 4])
    with pytest.raises(ValueError, match="not enough"):
        shares(10, [1, 1, 1], 4)


def numbers_follow_each_other():
    """Each unit numbers its results from 1 on through the year, none left out, none twice."""
    borne = defaultdict(list)
    for row in Dossier.objects.filter(finished__gte=at("2020-01-01")).exclude(result=None):
        filed = PrivateValue.objects.get(dossier=row.key, number=row.result["number"]["number"])
        number, letters = filed.value.split("/")
        assert letters == "MH"
        borne[row.competent].append(int(number))
    assert len(borne) > 1
    return all(sorted(found) == list(range(1, len(found) + 1)) for found in borne.values())


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_it_plays_on_under_a_policy_and_from_the_20th_on_nobody_is_silent(setting, policy):
    begin_demo("kiem-thu", "binh-dinh")
    plan = plan_of(setting.scenario)
    tree = agency_tree()
    below = set(tree.subtree(VAN_CANH))
    plan.units = {unit: found for unit, found in plan.units.items() if unit in below}
    plan.silent = [unit for unit in plan.silent if unit in below]
    replay(plan.groups(), setting, workers=1, advance=lambda count: None)
    late = Dossier.objects.filter(closed=None, finished=None, overdue_from__lte=NOW).count()
    days = []
    Onward(plan, setting, policy).play(NOW, date(2020, 3, 26), advance=days.append)
    assert len(days) == 8  # with Saturday and Sunday
    assert clock.now().astimezone(VIETNAM).date() == date(2020, 3, 26)
    lately = Dossier.objects.filter(received__gte=NOW)
    assert lately.count() > 10
    assert not lately.filter(receiving__in=plan.silent, received__lt=at("2020-03-20")).exists()
    assert lately.filter(receiving__in=plan.silent).exists()
    assert not Fact.objects.filter(kind="ClockJumped").exists()
    assert not Fact.objects.filter(recorded__gt=clock.now()).exists()
    assert Fact.objects.filter(kind="Finished", happened__gte=NOW).count() > 10
    sorry = Fact.objects.filter(kind="ApologyProposed", happened__gte=NOW)
    keys, share = set(sorry.values_list("dossier_id", flat=True)), POLICIES[policy].apologises
    assert all(Random(key.int).random() < share for key in keys)
    assert keys or share < 1
    assert numbers_follow_each_other()
    still = Dossier.objects.filter(closed=None, finished=None, overdue_from__lte=NOW).count()
    assert still <= late
    for row in Dossier.objects.filter(last_recorded__gte=NOW)[::7]:
        assert list(verify_one(row)) == []
        assert reduce(evolve_by_copies, entries(row.key), State()) == from_row(row)
