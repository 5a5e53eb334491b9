"""Whose minutes they are: the split of lateness is exact and falls on who exceeded."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.blame import split_lateness
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import parse_calendar
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.local_time import VIETNAM
from motcua.domain.roles import Role
from motcua.domain.waiting import Cause, Wait
from tests.oracle.profiles import many_cases

HOURS = {
    "scope": "H08",
    "hours": [
        {
            "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"],
            "hours": ["07:00-11:30", "13:30-17:00"],
            "from": date(2020, 1, 1),
            "source": "test",
            "confidence": "confirmed",
        },
        {
            "weekdays": ["saturday", "sunday"],
            "hours": [],
            "from": date(2020, 1, 1),
            "source": "test",
            "confidence": "confirmed",
        },
    ],
}
CALENDAR = compile_calendar(*parse_calendar(HOURS), ("H08",), date(2020, 1, 1), date(2020, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def leg(number: int, accepted: str, ended: str | None, due: str | None) -> Leg:
    given = at(accepted)
    return Leg(
        number=number,
        step=number,
        agency=f"A{number}",
        role=Role.OFFICER,
        person=number,
        given_by=0,
        given_from="",
        given=given,
        accepted_by=number,
        accepted=given,
        due=at(due) if due else None,
        ended=at(ended) if ended else None,
    )


def dossier(*legs: Leg, waits: tuple[Wait, ...] = ()) -> Dossier:
    # due Wednesday 25 March 2020
    return Dossier(
        legal_due=at("2020-03-25 17:00"),
        overdue_from=at("2020-03-26 00:00"),
        legs=legs,
        waits=waits,
    )


def shares(found: object) -> dict[int, int]:
    return {share.leg: share.minutes for share in found}  # type: ignore[attr-defined]


FIRST = leg(1, "2020-03-23 07:00", "2020-03-24 07:00", "2020-03-23 17:00")  # in its budget
SECOND = leg(2, "2020-03-24 07:00", "2020-03-26 11:30", "2020-03-24 17:00")  # 750 of 480
THIRD = leg(3, "2020-03-26 11:30", None, "2020-03-26 13:30")  # its budget is nothing


def test_what_was_finished_in_time_is_nobodys():
    assert split_lateness(dossier(FIRST, SECOND), at("2020-03-25 16:00"), CALENDAR) == ()


def test_the_one_who_exceeded_answers_for_all_of_it():
    # finished Thursday 26 at 11:30: 270 minutes late; leg 2 exceeded by 750
    assert shares(split_lateness(dossier(FIRST, SECOND), at("2020-03-26 11:30"), CALENDAR)) == {
        2: 270
    }


def test_two_who_exceeded_share_in_proportion_and_the_sum_is_exact():
    # finished Thursday 26 at 17:00: 480 late; leg 2 over by 750, leg 3 by 210
    found = shares(split_lateness(dossier(FIRST, SECOND, THIRD), at("2020-03-26 17:00"), CALENDAR))
    assert found == {2: 375, 3: 105}


def test_the_remainder_goes_to_the_last_of_those_who_exceeded():
    # finished a minute earlier: 479 late; 750 and 209 of 959 are 374.6 and 104.4 of them
    found = shares(split_lateness(dossier(FIRST, SECOND, THIRD), at("2020-03-26 16:59"), CALENDAR))
    assert found == {2: 374, 3: 105}


def test_late_by_no_working_minute_belongs_to_who_held_it_at_the_due_moment():
    friday = Dossier(
        legal_due=at("2020-03-27 17:00"),
        overdue_from=at("2020-03-28 00:00"),
        legs=(leg(1, "2020-03-27 07:00", None, "2020-03-27 17:00"),),
    )
    assert shares(split_lateness(friday, at("2020-03-28 09:00"), CALENDAR)) == {1: 0}  # Saturday


def test_without_budgets_the_holder_at_the_due_moment_answers():
    legs = (
        leg(1, "2020-03-23 07:00", "2020-03-26 07:30", None),
        leg(2, "2020-03-26 07:30", None, None),
    )
    assert shares(split_lateness(dossier(*legs), at("2020-03-26 09:00"), CALENDAR)) == {1: 120}


def test_waiting_for_the_citizen_is_no_ones_time():
    wait = Wait(1, Cause.FINANCE, at("2020-03-24 07:00"), at("2020-03-25 17:00"))
    found = split_lateness(dossier(FIRST, SECOND, waits=(wait,)), at("2020-03-26 11:30"), CALENDAR)
    assert shares(found) == {2: 270}  # 270 minutes of work against a budget of 480: not exceeded


@many_cases(20)
@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 1500)), min_size=1, max_size=8))
def test_the_sum_is_always_exact(spent):
    start, legs = at("2020-03-23 07:00"), []
    for number, (minutes, budget) in enumerate(spent, start=1):
        end = CALENDAR.add_working_minutes(start, minutes)
        own = CALENDAR.add_working_minutes(start, budget)
        legs.append(
            leg(
                number,
                start.replace(tzinfo=None).isoformat(),
                end.replace(tzinfo=None).isoformat(),
                own.replace(tzinfo=None).isoformat(),
            )
        )
        start = end
    one = dossier(*legs)
    found = split_lateness(one, start, CALENDAR)
    if start >= at("2020-03-26 00:00"):
        late = CALENDAR.working_minutes(at("2020-03-25 17:00"), start)
        assert sum(share.minutes for share in found) == late
    else:
        assert found == ()
