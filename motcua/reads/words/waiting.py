"""Sentences for facts of waiting, time and apology."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import VIETNAM
from motcua.reads.words.limits import limit_words
from motcua.reads.words.numbers import written
from motcua.reads.words.reasons import APOLOGY_MANNERS, LATENESS

CAUSES: dict[str, Promise | str] = {
    "supplement": _("Sau khi công dân bổ sung"),
    "finance": _("Sau khi công dân nộp tiền"),
    "extension": _("Gia hạn theo quy định của thủ tục"),
    "elsewhere": _("Theo hệ thống cũ"),
    "day_off": _("Ngày nghỉ công bố sau"),
}
ALARMS: dict[str, Promise | str] = {
    AlarmKind.RECEPTION.value: _(
        "Đã %(number)s giờ làm việc mà hồ sơ nộp trực tuyến chưa được tiếp nhận"
    ),
    AlarmKind.DUE_SOON.value: _("Còn %(number)s ngày làm việc đến hạn"),
    AlarmKind.APOLOGY.value: _("Hôm nay là ngày cuối để gửi phiếu xin lỗi đúng quy định"),
    AlarmKind.DUE.value: _("Đã hết hạn mà chưa có kết quả"),
    AlarmKind.SUPPLEMENT.value: _("Đã hết hạn bổ sung mà công dân chưa bổ sung"),
    AlarmKind.UNACCEPTED.value: _("Hồ sơ đã chuyển mà chưa có người nhận"),
    AlarmKind.OPINION.value: _("Quá hạn cho ý kiến"),
}


def _day(at: datetime) -> str:
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y")


def _supplement(fact: Any, telling: Any) -> str:
    parts = [telling.words(fact.content), telling.words(fact.explanation)]
    if getattr(fact, "override", None):
        parts.append(now_("Lãnh đạo đồng ý: %(words)s") % {"words": telling.words(fact.override)})
    return ". ".join(part for part in parts if part)


def _notified(fact: f.SupplementNotified, telling: Any) -> str:
    words = {"number": fact.form_number, "day": _day(fact.answer_by)}
    text = now_("Phiếu số %(number)s, hạn bổ sung %(day)s") % words
    return text if fact.stops else now_("%(text)s. Hồ sơ đã quá hạn từ trước.") % {"text": text}


def _payment(fact: f.PaymentAsked, telling: Any) -> str:
    words = {
        "number": telling.words(fact.notice_number),
        "day": fact.notice_date.strftime("%d/%m/%Y"),
        "amount": written(f"{fact.amount:,}"),
    }
    return now_("Thông báo %(number)s ngày %(day)s, số tiền %(amount)s đồng") % words


def extension_words(limit: str, whole: bool) -> str:
    """How much time an extension gives: more of it, or this much instead.

    >>> extension_words("5 working days", False), extension_words("23 days", True)
    ('thêm 5 ngày làm việc', 'thời hạn là 23 ngày')
    """
    words = {"limit": limit_words(parse_limit(limit))}
    return (now_("thời hạn là %(limit)s") if whole else now_("thêm %(limit)s")) % words


def _extended(fact: f.LimitExtended, telling: Any) -> str:
    text = extension_words(fact.limit, fact.whole)
    words = {
        "text": text[:1].upper() + text[1:],
        "basis": fact.basis,
        "number": telling.words(fact.document_number),
        "day": fact.document_date.strftime("%d/%m/%Y"),
        "why": telling.words(fact.explanation),
    }
    return (
        now_("%(text)s (%(basis)s), theo văn bản số %(number)s ngày %(day)s. Lý do: %(why)s")
        % words
    )


def moved_words(fact: f.LegalDueMoved) -> str:
    """A move of the legal due date: why, from when to when, on what basis."""
    words = {"old": _day(fact.old), "new": _day(fact.new), "cause": str(CAUSES[fact.cause])}
    text = now_("%(cause)s: từ %(old)s sang %(new)s") % words
    return f"{text} ({fact.basis})" if fact.basis else text


def _moved(fact: f.LegalDueMoved, telling: Any) -> str:
    return moved_words(fact)


def _reception_moved(fact: f.ReceptionClockMoved, telling: Any) -> str:
    old, new = (at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") for at in (fact.old, fact.new))
    words = {"old": old, "new": new, "basis": fact.basis}
    return now_("Từ %(old)s sang %(new)s (%(basis)s)") % words


def _opinion_asked(fact: f.OpinionAsked, telling: Any) -> str:
    words = {"agency": telling.agency(fact.agency, fact.happened), "day": _day(fact.answer_by)}
    asked = now_("%(agency)s, hạn trả lời %(day)s") % words
    return f"{asked}. {telling.words(fact.content)}"


def _opinion_given(fact: f.OpinionGiven, telling: Any) -> str:
    late = now_(" (trễ hạn cho ý kiến)") if fact.late else ""
    return str(telling.words(fact.content)) + late


def _alarm(fact: f.AlarmRang, telling: Any) -> str:
    return str(ALARMS[fact.kind]) % {"number": fact.number}


def _apology(fact: f.ApologyProposed, telling: Any) -> str:
    words = {"day": _day(fact.new_date), "reason": LATENESS.get(fact.reason, fact.reason)}
    text = now_("Hẹn lại %(day)s. %(reason)s") % words
    return f"{text}: {telling.words(fact.explanation)}"


def _approved(fact: f.ApologyApproved, telling: Any) -> str:
    text = now_("Phiếu số %(number)s/PXL") % {"number": fact.form_number}
    return f"{text}. {telling.words(fact.override)}" if fact.override else text


def _sent(fact: f.ApologySent, telling: Any) -> str:
    words = {
        "day": _day(fact.new_date),
        "manner": APOLOGY_MANNERS[fact.manner],
        "proof": telling.words(fact.proof),
        "timely": now_("đúng quy định") if fact.timely else now_("muộn so với quy định"),
    }
    return now_("Hẹn lại %(day)s. %(manner)s, %(proof)s: %(timely)s") % words


def _jumped(fact: f.ClockJumped, telling: Any) -> str:
    shown = fact.shown.astimezone(VIETNAM).strftime("%H:%M:%S %d/%m/%Y")
    return now_("Đồng hồ chỉ %(shown)s; thứ tự nhật ký giữ nguyên") % {"shown": shown}


def _words(name: str) -> Callable[[Any, Any], str]:
    def tell(fact: Any, telling: Any) -> str:
        return str(telling.words(getattr(fact, name)))

    return tell


WAITING_DETAILS: dict[type[f.Fact], Callable[[Any, Any], str]] = {
    f.ReceptionSupplementAsked: _supplement,
    f.SupplementRequested: _supplement,
    f.SupplementNotified: _notified,
    f.SupplementReceived: _words("explanation"),
    f.PaymentAsked: _payment,
    f.PaymentConfirmed: _words("evidence"),
    f.LimitExtended: _extended,
    f.LegalDueMoved: _moved,
    f.ReceptionClockMoved: _reception_moved,
    f.OpinionAsked: _opinion_asked,
    f.OpinionGiven: _opinion_given,
    f.AlarmRang: _alarm,
    f.ClockJumped: _jumped,
    f.ApologyProposed: _apology,
    f.ApologyApproved: _approved,
    f.ApologySent: _sent,
}
