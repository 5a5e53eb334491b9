"""Every command by its noun, and how a page orders those that are open."""

from collections.abc import Collection
from dataclasses import dataclass

from motcua.domain import commands as do
from motcua.reads.dossier_page import DossierPage
from motcua.web.desk import commands_correction as correction
from motcua.web.desk import commands_forms as forms
from motcua.web.desk import commands_waiting as waiting
from motcua.web.desk.commands_base import CommandForm

FORMS: dict[str, type[CommandForm]] = {
    form.noun: form
    for form in (
        forms.Accept,
        forms.Approve,
        forms.Finish,
        forms.ReturnResult,
        waiting.NotifySupplement,
        waiting.RecordSupplement,
        waiting.ConfirmPayment,
        waiting.GiveOpinion,
        waiting.ApproveApology,
        waiting.SendApology,
        forms.SubmitForSignature,
        forms.HandOver,
        forms.ResolveAtOnce,
        forms.Decline,
        forms.SendBack,
        forms.Reject,
        forms.Recall,
        waiting.RequestSupplement,
        waiting.AskPayment,
        waiting.ExtendLimit,
        waiting.AskOpinion,
        waiting.ProposeApology,
        forms.AttachPaper,
        forms.Reassign,
        correction.CorrectDossier,
        correction.CorrectResult,
        forms.Withdraw,
        forms.Stop,
        correction.ErasePrivate,
    )
}
"""In the order in which a page offers them."""

PRIMARY = (
    do.AcceptHandOver, do.Approve, do.Finish, do.ReturnResult, do.NotifySupplement,
    do.RecordSupplement, do.ConfirmPayment, do.GiveOpinion, do.ApproveApology, do.SendApology,
    do.SubmitForSignature, do.HandOver,
)  # fmt: skip
"""What a dossier waits for: the first of these that is open is the page's one primary button."""

BESIDE = frozenset({do.ResolveAtOnce, do.Decline, do.SendBack, do.Reject, do.RecallHandOver})
"""The other way out of the same moment: shown beside the primary one, not folded away."""


@dataclass(frozen=True, slots=True)
class Open:
    """The forms that are open now: one primary or none, some beside it, the rest folded away."""

    primary: CommandForm | None
    beside: list[CommandForm]
    others: list[CommandForm]


def open_forms(page: DossierPage, sent: CommandForm | None = None) -> Open:
    """The forms of exactly the open commands; the one just sent keeps what was typed."""
    found = [_form(page, kind, sent) for kind in FORMS.values() if kind.kind in page.commands]
    kinds: Collection[type[do.Command]] = [form.kind for form in found]
    first = next((kind for kind in PRIMARY if kind in kinds), None)
    return Open(
        primary=next((form for form in found if form.kind is first), None),
        beside=[form for form in found if form.kind in BESIDE],
        others=[form for form in found if form.kind is not first and form.kind not in BESIDE],
    )


def _form(page: DossierPage, kind: type[CommandForm], sent: CommandForm | None) -> CommandForm:
    return sent if sent is not None and type(sent) is kind else kind(page)
