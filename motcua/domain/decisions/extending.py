"""More time by the procedure's own law, once, since something has to be verified first: Luật Hộ
tịch 2014, articles 18(2), 25(2), 28(2), and others that a procedure names."""

from datetime import date, datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import due_alarms
from motcua.domain.decisions.wording import explanation, private_text
from motcua.domain.dossier import Dossier
from motcua.domain.extending import Extended
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.procedure import Extension
from motcua.domain.refusal import Refused, asked_all
from motcua.domain.waiting import judge


def extend_limit(
    dossier: Dossier, command: do.ExtendLimit, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """The legal due date moves by what the law gives. What is overdue already stays late."""
    assert dossier.legal_due is not None  # else the rule would have said no
    if dossier.overdue_from is not None and at >= dossier.overdue_from:
        raise Refused("extension_when_overdue", due=local_day(dossier.legal_due))
    extension, number, _, words = asked_all(
        lambda: _named(dossier, command.extension, law),
        lambda: private_text("document_number", command.document_number),
        lambda: _day_is_possible(dossier, command.document_date, at),
        lambda: explanation(command.explanation),
    )
    extended = f.LimitExtended(
        happened=at,
        extension=extension.code,
        limit=str(extension.limit),
        whole=extension.whole,
        basis=extension.source,
        document_number=number,
        document_date=command.document_date,
        explanation=words,
    )
    return [extended, _moved(dossier, extension, at, law)]


def usable(dossier: Dossier, law: Law, at: datetime) -> tuple[Extension, ...]:
    """The extensions that this dossier's procedure names and that could be used at that moment."""
    late = dossier.overdue_from is not None and at >= dossier.overdue_from
    if late or dossier.legal_due is None:
        return ()
    used = {one.extension for one in dossier.extensions}
    return tuple(one for one in law.procedure.extensions if one.code and one.code not in used)


def extended_due(dossier: Dossier, extension: Extension, at: datetime, law: Law) -> datetime | None:
    """The legal due date with this extension, used at that moment; None without a limit."""
    if dossier.received is None or not dossier.limit:
        return None
    policy = law.rules.policy(local_day(dossier.received), dossier.procedure)
    use = Extended(extension.code, at, str(extension.limit), extension.whole)
    stops = [wait for wait in dossier.waits if wait.stops]
    return judge(
        policy,
        parse_limit(dossier.limit),
        dossier.received,
        stops,
        None,
        law.calendar_of(dossier.competent),
        [*dossier.extensions, use],
    ).due


def _moved(dossier: Dossier, extension: Extension, at: datetime, law: Law) -> f.LegalDueMoved:
    old, new = dossier.legal_due, extended_due(dossier, extension, at, law)
    assert dossier.received is not None
    assert old is not None
    if new is None or new <= old:
        raise Refused("extension_gains_nothing", due=local_day(old))
    limit, calendar = parse_limit(dossier.limit), law.calendar_of(dossier.competent)
    return f.LegalDueMoved(
        happened=at,
        old=old,
        new=new,
        overdue_from=overdue_from(limit, new),
        cause="extension",
        basis=extension.source,
        policy=law.rules.policy(local_day(dossier.received), dossier.procedure).code,
        alarms=due_alarms(limit, new, calendar, law.rules, at),
    )


def _named(dossier: Dossier, code: str, law: Law) -> Extension:
    if any(one.extension == code for one in dossier.extensions):
        raise Refused("extension_used", field="extension")
    for extension in law.procedure.extensions:
        if code and extension.code == code:
            return extension
    known = tuple(one.code for one in law.procedure.extensions if one.code)
    raise Refused("unknown_extension", field="extension", expected=known)


def _day_is_possible(dossier: Dossier, day: date, at: datetime) -> None:
    if day > local_day(at):
        raise Refused("date_in_future", field="document_date", latest=local_day(at))
    first = dossier.received and local_day(dossier.received)
    if first and day < first:
        raise Refused("document_before_reception", field="document_date", earliest=first)
