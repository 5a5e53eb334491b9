"""Headers that let a page run nothing but the project's own files, and be framed by nobody."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
DOCUMENT_POLICY = "frame-ancestors 'none'; base-uri 'none'"
"""For PDFs: the browser shows them as an object in a page, which POLICY would forbid."""
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}


class StrictPages:
    """Middleware that puts HEADERS on every answer that doesn't bring its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the inner layers do, with the headers added."""
        response = self.get_response(request)
        is_pdf = response.get("Content-Type", "").startswith("application/pdf")
        response.setdefault("Content-Security-Policy", DOCUMENT_POLICY if is_pdf else POLICY)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response
