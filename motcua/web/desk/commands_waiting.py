"""Forms of waiting, consultation and apology."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain import commands as do
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.decisions.apology import proven
from motcua.domain.decisions.extending import extended_due, usable
from motcua.domain.decisions.wording import explained, explanation, private_text
from motcua.domain.local_time import VIETNAM, local, local_day
from motcua.domain.procedure import Extension
from motcua.domain.refusal import Refused, asked_all
from motcua.reads.words.reasons import APOLOGY_MANNERS, LATENESS
from motcua.web.desk.commands_base import (
    CommandForm,
    DayField,
    NewFiles,
    choice,
    no_reason,
    words,
)

DAYS = forms.TextInput(attrs={"inputmode": "numeric"})
WHY = _("Giải thích")
OVERRIDE = _("Lý do bằng văn bản của lãnh đạo")


class RequestSupplement(CommandForm):
    """T9: the officer's request; the one-stop passes it on."""

    noun, kind = "supplement-request", do.RequestSupplement
    content = words(_("Nội dung cần bổ sung"), long=True)
    explanation = words(_("Lý do"), long=True)
    guidance = words(_("Hướng dẫn hoàn thiện"), long=True)
    answer_days = forms.IntegerField(label=_("Thời hạn bổ sung (ngày)"), initial=10)
    override = words(OVERRIDE, long=True, hint=_("chỉ khi yêu cầu muộn hoặc yêu cầu thêm lần nữa"))

    def command(self, files: NewFiles) -> do.Command:
        return do.RequestSupplement(
            content=self.value("content"),
            explanation=self.value("explanation"),
            guidance=self.value("guidance"),
            answer_days=self.cleaned_data["answer_days"],
            override=self.value("override"),
        )


class NotifySupplement(CommandForm):
    """T9: form 02 to the citizen."""

    noun, kind = "supplement-notice", do.NotifySupplement


