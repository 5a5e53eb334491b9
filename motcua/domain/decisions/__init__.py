"""decide(): may this be done now, and what happens if so? One line per command.

Pure: the dossier, who gives the command (already found allowed by `access`), the moment it
takes effect, and the law. Chapters stand in files of their own, as in the decree.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from motcua.domain import commands as do
from motcua.domain.decisions import (
    apology,
    correction,
    elsewhere,
    extending,
    history,
    reception,
    resolution,
    result,
    submission,
    time,
    waiting,
)
from motcua.domain.dossier import Dossier
from motcua.domain.facts import By, Fact, Witnessed
from motcua.domain.law import Law

Told = Sequence[Fact | Witnessed]

DECISIONS: dict[type[do.Command], Callable[..., Told]] = {
    do.Submit: submission.submit,
    do.Receive: reception.receive,
    do.RefuseReception: reception.refuse,
    do.HandOver: resolution.hand_over,
    do.SubmitForSignature: resolution.submit_for_signature,
    do.AcceptHandOver: resolution.accept,
    do.RecallHandOver: resolution.recall,
    do.Decline: resolution.decline,
    do.SendBack: resolution.send_back,
    do.Reassign: resolution.reassign,
    do.Approve: result.approve,
    do.Finish: result.finish,
    do.ResolveAtOnce: result.resolve_at_once,
    do.Reject: result.reject,
    do.Withdraw: result.withdraw,
    do.Stop: result.stop,
    do.ReturnResult: result.return_result,
    do.CorrectDossier: correction.correct_dossier,
    do.CorrectResult: correction.correct_result,
    do.AttachPaper: correction.attach_paper,
    do.ErasePrivate: correction.erase_private,
    do.AskReceptionSupplement: waiting.ask_reception_supplement,
    do.RequestSupplement: waiting.request_supplement,
    do.NotifySupplement: waiting.notify_supplement,
    do.RecordSupplement: waiting.record_supplement,
    do.AskPayment: waiting.ask_payment,
    do.ConfirmPayment: waiting.confirm_payment,
    do.ExtendLimit: extending.extend_limit,
    do.AskOpinion: waiting.ask_opinion,
    do.GiveOpinion: waiting.give_opinion,
    do.ProposeApology: apology.propose,
    do.ApproveApology: apology.approve,
    do.SendApology: apology.send,
    do.EnterFromBook: elsewhere.enter_from_book,
    do.ImportHistory: history.import_history,
    do.DeclareDayOff: time.declare_day_off,
    do.PassTime: time.pass_time,
}


def decide(dossier: Dossier, command: do.Command, by: By, at: datetime, law: Law) -> Told:
    """The facts that follow from the command, or Refused. An empty list: nothing to do."""
    return DECISIONS[type(command)](dossier, command, by, at, law)
