"""The plain values of forms 02 and 04 and of the book of apologies, for their templates."""

from motcua.printed import content_parts as part
from motcua.printed import documents as doc
from motcua.printed.catalogue import BookRow
from motcua.printed.content_parts import Content
from motcua.printed.text import exact, items, line, paragraphs
from motcua.printed.words import (
    due_day,
    due_figures,
    due_words,
    moment_words,
    promise_words,
)

_NOT_YET = "Đến nay, hồ sơ chưa có kết quả và không thể trả kết quả đúng thời hạn nêu trên."
_PASSED = "Thời hạn nêu trên đã qua nhưng đến nay hồ sơ vẫn chưa có kết quả."
_ANSWER = {True: "Có", False: "Không", None: "–"}
_UNSENT = "chưa gửi"
_OPEN = "chưa đến"


def supplement(form: doc.SupplementForm) -> Content:
    """Form 02."""
    return {
        "applicant": part.party(form.applicant),
        "requested": [{"mark": mark, "text": text} for mark, text in items(form.requested)],
        "reason": paragraphs(form.reason),
        "guidance": paragraphs(form.guidance or ""),
        "answer_by": due_words(form.answer_by) if form.answer_by else None,
        "submitted": moment_words(form.submitted) if form.submitted else None,
        "contact": part.contact(form.contact),
        "guide": part.signer(form.guide),
    }


def apology(form: doc.ApologyForm) -> Content:
    """Form 04. Whether the day of the law has passed already shows on the day of issue."""
    passed = due_day(form.head.issued) > due_day(form.legal_due)
    return {
        "applicant": part.party(form.applicant),
        "field": line(form.field),
        "received": moment_words(form.received),
        "received_by": line(form.received_by),
        "legal_due": due_words(form.legal_due),
        "state": _PASSED if passed else _NOT_YET,
        "reasons": _reasons(form.ground, form.explanation),
        "reappointed": promise_words(form.reappointed),
        "replaces": _replaced(form.replaces),
        "contact": part.contact(form.contact),
        "copied_to": [line(one) for one in form.copied_to],
        "signature": part.signature(form.signature),
    }


def stop_notice(form: doc.StopNotice, *, as_letter: bool) -> Content:
    """The notice of stopping: a form on A5, or a letter on A4 (`as_letter`)."""
    asked = form.unanswered
    return {
        "as_letter": as_letter,
        "applicant": part.party(form.applicant),
        "received": moment_words(form.received),
        "received_by": line(form.received_by),
        "reasons": _reasons(form.ground, form.explanation),
        "unanswered": None
        if asked is None
        else f"Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ số {exact(asked.number)} "
        f"ngày {due_figures(due_day(asked.asked))} có thời hạn bổ sung đến hết ngày "
        f"{due_figures(due_day(asked.answer_by))}; đến nay Ông/Bà chưa bổ sung.",
        "originals": [line(one) for one in form.originals],
        "copied_to": [line(one) for one in form.copied_to],
        "signature": part.signature(form.signature),
    }


def _reasons(ground: str, explanation: str) -> list[str]:
    """The chosen reason opens the first paragraph of what was written to it."""
    first, *others = paragraphs(explanation)
    return [f"{line(ground).rstrip('. ')}. {first}", *others]


def _replaced(earlier: doc.EarlierAppointment | None) -> str | None:
    if earlier is None:
        return None
    number = f" (Phiếu số {exact(earlier.number)})" if earlier.number else ""
    reason = line(earlier.reason or "").rstrip(". ")
    why = f", vì: {reason}" if reason else ""
    return (
        f"Thời gian này thay cho thời gian đã hẹn lại là {due_words(earlier.promised)}{number}, "
        f"do người đứng đầu cơ quan cho phép hẹn lại thêm một lần{why}."
    )


def apology_book(book: doc.ApologyBook, row: BookRow) -> Content:
    """The book of apologies, with its sums."""
    return part.book(book, row) | {
        "timely": sum(it.timely is True for it in book.rows),
        "met": sum(it.met is True for it in book.rows),
        "rows": [_apology_row(it) for it in book.rows],
    }


def _apology_row(row: doc.ApologyRow) -> Content:
    return {
        "code": exact(row.code),
        "procedure": line(row.procedure),
        "legal_due": due_figures(row.legal_due),
        "sent": due_figures(row.sent) if row.sent else _UNSENT,
        "manner": line(row.manner or "") or "–",
        "timely": _ANSWER[row.timely],
        "reappointed": due_figures(row.reappointed),
        "met": _OPEN if row.met is None else _ANSWER[row.met],
    }
