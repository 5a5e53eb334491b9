"""Where the rows of a tab lie: stretches of the desk for each membership that somebody holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from motcua.domain.access import SEEING, Membership
from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.desk import (
    APOLOGY_TO_SEND,
    APOLOGY_TO_SIGN,
    IN_HAND,
    NEVER,
    TO_ACCEPT,
    TO_ANSWER,
    TO_NOTIFY,
    TO_RECEIVE,
    WAITING,
)
from motcua.domain.dossier import WAITING as WAITING_STATES
from motcua.domain.dossier import State
from motcua.domain.local_time import local_day, midnight

SOON = 3
"""Working days ahead that count as near: as many as the first warning (data/law/rules.toml)."""
ASIDES = (TO_RECEIVE, TO_NOTIFY, TO_ANSWER, APOLOGY_TO_SIGN, APOLOGY_TO_SEND)
"""What somebody has to do about a dossier that lies on another desk."""
_EVER = datetime(1900, 1, 1, tzinfo=UTC)


class Tab(StrEnum):
    """The lists of my work; the values stand in addresses."""

    TODAY = "today"
    TO_RECEIVE = "to-receive"
    TO_ACCEPT = "to-accept"
    IN_HAND = "in-hand"
    DUE_SOON = "due-soon"
    LATE = "late"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch of a desk: pressing after `after` and not after `until`; any state if ''."""

    agency: str
    role: str
    seat: str
    person: int
    after: datetime = _EVER
    until: datetime = NEVER
    state: str = ""


def places(
    tab: Tab,
    held: Iterable[Membership],
    person: int,
    now: datetime,
    calendar_of: Callable[[str], Calendar],
    *,
    mine: bool = False,
) -> list[Place]:
    """Where the rows of a tab lie for somebody who holds these memberships today."""
    found = []
    for member in held:
        if member.role not in SEEING:
            continue
        today, calendar = local_day(now), calendar_of(member.agency)
        tomorrow, soon = _end_of(today, calendar, 1), _end_of(today, calendar, SOON)
        for who in (person,) if mine else (person, 0):
            desk = (member.agency, member.role.value)
            found += _stretches(tab, desk, who, now, tomorrow, soon)
    return found


def _stretches(
    tab: Tab, desk: tuple[str, str], who: int, now: datetime, tomorrow: datetime, soon: datetime
) -> list[Place]:
    given, held = (*desk, TO_ACCEPT, who), (*desk, IN_HAND, who)
    match tab:
        case Tab.TO_RECEIVE:
            return [Place(*desk, TO_RECEIVE, who)]
        case Tab.TO_ACCEPT:
            return [Place(*given)]
        case Tab.IN_HAND:
            return [Place(*held)]
        case Tab.DUE_SOON:
            return [Place(*one, after=now, until=soon) for one in (given, held)]
        case Tab.WAITING:
            own = [Place(*held, state=state.value) for state in sorted(WAITING_STATES)]
            return [Place(*desk, WAITING, who), *own]
        case Tab.LATE:
            unreceived = (*desk, TO_RECEIVE, who)
            return [Place(*one, until=now) for one in (given, held, unreceived)]
        case Tab.TODAY:
            # What was received goes on within the working day (NĐ 61/2018, art. 18).
            to_pass_on = Place(*held, after=tomorrow, state=State.RECEIVED.value)
            asides = [Place(*desk, seat, who) for seat in ASIDES]
            return [Place(*given), Place(*held, until=tomorrow), to_pass_on, *asides]


def _end_of(today: date, calendar: Calendar, days: int) -> datetime:
    """From when a dossier that is due so many working days from today is overdue."""
    try:
        day = calendar.add_working_days(today, days)
    except CalendarTooShort:
        day = today + timedelta(days=days)
    return midnight(day + timedelta(days=1))
