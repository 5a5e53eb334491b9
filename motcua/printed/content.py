"""From a form to the plain values its template prints: only strings, numbers, lists and None.

Wording that depends on the content is chosen here; fixed wording and all drawing stand in the
templates. Every text that people typed passes through `text`, so a template gets data only.
"""

from motcua.printed import content_parts as part
from motcua.printed import documents as doc
from motcua.printed.catalogue import FormRow, FormSet
from motcua.printed.content_parts import Content
from motcua.printed.content_waiting import apology, stop_notice, supplement
from motcua.printed.text import exact, joined, line, paragraphs
from motcua.printed.words import moment_words, money_words, promise_words

_SHEETS = {
    doc.Sheet.DOSSIER: "Liên 1: Lưu",
    doc.Sheet.APPLICANT: "Liên 2: Giao tổ chức, cá nhân nộp hồ sơ",
}
_VERDICTS = {
    doc.Verdict.EARLY: "Trước hạn",
    doc.Verdict.ON_TIME: "Đúng hạn",
    doc.Verdict.LATE: "Quá hạn",
}
_REFUSED = {
    doc.Refusal.RECEPTION: "thông báo không tiếp nhận, giải quyết hồ sơ này",
    doc.Refusal.RESOLUTION: "thông báo từ chối giải quyết hồ sơ này",
}


def content(form: doc.Form, chosen: FormSet, row: FormRow) -> Content:
    """All that the form's template needs, ready for JSON."""
    shared: Content = {
        "title": row.title,
        "form": row.foot(chosen.source),
        "demo": form.demo,
        "head": part.head(form.head),
        "look_up": part.look_up(form.look_up),
        "procedure": part.procedure(form.procedure),
        "owner": part.party(form.owner),
    }
    match form:
        case doc.ReceiptForm():
            return shared | _receipt(form)
        case doc.SupplementForm():
            return shared | supplement(form)
        case doc.RefusalForm():
            return shared | _refusal(form)
        case doc.ApologyForm():
            return shared | apology(form)
        case doc.ControlSlip():
            return shared | _control_slip(form)
        case doc.StopNotice():
            return shared | stop_notice(form, as_letter=not row.number)


def _receipt(form: doc.ReceiptForm) -> Content:
    with_certified = any(paper.certified for paper in form.papers)
    submitter = form.proxy.name if form.proxy else form.applicant.name
    return {
        "applicant": part.party(form.applicant),
        "proxy": _proxy(form.proxy),
        "counts": ["Bản chính", *(["Bản chứng thực"] if with_certified else []), "Bản sao"],
        "papers": [_paper(paper, with_certified) for paper in form.papers],
        "sets": f"{form.sets:02}",
        "limit": line(form.limit),
        "received": moment_words(form.received),
        "promised": promise_words(form.promised),
        "return_at": line(form.return_at),
        "fee": _fee(form.fee, form.fee_note),
        "volume": part.optional(form.register_volume),
        "entry": part.optional(form.register_number),
        "submitter": part.signer(submitter) if form.signed_by_applicant else None,
        "receptionist": part.signer(form.receptionist),
        "sheets": [_sheet(sheet, form) for sheet in form.sheets],
    }


def _sheet(sheet: doc.Sheet, form: doc.ReceiptForm) -> Content:
    """The secret is the applicant's: the sheet that travels with the dossier goes without it."""
    own = sheet is doc.Sheet.APPLICANT
    secret = form.look_up.secret if own else None
    return {
        "mark": _SHEETS[sheet],
        "secret": exact(secret) if secret else None,
        "for_applicant": own,
    }


def _refusal(form: doc.RefusalForm) -> Content:
    return {
        "applicant": part.party(form.applicant),
        "refused": _REFUSED[form.refusal],
        "ground": line(form.ground).rstrip(". ") + ".",
        "explanation": paragraphs(form.explanation),
        "legal_basis": part.optional((form.legal_basis or "").rstrip(". ")),
        "guidance": paragraphs(form.guidance or ""),
        "submitted": moment_words(form.submitted) if form.submitted else None,
        "contact": part.contact(form.contact),
        "submitter": part.signer(form.applicant.name) if form.signed_by_applicant else None,
        "signature": part.signature(form.signature),
    }


def _control_slip(form: doc.ControlSlip) -> Content:
    return {
        "applicant": line(form.applicant.name),
        "competent": line(form.competent),
        "coordinating": line("; ".join(form.coordinating)) or None,
        "limit": line(form.limit),
        "received": moment_words(form.received),
        "promised": promise_words(form.promised),
        "verdicts": list(_VERDICTS.values()),
        "hand_overs": [_hand_over(step) for step in form.hand_overs],
        "as_of": moment_words(form.head.issued),
    }


def _hand_over(step: doc.HandOver) -> Content:
    return {
        "from": line(step.giving_agency),
        "giver": line(step.giver),
        "given": moment_words(step.given),
        "to": line(step.receiving_agency),
        "receiver": part.optional(step.receiver),
        "accepted": moment_words(step.accepted) if step.accepted else None,
        "verdict": _VERDICTS[step.verdict] if step.verdict else None,
        "note": line(step.note),
    }


def _proxy(proxy: doc.Proxy | None) -> str | None:
    if proxy is None:
        return None
    parts = (proxy.name, proxy.identity, proxy.phone and f"ĐT {proxy.phone}", proxy.authority)
    return joined(line(", ".join(it for it in parts if it)))


def _paper(paper: doc.PaperRow, with_certified: bool) -> Content:
    counts = [paper.originals, *([paper.certified] if with_certified else []), paper.copies]
    return {"name": line(paper.name), "counts": [str(n) if n else "–" for n in counts]}


def _fee(fee: int | None, note: str) -> str | None:
    if fee is None:
        return None
    return line(f"{money_words(fee)} ({note})" if note else money_words(fee))
