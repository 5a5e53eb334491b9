"""What time does by itself, and what a day off declared late does to a promise."""

from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind, due_alarms
from motcua.domain.dossier import Dossier, State
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import local_day, midnight
from motcua.domain.reception_clock import reception_clock, reception_overdue_from
from motcua.domain.rulebook import Manner
from motcua.domain.waiting import judge, manner_of


def pass_time(
    dossier: Dossier, command: do.PassTime, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Every moment that was reached, in order, each dated when it was."""
    reached = sorted((a for a in dossier.alarms if a.at <= at), key=lambda a: (a.at, a.kind))
    return [_rung(dossier, alarm) for alarm in reached]


def _rung(dossier: Dossier, alarm: f.Alarm) -> f.Fact:
    if alarm.kind == AlarmKind.DUE and dossier.legal_due is not None:
        return f.DuePassed(happened=alarm.at, due=dossier.legal_due)
    if alarm.kind == AlarmKind.SUPPLEMENT:
        wait = next(wait for wait in dossier.waits if wait.number == alarm.number)
        by = wait.answer_by or alarm.at
        return f.SupplementExpired(happened=alarm.at, number=alarm.number, answer_by=by)
    return f.AlarmRang(happened=alarm.at, kind=alarm.kind, number=alarm.number)


def declare_day_off(
    dossier: Dossier, command: do.DeclareDayOff, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """Move the legal due date by what the new calendar says; nothing if it says the same. Of what
    still waits to be received, move the end of the reception clock instead.

    A dossier overdue already when the decision was signed stays late, unless the decision is in
    effect from a day before the due date. While the clock stands for the citizen, the date moves
    as far as it is certain, and the waiting is added when it ends, by the new calendar too.
    """
    if dossier.state is State.SUBMITTED:
        return _reception_moved(dossier, command, at, law)
    if dossier.legal_due is None or dossier.received is None:
        return []
    if _stays_late(command, dossier.overdue_from, dossier.legal_due):
        return []
    limit = parse_limit(dossier.limit)
    calendar = law.calendar_of(dossier.competent)
    policy = law.rules.policy(local_day(dossier.received), dossier.procedure)
    standing = dossier.wait is not None and dossier.wait.stops
    if standing and manner_of(policy, dossier.waits[-1]) is Manner.RESTART:
        return []  # the whole limit counts again once it is complete: by the calendar of then
    stops = [wait for wait in dossier.waits if wait.stops]
    used = dossier.extensions
    new = judge(policy, limit, dossier.received, stops, None, calendar, used).due
    if new is None or new <= dossier.legal_due:
        return []
    return [
        f.LegalDueMoved(
            happened=at,
            old=dossier.legal_due,
            new=new,
            overdue_from=None if standing else overdue_from(limit, new),
            cause="day_off",
            basis=command.decision,
            policy=policy.code,
            alarms=() if standing else due_alarms(limit, new, calendar, law.rules, at),
        )
    ]


def _stays_late(command: do.DeclareDayOff, overdue: datetime | None, due: datetime) -> bool:
    """Whether a decision cannot excuse what was late already when it was signed."""
    late_already = overdue is not None and overdue <= midnight(command.signed)
    return late_already and command.effective >= local_day(due)


def _reception_moved(
    dossier: Dossier, command: do.DeclareDayOff, at: datetime, law: Law
) -> list[f.Fact]:
    """The reception clock by the new calendar, from when it was sent. What rang does not ring
    again, unless its moment has moved into the future."""
    old = dossier.receive_by
    if old is None or dossier.submitted is None:
        return []
    if _stays_late(command, reception_overdue_from(dossier), old):
        return []
    calendar = law.calendar_of(dossier.receiving)
    new, alarms = reception_clock(dossier.submitted, calendar, law.rules)
    if new is None or new <= old:
        return []
    unrung = {a.number for a in dossier.alarms if a.kind == AlarmKind.RECEPTION}
    to_ring = tuple(a for a in alarms if a.at > at or a.number in unrung)
    return [
        f.ReceptionClockMoved(happened=at, old=old, new=new, basis=command.decision, alarms=to_ring)
    ]
