"""What a line of my work says: step, holder, remaining time, and the one thing to do in bulk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from motcua.domain import commands as do
from motcua.domain.access import Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.desk import (
    APOLOGY_TO_SEND,
    APOLOGY_TO_SIGN,
    IN_HAND,
    TO_ACCEPT,
    TO_ANSWER,
    TO_NOTIFY,
    TO_RECEIVE,
    WAITING,
)
from motcua.domain.dossier import WITH_RESULT, State
from motcua.domain.local_time import local_day
from motcua.domain.procedure import Procedure, Step
from motcua.domain.rules import RULES
from motcua.models.law import Reference, reference
from motcua.reads.desks import (
    ROWS,
    Filters,
    Mark,
    Slice,
    Tab,
    WorkRow,
    places,
    procedures_at_hand,
    tab_counts,
    work_slice,
)
from motcua.reads.remaining import Remaining, Urgency, status, to_receive


class Move(StrEnum):
    """What can be done with many rows at once; the values are names of form fields."""

    ACCEPT = "accept"
    HAND_OVER = "hand_over"
    SUBMIT = "submit"
    APPROVE = "approve"
    FINISH = "finish"
    RETURN = "return"
    NONE = ""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One row of my work in words. `own`: its code was issued by an agency of one's own."""

    key: UUID
    facts: int
    code: str
    own: bool
    procedure: str
    applicant: str
    step: str
    holder: str
    remaining: Remaining
    due: datetime | None
    move: Move

    @property
    def name(self) -> str:
        """What it is called in an address: its code, or its key where it has none."""
        return self.code or str(self.key)


@dataclass(frozen=True, slots=True)
class MyWork:
    """One page of a tab, and how much lies in all tabs (capped, see desks.COUNTED)."""

    slice: Slice
    lines: Sequence[WorkLine]
    counts: dict[Tab, int]


def my_work(
    tab: Tab,
    held: Sequence[Membership],
    person: int,
    now: datetime,
    filters: Filters,
    *,
    after: Mark | None = None,
    before: Mark | None = None,
    rows: int = ROWS,
) -> MyWork:
    """What somebody who holds these memberships today has to do. Two statements on the desk."""
    known = reference()
    where = {
        each: places(each, held, person, now, known.calendar_of, mine=filters.mine) for each in Tab
    }
    found = work_slice(where[tab], filters, after=after, before=before, rows=rows)
    own = own_codes(known.agencies, held)
    lines = [_line(row, known, own, person, now) for row in found.rows]
    return MyWork(found, lines, tab_counts(where, filters))


def procedures_to_choose(
    held: Sequence[Membership], person: int, now: datetime
) -> list[tuple[str, str]]:
    """Code and name of every procedure among somebody's work, in order of code."""
    known = reference()
    where = [
        place
        for tab in (Tab.TO_ACCEPT, Tab.IN_HAND)
        for place in places(tab, held, person, now, known.calendar_of)
    ]
    found = procedures_at_hand(where)
    return [(code, known.procedure(code, version).name) for code, version in found]


def own_codes(tree: AgencyTree, held: Iterable[Membership]) -> frozenset[str]:
    """The identifiers, in both formats, that begin codes issued by these people's agencies."""
    issuers = (tree.get(tree.get(member.agency).issuer) for member in held)
    return frozenset(code for one in issuers for code in (one.code_old, one.code_new))


def _line(
    row: WorkRow, known: Reference, own: frozenset[str], person: int, now: datetime
) -> WorkLine:
    procedure = known.procedure(row.procedure, row.version)
    steps = procedure.steps_for(known.agencies.get(row.receiving).level)
    calendar = known.calendar_of(row.competent)
    left = status(State(row.state), row.due, row.overdue_from, row.finished, now, calendar)
    if row.seat == TO_RECEIVE:
        left = to_receive(row.pressing, now, known.calendar_of(row.receiving))
    step, holder = _stand(row, procedure, known.agencies, person, local_day(now))
    return WorkLine(
        key=row.key,
        facts=row.facts,
        code=row.code,
        own=row.code.partition("-")[0] in own,
        procedure=procedure.name,
        applicant=row.name or _("(đã xóa)"),
        step=step,
        holder=holder,
        remaining=left,
        due=None if left.urgency is Urgency.WAIT else row.due,
        move=move_of(row, steps),
    )


ASIDE_WORDS: dict[str, Promise | str] = {
    TO_NOTIFY: pgettext_lazy("act", "Gửi phiếu bổ sung"),
    TO_ANSWER: pgettext_lazy("act", "Cho ý kiến"),
    APOLOGY_TO_SIGN: pgettext_lazy("act", "Ký phiếu xin lỗi"),
    APOLOGY_TO_SEND: pgettext_lazy("act", "Gửi phiếu xin lỗi"),
    WAITING: later("Chờ công dân"),
}
"""What is to be done about a dossier that lies on another desk."""


def step_name(procedure: Procedure, number: int) -> str:
    """A step's name by its number; '' if there is none."""
    return next((step.name for step in procedure.steps if step.number == number), "")


def _stand(
    row: WorkRow, procedure: Procedure, tree: AgencyTree, person: int, today: date
) -> tuple[str, str]:
    """Where the row stands, and who has it: the words that matter first, for the rest is cut."""
    step = step_name(procedure, row.step)
    if row.seat == TO_ACCEPT:
        if row.given_from == row.agency:
            return _("Chờ nhận"), step
        giver = tree.short_name(row.given_from, today)
        return _("Chờ nhận"), _("từ %(agency)s") % {"agency": giver}
    if row.seat == TO_RECEIVE:
        return _("Chờ tiếp nhận"), _("nộp trực tuyến")
    if row.seat in ASIDE_WORDS:
        return str(ASIDE_WORDS[row.seat]), step
    if row.given:
        return _("Đã chuyển"), _("chờ bên nhận")
    return step, _("tôi") if row.person == person else _("chưa phân công")


def move_of(row: WorkRow, steps: tuple[Step, ...]) -> Move:
    """The one thing that whoever sits at this desk can do with several such rows at once.

    Accepting, handing over and submitting need no more than a click; approving, issuing and
    returning go by a page with a line for each. The door decides; this only keeps useless
    buttons away.
    """
    if row.seat == TO_ACCEPT:
        return Move.ACCEPT
    if row.seat != IN_HAND or row.given:
        return Move.NONE
    state, last = State(row.state), steps[-1]
    if state in WITH_RESULT:
        if not last.returns:
            return Move.NONE
        return Move.RETURN if row.step == last.number else Move.HAND_OVER
    if state in _DECIDED:
        kind, move = _DECIDED[state]
        role = next((one.role for one in steps if one.number == row.step), None)
        return move if role in RULES[kind].roles else Move.NONE
    if state not in _ON_THE_WAY:
        return Move.NONE
    step = next((one for one in steps if one.number > row.step), None)
    if step is None or step.returns:
        return Move.NONE
    return Move.SUBMIT if step.signs else Move.HAND_OVER


_DECIDED: dict[State, tuple[type[do.Command], Move]] = {
    State.AWAITING_SIGNATURE: (do.Approve, Move.APPROVE),
    State.APPROVED: (do.Finish, Move.FINISH),
}
_ON_THE_WAY = frozenset({State.RECEIVED, State.IN_PROCESS})
