"""Marks: what is counted of a dossier, as tables of lives. NĐ 61/2018/NĐ-CP art. 19, 20, 30."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given as given_examples
from hypothesis import strategies as st

from motcua.domain import facts as f
from motcua.domain import tally as t
from motcua.domain.blanks import Filed
from motcua.domain.dossier import Dossier
from motcua.domain.evolve import evolve
from motcua.domain.roles import Role
from tests.story import at

BY = f.By(1, "H08.38.80", Role.RECEPTIONIST)
NOTHING = dict.fromkeys(("applicant", "owner", "proxy", "content", "secret", "override"))


def received(limit="5 working days", due="2020-03-27 17:00", beyond="2020-03-28 00:00"):
    """Received Friday 20-3-2020 14:00: five working days end Friday 27-3."""
    return f.Received(
        happened=at("2020-03-20 14:00"),
        code="000.12.38.H08-200320-0001",
        procedure="1.900003",
        version=1,
        receiving="H08.38.80",
        competent="H08.38",
        returning="H08.38.80",
        channel="direct",
        return_manner="counter",
        sets=1,
        papers=(),
        limit=limit,
        due=at(due) if due else None,
        overdue_from=at(beyond) if beyond else None,
        alarms=(),
        step=1,
        **NOTHING,
    )


def finished(when):
    number = Filed(1, "0" * 64)
    day = date(2020, 3, 30)
    return f.Finished(
        happened=at(when), result_number=number, result_date=day, files=(), file_names=None
    )


def notified(when, *, stops=True):
    return f.SupplementNotified(
        happened=at(when),
        number=1,
        form_number="1",
        answer_by=at("2020-04-10 17:00"),
        stops=stops,
        alarms=(),
    )


def moved(when, new, beyond):
    return f.LegalDueMoved(
        happened=at(when),
        old=at("2020-03-27 17:00"),
        new=at(new),
        overdue_from=at(beyond),
        cause="supplement",
        basis="NĐ 61 điều 19(4)",
        policy="P-2018",
        alarms=(),
    )


def answered(when):
    return f.SupplementReceived(happened=at(when), number=1, explanation=None)


def withdrawn(when):
    return f.Withdrawn(happened=at(when), explanation=None)


def stopped(when, reason):
    return f.Stopped(happened=at(when), reason=reason, document_number=None, explanation=None)


def told(*log):
    dossier = Dossier()
    for number, fact in enumerate(log, start=1):
        dossier = evolve(dossier, f.Entry(number, fact, BY, fact.happened))
    return {(m.kind, m.number): m for m in t.marks(dossier).values() if m.basis == t.DOSSIER}


@pytest.mark.parametrize(
    ("log", "how"),
    [
        ((finished("2020-03-26 16:00"),), "solved_early"),  # Thursday, a day before
        ((finished("2020-03-27 23:59"),), "solved_on_time"),  # Friday night: the date is kept
        ((finished("2020-03-28 00:00"),), "solved_late"),  # Saturday, the first minute
        ((finished("2020-03-30 08:00"),), "solved_late"),  # Monday
        ((withdrawn("2020-03-30 08:00"),), "withdrawn"),
        ((stopped("2020-03-24 08:00", "court_or_inspection"),), "stopped"),
        ((stopped("2020-03-24 08:00", "supplement_not_sent"),), "returned"),  # T11
        ((finished("2020-03-26 16:00"), withdrawn("2020-03-27 08:00")), "solved_early"),
        ((), ""),
    ],
)
def test_how_a_dossier_leaves_the_open_ones(log, how):
    mark = told(received(), *log)["open", 1]
    assert (mark.unit, mark.begins, mark.ended_as) == ("H08.38", at("2020-03-20 14:00"), how)


def test_overdue_begins_by_the_law_alone_at_the_end_of_the_due_date():
    mark = told(received())["overdue", 1]
    assert (mark.begins, mark.ends) == (at("2020-03-28 00:00"), None)


def test_nothing_was_overdue_of_what_was_finished_before():
    assert ("overdue", 1) not in told(received(), finished("2020-03-27 17:30"))


def test_late_was_overdue_until_its_finish():
    mark = told(received(), finished("2020-04-01 10:00"))["overdue", 1]
    assert (mark.begins, mark.ends) == (at("2020-03-28 00:00"), at("2020-04-01 10:00"))


def test_a_stop_begun_in_time_prevents_overdue_and_one_begun_later_does_not_end_it():
    in_time = told(received(), notified("2020-03-24 09:00"))
    assert ("overdue", 1) not in in_time
    assert in_time["waiting", 1].ends is None
    too_late = told(received(), notified("2020-03-30 09:00", stops=False))
    assert too_late["overdue", 1].ends is None


def test_after_an_answer_the_new_date_counts():
    log = (notified("2020-03-24 09:00"), answered("2020-03-26 10:00"))
    again = told(
        received(), *log, moved("2020-03-26 10:00", "2020-04-03 17:00", "2020-04-04 00:00")
    )
    assert again["waiting", 1].ends == at("2020-03-26 10:00")
    assert again["overdue", 1].begins == at("2020-04-04 00:00")
    assert again["supplement", 1].begins == at("2020-03-24 09:00")


def test_a_decision_that_moves_the_date_past_now_ends_being_overdue():
    log = told(received(), moved("2020-03-31 09:00", "2020-04-03 17:00", "2020-04-04 00:00"))
    first, second = log["overdue", 1], log["overdue", 2]
    assert (first.begins, first.ends) == (at("2020-03-28 00:00"), at("2020-03-31 09:00"))
    assert (second.begins, second.ends) == (at("2020-04-04 00:00"), None)


def test_without_a_limit_nothing_is_overdue_and_a_result_is_on_time():
    log = told(received("none", "", ""), finished("2020-12-01 10:00"))
    assert ("overdue", 1) not in log
    assert log["open", 1].ended_as == "solved_on_time"


def test_finished_while_the_clock_stands_for_the_citizen_is_not_late():
    log = told(received(), notified("2020-03-24 09:00"), finished("2020-04-20 09:00"))
    assert log["open", 1].ended_as == "solved_on_time"
    assert log["waiting", 1].ends == at("2020-04-20 09:00")


def test_a_stretch_counts_one_where_it_begins_and_takes_one_away_where_it_ends():
    mark = told(received(), finished("2020-04-01 10:00"))["open", 1]
    begun, ended = at("2020-03-20 14:00"), at("2020-04-01 10:00")
    assert list(t.counted(mark)) == [
        ("dossier", "open", begun, 1),
        ("dossier", "received", begun, 1),
        ("dossier", "open", ended, -1),
        ("dossier", "solved_late", ended, 1),
    ]


def given(leg, when, agency="H08.38"):
    return f.HandedOver(
        happened=when,
        leg=leg,
        step=leg,
        agency=agency,
        role=Role.OFFICER,
        person=None,
        for_signature=False,
        back=False,
        reason="",
        explanation=None,
        alarms=(),
    )


ACTS = st.sampled_from(
    ("give", "accept", "accept with a limit", "decline", "wait", "move", "finish")
)


@given_examples(st.lists(st.tuples(ACTS, st.integers(0, 90)), max_size=14))
def test_marks_after_a_fact_are_the_marks_of_the_whole_dossier(acts):
    when, dossier = at("2020-03-20 14:00"), Dossier()
    before, log = {}, [received()]
    for number in range(1, len(acts) + 2):
        fact = log[-1]
        dossier = evolve(dossier, f.Entry(number, fact, BY, fact.happened))
        if t.moves_dates_alone(dossier, fact):
            assert_nothing_but_overdue_differs(before, dossier)
        before = t.marks_after(before, dossier, fact)
        assert before == t.marks(dossier)
        if number <= len(acts):
            act, hours = acts[number - 1]
            when += timedelta(hours=hours)
            log.append(_next_fact(act, dossier, when))


def assert_nothing_but_overdue_differs(before, dossier):
    overdue, after = (t.DOSSIER, t.OVERDUE), t.marks(dossier)
    others = [{p: m for p, m in found.items() if p[:2] != overdue} for found in (before, after)]
    assert others[0] == others[1]
    assert t.overdue_marks(dossier) == {p: m for p, m in after.items() if p[:2] == overdue}


def _next_fact(act, dossier, when):
    last = len(dossier.legs)
    match act:
        case "give":
            return given(last + 1, when)
        case "accept":
            return f.HandOverAccepted(happened=when, leg=last, due=None, overdue_from=None)
        case "accept with a limit":
            ends = when + timedelta(hours=8)
            return f.HandOverAccepted(happened=when, leg=last, due=ends, overdue_from=ends)
        case "decline":
            return f.HandOverDeclined(happened=when, leg=last, reason="", explanation=None)
        case "move":
            ends = when + timedelta(hours=-8 if when.hour % 2 else 8)
            move = moved("2020-03-20 14:00", "2020-03-27 17:00", "2020-03-28 00:00")
            return dataclasses.replace(move, happened=when, new=ends, overdue_from=ends)
        case "wait":
            return dataclasses.replace(notified("2020-03-20 14:00"), happened=when)
    return dataclasses.replace(finished("2020-03-20 14:00"), happened=when)
