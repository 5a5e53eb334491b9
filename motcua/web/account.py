"""One's own account: for which agency one acts now, and one's password."""

from django.contrib.auth import HASH_SESSION_KEY
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.actions.people import set_password
from motcua.domain.refusal import Refused
from motcua.reads.words import refusal_words
from motcua.web.frame import membership_key
from motcua.web.http import ACTING, account, desk_page, memberships, person_id, signed_in
from motcua.web.landing import landing

FIELDS = {
    "old": _("Mật khẩu hiện tại"),
    "new": _("Mật khẩu mới"),
    "again": _("Nhập lại mật khẩu mới"),
}
WRONG = _("Mật khẩu hiện tại không đúng. Nhập lại.")
DIFFERENT = _("Hai lần nhập mật khẩu mới khác nhau. Nhập lại cả hai.")
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
@signed_in
def password(request: HttpRequest) -> HttpResponseBase:
    """Change one's own password; all other sessions of this account end."""
    if request.method != "POST":
        return _password_page(request, {})
    errors = _change(request)
    if errors:
        return _password_page(request, errors)
    return desk_page(request, "manager/password.html", {"done": CHANGED})


def _password_page(request: HttpRequest, errors: dict[str, str]) -> HttpResponseBase:
    fields = [
        {
            "name": name,
            "label": label,
            "kind": "password",
            "error": errors.get(name, ""),
            "autocomplete": "current-password" if name == "old" else "new-password",
            "width": "w6",
            "maxlength": 200,
            "required": True,
        }
        for name, label in FIELDS.items()
    ]
    summary = [{"field": name, "words": words} for name, words in errors.items()]
    context = {"fields": fields, "errors": summary}
    return desk_page(request, "manager/password.html", context, status=422 if errors else 200)


def _change(request: HttpRequest) -> dict[str, str]:
    """Change it; what is wrong, by field, if it could not be done."""
    old, new, again = (request.POST.get(name, "") for name in FIELDS)
    user = account(request)
    if not user.check_password(old):
        return {"old": str(WRONG)}
    if new != again:
        return {"again": str(DIFFERENT)}
    try:
        set_password(person_id(request), new)
    except Refused as no:
        return {"new": refusal_words(no)}
    user.refresh_from_db()
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    return {}
