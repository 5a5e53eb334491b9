"""What every page of officials needs: who asks, for which agency, and how to answer them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from ipaddress import ip_address
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from motcua.domain.access import Membership
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.reads import clock
from motcua.reads.access import memberships_of
from motcua.reads.dossiers import names_of
from motcua.reads.words import refusal_words
from motcua.web.frame import desk_context, membership_key, public_context

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

ACTING = "acting"
"""Where the session keeps the key of the membership that the person acts in."""

NOT_FOUND = frozenset({"unknown_dossier", "unknown_procedure", "unknown_agency", "unknown_person"})
"""Refusals that mean there is no such page; not yours and not there answer alike."""

_HELD = "motcua.held"


def current_now() -> datetime:
    """The time of this installation: the one clock's, which a demo may have shifted."""
    return clock.now()


def signed_in(view: Page[P]) -> Page[P]:
    """Only for people who have signed in; others are sent to sign in and come back here after.

    Whoever signed in with a first password changes it before, and comes back here after.
    What it answers is kept by no cache, for it may hold personal data.
    """

    @with_account
    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if has_first_password(request):
            return _led_to(request, "password")
        return view(request, *args, **kwargs)

    return asked


def with_account(view: Page[P]) -> Page[P]:
    """The same, and open with a first password as well: only for what changes it."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _led_to(request, "sign-in")
        clock.who_asks(int(request.user.pk))
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return asked


def has_first_password(request: HttpRequest) -> bool:
    """Whether who asks signs in with a password that was drawn for them. Only behind an account."""
    return bool(getattr(account(request), "first_password", False))


def _led_to(request: HttpRequest, name: str) -> HttpResponseBase:
    here = request.get_full_path()
    if is_htmx(request):
        here = _path(request.headers.get("HX-Current-URL", ""))
    elif request.method not in ("GET", "HEAD"):
        here = _path(request.headers.get("Referer", ""))  # a form's address is no page to come to
    target = reverse(name) + (f"?{urlencode({'next': here})}" if here else "")
    if is_htmx(request):
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def account(request: HttpRequest) -> AbstractBaseUser:
    """The account of whoever asks. Only behind `signed_in`: PermissionDenied without one."""
    if not isinstance(request.user, AbstractBaseUser):
        raise PermissionDenied
    return request.user


def person_id(request: HttpRequest) -> int:
    """Who asks. Only behind `signed_in`."""
    return int(account(request).pk)


def memberships(request: HttpRequest) -> tuple[Membership, ...]:
    """In which roles the person acts today; read once for each request."""
    if _HELD not in request.META:
        today = local_day(current_now())
        mine = memberships_of(person_id(request))
        request.META[_HELD] = tuple(one for one in mine if one.holds_on(today))
    held: tuple[Membership, ...] = request.META[_HELD]
    return held


def acting(request: HttpRequest) -> Membership | None:
    """The membership that the person chose to act in, else the first; None if they have none."""
    held = memberships(request)
    chosen = request.session.get(ACTING)
    found = (one for one in held if membership_key(one) == chosen)
    return next(found, held[0] if held else None)


def desk_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    today: int | None = None,
) -> HttpResponse:
    """A page of officials: the frame (unit, person, rail, demo band) around a template.

    `today` is how much work of today there is, where the page has counted it already.
    """
    name = str(account(request))
    frame = desk_context(
        name, person_id(request), memberships(request), acting(request), request.path, today
    )
    return render(request, template, {**frame, **(context or {})}, status=status)


def refusal_page(
    request: HttpRequest, no: Refused, status: int = 409, back: str = ""
) -> HttpResponse:
    """The sentence that says no, with the way `back`; a fragment where htmx asked.

    A refusal of NOT_FOUND is a 404 whatever `status` says.
    """
    if no.reason in NOT_FOUND:
        status = 404
    quicker = no.facts.get("last_person")
    people = names_of([quicker]) if isinstance(quicker, int) else {}
    sentence = refusal_words(no, people)
    if is_htmx(request):
        part = {"sentence": sentence, "url": back, "url_words": _("Xem lại") if back else ""}
        return render(request, "components/refusal.html", part, status=status)
    template = "errors/404.html" if status == 404 else "errors/409.html"
    said = {"sentence": sentence, "back_url": back, "home_url": home_of(request)}
    return render(request, template, {**public_context(request), **said}, status=status)


def home_of(request: HttpRequest) -> str:
    """Where somebody begins: the desk for officials, the public home for all others."""
    return reverse("desk" if request.user.is_authenticated else "home")


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, not a page."""
    return request.headers.get("HX-Request") == "true"


def safe_next(request: HttpRequest, address: str, otherwise: str) -> str:
    """`address` if it is a page of this site, so that no link can lead people elsewhere."""
    secure = request.is_secure()
    here = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=here, require_https=secure)
    return address if is_ours else otherwise


def client_address(request: HttpRequest) -> str | None:
    """The network address of whoever asks; None where only a local socket is known.

    Behind a proxy that is the last address the proxy itself wrote down: earlier ones were
    written by the client and may be lies.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2]
    try:
        return str(ip_address(told.strip()))
    except ValueError:
        return None
