"""How long there is left, in words. Weekdays stand in comments; counted on a wall calendar.

Office hours are 07:00-11:30 and 13:30-17:00, Monday to Friday.
"""

from datetime import datetime, timedelta

import pytest

from motcua.domain.lateness import overdue_from
from motcua.domain.limits import WorkingDays, WorkingHours
from motcua.reads.remaining import Remaining, Urgency, remaining
from tests.oracle.calendars import at, shipped

DAYS = [
    # due at closing, now, words
    ("2020-03-24 17:00", "2020-03-20 09:00", "còn 2 ngày làm việc", "ok"),  # Tue, on Fri
    ("2020-03-23 17:00", "2020-03-20 23:00", "còn 1 ngày làm việc", "ok"),  # Mon, late on Fri
    ("2020-04-03 17:00", "2020-04-01 08:00", "còn 1 ngày làm việc", "ok"),  # Fri, on Wed; Thu off
    ("2020-03-20 17:00", "2020-03-20 07:30", "hôm nay", "soon"),  # Fri
    ("2020-03-20 17:00", "2020-03-20 18:30", "hôm nay", "soon"),  # Fri after closing: still kept
    ("2020-03-20 17:00", "2020-03-21 00:00", "quá hạn, chưa hết một giờ làm việc", "late"),  # Sat
    ("2020-03-20 17:00", "2020-03-23 07:59", "quá hạn, chưa hết một giờ làm việc", "late"),  # Mon
    ("2020-03-20 17:00", "2020-03-23 08:00", "quá 1 giờ làm việc", "late"),  # Mon
    ("2020-03-20 17:00", "2020-03-23 16:59", "quá 7 giờ làm việc", "late"),  # Mon
    ("2020-03-20 17:00", "2020-03-23 17:00", "quá 1 ngày làm việc", "late"),  # Mon at closing
    ("2020-03-17 17:00", "2020-03-19 07:31", "quá 1 ngày làm việc", "late"),  # Tue, on Thu
    ("2020-03-16 17:00", "2020-03-19 07:31", "quá 2 ngày làm việc", "late"),  # Mon, on Thu
    ("2020-03-20 17:00", "2020-03-24 06:00", "quá 1 ngày làm việc", "late"),  # Fri, on Tue early
]
HOURS = [
    # due to the minute
    ("2020-03-20 15:00", "2020-03-20 10:00", "còn 3 giờ làm việc", "soon"),  # Fri: 1.5 h + 1.5 h
    ("2020-03-20 15:00", "2020-03-20 14:26", "còn 34 phút", "soon"),  # Fri
    ("2020-03-20 15:00", "2020-03-20 15:00", "đến hạn", "soon"),  # Fri: the due minute keeps it
    ("2020-03-20 15:00", "2020-03-20 15:01", "quá hạn, chưa hết một giờ làm việc", "late"),
    ("2020-03-20 15:00", "2020-03-23 09:30", "quá 4 giờ làm việc", "late"),  # Fri 2 h, Mon 2.5 h
    ("2020-03-23 09:00", "2020-03-20 16:00", "còn 1 ngày làm việc", "ok"),  # Mon, on Fri
]


def told(due: datetime, now: datetime, limit: WorkingDays | WorkingHours) -> Remaining:
    return remaining(due, overdue_from(limit, due), None, now, shipped())


@pytest.mark.parametrize(("due", "now", "words", "urgency"), DAYS)
def test_limits_in_days_are_told_in_working_days(
    due: str, now: str, words: str, urgency: str
) -> None:
    assert told(at(due), at(now), WorkingDays(3)) == Remaining(Urgency(urgency), words)


@pytest.mark.parametrize(("due", "now", "words", "urgency"), HOURS)
def test_limits_in_hours_are_told_to_the_minute(
    due: str, now: str, words: str, urgency: str
) -> None:
    assert told(at(due), at(now), WorkingHours(4)) == Remaining(Urgency(urgency), words)


def test_a_citizen_who_comes_late_makes_nothing_late() -> None:
    due, now = at("2020-03-20 17:00"), at("2020-03-27 09:00")
    found = remaining(
        due, overdue_from(WorkingDays(3), due), at("2020-03-19 10:00"), now, shipped()
    )
    assert found == Remaining(Urgency.DONE, "đã có kết quả")


def test_without_a_limit_there_is_no_status_to_draw() -> None:
    found = remaining(None, None, None, at("2020-03-20 09:00"), shipped())
    assert found == Remaining(Urgency.NONE, "không có thời hạn")


def test_beyond_the_calendar_days_are_counted_as_they_come() -> None:
    now = at("2027-12-30 09:00")
    due = at("2028-01-04 17:00")
    assert told(due, now, WorkingDays(3)).words == "còn 5 ngày"
    assert told(now, due + timedelta(days=1), WorkingDays(3)).words == "quá 6 ngày"
