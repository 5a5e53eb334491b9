"""What the named rules (statistics.detector_rules) find, by agency and act by act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from motcua.domain.local_time import midnight
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import Rulebook
from motcua.models.law import reference
from motcua.statistics.detector_rules import DETECTORS, Detector

CLOSING: Final = time(17, 0)
"""Where a calendar has no hours for the day."""


BY_KEY: Final = {detector.key: detector for detector in DETECTORS}


def thresholds(rules: Rulebook, day: date) -> dict[str, int]:
    """The figures of all detectors on a day."""
    return {
        "late_entry": rules.value("integrity_late_entry_minutes", day),
        "back_dating": rules.value("integrity_back_dating_minutes", day),
        "quick_leg": rules.value("integrity_quick_leg_seconds", day),
        "roles": rules.value("integrity_separated_roles", day),
        "burst_acts": rules.value("integrity_burst_acts", day),
        "burst_minutes": rules.value("integrity_burst_minutes", day),
        "supplement": rules.value("integrity_supplement_days", day),
        "supplements": rules.value("integrity_supplements_of_a_dossier", day),
        "supplement_minutes": rules.value("integrity_supplement_minutes", day),
        "handed_out": rules.value("integrity_handed_out_days", day),
        "online_minutes": rules.value("integrity_online_minutes", day),
        "again": rules.value("integrity_resubmission_hours", day),
        "owners": rules.value("integrity_owners_of_a_phone", day),
    }


def threshold_words(detector: Detector, figures: dict[str, int]) -> str:
    """A detector's threshold as people read it: whole hours as hours."""
    hours, minutes = divmod(figures["late_entry"], 60)
    long = f"{60 * hours + minutes} phút" if minutes else f"{hours} giờ"
    return detector.threshold % {**figures, "late_entry": long}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a detector found at one agency: cases (acts) and dossiers."""

    detector: str
    agency: str
    cases: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Case:
    """One act that a detector found: the dossier, whose act, when."""

    key: UUID
    agency: str
    person: int
    at: datetime


def findings(agency: str, first: date, last: date) -> list[Finding]:
    """What all detectors find at an agency and all under it in a period (by day of recording).

    One statement for each detector.
    """
    found = []
    values = _values(agency, first, last)
    with connection.cursor() as cursor:
        for detector in DETECTORS:
            text = (
                f"SELECT agency, count(*), count(DISTINCT dossier_key) FROM ({detector.query})"
                " AS found (dossier_key, agency, person, at) GROUP BY agency ORDER BY agency"
            )
            cursor.execute(text, values)
            found += [Finding(detector.key, *row) for row in cursor.fetchall()]
    return found


def cases(
    detector: str, agency: str, first: date, last: date, *, limit: int = 200
) -> Sequence[Case]:
    """The acts behind a finding, newest first. Refused for a detector nobody knows."""
    if detector not in BY_KEY:
        raise Refused("bad_choice", value=detector)
    text = (
        f"SELECT dossier_key, agency, person, at FROM ({BY_KEY[detector].query})"
        " AS found (dossier_key, agency, person, at) ORDER BY at DESC, dossier_key LIMIT %(limit)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, {**_values(agency, first, last), "limit": limit})
        return [Case(*row) for row in cursor.fetchall()]


def _values(agency: str, first: date, last: date) -> dict[str, Any]:
    known = reference()
    key = known.agencies.find(agency).key
    if last < first:
        raise Refused("period_ends_before_it_begins", first=first, last=last)
    figures = thresholds(known.rules, last)
    end = _closing(key, last)
    begin = (datetime.combine(last, end) - timedelta(minutes=figures["burst_minutes"])).time()
    return {
        **figures,
        "units": list(known.agencies.subtree(key)),
        "a": midnight(first),
        "b": midnight(last + timedelta(days=1)),
        "burst_from": begin,
        "burst_to": end,
    }


def _closing(agency: str, day: date) -> time:
    calendar = reference().calendar_of(agency)
    try:
        hours = calendar.office_hours(calendar.next_working_day(day))
    except ValueError:
        return CLOSING
    return time(*divmod(hours[-1][1], 60)) if hours else CLOSING
