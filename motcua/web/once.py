"""Reads once for each request what every part of a page asks for."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.reads.clock import remembered

CHANGES_NOTHING = ("GET", "HEAD")


class ReadOnce:
    """Middleware around pages that change nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the inner layers do."""
        if request.method not in CHANGES_NOTHING:
            return self.get_response(request)
        with remembered():
            return self.get_response(request)
