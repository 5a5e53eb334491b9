"""What boards add to the figures: weeks, ages, intake, parts of lists, time spent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from motcua.domain import commands as do
from motcua.domain.local_time import midnight
from motcua.domain.tally import BASES, RECEIVED, RECEPTION
from motcua.models import CountChange
from motcua.statistics.ageing import ages, begun
from motcua.statistics.drill import Narrow, behind, count_behind
from motcua.statistics.fields import fields
from motcua.statistics.figures import answer
from motcua.statistics.fill import fill_all
from motcua.statistics.intake import intake, silence
from motcua.statistics.question import Question
from motcua.statistics.stretches import spent
from motcua.statistics.weeks import weeks
from tests.statistics.stories import LIVES, live, undone
from tests.story import COMMUNE, DISTRICT, HOUSEHOLD, ONE_STOP, PERMIT, at, finish, received, tell

NOW = at("2020-06-30 12:00")
WHOLE = Question(DISTRICT, date(2020, 2, 26), date(2020, 5, 20), cohort=True)
MANY = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
@MANY
@given(LIVES)
def test_weeks_ages_fields_and_lists_add_up_to_the_figures_whatever_happened(lives):
    with undone():
        live(lives)
        for filled in (False, True):
            if filled:
                fill_all()
            for basis in BASES:
                for as_of in (None, date(2020, 5, 20), date(2020, 6, 10)):
                    check(replace(WHOLE, basis=basis, as_of=as_of))


def check(question):
    figures = answer(question, NOW).total.figures
    weekly = weeks(question, NOW)
    assert sum(week.received for week in weekly) == figures["received"]
    assert sum(week.late for week in weekly) == figures["late"]
    aged = ages(question, NOW)
    assert sum(age.count for age in aged) == figures["overdue"]
    day = question.as_of or date(2020, 6, 30)
    for age in aged:
        since, before = begun(age.since, age.until, day)
        narrow = Narrow(begun_from=since, begun_before=before)
        assert len(behind("overdue", question, NOW, narrow=narrow)) == age.count
    by_field, total = fields(question, NOW)
    assert total.figures == figures
    assert sum(one.whole.figures["late"] for one in by_field) == figures["late"]
    for one in by_field:
        for row in one.procedures:
            narrow = Narrow(procedures=(row.key,))
            assert count_behind("late", question, NOW, narrow=narrow) == row.figures["late"]


@pytest.mark.django_db
@settings(MANY, max_examples=3)
@given(LIVES)
def test_weeks_and_months_may_be_cut_at_any_day(lives):
    with undone():
        live(lives)
        fill_all()
        for day in range(7):
            first = date(2020, 2, 24) + timedelta(days=day)
            for length in (0, 2, 5, 9, 30, 76):
                last = first + timedelta(days=length)
                for known in (0, 1, 12, 25):
                    cut_anywhere(first, last, last + timedelta(days=known))


def cut_anywhere(first, last, as_of):
    asked = Question(DISTRICT, first, last, cohort=True, as_of=as_of)
    by_days = fields(asked, NOW)[1].figures  # of procedures there are no sums by week
    for now in (NOW, midnight(as_of + timedelta(days=1))):
        assert answer(asked, now).total.figures == by_days, asked
        weekly = weeks(asked, now)
        assert sum(week.received for week in weekly) == by_days["received"], asked
        assert sum(week.late for week in weekly) == by_days["late"], asked


@pytest.mark.django_db
def test_a_week_is_cut_at_both_ends_of_the_period_and_an_empty_one_is_there():
    received(when=at("2020-03-20 09:00"))  # Friday
    asked = Question(DISTRICT, date(2020, 3, 4), date(2020, 3, 20), cohort=True)  # from a Wednesday
    found = [(week.first, week.last, week.received) for week in weeks(asked, NOW)]
    assert found == [
        (date(2020, 3, 4), date(2020, 3, 8), 0),
        (date(2020, 3, 9), date(2020, 3, 15), 0),
        (date(2020, 3, 16), date(2020, 3, 20), 1),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "at_age"),
    # due Wednesday 25-3: late from Thursday 26-3 on, its first late day
    [(date(2020, 3, 25), None), (date(2020, 3, 26), 0), (date(2020, 3, 30), 0),
     (date(2020, 3, 31), 1), (date(2020, 4, 5), 2), (date(2020, 4, 24), 2),
     (date(2020, 4, 25), 3)],
)  # fmt: skip
def test_how_long_a_dossier_is_overdue(day, at_age):
    received(when=at("2020-03-20 09:00"))
    asked = Question(DISTRICT, date(2020, 3, 1), date(2020, 3, 25), cohort=True, as_of=day)
    counts = [age.count for age in ages(asked, NOW)]
    assert counts == [int(place == at_age) for place in range(4)]


@pytest.mark.django_db
def test_a_units_own_list_is_without_those_below_it():
    received(when=at("2020-03-20 09:00"))  # the district decides, not the province
    asked = replace(WHOLE, agency="H08")
    assert count_behind("received", asked, NOW) == 1
    assert count_behind("received", asked, NOW, narrow=Narrow(own=True)) == 0


@pytest.mark.django_db
def test_intake_counts_the_counter_its_last_day_and_nothing_known_later():
    for day in (2, 2, 16):
        received(when=at(f"2020-03-{day:02} 09:00"))
    found = {one.unit: one for one in intake(DISTRICT, date(2020, 3, 18))}
    commune = found[COMMUNE]
    assert (commune.verdict.received, commune.days_since_last) == (3, 2)
    assert found["H08.38.11"].verdict.silent
    assert found["H08.38.11"].days_since_last is None
    assert "H08.38.84" not in found, "an office that receives nothing has no counter to be silent"
    earlier = {one.unit: one for one in intake(DISTRICT, date(2020, 3, 1))}
    assert earlier[COMMUNE].verdict.silent
    fill_all()
    again = {one.unit: one for one in intake(DISTRICT, date(2020, 3, 18))}
    assert again == found


@pytest.mark.django_db
def test_a_day_whose_only_dossier_is_taken_back_is_no_last_day():
    for day in (2, 16):
        received(when=at(f"2020-03-{day:02} 09:00"))
    fill_all()
    of_day = {"recorded": date(2020, 3, 17), "happened": date(2020, 3, 16)}
    counted = {"unit": COMMUNE, "basis": RECEPTION, "kind": RECEIVED, "n": -1}
    of_dossier = {"received": date(2020, 3, 16), "procedure": HOUSEHOLD.code, "channel": "direct"}
    CountChange.objects.create(**of_day, **counted, **of_dossier)
    for filled in (False, True):
        if filled:
            fill_all()
        for day, received_, days in ((date(2020, 3, 16), 2, 0), (date(2020, 3, 18), 1, 16)):
            found = {one.unit: one for one in intake(DISTRICT, day)}[COMMUNE]
            assert (found.verdict.received, found.days_since_last) == (received_, days)
            assert_silence_is_that_of_the_verdicts(day)


def assert_silence_is_that_of_the_verdicts(day):
    for top in ("H08", DISTRICT, COMMUNE):
        told = {one.unit: one.verdict.silent for one in intake(top, day)}
        assert {one.unit: one.silent for one in silence(top, day)} == told


@pytest.mark.django_db
def test_a_unit_is_silent_from_the_day_on_that_its_last_dossier_leaves_the_window():
    received(when=at("2020-03-02 09:00"))
    for filled in (False, True):
        if filled:
            fill_all()
        for day, silent in ((date(2020, 5, 30), False), (date(2020, 5, 31), True)):
            assert {one.unit: one.silent for one in silence(DISTRICT, day)}[COMMUNE] is silent
            assert_silence_is_that_of_the_verdicts(day)


def solve(when, days):
    key = received(PERMIT, ONE_STOP, when)
    for hour, (name, command) in enumerate(
        [
            ("lan", do.HandOver()),
            ("thuong", do.AcceptHandOver()),
            ("thuong", do.SubmitForSignature()),
            ("thang", do.AcceptHandOver()),
            ("thang", do.Approve()),
            ("hoa", do.AcceptHandOver()),
        ]
    ):
        tell(key, name, command, when + timedelta(hours=hour + 1))
    tell(key, "hoa", finish(day=when.date()), when + timedelta(days=days))


@pytest.mark.django_db
def test_time_goes_to_the_units_and_roles_that_had_the_dossier():
    for days in (2, 3, 4):
        solve(at("2020-03-02 08:00"), days)
    found = spent(replace(WHOLE, as_of=date(2020, 5, 20)))
    assert found.dossiers == 3
    assert found.middle == pytest.approx(3)
    assert {one.key for one in found.units} >= {ONE_STOP, "H08.38.92", DISTRICT}
    assert {one.key for one in found.steps} >= {"receptionist", "officer", "leader"}
    by_number = spent(replace(WHOLE, as_of=date(2020, 5, 20)), PERMIT.code)
    assert {one.key for one in by_number.steps} >= {"1", "2", "3"}
    assert spent(replace(WHOLE, as_of=date(2020, 5, 20)), HOUSEHOLD.code).dossiers == 0
