"""One's own account: for which agency one acts now, and one's password."""

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.actions import journal
from motcua.actions.passwords import change_password, own_subject
from motcua.domain.passwords import MOST
from motcua.domain.refusal import Refused
from motcua.reads.words import refusal_words
from motcua.reads.words.passwords import rules_words
from motcua.web.frame import membership_key, public_context
from motcua.web.http import (
    ACTING,
    account,
    desk_page,
    has_first_password,
    memberships,
    person_id,
    safe_next,
    signed_in,
    with_account,
)
from motcua.web.landing import landing
from motcua.web.sign_in import LOCKED, MOST_PER_NAME

FIELDS = {
    "old": _("Mật khẩu hiện tại"),
    "new": _("Mật khẩu mới"),
    "again": _("Nhập lại mật khẩu mới"),
}
DIFFERENT = _("Hai lần nhập mật khẩu mới khác nhau. Nhập lại cả hai.")
FIRST = _("Mật khẩu được trao")
CHANGED_FIRST = _("Đã đổi mật khẩu. Từ nay đăng nhập bằng mật khẩu mới.")
CHANGED = _("Đã đổi mật khẩu. Các nơi khác đang đăng nhập bằng tài khoản này đã bị đăng xuất.")


@require_POST
@signed_in
def choose_acting(request: HttpRequest) -> HttpResponseBase:
    """Act for another agency, or in another role, from now on."""
    key = request.POST.get("key", "")
    if key not in {membership_key(one) for one in memberships(request)}:
        raise Http404
    request.session[ACTING] = key
    return redirect(landing(request))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@with_account
def password(request: HttpRequest) -> HttpResponseBase:
    """Change one's own password; all other sessions of this account end.

    A first password is changed before anything else, then one goes on to where one wanted to go.
    Wrong tries are counted as at the sign-in: a session left open is no way to guess it.
    """
    if request.method != "POST":
        return _password_page(request, {})
    subject, now = own_subject(person_id(request)), timezone.now()
    if journal.is_locked(subject, most=MOST_PER_NAME, machine=now):
        return _password_page(request, {"old": str(LOCKED)}, 429)
    is_first = has_first_password(request)
    errors = _change(request)
    if errors:
        return _password_page(request, errors)
    if is_first:
        messages.success(request, CHANGED_FIRST)
        return redirect(_wanted(request) or landing(request))
    return desk_page(request, "manager/password.html", {"done": CHANGED})


def _password_page(
    request: HttpRequest, errors: dict[str, str], refused: int = 422
) -> HttpResponseBase:
    is_first = has_first_password(request)
    labels: dict[str, object] = {**FIELDS, "old": FIRST} if is_first else {**FIELDS}
    fields = [
        {
            "name": name,
            "label": label,
            "kind": "password",
            "error": errors.get(name, ""),
            "autocomplete": "current-password" if name == "old" else "new-password",
            "width": "w6",
            "maxlength": MOST,
            "required": True,
            "autofocus": name == "old" and not errors,
        }
        for name, label in labels.items()
    ]
    summary = [{"field": name, "words": words} for name, words in errors.items()]
    context = {"fields": fields, "errors": summary, "rules": rules_words()}
    status = refused if errors else 200
    if not is_first:
        return desk_page(request, "manager/password.html", context, status=status)
    own = {"name": str(account(request)), "next": _wanted(request)}
    frame = {**public_context(request), **context, **own}
    return render(request, "first_password.html", frame, status=status)


def _wanted(request: HttpRequest) -> str:
    """Where one was going when the first password was in the way; '' if nowhere."""
    target = safe_next(request, request.POST.get("next") or request.GET.get("next", ""), "")
    return "" if target.partition("?")[0] == reverse("password") else target


def _change(request: HttpRequest) -> dict[str, str]:
    """Change it; what is wrong, by field, if it could not be done."""
    old, new, again = (request.POST.get(name, "") for name in FIELDS)
    person = person_id(request)
    if new != again:
        return {"again": str(DIFFERENT)}
    try:
        kept = change_password(person, old, new)
    except Refused as no:
        if no.reason != "wrong_password":
            return {"new": refusal_words(no)}
        journal.failed(own_subject(person), machine=timezone.now())
        return {"old": refusal_words(no)}
    journal.succeeded(own_subject(person))
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = kept
    return {}
