"""Moments at which time alone changes something: computed when their cause happens, so that the
clock finds them by an index and needs no law."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from motcua.domain.calendar import Calendar
from motcua.domain.dossier import Dossier
from motcua.domain.facts.base import Alarm
from motcua.domain.lateness import overdue_from
from motcua.domain.limits import Limit, WorkingHours
from motcua.domain.local_time import local_day, midnight
from motcua.domain.replacing import replace
from motcua.domain.rulebook import Rulebook


class AlarmKind(StrEnum):
    """What the clock notices."""

    RECEPTION = "reception"  # number: working hours since the unit could have received
    DUE_SOON = "due_soon"  # number: working days left
    APOLOGY = "apology"  # the last day on which an apology is timely
    DUE = "due"
    SUPPLEMENT = "supplement"  # number: the wait
    UNACCEPTED = "unaccepted"  # number: the leg
    OPINION = "opinion"  # number: the consultation


OF_THE_DUE_DATE = (AlarmKind.DUE_SOON, AlarmKind.APOLOGY, AlarmKind.DUE)


def due_alarms(
    limit: Limit, due: datetime | None, calendar: Calendar, rules: Rulebook, after: datetime
) -> tuple[Alarm, ...]:
    """Every moment that hangs on a due date, those after `after` only, in order of time."""
    if due is None:
        return ()
    found = _hanging_on(limit, due, calendar, rules, local_day(after))
    return tuple([alarm for alarm in found if alarm.at > after])


@lru_cache(maxsize=4096)
def _hanging_on(
    limit: Limit, due: datetime, calendar: Calendar, rules: Rulebook, on: date
) -> tuple[Alarm, ...]:
    # Many dossiers are due on the same day by the same calendar.
    found = [Alarm(AlarmKind.DUE.value, overdue_from(limit, due))]
    if not isinstance(limit, WorkingHours):
        day = local_day(due)
        for left in range(1, rules.value("due_soon_working_days", on) + 1):
            opens = calendar.add_working_days(day, -left)
            found.append(Alarm(AlarmKind.DUE_SOON.value, opening(calendar, opens), left))
        back = rules.value("apology_working_days_before_due", on)
        last = calendar.add_working_days(day, -back)
        found.append(Alarm(AlarmKind.APOLOGY.value, opening(calendar, last)))
    return tuple(sorted(found, key=lambda alarm: (alarm.at, alarm.kind)))


def unaccepted_alarm(
    leg: int, given: datetime, calendar: Calendar, rules: Rulebook
) -> tuple[Alarm, ...]:
    """When a hand-over that nobody accepted becomes an exception."""
    hours = rules.value("hand_over_accepted_within_working_hours", local_day(given))
    at = calendar.add_working_minutes(given, hours * 60)
    return (Alarm(AlarmKind.UNACCEPTED.value, at, leg),)


def opening(calendar: Calendar, day: "datetime | object") -> datetime:
    """When the office opens on a working day."""
    return calendar.next_opening(midnight(day))  # type: ignore[arg-type]


def end_of(day: datetime) -> datetime:
    """00:00 of the day after the local day of a moment."""
    return midnight(local_day(day) + timedelta(days=1))


def without_alarms(
    dossier: Dossier, kind: AlarmKind | None = None, number: int | None = None
) -> Dossier:
    """The dossier without these alarms; without any if no kind is named."""
    if not dossier.alarms:
        return dossier
    kept: tuple[Alarm, ...] = ()
    if kind is not None:
        gone = kind.value
        kept = tuple(
            [
                alarm
                for alarm in dossier.alarms
                if alarm.kind != gone or (number is not None and alarm.number != number)
            ]
        )
    return dossier if len(kept) == len(dossier.alarms) else replace(dossier, alarms=kept)


def without_due_alarms(dossier: Dossier) -> Dossier:
    """The dossier without the alarms that hang on its due date."""
    kept = tuple(alarm for alarm in dossier.alarms if alarm.kind not in OF_THE_DUE_DATE)
    return replace(dossier, alarms=kept)
