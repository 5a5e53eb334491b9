"""A sentence for every fact of the timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain import facts as f
from motcua.domain.agencies import AgencyTree
from motcua.domain.blanks import Filed
from motcua.domain.codec import Plain
from motcua.domain.commands.elsewhere import PAPER
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import VIETNAM
from motcua.reads.dossiers import text_of
from motcua.reads.words.reasons import REFUSAL_OF_RECEPTION, REJECTION, SEND_BACK, STOP
from motcua.reads.words.waiting import WAITING_DETAILS

TITLES: dict[type[f.Fact], Promise | str] = {
    f.Submitted: _("Nộp hồ sơ trực tuyến"),
    f.Received: _("Tiếp nhận hồ sơ"),
    f.ReceptionRefused: _("Từ chối tiếp nhận"),
    f.HandedOver: _("Chuyển hồ sơ"),
    f.HandOverAccepted: _("Nhận hồ sơ"),
    f.HandOverRecalled: _("Thu hồi hồ sơ đã chuyển"),
    f.HandOverDeclined: _("Không nhận hồ sơ được chuyển"),
    f.Reassigned: _("Giao người khác thụ lý"),
    f.Approved: _("Phê duyệt kết quả"),
    f.Finished: _("Có kết quả giải quyết"),
    f.Rejected: _("Từ chối giải quyết"),
    f.Withdrawn: _("Công dân rút hồ sơ"),
    f.Stopped: _("Dừng giải quyết hồ sơ"),
    f.Returned: _("Trả kết quả"),
    f.DossierCorrected: _("Sửa thông tin hồ sơ"),
    f.ResultCorrected: _("Đính chính kết quả"),
    f.PaperAttached: _("Đính kèm tệp"),
    f.DuePassed: _("Hết thời hạn, chưa có kết quả"),
    f.PrivateErased: _("Xóa dữ liệu cá nhân theo quyết định"),
    f.ReceptionSupplementAsked: _("Yêu cầu bổ sung trước khi tiếp nhận"),
    f.SupplementRequested: _("Đề nghị yêu cầu công dân bổ sung"),
    f.SupplementNotified: _("Gửi phiếu yêu cầu bổ sung"),
    f.SupplementReceived: _("Nhận bổ sung"),
    f.SupplementExpired: _("Hết hạn bổ sung, công dân chưa bổ sung"),
    f.PaymentAsked: _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    f.PaymentConfirmed: _("Xác nhận đã nộp tiền"),
    f.LimitExtended: _("Gia hạn theo quy định của thủ tục"),
    f.LegalDueMoved: _("Thời hạn chuyển sang ngày khác"),
    f.ReceptionClockMoved: _("Thời hạn tiếp nhận chuyển sang lúc khác"),
    f.OpinionAsked: _("Lấy ý kiến"),
    f.OpinionGiven: _("Có ý kiến"),
    f.AlarmRang: _("Nhắc việc"),
    f.BroughtIn: _("Nhập từ nơi khác"),
    f.ClockJumped: _("Đồng hồ máy chủ chạy lùi"),
    f.ApologyProposed: _("Đề nghị xin lỗi và hẹn lại"),
    f.ApologyApproved: _("Ký phiếu xin lỗi"),
    f.ApologySent: _("Gửi phiếu xin lỗi và hẹn lại"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What wording a fact needs: names of people and agencies, and the private words."""

    agencies: AgencyTree
    people: dict[int, str]
    values: dict[int, Plain]
    dossier: Dossier

    def agency(self, key: str, at: datetime) -> str:
        """An agency's name on that day."""
        return self.agencies.name(key, at.astimezone(VIETNAM).date()) if key else ""

    def person(self, who: int | None) -> str:
        """A member of staff's name."""
        return self.people.get(who or 0, "")

    def words(self, secret: object) -> str:
        """What somebody wrote, or that it was erased."""
        if secret is None:
            return ""
        return text_of(secret, self.values) or now_("(đã xóa)")


def fact_words(entry: f.Entry, telling: Telling) -> str:
    """The title of a fact in the timeline."""
    fact = entry.fact
    if isinstance(fact, f.Received):
        if fact.due is None:
            return now_("Tiếp nhận hồ sơ")
        return now_("Tiếp nhận, hẹn trả %(day)s") % {"day": _day(fact.due)}
    if isinstance(fact, f.BroughtIn):
        if fact.source == PAPER:
            return now_("Nhập sau từ sổ giấy")
        return now_("Nhập từ hệ thống cũ (%(source)s)") % {"source": fact.source}
    if isinstance(fact, f.HandedOver):
        words = {"agency": telling.agency(fact.agency, fact.happened)}
        if fact.back:
            return now_("Trả lại %(agency)s") % words
        if fact.for_signature:
            return now_("Trình ký tại %(agency)s") % words
        return now_("Chuyển đến %(agency)s") % words
    return str(TITLES[type(fact)])


