"""The first promise and the date of an apology: beside `late`, and making nothing less late."""

from datetime import datetime

import pytest

from motcua.domain.dossier import Dossier
from motcua.domain.local_time import VIETNAM
from motcua.domain.other_dates import late_vs_first_promise, met_reappointment


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM) if text else None


FRIDAY = "2020-03-27 17:00"

# A limit in days is kept on its day at any hour; one in hours to the minute.
FIRST = (
    # limit, first promise, finished, closed, now, late against it
    ("5 working days", FRIDAY, "2020-03-27 19:30", "", "2020-04-30 08:00", False),  # Friday evening
    ("5 working days", FRIDAY, "2020-03-28 00:00", "", "2020-04-30 08:00", True),  # Saturday 00:00
    ("5 working days", FRIDAY, "", "", "2020-03-27 23:59", None),  # Friday, it may still come
    ("5 working days", FRIDAY, "", "", "2020-03-28 00:00", True),  # Saturday, it cannot
    ("5 working days", FRIDAY, "", "2020-03-25 09:00", "2020-04-30 08:00", False),  # withdrawn Wed.
    ("8 working hours", "2020-03-26 09:00", "2020-03-26 09:00", "", FRIDAY, False),  # Thursday
    ("8 working hours", "2020-03-26 09:00", "2020-03-26 09:01", "", FRIDAY, True),
    ("none", "", "2020-03-26 09:00", "", FRIDAY, None),  # nothing was promised
    ("", "", "", "", FRIDAY, None),  # sent, not received
)


@pytest.mark.parametrize(("limit", "first", "finished", "closed", "now", "late"), FIRST)
def test_late_against_the_first_promise(limit, first, finished, closed, now, late):
    dossier = Dossier(
        limit=limit, first_promise=at(first), finished=at(finished), closed=at(closed)
    )
    assert late_vs_first_promise(dossier, at(now)) is late


def test_a_moved_due_date_excuses_nothing_against_the_first_promise():
    moved = Dossier(
        limit="5 working days",
        first_promise=at(FRIDAY),
        legal_due=at("2020-04-03 17:00"),  # Friday, a week later, by law
        finished=at("2020-03-30 10:00"),  # Monday
    )
    assert late_vs_first_promise(moved, at("2020-04-30 08:00")) is True


AGAIN = (
    # the apology's date, finished, now, met
    ("", "2020-03-30 10:00", "2020-04-30 08:00", None),  # no apology
    (FRIDAY, "2020-03-27 19:30", "2020-04-30 08:00", True),  # Friday evening
    (FRIDAY, "2020-03-28 07:00", "2020-04-30 08:00", False),  # Saturday
    (FRIDAY, "", "2020-03-27 23:59", None),
    (FRIDAY, "", "2020-03-28 00:00", False),
)


@pytest.mark.parametrize(("again", "finished", "now", "kept"), AGAIN)
def test_the_date_of_an_apology(again, finished, now, kept):
    dossier = Dossier(limit="5 working days", reappointed=at(again), finished=at(finished))
    assert met_reappointment(dossier, at(now)) is kept
