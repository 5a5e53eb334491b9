"""What time does by itself, and what a day off declared late does to a promise."""

from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind, due_alarms
from motcua.domain.dossier import Dossier
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import local_day, midnight
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
    """Move the legal due date by what the new calendar says; nothing if it says the same.

    A dossier overdue already when the decision was signed stays late, unless the decision is in
    effect from a day before the due date. While the clock stands for the citizen, the date moves
    as far as it is certain, and the waiting is added when it ends, by the new calendar too.
    """
    if dossier.legal_due is None or dossier.received is None:
        return []
    late_already = dossier.overdue_from is not None and dossier.overdue_from <= midnight(
        command.signed
    )
    if late_already and command.effective >= local_day(dossier.legal_due):
        return []
    limit = parse_limit(dossier.limit)
    calendar = law.calendar_of(dossier.competent)
    policy = law.rules.policy(local_day(dossier.received), dossier.procedure)
    standing = dossier.wait is not None and dossier.wait.stops
    if standing and manner_of(policy, dossier.waits[-1]) is Manner.RESTART:
        return []  # the whole limit counts again once it is complete: by the calendar of then
    stops = [wait for wait in dossier.waits if wait.stops]
    new = judge(policy, limit, dossier.received, stops, None, calendar).due
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
