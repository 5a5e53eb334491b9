"""What was written in a paper book comes in as late-recorded facts: NĐ 61/2018/NĐ-CP art. 17(4).

Both times stand: `happened` as the book says, `recorded` when it was entered. The promise is the
one the book bears, for it is the one the citizen was given; without one it is reckoned anew.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import due_alarms
from motcua.domain.blanks import Private
from motcua.domain.commands.elsewhere import PAPER
from motcua.domain.deadline import due
from motcua.domain.decisions.reception import check_reception_place, next_code
from motcua.domain.decisions.wording import explanation, private_party, private_text
from motcua.domain.dossier import Dossier
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.limits import NoLimit
from motcua.domain.local_time import at_minute, local_day
from motcua.domain.refusal import Refused

LATEST_MINUTE = 24 * 60 - 1


def enter_from_book(
    dossier: Dossier, command: do.EnterFromBook, by: f.By, at: datetime, law: Law
) -> list[f.Fact | f.Witnessed]:
    """The reception, and the result and its return where the book has them already."""
    day = local_day(command.received)
    check_reception_place(law, command.agency, day, dossier)
    in_order(at, received=command.received, finished=command.finished, returned=command.returned)
    received = f.Received(
        code=next_code(law, command.agency, day),
        channel="direct",
        return_manner="counter",
        sets=command.sets,
        papers=(),
        applicant=private_party(command.applicant),
        content=private_text("content", command.content, required=False),
        secret=Private(command.secret),
        owner=None,
        proxy=None,
        override=None,
        **taken_in(law, command.agency, command.received, command.promised, at),
    )
    facts = _by_somebody([received, *_later(command, received, at)], by)
    stood = {"book": command.book, "number": command.number, "line": dict(command.line)}
    facts.append(
        f.BroughtIn(
            happened=at,
            source=PAPER,
            first=1,
            last=len(facts),
            codes=(),
            basis=Private(stood),  # type: ignore[arg-type]
            explanation=explanation(command.explanation),
            people=None,
        )
    )
    return facts


def _by_somebody(told: Sequence[f.Fact | f.Witnessed], by: f.By) -> list[f.Fact | f.Witnessed]:
    """The book does not say who did it; whoever types it in has not held it since."""
    somebody = f.By(0, by.agency, by.role)
    return [one if isinstance(one, f.Witnessed) else f.Witnessed(one, somebody) for one in told]


def _later(
    command: do.EnterFromBook, received: f.Received, at: datetime
) -> list[f.Fact | f.Witnessed]:
    """A book that knows only when the result was returned says that it was there by then."""
    finished = command.finished or command.returned
    facts: list[f.Fact | f.Witnessed] = [*noticed(received, finished or at)]
    if finished is not None:
        number = private_text("result_number", command.result_number, required=False)
        facts.append(
            f.Finished(
                happened=finished,
                result_number=number,
                result_date=local_day(finished),
                files=(),
                file_names=None,
            )
        )
    if command.returned is not None:
        who = private_text("collected_by", command.collected_by, required=False)
        facts.append(f.Returned(happened=command.returned, manner="counter", collected_by=who))
    return facts


def taken_in(
    law: Law, agency: str, received: datetime, promised: date | None, at: datetime
) -> dict[str, Any]:
    """The parts of a reception that follow from the law of its day."""
    day, procedure = local_day(received), law.procedure
    competent = law.agencies.resolve(procedure.decider, agency, day)
    calendar, limit = law.calendar_of(competent), procedure.committed
    ends = due(received, limit, calendar)
    if promised is not None and ends is not None:
        if promised < day:
            raise Refused("bad_moment", field="promised", why="out_of_order", expected=_day(day))
        ends = at_minute(promised, LATEST_MINUTE)
        if calendar.is_working_day(promised):
            ends = calendar.closing(promised)
    late = overdue_from(limit, ends) if ends and not isinstance(limit, NoLimit) else None
    alarms = due_alarms(limit, ends, calendar, law.rules, received)
    return {
        "happened": received,
        "procedure": procedure.code,
        "version": procedure.version,
        "receiving": agency,
        "competent": competent,
        "returning": agency,
        "limit": str(limit),
        "due": ends,
        "overdue_from": late,
        # Nobody can be reminded any more of what has passed.
        "alarms": tuple(a for a in alarms if a.at > at),
        "step": law.steps(agency)[0].number,
    }


def noticed(received: f.Received, until: datetime) -> Sequence[f.Witnessed]:
    """That the due date passed, where it did before `until`: what the clock would have noted."""
    late = received.overdue_from
    if late is None or received.due is None or late > until:
        return ()
    return (f.Witnessed(f.DuePassed(happened=late, due=received.due), f.CLOCK),)


def in_order(at: datetime, **moments: datetime | None) -> None:
    """Refused `bad_moment` for one that lies before the one before it, or is still to come."""
    before: datetime | None = None
    for field, moment in moments.items():
        if moment is None:
            continue
        if moment > at:
            raise Refused("bad_moment", field=field, why="future", expected=_day(local_day(at)))
        if before is not None and moment < before:
            expected = _day(local_day(before))
            raise Refused("bad_moment", field=field, why="out_of_order", expected=expected)
        before = moment


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
