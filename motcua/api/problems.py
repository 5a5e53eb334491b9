"""What goes wrong, as RFC 9457 problem details, in the same words as the pages say it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from motcua.domain.party import FieldError
from motcua.domain.refusal import Refused
from motcua.reads.dossiers import names_of
from motcua.reads.words import field_sentence, refusal_words

PROBLEM = "application/problem+json"
TITLES = {
    400: "Yêu cầu không đọc được",
    401: "Chưa có mã truy cập hợp lệ",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không có thao tác này tại địa chỉ này",
    409: "Không làm được lúc này",
    412: "Hồ sơ đã thay đổi",
    413: "Nội dung gửi lên quá lớn",
    422: "Nội dung chưa hợp lệ",
    428: "Thiếu If-Match",
    429: "Quá nhiều yêu cầu",
    500: "Lỗi của hệ thống",
    503: "Hệ thống tạm nghỉ",
}
NOT_FOUND = frozenset({"unknown_dossier", "unknown_procedure", "unknown_agency", "unknown_person"})
FORBIDDEN = frozenset({"not_your_task"})
OVERTAKEN = frozenset(
    {"not_now", "nothing_given", "code_taken", "nobody_waits", "no_supplement_asked"}
)
STALE = frozenset({"changed_meanwhile"})


class Problem(Exception):
    """An answer that is no success. `reason` is a stable key, `detail` a whole sentence."""

    def __init__(
        self,
        status: int,
        reason: str,
        detail: str,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, reason)
        self.status, self.reason, self.detail = status, reason, detail
        self.errors, self.headers = errors, headers or {}


def answer_to(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as it is sent."""
    body: dict[str, Any] = {
        "type": f"urn:motcua:{problem.reason}",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
    }
    if problem.errors:
        body["errors"] = list(problem.errors)
    response = JsonResponse(
        body,
        status=problem.status,
        content_type=PROBLEM,
        json_dumps_params={"ensure_ascii": False},
    )
    for name, value in problem.headers.items():
        response[name] = value
    return response


def status_of(no: Refused) -> int:
    """Under which status a refusal is answered."""
    for status, reasons in ((404, NOT_FOUND), (403, FORBIDDEN), (412, STALE), (409, OVERTAKEN)):
        if no.reason in reasons:
            return status
    return 422


def of_refusal(no: Refused) -> Problem:
    """A refusal of the rules; whoever was quicker is named, as on the page."""
    quicker = no.facts.get("last_person")
    people = names_of([quicker]) if isinstance(quicker, int) else {}
    return Problem(status_of(no), no.reason, refusal_words(no, people), _errors(no))


def _errors(no: Refused) -> list[dict[str, str]]:
    found = no.facts.get("errors")
    if isinstance(found, tuple) and all(isinstance(one, FieldError) for one in found):
        return [
            {
                "field": one.field,
                "why": one.why,
                "detail": field_sentence(one.why, {"expected": one.expected}),
            }
            for one in found
        ]
    field = str(no.facts.get("field", ""))
    why = str(no.facts.get("why", no.reason))
    return [{"field": field, "why": why, "detail": refusal_words(no)}] if field else []


def _place(loc: Sequence[object]) -> list[str]:
    """Where in the body or among the parameters, as the sender knows it."""
    return [str(part) for part in (loc[2:] if tuple(loc[:2]) == ("body", "body") else loc[:])]


SHAPES = {
    "missing": "Thiếu mục này.",
    "extra_forbidden": "Không có mục này.",
    "json_invalid": "Không phải JSON.",
}


def of_shape(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """A body or parameter of the wrong shape: every place that is wrong, at once."""
    told = [
        {
            "field": ".".join(_place(error.get("loc", ()))),
            "why": str(error.get("type", "")),
            "detail": SHAPES.get(str(error.get("type")), str(error.get("msg", ""))),
        }
        for error in errors
    ]
    words = "Có chỗ cần sửa. Xem các mục trong errors."
    return Problem(422, "bad_shape", words, told)
