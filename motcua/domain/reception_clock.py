"""The reception clock: an online dossier has to be received within working hours of the unit.

It begins at the unit's next opening after the dossier was sent, and is kept to the minute. It is
a dated rule: dossiers sent before it was made have no such limit and are never late by it.
"""

from datetime import datetime

from motcua.domain.alarms import AlarmKind
from motcua.domain.calendar import Calendar
from motcua.domain.dossier import Dossier, State
from motcua.domain.facts.base import Alarm
from motcua.domain.lateness import overdue_from
from motcua.domain.limits import WorkingHours
from motcua.domain.local_time import local_day
from motcua.domain.rulebook import Rulebook

HOUR = 60


def reception_clock(
    sent: datetime, calendar: Calendar, rules: Rulebook
) -> tuple[datetime | None, tuple[Alarm, ...]]:
    """Until when the unit has to receive what was sent, and the moments on the way there.

    None and no alarms on days on which no rule is in force.
    """
    day = local_day(sent)
    hours = rules.rule("reception_working_hours", day)
    if hours is None:
        return None, ()
    ends = calendar.add_working_minutes(sent, hours.value * HOUR)
    alarms = [Alarm(AlarmKind.RECEPTION.value, _passed(hours.value, ends), hours.value)]
    warned = rules.rule("reception_warning_working_hours", day)
    if warned is not None and warned.value < hours.value:
        at = calendar.add_working_minutes(sent, warned.value * HOUR)
        alarms.insert(0, Alarm(AlarmKind.RECEPTION.value, at, warned.value))
    return ends, tuple(alarms)


def reception_overdue_from(dossier: Dossier) -> datetime | None:
    """The first instant at which a dossier that still waits to be received is overdue."""
    if dossier.state is not State.SUBMITTED or dossier.receive_by is None:
        return None
    return _passed(1, dossier.receive_by)


def received_late(dossier: Dossier) -> bool:
    """Whether it was received after its reception clock had run out."""
    if dossier.received is None or dossier.receive_by is None:
        return False
    return dossier.received >= _passed(1, dossier.receive_by)


def _passed(hours: int, ends: datetime) -> datetime:
    return overdue_from(WorkingHours(hours), ends)
