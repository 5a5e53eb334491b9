"""The wording of letters to applicants: document in, subject and text out. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.domain.delivery import Undeliverable
from motcua.domain.local_time import VIETNAM

SUBJECTS = {
    "submitted": "Đã nhận được hồ sơ nộp trực tuyến, chờ tiếp nhận",
    "received": "Đã tiếp nhận hồ sơ {code}, hẹn trả {due_day}",
    "reception_refused": "Từ chối tiếp nhận hồ sơ, phiếu số {form_number}",
    "finished": "Hồ sơ {code} đã có kết quả",
    "rejected": "Hồ sơ {code}: từ chối giải quyết",
    "withdrawn": "Hồ sơ {code} đã được rút theo đề nghị",
    "stopped": "Hồ sơ {code} đã dừng giải quyết",
    "returned": "Hồ sơ {code} đã trả kết quả",
    "result_corrected": "Hồ sơ {code}: kết quả đã được đính chính",
    "supplement_asked": "Hồ sơ {code}: đề nghị bổ sung giấy tờ",
    "payment_asked": "Hồ sơ {code}: đề nghị thực hiện nghĩa vụ tài chính",
    "due_moved": "Hồ sơ {code}: thời hạn trả kết quả là {due_day}",
    "reception_moved": "Thời hạn tiếp nhận hồ sơ nộp trực tuyến chuyển sang ngày khác",
    "alarm": "Hồ sơ {code}: {alarm}",
    "apology": "Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {code}",
}
BODIES = {
    "submitted": "{receiving} đã nhận được hồ sơ ông, bà nộp trực tuyến lúc {submitted}."
    "{receive_by}\nThời hạn trả kết quả tính từ khi hồ sơ được tiếp nhận.",
    "received": "{receiving} đã tiếp nhận hồ sơ của ông, bà lúc {received}.\n"
    "Thời hạn trả kết quả: {due}.",
    "reception_refused": "{receiving} chưa tiếp nhận hồ sơ của ông, bà."
    " Lý do ghi trong phiếu từ chối số {form_number}.",
    "finished": "{competent} đã có kết quả giải quyết."
    " Mời ông, bà nhận kết quả tại {returning}, mang theo giấy hẹn.",
    "rejected": "{competent} không giải quyết hồ sơ này."
    " Lý do ghi trong phiếu từ chối, nhận tại {returning}.",
    "withdrawn": "{receiving} đã ghi nhận việc ông, bà rút hồ sơ.",
    "stopped": "{competent} đã dừng giải quyết hồ sơ này. Chi tiết có tại {receiving}.",
    "returned": "{returning} đã trả kết quả hồ sơ này.",
    "supplement_asked": "{receiving} đề nghị ông, bà bổ sung, hoàn thiện hồ sơ theo phiếu yêu cầu."
    "{answer_by}{stands}",
    "payment_asked": "{competent} đề nghị ông, bà nộp {amount} đồng theo thông báo."
    " Sau khi có xác nhận nộp tiền, hồ sơ được giải quyết tiếp.",
    "due_moved": "Thời hạn trả kết quả của hồ sơ chuyển từ {old_due} sang {due}.\nCăn cứ: {basis}.",
    "reception_moved": "Thời hạn tiếp nhận hồ sơ ông, bà nộp trực tuyến lúc {submitted} chuyển từ"
    " ngày {old_due} sang ngày khác.{receive_by}\nCăn cứ: {basis}.",
    "apology": "{competent} xin lỗi ông, bà vì chưa giải quyết hồ sơ đúng hẹn ({due_day})."
    " Ngày hẹn trả mới: {reappointed}.",
    "alarm": "{alarm}.\nHạn giải quyết: {due}. Cơ quan giải quyết: {competent}.",
    "result_corrected": "{competent} đã đính chính kết quả."
    " Mời ông, bà nhận bản thay thế tại {returning}; ông, bà không phải trả thêm chi phí.",
}
STANDS = "\nTrong thời gian chờ bổ sung, thời hạn giải quyết tạm dừng."
"""Not before reception, where no limit runs, nor of a dossier that was overdue already."""
FRAME = """Kính gửi ông, bà {name}

