"""Where a dossier is: the level of completion for anyone, dates and holder for who has the secret.

`/look-up?code=` and `/look-up?code=&secret=`; the page's own form sends the secret by POST, so that
it stands in no address. Wrong secrets are counted, by code and by network address; codes that
nobody has by address.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from motcua.actions import journal
from motcua.domain.refusal import Refused
from motcua.reads.public import (
    Found,
    Particulars,
    completion,
    find,
    particulars,
    secret_fits,
)
from motcua.reads.words import refusal_words
from motcua.web.frame import public_context
from motcua.web.http import client_address
from motcua.web.public.completion_words import answer, stage_rows, state_line
from motcua.web.typed import shown_again

MOST_PER_CODE, MOST_PER_ADDRESS = 5, 30
CODE_EMPTY = _("Nhập mã hồ sơ in trên giấy hẹn.")
CODE_BAD = _(
    "Mã hồ sơ không đúng dạng. Mã có dạng 000.12.38.H08-200319-0014; xem lại trên giấy hẹn."
)
SECRET_BAD = _("Mã tra cứu không đúng. Xem lại 4 ký tự in cạnh mã hồ sơ trên giấy hẹn.")
LOCKED = _(
    "Đã nhập sai mã tra cứu quá nhiều lần nên tạm khóa 15 phút. Chờ hết thời gian này rồi thử lại,"
    " hoặc mang giấy hẹn đến Bộ phận Một cửa nơi nộp hồ sơ để hỏi."
)
TOO_MANY_UNKNOWN = _(
    "Từ địa chỉ mạng này đã hỏi quá nhiều mã không có hồ sơ nào mang, nên tạm khóa 15 phút. Nhập cả"
    " mã hồ sơ và mã tra cứu in trên giấy hẹn thì vẫn xem được; hoặc chờ hết thời gian này, hoặc"
    " mang giấy hẹn đến Bộ phận Một cửa nơi nộp hồ sơ để hỏi."
)
CLOSED_TO_THESE = _(
    "Mã hồ sơ và mã tra cứu vừa nhập không khớp, hoặc đang tạm khóa 15 phút vì nhập sai nhiều lần."
    " Xem lại cả hai mã trên giấy hẹn rồi thử lại, hoặc mang giấy hẹn đến Bộ phận Một cửa nơi nộp"
    " hồ sơ để hỏi."
)
UNKNOWN_CODES = "unknown codes from"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of giving a secret."""

    particulars: Particulars | None = None
    error: str = ""
    status: int = 200


@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponseBase:
    """The form; with a code what anyone may know; with the right secret more."""
    asked = request.POST if request.method == "POST" else request.GET
    frame = public_context(request)
    text, secret = asked.get("code", ""), asked.get("secret", "")
    if "code" not in asked:
        return render(request, "public/look_up.html", frame)
    # Thousands of telephones share an address: who has code and secret of one paper is answered.
    closed = _guesses(request)
    if closed and not secret.strip():
        return _closed(request, frame, text)
    try:
        found = find(text)
    except Refused as no:
        answer = _nothing(request, frame, text, no, with_secret=bool(secret))
        return _closed(request, frame, text, with_secret=True) if closed else answer
    trial = _try(request, found, secret, frame["now"]) if secret.strip() else Trial()
    if closed and trial.particulars is None:
        return _closed(request, frame, text, with_secret=True)
    context = {**frame, **_progress(found), **_more(trial)}
    response = render(request, "public/completion.html", context, status=trial.status)
    add_never_cache_headers(response)
    return response


def _closed(
    request: HttpRequest, frame: dict[str, Any], text: str, *, with_secret: bool = False
) -> HttpResponseBase:
    """The same answer whether there is such a dossier or not, and whether or not it is locked."""
    error = str(CLOSED_TO_THESE if with_secret else TOO_MANY_UNKNOWN)
    typed = {"code": shown_again(text, 120), "error": error, "with_secret": True}
    return render(request, "public/look_up.html", {**frame, **typed}, status=429)


def _nothing(
    request: HttpRequest, frame: dict[str, Any], text: str, no: Refused, *, with_secret: bool
) -> HttpResponseBase:
    if with_secret and (address := _address_subject(request)):
        journal.failed(address, machine=timezone.now())
    if no.reason == "unknown_dossier":
        if asking := client_address(request):
            journal.failed(f"{UNKNOWN_CODES} {asking}", machine=timezone.now())
        error, status = refusal_words(no), 404
    else:
        error, status = str(CODE_BAD if text.strip() else CODE_EMPTY), 422
    typed = {"code": shown_again(text, 120), "error": error}
    return render(request, "public/look_up.html", {**frame, **typed}, status=status)


def _guesses(request: HttpRequest) -> bool:
    """Whether so many codes that nobody has were asked for from there that none is answered now."""
    subject = f"{UNKNOWN_CODES} {client_address(request)}"
    return journal.is_locked(subject, most=MOST_PER_ADDRESS, machine=timezone.now())


def _try(request: HttpRequest, found: Found, secret: str, now: datetime) -> Trial:
    machine = timezone.now()
    of_code = f"look-up {found.dossier.code or found.key}"
    limits = [(of_code, MOST_PER_CODE)]
    if address := _address_subject(request):
        limits.append((address, MOST_PER_ADDRESS))
    if any(journal.is_locked(subject, most=most, machine=machine) for subject, most in limits):
        return Trial(error=str(LOCKED), status=429)
    if not secret_fits(found, secret):
        for subject, _most in limits:
            journal.failed(subject, machine=machine)
        return Trial(error=str(SECRET_BAD), status=422)
    journal.succeeded(of_code)
    return Trial(particulars(found.dossier, now))


def _address_subject(request: HttpRequest) -> str:
    address = client_address(request)
    return f"look-up from {address}" if address else ""


def _progress(found: Found) -> dict[str, Any]:
    done = completion(found.dossier)
    return {"completion": done, "answer": answer(done), "stages": stage_rows(done)}


def _more(trial: Trial) -> dict[str, Any]:
    told = trial.particulars
    return {
        "particulars": told,
        "state_line": state_line(told) if told else "",
        "error": trial.error,
        "locked": trial.status == 429,
    }