def origin_words(told: f.BroughtIn | None) -> str:
    """By what a fact is told, where it was not written down here first; '' where it was."""
    if told is None:
        return ""
    if told.source == PAPER:
        return now_("theo sổ giấy")
    return now_("theo hệ thống cũ (%(source)s)") % {"source": told.source}


def fact_detail(entry: f.Entry, telling: Telling) -> str:
    """What stands under the title: reason, names, numbers; '' if there is nothing to add."""
    teller = DETAILS.get(type(entry.fact))
    return teller(entry.fact, telling) if teller else ""


def _day(at: datetime) -> str:
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y")


def _reasoned(known: Mapping[str, str]) -> Callable[[Any, Telling], str]:
    def tell(fact: Any, telling: Telling) -> str:
        reason, words = known.get(fact.reason, fact.reason), telling.words(fact.explanation)
        return f"{reason}: {words}" if words else reason

    return tell


def _explained(fact: Any, telling: Telling) -> str:
    return telling.words(fact.explanation)


def _handed_over(fact: f.HandedOver, telling: Telling) -> str:
    parts = []
    if fact.reason:
        parts.append(
            f"{SEND_BACK.get(fact.reason, fact.reason)}: {telling.words(fact.explanation)}"
        )
    if fact.person:
        parts.append(now_("Người nhận: %(name)s") % {"name": telling.person(fact.person)})
    return ". ".join(parts)


def _finished(fact: Any, telling: Telling) -> str:
    if fact.result_number is None:
        return now_("Ngày %(day)s") % {"day": fact.result_date.strftime("%d/%m/%Y")}
    words = {
        "number": telling.words(fact.result_number),
        "day": fact.result_date.strftime("%d/%m/%Y"),
    }
    text = now_("Số %(number)s ngày %(day)s") % words
    explanation = getattr(fact, "explanation", None)
    return f"{text}. {telling.words(explanation)}" if explanation else text


def _reassigned(fact: f.Reassigned, telling: Telling) -> str:
    return f"{telling.person(fact.person)}. {telling.words(fact.explanation)}"


def _brought_in(fact: f.BroughtIn, telling: Telling) -> str:
    stood = telling.values.get(fact.basis.number) if isinstance(fact.basis, Filed) else None
    parts = [", ".join(fact.codes)]
    if isinstance(stood, dict):
        words = {"book": stood.get("book", ""), "number": stood.get("number", "")}
        parts.append(now_("%(book)s, số %(number)s") % words)
    parts.append(telling.words(fact.explanation))
    return ". ".join(part for part in parts if part)


def _returned(fact: f.Returned, telling: Telling) -> str:
    if fact.collected_by is None:
        return ""
    return now_("Người nhận: %(name)s") % {"name": telling.words(fact.collected_by)}


def _stopped(fact: f.Stopped, telling: Telling) -> str:
    number = telling.words(fact.document_number)
    return f"{STOP.get(fact.reason, fact.reason)} ({number}): {telling.words(fact.explanation)}"


def _received(fact: f.Received, telling: Telling) -> str:
    words = telling.words(fact.override)
    return now_("Ghi chú khi tiếp nhận: %(words)s") % {"words": words} if words else ""


def _submitted(fact: f.Submitted, telling: Telling) -> str:
    parts = []
    if fact.portal_code:
        parts.append(now_("Mã trên cổng: %(code)s") % {"code": fact.portal_code})
    if fact.receive_by is not None:
        by = fact.receive_by.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
        parts.append(now_("phải tiếp nhận trước %(by)s") % {"by": by})
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _erased(fact: f.PrivateErased, telling: Telling) -> str:
    return fact.basis


DETAILS: dict[type[f.Fact], Callable[[Any, Telling], str]] = {
    f.Submitted: _submitted,
    f.Received: _received,
    f.ReceptionRefused: _reasoned(REFUSAL_OF_RECEPTION),
    f.HandedOver: _handed_over,
    f.HandOverRecalled: _explained,
    f.HandOverDeclined: _reasoned(SEND_BACK),
    f.Reassigned: _reassigned,
    f.Finished: _finished,
    f.Rejected: _reasoned(REJECTION),
    f.Withdrawn: _explained,
    f.Stopped: _stopped,
    f.Returned: _returned,
    f.DossierCorrected: _explained,
    f.ResultCorrected: _finished,
    f.BroughtIn: _brought_in,
    f.PrivateErased: _erased,
    **WAITING_DETAILS,
}
