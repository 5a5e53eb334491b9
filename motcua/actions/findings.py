"""A unit's head answers what a detector found at the unit: a fact in the unit's own log."""

from datetime import date, datetime

from motcua.actions.agency_log import note
from motcua.domain.agency_facts import FindingAnswered
from motcua.domain.blanks import Private
from motcua.domain.facts import By
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Membership

HEADS = (Role.LEADER, Role.DIVISION_HEAD, Role.ONE_STOP_HEAD)
LONGEST = 4_000


def subject_of(detector: str) -> str:
    """Under which subject the answers to a detector stand."""
    return f"finding/{detector}"


def answer_finding(
    person: int,
    agency: str,
    detector: str,
    first: date,
    last: date,
    *,
    dossiers: int,
    accepted: bool,
    words: str,
    now: datetime,
) -> None:
    """Answer what was found between two days at exactly this unit.

    `accepted`: the unit agrees that something was wrong. Refused: not its head, nothing said.
    """
    rows = Membership.objects.filter(person_id=person, person__is_active=True, agency=agency)
    held = [one for one in (row.facts() for row in rows) if one.holds_on(local_day(now))]
    acting = next((one for one in held if one.role in HEADS), None)
    if acting is None:
        raise Refused("not_the_units_head")
    if not words.strip():
        raise Refused("answer_missing", field="answer")
    fact = FindingAnswered(
        happened=now,
        subject=subject_of(detector),
        detector=detector,
        first=first,
        last=last,
        accepted=accepted,
        dossiers=dossiers,
        answer=Private(words.strip()[:LONGEST]),
    )
    note(agency, [fact], By(person, agency, acting.role), now)
