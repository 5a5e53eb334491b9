"""The commands that can be given to a dossier through the API, each under its noun."""

from motcua.domain import commands as do

NOUNS: dict[str, type[do.Command]] = {
    "acceptance": do.AcceptHandOver,
    "approval": do.Approve,
    "result": do.Finish,
    "return": do.ReturnResult,
    "supplement-notice": do.NotifySupplement,
    "supplement": do.RecordSupplement,
    "payment": do.ConfirmPayment,
    "opinion": do.GiveOpinion,
    "apology": do.ApproveApology,
    "apology-sending": do.SendApology,
    "signature-submission": do.SubmitForSignature,
    "hand-over": do.HandOver,
    "immediate-result": do.ResolveAtOnce,
    "decline": do.Decline,
    "sending-back": do.SendBack,
    "rejection": do.Reject,
    "recall": do.RecallHandOver,
    "supplement-request": do.RequestSupplement,
    "payment-notice": do.AskPayment,
    "extension": do.ExtendLimit,
    "opinion-request": do.AskOpinion,
    "apology-proposal": do.ProposeApology,
    "papers": do.AttachPaper,
    "reassignment": do.Reassign,
    "correction": do.CorrectDossier,
    "result-correction": do.CorrectResult,
    "withdrawal": do.Withdraw,
    "stop": do.Stop,
    "erasure": do.ErasePrivate,
}
"""The same nouns as in the addresses of the pages."""

BEGINNINGS: dict[str, type[do.Command]] = {
    "dossiers": do.Receive,
    "reception-refusals": do.RefuseReception,
    "reception-supplements": do.AskReceptionSupplement,
}
"""Commands by which a dossier begins, each under the collection that it is added to."""

NOUN_OF = {kind: noun for noun, kind in NOUNS.items()}
