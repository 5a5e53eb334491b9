"""Pages in Vietnamese or English: what a browser chose once, told by a cookie and nothing else.

Without a choice every page is Vietnamese, whatever languages the browser would accept: these are
an authority's pages. Files, prints, letters and the API are Vietnamese in any case.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.http import require_POST

from motcua.web.http import safe_next

P = ParamSpec("P")
T = TypeVar("T")

OURS = frozenset(code for code, _name in settings.LANGUAGES)
FOR_PROGRAMS = ("/api/", "/nps/", "/healthz", "/readyz", "/metrics", "/static/")
"""Addresses that are read by programs, and have no language to choose."""


class ChosenLanguage:
    """Middleware that answers in the chosen language, and leaves none behind in the thread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the inner layers do; caches are told that a page hangs on the cookie."""
        if request.path.startswith(FOR_PROGRAMS):
            with override(settings.LANGUAGE_CODE):
                return self.get_response(request)
        language = chosen_language(request)
        with override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Content-Language", language)
            patch_vary_headers(response, ["Cookie"])
        return response


def chosen_language(request: HttpRequest) -> str:
    """'vi' or 'en'; 'vi' for a cookie that says anything else."""
    told = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return told if told in OURS else settings.LANGUAGE_CODE


def in_vietnamese(made: Callable[P, T]) -> Callable[P, T]:
    """What leaves the pages, as a file or into a table, speaks Vietnamese whoever asks for it."""

    @wraps(made)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        with override(settings.LANGUAGE_CODE):
            return made(*args, **kwargs)

    return asked


def switch(request: HttpRequest) -> dict[str, Any]:
    """For every template: where the other language is chosen.

    Nowhere in an answer to a form, whose address is no page to come back to.
    """
    return {"language_url": reverse("language") if request.method in ("GET", "HEAD") else ""}


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the choice in this browser for a year, and come back to where it was made."""
    back = safe_next(request, request.POST.get("next", ""), reverse("home"))
    response = HttpResponseRedirect(back, status=303)
    if request.POST.get("language") in OURS:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.POST["language"],
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
