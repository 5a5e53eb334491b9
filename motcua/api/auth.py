"""Who asks, how far they may go, and how often."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from motcua.actions.tokens import Bearer, bearer_of, count_use
from motcua.api.problems import Problem

NO_TOKEN = Problem(
    401,
    "no_token",
    "Gửi mã truy cập trong Authorization: Bearer …; mã phải còn hiệu lực.",
    headers={"WWW-Authenticate": 'Bearer realm="motcua"'},
)


class TokenAuth(HttpBearer):
    """A bearer token that is good for one scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """Refuse whoever brings nothing before anything is looked up."""
        if not request.headers.get("Authorization", "").lower().startswith("bearer "):
            raise NO_TOKEN
        return self.authenticate(request, request.headers["Authorization"][7:].strip())

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """The bearer; Problem 401, 429 or 403 otherwise, in this order."""
        machine = timezone.now()
        bearer = bearer_of(token, now=machine)
        if bearer is None:
            raise NO_TOKEN
        if count_use(bearer, now=machine) > bearer.per_minute:
            wait = 60 - machine.second
            raise Problem(
                429,
                "too_many_requests",
                f"Mã này được gửi {bearer.per_minute} yêu cầu mỗi phút. Thử lại sau {wait} giây.",
                headers={"Retry-After": str(wait)},
            )
        if self.scope not in bearer.scopes:
            words = f"Mã truy cập không có phạm vi {self.scope}. Xin cấp mã khác."
            raise Problem(403, "scope_missing", words)
        request.bearer = bearer  # type: ignore[attr-defined]
        return bearer


def bearer(request: HttpRequest) -> Bearer:
    """Who asks; only behind a TokenAuth."""
    found: Bearer = request.bearer  # type: ignore[attr-defined]
    return found


REFERENCE = TokenAuth("reference")
READ = TokenAuth("dossiers.read")
WRITE = TokenAuth("dossiers.write")
FIGURES = TokenAuth("figures")
