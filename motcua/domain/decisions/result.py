"""The result and the ends of a dossier: NĐ 61/2018/NĐ-CP articles 17(4), 19, 20."""

from datetime import date, datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.blanks import Private
from motcua.domain.decisions.reception import RETURN_MANNERS, form_number
from motcua.domain.decisions.resolution import given
from motcua.domain.decisions.wording import explained, explanation, kept_files, private_text
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.local_time import VIETNAM
from motcua.domain.reasons import REJECTION, STOP
from motcua.domain.refusal import Refused, asked_all


def approve(
    dossier: Dossier, command: do.Approve, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T13: approved, and on its way to whoever numbers and issues it."""
    facts: list[f.Fact] = [f.Approved(happened=at)]
    holder = dossier.holder
    step = law.next_step(dossier, holder) if holder else None
    if step is not None and not step.returns:
        facts.append(given(dossier, step, None, at, law))
    return facts


def finish(dossier: Dossier, command: do.Finish, by: f.By, at: datetime, law: Law) -> list[f.Fact]:
    """T13: number, date and file are all there: the result exists, and goes to the one-stop
    that returns it. What the clock of the law measures ends here."""
    return [_finished(command, at), *_to_the_counter(dossier, at, law)]


def resolve_at_once(
    dossier: Dossier, command: do.ResolveAtOnce, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T3: received, finished and returned at the counter (art. 17(4), (5))."""
    if not law.procedure.immediate:
        raise Refused("not_immediate", procedure=law.procedure.code)
    who = private_text("collected_by", command.collected_by)
    return [
        _finished(command, at),
        f.Returned(happened=at, manner="counter", collected_by=who),
    ]


def reject(dossier: Dossier, command: do.Reject, by: f.By, at: datetime, law: Law) -> list[f.Fact]:
    """T14: not granted, with the reason; the citizen hears it at the one-stop."""
    reason, words = explained(REJECTION, command.reason, command.explanation)
    day = at.astimezone(VIETNAM).date()
    number = form_number("form03", dossier.competent, day)
    rejected = f.Rejected(happened=at, form_number=number, reason=reason, explanation=words)
    return [rejected, *_to_the_counter(dossier, at, law)]


def withdraw(
    dossier: Dossier, command: do.Withdraw, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T15: the applicant's wish, with the request on file."""
    return [f.Withdrawn(happened=at, explanation=explanation(command.explanation))]


def stop(dossier: Dossier, command: do.Stop, by: f.By, at: datetime, law: Law) -> list[f.Fact]:
    """T16: by the agency's head, on a legal ground, with a document."""
    reason, words = explained(STOP, command.reason, command.explanation)
    number = private_text("document_number", command.document_number)
    return [f.Stopped(happened=at, reason=reason, document_number=number, explanation=words)]


def return_result(
    dossier: Dossier, command: do.ReturnResult, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """T18: handed to the citizen. A citizen who comes late makes nothing late."""
    if command.manner not in RETURN_MANNERS:
        raise Refused("bad_choice", field="manner", expected=RETURN_MANNERS)
    who = private_text("collected_by", command.collected_by)
    return [f.Returned(happened=at, manner=command.manner, collected_by=who)]


def _finished(command: do.Finish | do.ResolveAtOnce, at: datetime) -> f.Finished:
    (files, names), _day, number = asked_all(
        lambda: _result_files(command.files),
        lambda: result_day_is_possible(command.result_date, at),
        lambda: private_text("result_number", command.result_number),
    )
    return f.Finished(
        happened=at,
        result_number=number,
        result_date=command.result_date,
        files=files,
        file_names=names,
    )


def _result_files(files: tuple[do.NewFile, ...]) -> tuple[tuple[str, ...], Private | None]:
    if not files:
        raise Refused("result_file_missing", field="files")
    return kept_files(files)


def result_day_is_possible(day: date, at: datetime) -> None:
    """A result cannot bear a date that has not come yet."""
    if day > at.astimezone(VIETNAM).date():
        raise Refused("date_in_future", field="result_date", latest=at.astimezone(VIETNAM).date())


def _to_the_counter(dossier: Dossier, at: datetime, law: Law) -> list[f.Fact]:
    steps = law.steps(dossier.receiving)
    holder = dossier.holder
    if not steps[-1].returns or (holder is not None and holder.step == steps[-1].number):
        return []
    return [given(dossier, steps[-1], None, at, law)]
