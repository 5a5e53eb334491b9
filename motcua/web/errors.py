"""What is shown when there is no page to show."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.web.frame import public_context
from motcua.web.http import home_of, is_htmx

READ_ONLY = "25006"
"""PostgreSQL's code where it takes no changes: a standby, or set so by its administrator."""
AWAY = _(
    "Không kết nối được cơ sở dữ liệu. Không có việc nào được ghi dở dang. Thử lại sau ít phút."
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came was no request of a browser that means well."""
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: known, and not allowed."""
    return render(request, "errors/403.html", _frame(request), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing for this person; the same words for both."""
    return render(request, "errors/404.html", _frame(request), status=404)


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {**public_context(request), "home_url": home_of(request)}


def failed(request: HttpRequest) -> HttpResponseBase:
    """500, and 503 where the reason is that the database is away.

    Drawn without the request: its session and its messages may be what cannot be read.
    """
    error = sys.exception()
    takes_nothing = getattr(getattr(error, "__cause__", None), "sqlstate", "") == READ_ONLY
    if isinstance(error, OperationalError | InterfaceError) or takes_nothing:
        return _database_away(request)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def _database_away(request: HttpRequest) -> HttpResponse:
    template = "components/refusal.html" if is_htmx(request) else "errors/503.html"
    text = render_to_string(template, {"sentence": AWAY} if is_htmx(request) else {})
    return HttpResponse(text, status=503, headers={"Retry-After": "60"})
