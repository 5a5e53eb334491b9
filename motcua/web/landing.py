"""Where people of each role begin their work."""

from django.http import HttpRequest
from django.urls import reverse

from motcua.domain.access import SEEING
from motcua.domain.managing import areas
from motcua.web.http import acting, memberships


def landing(request: HttpRequest) -> str:
    """The first page after signing in: the desk, or management for who has no dossiers."""
    mine = acting(request)
    if mine is not None and mine.role not in SEEING and areas(memberships(request)):
        return reverse("manager-home")
    return reverse("desk")
