"""One form for each command of a dossier: which fields it has, and which request they make."""

from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain import commands as do
from motcua.domain.decisions.correction import DRAFT
from motcua.domain.local_time import local_day
from motcua.reads.papers import paper_name
from motcua.reads.words import RETURN_MANNERS
from motcua.reads.words.reasons import REJECTION, SEND_BACK, STOP
from motcua.web.desk.commands_base import (
    CommandForm,
    DayField,
    NewFiles,
    choice,
    no_reason,
    words,
)

WHY = _("Giải thích")


def person_field(label: Any) -> forms.TypedChoiceField:
    """A list of colleagues; the first line means nobody in particular."""
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None)


class Handing(CommandForm):
    """Give it on, to a person or to whoever is there."""

    person = person_field(_("Người nhận"))

    def prepare(self) -> None:
        people = self.page.next.people if self.page.next else ()
        if len(people) < 2:
            del self.fields["person"]
            return
        anybody = ("", now_("Ai nhận cũng được"))
        self.fields["person"].choices = [anybody, *people]  # type: ignore[attr-defined]

    def command(self, files: NewFiles) -> do.Command:
        return self.kind(self.cleaned_data.get("person"))  # type: ignore[call-arg]


class HandOver(Handing):
    """T6, T7."""

    noun, kind = "hand-over", do.HandOver


class SubmitForSignature(Handing):
    """T13."""

    noun, kind = "signature-submission", do.SubmitForSignature


class Accept(CommandForm):
    """The second stamp."""

    noun, kind = "acceptance", do.AcceptHandOver


class Approve(CommandForm):
    """T13."""

    noun, kind = "approval", do.Approve


class Recall(CommandForm):
    """Take a hand-over back."""

    noun, kind = "recall", do.RecallHandOver
    explanation = words(WHY, long=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.RecallHandOver(self.value("explanation"))


class Decline(CommandForm):
    """Not accept what was handed over."""

    noun, kind = "decline", do.Decline
    reason = choice(_("Lý do không nhận"), SEND_BACK, no_reason())
    explanation = words(WHY, long=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.Decline(self.value("reason"), self.value("explanation"))


class SendBack(CommandForm):
    """Give it back to the step before."""

    noun, kind = "sending-back", do.SendBack
    reason = choice(_("Lý do trả lại"), SEND_BACK, no_reason())
    explanation = words(WHY, long=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.SendBack(self.value("reason"), self.value("explanation"))


class Reassign(CommandForm):
    """Give one person's work to another."""

    noun, kind = "reassignment", do.Reassign
    person = person_field(_("Giao cho"))
    explanation = words(WHY, long=True)

    def prepare(self) -> None:
        nobody = ("", now_("Chọn người"))
        self.fields["person"].choices = [nobody, *self.page.successors]  # type: ignore[attr-defined]

    def command(self, files: NewFiles) -> do.Command:
        return do.Reassign(self.cleaned_data.get("person") or 0, self.value("explanation"))


class Reject(CommandForm):
    """T14."""

    noun, kind = "rejection", do.Reject
    reason = choice(_("Lý do từ chối"), REJECTION, no_reason())
    explanation = words(_("Giải thích, được in trên phiếu từ chối"), long=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.Reject(self.value("reason"), self.value("explanation"))


class Withdraw(CommandForm):
    """T15."""

    noun, kind = "withdrawal", do.Withdraw
    explanation = words(_("Lý do và văn bản rút hồ sơ"), long=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.Withdraw(self.value("explanation"))


class Stop(CommandForm):
    """T16."""

    noun, kind = "stop", do.Stop
    reason = choice(_("Căn cứ dừng"), STOP, no_reason())
    document_number = words(_("Số văn bản"))
    explanation = words(WHY, long=True)

    def command(self, files: NewFiles) -> do.Command:
        told = self.value("reason"), self.value("document_number"), self.value("explanation")
        return do.Stop(*told)


class ReturnResult(CommandForm):
    """T18."""

    noun, kind = "return", do.ReturnResult
    manner = choice(_("Cách trả"), RETURN_MANNERS)
    collected_by = words(_("Người nhận kết quả"))

    def prepare(self) -> None:
        self.initial["manner"] = self.page.dossier.return_manner
        self.initial["collected_by"] = collector(self)

    def command(self, files: NewFiles) -> do.Command:
        return do.ReturnResult(self.value("manner"), self.value("collected_by"))


def collector(form: CommandForm) -> str:
    """Who usually comes for the result: the proxy if there is one, else the applicant."""
    people = form.page.people
    who = people.proxy or people.applicant
    return who.name if who else ""


class WithResult(CommandForm):
    """The parts of a result; the file is the one that counts."""

    takes_files = True
    result_number = words(_("Số của kết quả"))
    result_date = DayField(
        label=_("Ngày của kết quả"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def prepare(self) -> None:
        self.initial["result_date"] = f"{local_day(self.page.now):%d/%m/%Y}"

    def result(self, files: NewFiles) -> dict[str, Any]:
        """The parts as the commands take them."""
        return {
            "result_number": self.value("result_number"),
            "result_date": self.cleaned_data["result_date"],
            "files": files,
        }


class Finish(WithResult):
    """T13."""

    noun, kind = "result", do.Finish

    def command(self, files: NewFiles) -> do.Command:
        return do.Finish(**self.result(files))


class ResolveAtOnce(WithResult):
    """T3."""

    noun, kind = "immediate-result", do.ResolveAtOnce
    collected_by = words(_("Người nhận kết quả"))

    def prepare(self) -> None:
        super().prepare()
        self.initial["collected_by"] = collector(self)

    def command(self, files: NewFiles) -> do.Command:
        return do.ResolveAtOnce(**self.result(files), collected_by=self.value("collected_by"))


class AttachPaper(CommandForm):
    """Scans with a paper, or a draft."""

    noun, kind = "papers", do.AttachPaper
    takes_files = True
    paper = choice(_("Giấy tờ"), {})

    def prepare(self) -> None:
        procedure = self.page.opened.law.procedure
        codes = [rule.code for rule in procedure.papers] + [DRAFT]
        names = [(code, paper_name(code, procedure)) for code in codes]
        self.fields["paper"].widget.choices = names

    def command(self, files: NewFiles) -> do.Command:
        return do.AttachPaper(paper=self.value("paper"), files=files)