Thủ tục: {procedure}
{code_line}
{body}

Thư này do hệ thống Một Cửa gửi tự động; xin không trả lời thư này.
"""


def letter(document: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of the letter that this document asks for.

    Undeliverable for a letter that has no wording.
    """
    kind = str(document["letter"])
    if kind not in BODIES:
        raise Undeliverable(f"no wording for the letter {kind}")
    words = _words(document)
    code = words["code"]
    return SUBJECTS[kind].format_map(words), FRAME.format(
        name=words["name"],
        procedure=words["procedure"],
        code_line=f"Mã hồ sơ: {code}\n" if code else "",
        body=BODIES[kind].format_map(words),
    )


def _words(document: Mapping[str, Any]) -> dict[str, str]:
    # A document is kept as it was made: those of earlier versions lack what was added later.
    agencies = {role: str(found["name"]) for role, found in document["agencies"].items()}
    return {
        "code": str(document["code"]),
        "form_number": str(document["form_number"]),
        "name": str(document["person"]["name"]),
        "procedure": str(document["procedure"]["name"]),
        "submitted": local_text(document.get("submitted"), "%H:%M ngày %d/%m/%Y"),
        "receive_by": _receive_by(document.get("receive_by")),
        "received": local_text(document["received"], "%H:%M ngày %d/%m/%Y"),
        "due": local_text(document["due"], "%H:%M ngày %d/%m/%Y") or "không hẹn trước ngày trả",
        "due_day": local_text(document["due"], "%d/%m/%Y") or "khi có kết quả",
        "old_due": local_text(document["fact"]["old_due"], "%d/%m/%Y"),
        "basis": str(document["fact"]["basis"]),
        "answer_by": _answer_by(document["fact"]["answer_by"]),
        "stands": STANDS if document["fact"].get("stops") else "",
        "amount": f"{document['fact']['amount'] or 0:,}".replace(",", "."),
        "reappointed": local_text(document["reappointed"], "%d/%m/%Y"),
        "alarm": alarm_words(document["fact"]),
        "receiving": agencies.get("receiving", ""),
        "competent": agencies.get("competent", ""),
        "returning": agencies.get("returning", ""),
    }


ALARMS = {
    "reception": "đã {count} giờ làm việc mà hồ sơ nộp trực tuyến chưa tiếp nhận",
    "due_soon": "còn {count} ngày làm việc là đến hạn",
    "apology": "ngày {day} là ngày cuối để gửi phiếu xin lỗi đúng quy định",
    "due": "đã hết hạn mà chưa có kết quả",
    "supplement": "đã hết hạn bổ sung mà công dân chưa bổ sung",
    "unaccepted": "đã chuyển mà chưa có người nhận",
    "opinion": "quá hạn cho ý kiến",
}


def alarm_words(fact: Mapping[str, Any]) -> str:
    """What an alarm says."""
    day = local_text(fact.get("happened"), "%d/%m/%Y")  # a letter may be read on a later one
    return ALARMS.get(str(fact["alarm"]), "").format(count=fact["count"], day=day)


def _answer_by(text: str | None) -> str:
    day = local_text(text, "%d/%m/%Y")
    return f"\nHạn bổ sung: {day}." if day else ""


def _receive_by(text: str | None) -> str:
    by = local_text(text, "%H:%M ngày %d/%m/%Y")
    return f"\nHồ sơ được xem xét, tiếp nhận chậm nhất lúc {by}." if by else ""


def local_text(text: str | None, form: str) -> str:
    """A moment as it stands in a document, in local time; '' for none."""
    if not text:
        return ""
    return datetime.fromisoformat(text).astimezone(VIETNAM).strftime(form)
