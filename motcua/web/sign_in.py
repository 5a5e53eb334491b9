"""Signing in and out. Too many wrong tries lock a name, or an address, for a quarter of an hour."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.actions import journal
from motcua.actions.passwords import sign_in_subject
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.text import clean
from motcua.reads.law import agency_tree
from motcua.reads.people import DEMO_PASSWORD, demo_accounts
from motcua.reads.words import role_words
from motcua.web.frame import public_context
from motcua.web.http import client_address, current_now, safe_next
from motcua.web.landing import landing

MOST_PER_NAME, MOST_PER_ADDRESS = 10, 30
WRONG = _(
    "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại;"
    " nếu quên mật khẩu, nhờ người quản trị của đơn vị cấp lại."
)
LOCKED = _(
    "Đã nhập sai quá nhiều lần nên tạm khóa 15 phút."
    " Chờ hết thời gian này rồi thử lại, hoặc nhờ người quản trị của đơn vị cấp lại mật khẩu."
)

Limits = Iterable[tuple[str, int]]


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The form, and what came of it. Wrong name, wrong password, suspended: one sentence."""
    target = request.POST.get("next") or request.GET.get("next", "")
    if request.user.is_authenticated:
        return redirect(safe_next(request, target, landing(request)))
    if request.method != "POST":
        return _form(request, target)
    username, now = _username(request), timezone.now()
    limits = _limits(username, client_address(request))
    if any(journal.is_locked(subject, most=most, machine=now) for subject, most in limits):
        return _form(request, target, username, str(LOCKED), status=429)
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    if user is None:
        return _refuse(request, target, username, limits, now)
    journal.succeeded(sign_in_subject(username))
    login(request, user)
    journal.signed_in(int(user.pk), now=current_now())
    return redirect(safe_next(request, target, landing(request)))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session; the next page is the public home."""
    logout(request)
    return redirect("home")


def _refuse(
    request: HttpRequest, target: str, username: str, limits: Limits, now: datetime
) -> HttpResponse:
    for subject, _most in limits:
        journal.failed(subject, machine=now)
    return _form(request, target, username, str(WRONG), status=422)


def _username(request: HttpRequest) -> str:
    try:
        return clean(request.POST.get("username", ""), field="username", limit=60).lower()
    except Refused:
        return ""  # nobody's name, which is all that a visitor may learn


def _limits(username: str, address: str | None) -> list[tuple[str, int]]:
    limits = [(sign_in_subject(username), MOST_PER_NAME)]
    if address:
        limits.append((f"sign-in from {address}", MOST_PER_ADDRESS))
    return limits


def _form(
    request: HttpRequest, target: str, username: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    frame = public_context(request)
    typed = {"username": username, "error": error, "next": safe_next(request, target, "")}
    offered = _demo(local_day(frame["now"])) if frame["demo"] else {}
    return render(request, "sign_in.html", {**frame, **typed, **offered}, status=status)


def _demo(today: date) -> dict[str, object]:
    tree = agency_tree()
    accounts = [
        {"username": name, "unit": tree.short_name(agency, today), "role": role_words(role)}
        for name, agency, role in demo_accounts(today)
    ]
    return {"demo_accounts": accounts, "demo_password": DEMO_PASSWORD}
