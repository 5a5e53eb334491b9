"""What the named rules (statistics.detector_rules) find, by agency and act by act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils.translation import ngettext

from motcua.domain.local_time import midnight
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import Rulebook
from motcua.models.law import reference
from motcua.statistics.detector_rules import DETECTORS, Detector

CLOSING: Final = time(17, 0)
"""Where a calendar has no hours for the day."""


BY_KEY: Final = {detector.key: detector for detector in DETECTORS}


RULE_OF: Final = {
    "late_entry": "integrity_late_entry_minutes",
    "back_dating": "integrity_back_dating_minutes",
    "quick_leg": "integrity_quick_leg_seconds",
    "roles": "integrity_separated_roles",
    "burst_acts": "integrity_burst_acts",
    "burst_minutes": "integrity_burst_minutes",
    "supplement": "integrity_supplement_days",
    "supplements": "integrity_supplements_of_a_dossier",
    "supplement_minutes": "integrity_supplement_minutes",
    "handed_out": "integrity_handed_out_days",
    "online_minutes": "integrity_online_minutes",
    "again": "integrity_resubmission_hours",
    "owners": "integrity_owners_of_a_phone",
}
"""The dated rule behind each figure of a detector."""


def thresholds(rules: Rulebook, day: date) -> dict[str, int]:
    """The figures of all detectors on a day. A database filled by an earlier version may lack the
    rules of the newest ones: these are left out."""
    found = {name: rules.rule(rule, day) for name, rule in RULE_OF.items()}
    return {name: rule.value for name, rule in found.items() if rule is not None}


def lacking(detector: Detector, figures: Mapping[str, object]) -> list[str]:
    """The rules without which a detector cannot look."""
    text = detector.threshold + detector.query
    asked = [name for name in RULE_OF if f"%({name})s" in text]
    if "%(burst_from)s" in text:
        asked.append("burst_minutes")
    return sorted({RULE_OF[name] for name in asked if name not in figures})


def threshold_words(detector: Detector, figures: dict[str, int]) -> str:
    """The threshold as people read it: whole hours as hours; '' where a rule is lacking."""
    if lacking(detector, figures):
        return ""
    shown: dict[str, object] = dict(figures)
    if "late_entry" in figures:
        hours, minutes = divmod(figures["late_entry"], 60)
        if minutes:
            n = 60 * hours + minutes
            shown["late_entry"] = ngettext("%(n)s phút", "%(n)s phút", n) % {"n": n}
        else:
            shown["late_entry"] = ngettext("%(n)s giờ", "%(n)s giờ", hours) % {"n": hours}
    return detector.threshold % shown


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
    looking = [one for one in DETECTORS if not lacking(one, values)]
    with connection.cursor() as cursor:
        for detector in looking:
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
    """The acts behind a finding, newest first; none where a rule is lacking. Refused for a detector
    nobody knows."""
    if detector not in BY_KEY:
        raise Refused("bad_choice", value=detector)
    values = _values(agency, first, last)
    if lacking(BY_KEY[detector], values):
        return []
    text = (
        f"SELECT dossier_key, agency, person, at FROM ({BY_KEY[detector].query})"
        " AS found (dossier_key, agency, person, at) ORDER BY at DESC, dossier_key LIMIT %(limit)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, {**values, "limit": limit})
        return [Case(*row) for row in cursor.fetchall()]


def _values(agency: str, first: date, last: date) -> dict[str, Any]:
    known = reference()
    key = known.agencies.find(agency).key
    if last < first:
        raise Refused("period_ends_before_it_begins", first=first, last=last)
    figures = thresholds(known.rules, last)
    end = _closing(key, last)
    before = timedelta(minutes=figures.get("burst_minutes", 0))
    begin = (datetime.combine(last, end) - before).time()
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
