"""The monthly declaration of dossiers kept on paper: signed by a unit's head, sealed in its log."""

from datetime import datetime

from django.db import transaction

from motcua.actions.agency_log import note
from motcua.domain.access import Membership as Acting
from motcua.domain.adoption import checked, subject_of
from motcua.domain.agency_facts import PaperDeclared
from motcua.domain.blanks import Private
from motcua.domain.facts import By
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import clean
from motcua.models import Membership
from motcua.models.law import reference

LONGEST = 2_000
"""Letters of a reason."""


@transaction.atomic
def declare(
    person: int, agency: str, month: str, on_paper: int, reason: str, *, now: datetime
) -> None:
    """Sign a month; what was signed before stays in the log, and the last one counts.

    Refused: not the head of that unit, a unit that receives nothing, a month that is not over.
    """
    today = local_day(now)
    unit = reference().agencies.get(agency)
    if not unit.receives or not unit.stands_on(today):
        raise Refused("not_received_here")
    by = _head(person, agency, now)
    said = clean(reason, field="reason", limit=LONGEST, required=False)
    checked(month, on_paper, said, today)
    fact = PaperDeclared(
        happened=now,
        subject=subject_of(month),
        month=month,
        on_paper=on_paper,
        reason=Private(said) if said else None,
    )
    note(agency, [fact], by, now)


def _head(person: int, agency: str, now: datetime) -> By:
    rows = Membership.objects.filter(person_id=person, person__is_active=True, agency=agency)
    held: list[Acting] = [row.facts() for row in rows]
    for one in held:
        if one.role in (Role.LEADER, Role.ONE_STOP_HEAD) and one.holds_on(local_day(now)):
            return By(person, agency, one.role)
    raise Refused("not_head_of_unit")
