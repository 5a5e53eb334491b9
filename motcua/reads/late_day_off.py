"""Whether a decision about a day off can be added to the calendar, before anything is written."""

from collections.abc import Iterable
from datetime import datetime

from motcua.domain.day_off import LateDayOff
from motcua.domain.local_time import local_day
from motcua.domain.roles import Role
from motcua.models import LawDocument, User
from motcua.models.law import reference
from motcua.reads.access import memberships_of


def known_text(source: str) -> str | None:
    """The text that was added to the calendar under this name; None if there is none."""
    return LawDocument.objects.filter(source=source).values_list("text", flat=True).first()


def check_calendar(off: LateDayOff) -> None:
    """Compile the calendar of every agency that these rows reach; BadCalendar if one can't be."""
    check_days(off.text, {row.scope for row in off.rows})


def check_days(text: str, scopes: Iterable[str]) -> None:
    """Compile the calendars of these agencies and all below as they would be with this document."""
    known = reference()
    calendar_of = known.calendar_with(text)
    for scope in scopes:
        for agency in known.agencies.subtree(scope):
            calendar_of(agency)


def controls_procedures(username: str, scopes: Iterable[str], now: datetime) -> int | None:
    """The person of that name, if they control procedures over all these agencies on that day."""
    person = User.objects.filter(username=username).values_list("id", flat=True).first()
    tree, day = reference().agencies, local_day(now)
    held = [
        member.agency
        for member in memberships_of(person or 0)
        if member.role is Role.PROCEDURE_CONTROL and member.holds_on(day)
    ]
    known = all(
        scope in tree and any(tree.is_within(scope, agency) for agency in held) for scope in scopes
    )
    return person if person is not None and held and known else None
