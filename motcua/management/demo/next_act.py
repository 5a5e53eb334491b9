"""What somebody would do next with a dossier: the act that its state and its procedure ask for."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from motcua.domain import commands as do
from motcua.domain.dossier import Dossier, Leg, State
from motcua.domain.local_time import local_day
from motcua.domain.procedure import Procedure
from motcua.domain.roles import Role
from motcua.management.demo.way import Seat

COMES_IN_A_ROUND = 0.06
"""How likely a citizen comes for the result, brings a paper or a receipt, in one round of a day."""

LATE_FOR = ("head_slow", "staff_short", "complicated", "software")
TOLD_BY = ("hand", "post", "sms")
NOT_IN_TIME = "hồ sơ chưa được giải quyết xong đúng hẹn"


@dataclass(frozen=True, slots=True)
class Next:
    """`costs`: whether it takes a worker's time, or only a stamp or the citizen's coming."""

    seat: Seat
    command: do.Command
    costs: bool


def next_act(
    dossier: Dossier,
    procedure: Procedure,
    level: str,
    at: datetime,
    file: do.NewFile,
    random: Random,
) -> Next | None:
    """The next act, None where one waits for the citizen or all is done. A result has its number
    from whoever asks for it."""
    counter: Seat = (dossier.receiving, Role.RECEPTIONIST)
    comes = random.random() < COMES_IN_A_ROUND
    if dossier.pending is not None:
        seat = (dossier.pending.agency, dossier.pending.role)
        return Next(seat, do.AcceptHandOver(), costs=False)
    if dossier.supplement_to_notify:
        return Next(counter, do.NotifySupplement(), costs=False)
    if dossier.state is State.SUPPLEMENT_IN_PROCESS:
        brought = do.RecordSupplement("đã nộp đủ giấy tờ được yêu cầu")
        return Next(counter, brought, costs=False) if comes else None
    if dossier.state is State.AWAITING_FINANCE:
        paid = do.ConfirmPayment("giấy nộp tiền vào ngân sách nhà nước")
        return Next(counter, paid, costs=False) if comes else None
    if dossier.holder is None or dossier.closed is not None:
        return None
    if dossier.finished is not None:
        returned = do.ReturnResult("counter", "Người nộp hồ sơ")
        return Next(counter, returned, costs=False) if comes else None
    return _work(dossier, dossier.holder, procedure, level, at, file, random)


def _work(
    dossier: Dossier,
    holder: Leg,
    procedure: Procedure,
    level: str,
    at: datetime,
    file: do.NewFile,
    random: Random,
) -> Next | None:
    seat = (holder.agency, holder.role)
    if dossier.state is State.APPROVED:
        done = do.Finish(result_number="", result_date=local_day(at), files=(file,))
        return Next(seat, done, costs=False)
    if dossier.state is State.AWAITING_SIGNATURE:
        return Next(seat, do.Approve(), costs=True)
    steps = [s for s in procedure.steps if not s.received_at or level in s.received_at]
    step = next((step for step in steps if step.number > holder.step), None)
    if step is None or step.returns:
        return None  # nobody signs here: somebody has to look at it
    passes = do.SubmitForSignature() if step.signs else do.HandOver()
    return Next(seat, passes, costs=True)


def apology_act(dossier: Dossier, at: datetime, new_date: date, random: Random) -> Next | None:
    """What somebody does for an overdue dossier that lies there: the apology proposed, signed,
    told. None where that is done, or there is nothing to be sorry for."""
    late = dossier.overdue_from is not None and dossier.overdue_from <= at
    if dossier.finished is not None or dossier.closed is not None or not late:
        return None
    pending = dossier.apology
    if pending is None:
        if dossier.apologies:
            return None  # there is one new date, and no second (NĐ 61/2018, art. 19(9))
        reason = random.choice(LATE_FOR)
        propose = do.ProposeApology(reason=reason, explanation=NOT_IN_TIME, new_date=new_date)
        return Next((dossier.competent, Role.OFFICER), propose, costs=False)
    if pending.approved is None:
        return Next((dossier.competent, Role.LEADER), do.ApproveApology(), costs=False)
    send = do.SendApology(manner=random.choice(TOLD_BY), proof="sổ giao nhận")
    return Next((dossier.receiving, Role.RECEPTIONIST), send, costs=False)
