"""From a form to the plain values its template prints: only strings, numbers, lists and None.

Wording that depends on the content is chosen here; fixed wording and all drawing stand in the
templates. Every text that people typed passes through `text`, so a template gets data only.
"""

from motcua.printed import documents as doc
from motcua.printed.catalogue import FormRow, FormSet
from motcua.printed.headings import agency_lines, person_lines
from motcua.printed.look_up import drawn_square, page_words, target
from motcua.printed.text import exact, joined, line, paragraphs
from motcua.printed.words import date_words, local, moment_words, money_words, promise_words

Content = dict[str, object]

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
        "form": f"Mẫu số {row.number}, {chosen.source}",
        "demo": form.demo,
        "head": _head(form.head),
        "look_up": _look_up(form.look_up),
        "procedure": _procedure(form.procedure),
        "owner": _party(form.owner),
    }
    match form:
        case doc.ReceiptForm():
            return shared | _receipt(form)
        case doc.RefusalForm():
            return shared | _refusal(form)
        case doc.ControlSlip():
            return shared | _control_slip(form)


def _receipt(form: doc.ReceiptForm) -> Content:
    with_certified = any(paper.certified for paper in form.papers)
    submitter = form.proxy.name if form.proxy else form.applicant.name
    return {
        "applicant": _party(form.applicant),
        "proxy": _proxy(form.proxy),
        "counts": ["Bản chính", *(["Bản chứng thực"] if with_certified else []), "Bản sao"],
        "papers": [_paper(paper, with_certified) for paper in form.papers],
        "sets": f"{form.sets:02}",
        "limit": line(form.limit),
        "received": moment_words(form.received),
        "promised": promise_words(form.promised),
        "return_at": line(form.return_at),
        "fee": _fee(form.fee, form.fee_note),
        "volume": _optional(form.register_volume),
        "entry": _optional(form.register_number),
        "submitter": _signer(submitter) if form.signed_by_applicant else None,
        "receptionist": _signer(form.receptionist),
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
        "applicant": _party(form.applicant),
        "refused": _REFUSED[form.refusal],
        "ground": line(form.ground).rstrip(". ") + ".",
        "explanation": paragraphs(form.explanation),
        "legal_basis": _optional((form.legal_basis or "").rstrip(". ")),
        "guidance": paragraphs(form.guidance or ""),
        "submitted": moment_words(form.submitted) if form.submitted else None,
        "contact": _contact(form.contact),
        "submitter": _signer(form.applicant.name) if form.signed_by_applicant else None,
        "signature": {
            "titles": [line(title) for title in form.signature.titles],
            "hint": line(form.signature.hint),
            "name": _signer(form.signature.name),
        },
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
        "receiver": _optional(step.receiver),
        "accepted": moment_words(step.accepted) if step.accepted else None,
        "verdict": _VERDICTS[step.verdict] if step.verdict else None,
        "note": line(step.note),
    }


def _head(head: doc.Head) -> Content:
    return {
        "above": agency_lines(line(head.above or "")),
        "issuer": line(head.issuer),
        "issuer_lines": agency_lines(line(head.issuer)),
        "name": line(head.name),
        "number": _optional(head.number),
        "place_and_date": f"{line(head.place)}, {date_words(local(head.issued).date())}",
    }


def _look_up(look_up: doc.LookUp | None) -> Content | None:
    if look_up is None:
        return None
    return {
        "code": exact(look_up.code),
        "page": page_words(look_up.address),
        "square": drawn_square(target(look_up.address, look_up.code)),
    }


def _party(party: doc.Party | None) -> Content | None:
    if party is None:
        return None
    return {
        "name": line(party.name),
        "address": _optional(party.address),
        "phone": _number(party.phone),
        "email": _optional(party.email),
        "identity": _number(party.identity),
    }


def _proxy(proxy: doc.Proxy | None) -> str | None:
    if proxy is None:
        return None
    parts = (proxy.name, proxy.identity, proxy.phone and f"ĐT {proxy.phone}", proxy.authority)
    return joined(line(", ".join(part for part in parts if part)))


def _contact(contact: doc.Contact | None) -> str | None:
    if contact is None:
        return None
    phone = contact.phone and f"điện\u00a0thoại\u00a0{contact.phone}"
    told = [part for part in (contact.officer, phone, contact.address) if part]
    return joined(line(", ".join(told))) or None


def _procedure(procedure: doc.Procedure) -> str:
    code = f" (mã\u00a0thủ\u00a0tục\u00a0{procedure.code})" if procedure.code else ""
    return line(f"{procedure.name}{code}")


def _paper(paper: doc.PaperRow, with_certified: bool) -> Content:
    counts = [paper.originals, *([paper.certified] if with_certified else []), paper.copies]
    return {"name": line(paper.name), "counts": [str(n) if n else "–" for n in counts]}


def _fee(fee: int | None, note: str) -> str | None:
    if fee is None:
        return None
    return line(f"{money_words(fee)} ({note})" if note else money_words(fee))


def _optional(value: str | None) -> str | None:
    return (line(value) or None) if value is not None else None


def _number(value: str | None) -> str | None:
    return joined(found) if (found := _optional(value)) else None


def _signer(name: str) -> list[str]:
    return person_lines(line(name))
