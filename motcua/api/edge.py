"""The edge of the API: what is too large is turned away unread, and every no is a problem."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.api.problems import PROBLEM, Problem, answer_to
from motcua.domain.uploads import SIZE_LIMIT

ROOT = "/api/"
JSON_LIMIT = 2 * 1024 * 1024
"""Bytes of a JSON body; files have their own limit."""
SLACK = 64 * 1024
WORDS = {
    404: "Không có địa chỉ này.",
    405: "Địa chỉ này không nhận phương thức này.",
    400: "Yêu cầu không đọc được.",
    500: "Hệ thống gặp lỗi. Lỗi đã được ghi lại; thử lại sau.",
    503: "Cơ sở dữ liệu tạm thời không dùng được. Thử lại sau một phút.",
}


class ApiEdge:
    """Middleware for addresses under ROOT; others pass untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the inner layers do, in the API's own form."""
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        problem = _turned_away(request)
        if problem is not None:
            return answer_to(request, problem)
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        told = response.get("Content-Type", "")
        if response.status_code >= 400 and not told.startswith(PROBLEM):
            status = response.status_code if response.status_code in WORDS else 400
            return _as_problem(request, status, response)
        return response


def _turned_away(request: HttpRequest) -> Problem | None:
    if "\x00" in request.path:
        return Problem(404, "not_found", WORDS[404])
    if "%00" in request.META.get("QUERY_STRING", ""):
        return Problem(422, "control_character", "Tham số có ký tự điều khiển không nhìn thấy.")
    form = (request.content_type or "").startswith("multipart/")
    most = SIZE_LIMIT + SLACK if form else JSON_LIMIT
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        words = f"Nội dung gửi lên lớn hơn {most // 1024**2} MB."
        return Problem(413, "too_large", words)
    return None


def _as_problem(request: HttpRequest, status: int, response: HttpResponseBase) -> HttpResponseBase:
    reasons = {404: "not_found", 405: "method_not_allowed", 500: "fault", 503: "unavailable"}
    problem = Problem(status, reasons.get(status, "bad_request"), WORDS[status])
    answered = answer_to(request, problem)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            answered[name] = response.headers[name]
    return answered
