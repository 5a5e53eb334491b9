"""Figures: whatever happened, the identities hold, and sums, lists and a slow count agree."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from hypothesis import HealthCheck, given, settings

from motcua.domain import commands as do
from motcua.domain.tally import BASES
from motcua.models import CohortCount, CountChange, DailyCount, Dossier, Fact, Mark, MonthCount
from motcua.models.law import reference
from motcua.reads.audit import verify
from motcua.statistics.catalogue import FIGURES
from motcua.statistics.check import sums_that_differ
from motcua.statistics.drill import behind
from motcua.statistics.figures import answer
from motcua.statistics.fill import fill, fill_all
from motcua.statistics.question import Question
from tests.actions.test_door import new_key
from tests.statistics.stories import LIVES, live, slow_count, tell, undone
from tests.story import COMMUNE, DISTRICT, PERMIT, at, finish, reception

NOW = at("2020-06-30 12:00")
PERIODS = [
    (date(2020, 2, 26), date(2020, 2, 28)),
    (date(2020, 3, 3), date(2020, 5, 20)),
    (date(2020, 3, 1), date(2020, 3, 20)),
    (date(2020, 3, 1), date(2020, 4, 30)),
]
AS_OF = [None, 0, 9]
"""Now, the day the period ends, some days later."""
MANY = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def questions(**more):
    for first, last in PERIODS:
        for days in AS_OF:
            as_of = None if days is None else last + timedelta(days=days)
            yield Question(DISTRICT, first, last, as_of=as_of, **more)


def all_figures():
    asked = [
        q
        for basis in BASES
        for cohort in (False, True)
        for q in questions(basis=basis, cohort=cohort)
    ]
    return {q: answer(q, NOW).total.figures for q in asked}


def identity(figures):
    left = sum(figures[name] for name in ("carried_over", "received", "transferred_in"))
    out = ("solved", "returned", "withdrawn", "stopped", "transferred_out", "in_process")
    return left - sum(figures[name] for name in out)


@pytest.mark.django_db
@MANY
@given(LIVES)
def test_whatever_happened_the_identities_hold_and_lists_are_as_long_as_their_numbers(lives):
    with undone():
        keys = live(lives)
        assert list(verify(keys)) == []
        before = all_figures()
        for question, figures in before.items():
            _hold_together(question, figures)
        assert CountChange.objects.exists()
        assert list(sums_that_differ()) == []
        fill_all()
        assert not CountChange.objects.exists()
        assert all_figures() == before
        assert list(sums_that_differ()) == []


def _hold_together(question, figures):
    assert identity(figures) == 0, (question, figures)
    assert figures["in_process"] == figures["in_term"] + figures["overdue"], question
    assert figures["solved"] == sum(
        figures[name] for name in ("solved_early", "solved_on_time", "solved_late")
    )
    assert figures["late"] == figures["solved_late"] + figures["overdue"]
    for figure in FIGURES:
        found = behind(figure.name, question, NOW, limit=1000)
        assert len(found) == figures[figure.name], (figure.name, question)


@pytest.mark.django_db
@settings(MANY, max_examples=40)
@given(LIVES)
def test_a_slow_count_from_raw_facts_finds_the_same(lives):
    with undone():
        keys = live(lives)
        units = set(reference().agencies.subtree(DISTRICT))
        names = ("received", "carried_over", "in_process", "overdue", "withdrawn", "stopped")
        names += ("solved_early", "solved_on_time", "solved_late")
        for question in questions():
            as_of = question.as_of or date(2021, 1, 1)
            slow = slow_count(keys, units, question.first, question.last, as_of)
            quick = answer(question, NOW).total.figures
            assert {n: quick[n] for n in names} == {n: slow[n] for n in names}, question


@pytest.mark.django_db
def test_a_late_entry_corrects_what_was_known_and_overwrites_nothing():
    # Received Friday 20-3-2020, 15 days: due Monday 6-4. Finished on the 3rd, entered on the 9th.
    key = new_key()
    arrived = at("2020-03-20 09:00")
    assert tell(key, "lan", reception(PERMIT, "H08.38.80"), arrived, arrived)
    for name, command in _way():
        assert tell(key, name, command, at("2020-04-03 09:00"), at("2020-04-09 16:00"))
    march = Question(DISTRICT, date(2020, 3, 15), date(2020, 4, 8))
    as_known = Question(DISTRICT, march.first, march.last, as_of=march.last)
    now, then = answer(march, NOW).total.figures, answer(as_known, NOW).total.figures
    assert (then["overdue"], then["in_process"], then["solved_early"]) == (1, 1, 0)
    assert (now["overdue"], now["in_process"], now["solved_early"]) == (0, 0, 1)
    overdue = Mark.objects.get(dossier_id=key, basis="dossier", kind="overdue")
    assert overdue.known == at("2020-03-20 09:00")
    assert overdue.known_gone == at("2020-04-09 16:00")


def _way():
    yield "lan", do.HandOver()
    yield "thuong", do.AcceptHandOver()
    yield "thuong", do.SubmitForSignature()
    yield "thang", do.AcceptHandOver()
    yield "thang", do.Approve()
    yield "hoa", do.AcceptHandOver()
    yield "hoa", finish()


@pytest.mark.django_db
def test_figures_need_no_clock_that_noticed_anything():
    key = new_key()
    tell(key, "lan", reception(PERMIT, "H08.38.80"), at("2020-03-20 09:00"), at("2020-03-20 09:00"))
    assert not Fact.objects.filter(kind="DuePassed").exists()
    april = Question(DISTRICT, date(2020, 4, 1), date(2020, 4, 6))  # the due Monday itself
    assert answer(april, NOW).total.figures["overdue"] == 0
    later = Question(DISTRICT, date(2020, 4, 1), date(2020, 4, 7))
    before = answer(later, NOW).total.figures
    assert before["overdue"] == 1
    assert tell(key, "clock", do.PassTime(), at("2020-04-20 08:00"), at("2020-04-20 08:00"))
    assert answer(later, NOW).total.figures == before


@pytest.mark.django_db
def test_rows_of_agencies_add_up_to_their_total_within_each_basis():
    moment = at("2020-03-20 10:00")
    tell(new_key(), "lan", reception(PERMIT, "H08.38.80"), moment, moment)
    tell(new_key(), "phuc", reception(), moment, moment)
    for basis in BASES:
        found = answer(
            Question(
                "000.00.00.H08", date(2020, 3, 1), date(2020, 3, 31), by="agency", basis=basis
            ),
            NOW,
        )
        for name, total in found.total.figures.items():
            assert sum(row.figures[name] for row in found.rows) == total
        assert found.total.figures["received"] == 2
    by_reception = answer(
        Question(COMMUNE, date(2020, 3, 1), date(2020, 3, 31), basis="reception"), NOW
    )
    assert by_reception.total.figures["received"] == 1


@pytest.mark.django_db
def test_filling_twice_or_in_small_portions_changes_nothing():
    tell(
        new_key(),
        "lan",
        reception(PERMIT, "H08.38.80"),
        at("2020-03-20 09:00"),
        at("2020-03-20 09:01"),
    )
    sums = []
    while fill(2):
        pass
    for table in (DailyCount, MonthCount, CohortCount):
        sums.append(sorted(table.objects.values_list("unit", "kind", "n")))
    assert fill_all() == 0
    assert sums == [
        sorted(table.objects.values_list("unit", "kind", "n"))
        for table in (DailyCount, MonthCount, CohortCount)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("UPDATE motcua_dailycount SET n = n + 1 WHERE kind = 'open'", "count"),
        ("UPDATE motcua_monthcount SET n = 0 WHERE kind = 'received'", "month"),
        ("UPDATE motcua_cohortcount SET n = 7 WHERE kind = 'received'", "cohort"),
        ("UPDATE motcua_mark SET ends = begins WHERE kind = 'open'", "count"),
    ],
)
def test_a_sum_or_mark_that_somebody_changed_is_found(change, kind):
    moment = at("2020-03-20 10:00")
    tell(new_key(), "lan", reception(PERMIT, "H08.38.80"), moment, moment)
    fill_all()
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert f"{kind}_differs" in {one.kind for one in sums_that_differ()}
    assert bool(list(verify(Dossier.objects.values_list("key", flat=True)))) is (
        "motcua_mark" in change
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM motcua_mark",
        "UPDATE motcua_mark SET begins = now()",
        "UPDATE motcua_mark SET unit = 'H08'",
        "DELETE FROM motcua_dailycount",
        "UPDATE motcua_countchange SET n = 5",
    ],
)
def test_the_product_itself_may_not_rewrite_what_was_counted(change):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.django_db
@pytest.mark.parametrize("cohort", [False, True])
def test_what_was_sent_online_is_counted_in_a_period_and_in_a_cohort(cohort):
    moment = at("2020-03-20 10:00")
    for channel in ("online", "direct"):
        sent = reception(PERMIT, "H08.38.80", channel=channel)
        tell(new_key(), "lan", sent, moment, moment)
    asked = Question(DISTRICT, date(2020, 3, 1), date(2020, 3, 31), cohort=cohort)
    for filled in (False, True):
        assert answer(asked, NOW).total.figures["received_online"] == 1, filled
        assert len(behind("received_online", asked, NOW)) == 1
        fill_all()
