"""Fills a database with the demo province: reference files, staff, and the winter of 2020."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from motcua.actions.files import keep_file
from motcua.actions.installation import begin_demo, set_clock
from motcua.domain.local_time import VIETNAM, local_day
from motcua.domain.procedure import Procedure
from motcua.domain.refusal import Refused
from motcua.management.demo.onward import Onward
from motcua.management.demo.plan import Plan, Province
from motcua.management.demo.publishing import publish_days
from motcua.management.demo.replay import replay
from motcua.management.demo.scenario import Scenario, read_scenario
from motcua.management.demo.setting import Setting
from motcua.management.demo.specimen import specimen_result
from motcua.management.demo.staff import accounts_for, hire
from motcua.management.reference_data import load_reference, shipped
from motcua.reads.clock import now
from motcua.reads.demo import is_half_filled, seats
from motcua.reads.law import agency_tree, province_calendar, receivable_at, rulebook
from motcua.reads.words.refusals import refusal_words
from motcua.statistics.fill import fill_all

OPENS = datetime(2020, 3, 19, 7, 30, tzinfo=VIETNAM)
RESULT = "ket-qua-minh-hoa.pdf"

Say = Callable[[str], None]
Watch = Callable[[int], Callable[[int], None]]
"""Told how many dossiers there will be, it gives what is to be called as they are done."""


def fill(
    name: str,
    province: str,
    *,
    say: Say,
    watch: Watch,
    workers: int | None = None,
    publishes: bool = True,
) -> None:
    """The demo, or what is left of it to do; then the clock stands at 07:30 on 19 March 2020.

    Reference files and staff are one transaction, the dossiers one for each slice, the seal one for
    each day. Where days cannot be sealed nothing is published, and why is said. `publishes`: no
    for whoever means to write into days that are over.
    """
    if not is_half_filled():
        begin(name, province, say=say)
    setting = setting_of_the_demo()
    plan = plan_of(setting.scenario)
    groups = plan.groups()
    advance = watch(sum(map(len, groups.values())))
    replay(groups, setting, workers=workers or os.cpu_count() or 1, advance=advance)
    if publishes:
        _publish(setting.scenario.first, setting.scenario.last, OPENS, say)
    set_clock(OPENS)


def _publish(first: date, last: date, moment: datetime, say: Say) -> None:
    span = f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"
    say(f"Đang niêm từng ngày và công bố số liệu {span} …")
    try:
        publish_days(first, last, moment)
    except Refused as no:
        say(f"Chưa công bố số liệu {span}: {refusal_words(no)}")


@transaction.atomic
def begin(name: str, province: str, *, say: Say) -> None:
    """Mark the database as this demo, and load what the dossiers stand on."""
    begin_demo(name, province)
    load_reference(shipped(province), OPENS, say=say)
    tree = agency_tree()
    staff = hire(accounts_for(tree, Random(read_scenario(tree).seed)), OPENS)
    say(f"{len(staff)} tài khoản")


def setting_of_the_demo() -> Setting:
    """What journeys in this database share."""
    tree = agency_tree()
    scenario = read_scenario(tree)
    return Setting(
        scenario=scenario,
        tree=tree,
        calendar=province_calendar(),
        rules=rulebook(),
        procedures=_procedures(scenario),
        staff=seats(scenario.last),
        file=keep_file(RESULT, [specimen_result()], now=OPENS),
    )


def plan_of(scenario: Scenario) -> Plan:
    """The plan under this scenario, the same whenever it is drawn."""
    known = Province(
        agency_tree(), province_calendar(), lambda agency: receivable_at(agency, scenario.last)
    )
    return Plan(scenario, known)


def _procedures(scenario: Scenario) -> dict[str, Procedure]:
    tree = agency_tree()
    return {
        procedure.code: procedure
        for agency in tree.at(scenario.last)
        if agency.receives
        for procedure in receivable_at(agency.key, scenario.last)
    }


def play_on(until: date, policy: str, *, say: Say, watch: Watch, publishes: bool = True) -> None:
    """From where the demo's clock stands to the evening of `until`, under a policy; then every day
    that is over is sealed, and the figures since the day of the order are published."""
    setting, begins = setting_of_the_demo(), now().astimezone(VIETNAM)
    advance = watch((until - begins.date()).days + 1)
    onward = Onward(plan_of(setting.scenario), setting, policy)
    onward.play(begins, until, advance=advance)
    fill_all()
    first, last = local_day(setting.scenario.opens), until - timedelta(days=1)
    if publishes and first <= last:
        _publish(first, last, now(), say)
