"""Extensions that a procedure's law names: what each does to the due date under each policy."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.extending import Budget, Extended, budget
from motcua.domain.lateness import Verdict
from motcua.domain.limits import CalendarDays, SameDay, WorkingDays, WorkingHours, parse_limit
from motcua.domain.procedure_file import parse_procedure
from motcua.domain.waiting import Cause, judge, moves
from motcua.management.reference_data import procedure_files
from tests.domain.test_waits import CALENDAR, P_766, PAUSE, RECEIVED, RESTART, at, wait

PROCEDURES = {file.stem: parse_procedure(file.read_text("utf-8"), file.name).procedure
              for file in procedure_files()}  # fmt: skip
TUESDAY, MONDAY = "2020-03-24 08:00", "2020-03-30 08:00"


def used(limit, since=TUESDAY, whole=False, code="xac-minh"):
    return Extended(code, at(since), limit, whole)


def due(policy, limit, waits, extensions, received=RECEIVED):
    return judge(policy, parse_limit(limit), received, waits, None, CALENDAR, extensions).due


@pytest.mark.parametrize(
    ("received", "limit", "extension", "expected"),
    [
        # Friday 20 March at 09:00. Eight working days: Monday 23 to Friday 27, Monday 30, Tuesday
        # 31, Wednesday 1 April
        ("2020-03-20 09:00", "3 working days", used("5 working days"), "2020-04-01 17:00"),
        # six: Monday 30
        ("2020-03-20 09:00", "3 working days", used("3 working days"), "2020-03-30 17:00"),
        # nine, over Thursday 2 April (Giỗ Tổ): Friday 3
        ("2020-03-20 09:00", "3 working days", used("6 working days"), "2020-04-03 17:00"),
        # 15 days end on Saturday 4 April, so Monday 6; 25 days are Tuesday 14, not Thursday 16
        ("2020-03-20 09:00", "15 days", used("10 days"), "2020-04-14 17:00"),
        # eight hours end on Monday at 09:00; four more: 09:00 to 11:30, 13:30 to 15:00
        (
            *("2020-03-20 09:00", "8 working hours"),
            *(used("4 working hours", "2020-03-20 16:00"), "2020-03-23 15:00"),
        ),
        # two months from Friday 31 January are Tuesday 31 March, not one after Saturday 29 February
        ("2020-01-31 09:00", "1 months", used("1 months", "2020-02-10 09:00"), "2020-03-31 17:00"),
        # before 15:00 the same day, Friday; two working days more: Tuesday
        (
            *("2020-03-20 09:00", "same day"),
            *(used("2 working days", "2020-03-20 10:00"), "2020-03-24 17:00"),
        ),
        # from 15:00 on the next working day, Monday; two more: Wednesday
        (
            *("2020-03-20 15:00", "same day"),
            *(used("2 working days", "2020-03-23 08:00"), "2020-03-25 17:00"),
        ),
        # in the limit's place, from reception: five working days are Friday 27
        (
            *("2020-03-20 09:00", "same day"),
            *(used("5 working days", "2020-03-20 10:00", whole=True), "2020-03-27 17:00"),
        ),
        # 23 days are Sunday 12 April, so Monday 13
        ("2020-03-20 09:00", "3 working days", used("23 days", whole=True), "2020-04-13 17:00"),
    ],
)
def test_an_extension_makes_the_limit_longer_whatever_the_policy(
    received, limit, extension, expected
):
    for policy in (PAUSE, RESTART, P_766):
        assert due(policy, limit, [], [extension], at(received)) == at(expected), policy


WAITED = wait("2020-03-24 09:00", "2020-03-27 14:00")  # Tuesday to Friday


@pytest.mark.parametrize(
    ("limit", "waits", "extension", "paused", "restarted"),
    [
        # Used on Tuesday: due Wednesday 1 April. Thursday 26 and Friday 27 were waited: Friday 3,
        # Monday 6. Again from Friday 27: eight working days over Giỗ Tổ are Thursday 9
        (
            *("3 working days", [wait("2020-03-25 09:00", "2020-03-27 14:00")]),
            *(used("5 working days"), "2020-04-06 17:00", "2020-04-09 17:00"),
        ),
        # Used after the stop, on Monday 30, when it is due that day or on Wednesday 1 April
        (
            *("3 working days", [WAITED], used("5 working days", MONDAY)),
            *("2020-04-07 17:00", "2020-04-09 17:00"),
        ),
        # 25 days are Tuesday 14 April, three were waited: Friday 17. Again: Tuesday 21
        (
            *("15 days", [WAITED], used("10 days", MONDAY)),
            *("2020-04-17 17:00", "2020-04-21 17:00"),
        ),
        # 23 days from reception are Sunday 12 April, three days waited: Wednesday 15.
        # From Friday 27 they are Sunday 19: Monday 20
        (
            *("3 working days", [WAITED], used("23 days", MONDAY, whole=True)),
            *("2020-04-15 17:00", "2020-04-20 17:00"),
        ),
        # a stop that would have begun too late by the limit alone (Wednesday 25) counts: two days
        # waited, Friday 27 and Monday 30, make Wednesday 1 April Monday 6. Again: Friday 10
        (
            *("3 working days", [wait("2020-03-26 09:00", "2020-03-30 14:00")]),
            *(used("5 working days"), "2020-04-06 17:00", "2020-04-10 17:00"),
        ),
        # on Tuesday 31 it is overdue if stops pause (Monday 30) and stays late; not if they restart
        (
            *("3 working days", [WAITED], used("5 working days", "2020-03-31 08:00")),
            *("2020-03-30 17:00", "2020-04-09 17:00"),
        ),
    ],
)
def test_stops_before_and_after_an_extension(limit, waits, extension, paused, restarted):
    assert due(PAUSE, limit, waits, [extension]) == at(paused)
    assert due(RESTART, limit, waits, [extension]) == at(restarted)


def test_a_payment_pauses_an_extended_limit_where_a_supplement_restarts_it():
    paying = wait("2020-03-25 09:00", "2020-03-27 14:00", Cause.FINANCE)
    assert due(RESTART, "3 working days", [paying], [used("5 working days")]) == at(
        "2020-04-06 17:00"
    )


def test_what_is_used_when_overdue_moves_nothing():
    # overdue from Thursday 26 at 00:00; the last instant of Wednesday still counts
    limit = parse_limit("3 working days")
    for since, count in (("2020-03-25 23:59", 1), ("2020-03-26 00:00", 0)):
        found = list(moves(PAUSE, limit, RECEIVED, [], CALENDAR, [used("5 working days", since)]))
        assert len(found) == count, since


def test_each_move_is_told_in_order_with_what_caused_it():
    extension, limit = used("5 working days", MONDAY), parse_limit("3 working days")
    found = list(moves(RESTART, limit, RECEIVED, [WAITED], CALENDAR, [extension]))
    assert [(m.by, m.old, m.new) for m in found] == [
        (WAITED, at("2020-03-25 17:00"), at("2020-04-01 17:00")),
        (extension, at("2020-04-01 17:00"), at("2020-04-09 17:00")),
    ]


def test_by_766_an_extension_counts_and_a_second_supplement_is_late_all_the_same():
    limit, extension = parse_limit("3 working days"), used("5 working days", "2020-03-23 08:00")
    one = wait("2020-03-24 09:00", "2020-03-24 15:00")
    two = wait("2020-03-25 09:00", "2020-03-25 15:00", number=2)
    done = at("2020-04-01 10:00")  # Wednesday, the day on which eight working days end
    verdicts = [
        judge(P_766, limit, RECEIVED, waits, done, CALENDAR, extensions).verdict
        for waits, extensions in (([one], []), ([one], [extension]), ([one, two], [extension]))
    ]
    assert verdicts == [Verdict.LATE, Verdict.ON_TIME, Verdict.LATE]


LIMITS = st.sampled_from([WorkingDays, CalendarDays, WorkingHours])
AMOUNTS = st.integers(1, 40)
MINUTES = st.integers(1, 20_000)


@given(LIMITS, AMOUNTS, AMOUNTS, st.lists(st.tuples(MINUTES, MINUTES), max_size=3))
def test_an_extended_limit_is_one_that_was_as_long_from_the_start(kind, amount, more, gaps):
    waits, moment = [], RECEIVED + timedelta(minutes=5)
    for number, (before, length) in enumerate(gaps, start=1):
        since = moment + timedelta(minutes=before)
        moment = since + timedelta(minutes=length)
        waits.append(wait(since.isoformat(" ")[:19], moment.isoformat(" ")[:19], number=number))
    extension = used(str(kind(more)), "2020-03-20 09:04")
    for policy in (PAUSE, RESTART, P_766):
        extended = due(policy, str(kind(amount)), waits, [extension])
        assert extended == due(policy, str(kind(amount + more)), waits, [])
        assert extended >= due(policy, str(kind(amount)), [], [])


def test_several_extensions_add_up_and_other_types_are_refused():
    three, two = used("3 working days"), used("2 working days", code="xem-xet")
    assert budget(WorkingDays(3), [three, two]) == Budget(WorkingDays(8))
    assert budget(SameDay(), [three, two]) == Budget(SameDay(), 5)
    for limit, extension in (
        ("3 working days", used("4 working hours")),
        ("3 days", used("3 working days")),
        ("none", three),
        ("3 working days", used("same day")),
    ):
        with pytest.raises(ValueError, match="cannot be added"):
            budget(parse_limit(limit), [extension])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # all received on Friday 20 March 2020 at 09:00, extended before they are due
        ("1.000894", "2020-03-27 17:00"),  # marriage: five working days in all, Friday
        ("1.001022", "2020-04-01 17:00"),  # parent and child: three and five, Wednesday
        ("1.004859", "2020-03-30 17:00"),  # civil status corrected: three and three, Monday
        ("1.004873", "2020-04-13 17:00"),  # marital status: 23 days, Sunday 12 April, so Monday
        ("1.009122", "2020-04-14 17:00"),  # house permit: 15 and 10 days, Tuesday
        ("2.000815", "2020-03-24 17:00"),  # certified copies: today and two working days, Tuesday
    ],
)
def test_the_extensions_of_the_procedures_that_are_shipped(code, expected):
    procedure = PROCEDURES[code]
    [one] = procedure.extensions
    extension = used(str(one.limit), "2020-03-20 10:00", one.whole, one.code)
    assert due(RESTART, str(procedure.committed), [], [extension]) == at(expected)
    assert one.source
    assert one.confidence == "C"


def test_no_other_procedure_has_an_extension_without_its_example():
    shipped = {code for code, one in PROCEDURES.items() if one.extensions}
    assert shipped == {"1.000894", "1.001022", "1.004859", "1.004873", "1.009122", "2.000815"}