class RecordSupplement(CommandForm):
    """T10."""

    noun, kind = "supplement", do.RecordSupplement
    explanation = words(_("Giấy tờ đã nhận"), long=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.RecordSupplement(self.value("explanation"))


class AskPayment(CommandForm):
    """T12: with the notice as evidence."""

    noun, kind = "payment-notice", do.AskPayment
    notice_number = words(_("Số thông báo"))
    notice_date = DayField(label=_("Ngày thông báo"), widget=DAYS)
    amount = forms.IntegerField(label=_("Số tiền (đồng)"), localize=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.AskPayment(
            notice_number=self.value("notice_number"),
            notice_date=self.cleaned_data["notice_date"],
            amount=self.cleaned_data["amount"],
        )


class ConfirmPayment(CommandForm):
    """T12."""

    noun, kind = "payment", do.ConfirmPayment
    evidence = words(_("Chứng từ nộp tiền"))

    def command(self, files: NewFiles) -> do.Command:
        return do.ConfirmPayment(self.value("evidence"))


class ExtendLimit(CommandForm):
    """The extensions that the procedure's law names, each with the date it leads to."""

    noun, kind = "extension", do.ExtendLimit
    extension = forms.CharField(
        label=_("Quy định cho phép gia hạn"), required=False, widget=forms.RadioSelect
    )
    document_number = words(_("Số văn bản yêu cầu xác minh, xem xét"))
    document_date = DayField(label=_("Ngày văn bản"), widget=DAYS)
    explanation = words(_("Lý do gia hạn"), long=True)

    def prepare(self) -> None:
        dossier, law, now = self.page.dossier, self.page.opened.law, self.page.now
        lines = [(one.code, self._line(one)) for one in usable(dossier, law, now)]
        self.fields["extension"].widget.choices = lines
        self.initial["extension"] = lines[0][0] if len(lines) == 1 else ""

    def _line(self, one: Extension) -> str:
        law, now = self.page.opened.law, self.page.now
        told = {"name": one.name, "source": one.source}
        try:
            new = extended_due(self.page.dossier, one, now, law)
        except CalendarTooShort as short:
            told["year"] = str(short.year)
            return now_("%(name)s (%(source)s): lịch làm việc chưa có năm %(year)s") % told
        told["new"] = f"{new:%d/%m/%Y}" if new else "–"
        return now_("%(name)s (%(source)s): hạn mới %(new)s") % told

    def beside(self) -> None:
        asked_all(
            lambda: private_text("document_number", self.value("document_number")),
            lambda: explanation(self.value("explanation")),
        )

    def command(self, files: NewFiles) -> do.Command:
        return do.ExtendLimit(
            extension=self.value("extension"),
            document_number=self.value("document_number"),
            document_date=self.cleaned_data["document_date"],
            explanation=self.value("explanation"),
        )


class AskOpinion(CommandForm):
    """T8."""

    noun, kind = "opinion-request", do.AskOpinion
    consulted = choice(_("Cơ quan được hỏi"), {})
    answer_by = DayField(label=_("Hạn trả lời"), widget=DAYS)
    content = words(_("Nội dung hỏi"), long=True)

    def prepare(self) -> None:
        tree, competent = self.page.opened.law.agencies, self.page.dossier.competent
        day = local_day(self.page.now)
        tops = {competent, *tree.ancestors(competent)}
        near = [a for a in tree.at(day) if a.parent in tops and a.key != competent]
        names = [(a.key, tree.short_name(a.key, day)) for a in near]
        self.fields["consulted"].widget.choices = [("", now_("Chọn cơ quan")), *names]

    def command(self, files: NewFiles) -> do.Command:
        if not self.value("consulted"):
            raise Refused("bad_choice", field="consulted")
        return do.AskOpinion(
            consulted=self.value("consulted"),
            answer_by=self.cleaned_data["answer_by"],
            content=self.value("content"),
        )


class GiveOpinion(CommandForm):
    """The answer to T8."""

    noun, kind = "opinion", do.GiveOpinion
    number = forms.IntegerField(widget=forms.HiddenInput)
    content = words(_("Ý kiến"), long=True)

    def prepare(self) -> None:
        mine = {m.agency for m in self.page.opened.memberships}
        open_ones = [o for o in self.page.dossier.opinions if o.given is None and o.agency in mine]
        self.initial["number"] = open_ones[0].number if open_ones else 0

    def command(self, files: NewFiles) -> do.Command:
        return do.GiveOpinion(number=self.cleaned_data["number"], content=self.value("content"))


class ProposeApology(CommandForm):
    """Art. 19(9): the draft of form 04."""

    noun, kind = "apology-proposal", do.ProposeApology
    reason = choice(_("Nguyên nhân trễ hạn"), LATENESS, no_reason())
    explanation = words(WHY, long=True)
    new_date = DayField(label=_("Ngày hẹn lại"), widget=DAYS)

    def prepare(self) -> None:
        dossier = self.page.dossier
        if dossier.legal_due is not None:
            calendar = self.page.opened.law.calendar_of(dossier.competent)
            later = max(local_day(dossier.legal_due), local_day(self.page.now))
            new = calendar.add_working_days(later, 2)
            self.initial["new_date"] = f"{new:%d/%m/%Y}"

    def beside(self) -> None:
        explained(LATENESS, self.value("reason"), self.value("explanation"))

    def command(self, files: NewFiles) -> do.Command:
        return do.ProposeApology(
            reason=self.value("reason"),
            explanation=self.value("explanation"),
            new_date=self.cleaned_data["new_date"],
        )


class ApproveApology(CommandForm):
    """The head's signature."""

    noun, kind = "apology", do.ApproveApology
    override = words(OVERRIDE, long=True)

    def prepare(self) -> None:
        if not any(one.sent for one in self.page.dossier.apologies):
            del self.fields["override"]

    def command(self, files: NewFiles) -> do.Command:
        return do.ApproveApology(self.value("override") if "override" in self.fields else "")


class SendApology(CommandForm):
    """The proof that it went."""

    noun, kind = "apology-sending", do.SendApology
    manner = choice(_("Cách gửi"), APOLOGY_MANNERS)
    proof = words(_("Bằng chứng: chữ ký nhận, số bưu gửi, trả lời của hệ thống"))
    day = DayField(label=_("Ngày gửi"), widget=DAYS)
    minute = forms.TimeField(label=_("Giờ gửi"), input_formats=["%H:%M"])

    def prepare(self) -> None:
        here = local(self.page.now)
        self.initial["day"], self.initial["minute"] = f"{here:%d/%m/%Y}", f"{here:%H:%M}"

    def beside(self) -> None:
        proven(self.value("manner"), self.value("proof"))

    def command(self, files: NewFiles) -> do.Command:
        said: time = self.cleaned_data["minute"]
        sent = datetime.combine(self.cleaned_data["day"], said, VIETNAM)
        here = local(self.page.now)
        # The form knows minutes: the present one means now.
        if timedelta() <= here - sent < timedelta(minutes=1):
            sent = here
        return do.SendApology(manner=self.value("manner"), proof=self.value("proof"), sent=sent)
