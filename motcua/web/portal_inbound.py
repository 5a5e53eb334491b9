"""What the national portal sends here: dossiers submitted there, and changes to them.

It answers as the portal expects: HTTP 200 with error_code 0 (taken), 1 (here already) or -1 and
the reason in words. Whoever brings no token is told that there is no such page.
"""

import json
from collections.abc import Callable
from datetime import datetime
from hmac import compare_digest
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.actions.dossiers import perform
from motcua.channels.national_portal.inbound import (
    DUPLICATE,
    FAILED,
    TAKEN,
    Incoming,
    Unreadable,
    changed,
    created,
)
from motcua.domain import commands as do
from motcua.domain.facts import CLOCK, PaperCount
from motcua.domain.local_time import local_day
from motcua.domain.numbering import parse_code
from motcua.domain.party import read_party
from motcua.domain.refusal import Refused
from motcua.reads.access import key_of
from motcua.reads.law import agency_tree, receivable_at
from motcua.reads.words import refusal_words
from motcua.web.http import current_now

LARGEST = 1_000_000


@csrf_exempt
@require_POST
def submission(request: HttpRequest) -> JsonResponse:
    """A dossier sent at the portal arrives as SUBMITTED, under the portal's code."""
    return _taken(request, created, again=False)


@csrf_exempt
@require_POST
def change(request: HttpRequest) -> JsonResponse:
    """What was asked for before reception was brought at the portal."""
    return _taken(request, changed, again=True)


def _taken(
    request: HttpRequest, read: Callable[[object], Incoming], *, again: bool
) -> JsonResponse:
    if not _is_the_portal(request):
        raise Http404
    try:
        incoming = read(_body(request))
        code = parse_code(incoming.code, field="MaHoSo").text
        known = key_of(code)
        if known is not None and not again:
            return _answer(DUPLICATE, f"Hồ sơ {code} đã có")
        if known is None and again:
            return _answer(FAILED, f"Không có hồ sơ {code}")
        now = current_now()
        perform(known or _key(code), _submit(incoming, code, now), actor=CLOCK.person, now=now)
    except Unreadable as wrong:
        return _answer(FAILED, str(wrong))
    except Refused as no:
        # Two of the same at once: the second finds the dossier begun.
        twice = not again and no.reason in ("not_now", "code_taken") and key_of(code) is not None
        return _answer(DUPLICATE if twice else FAILED, _words(no))
    return _answer(TAKEN, "")


def _words(no: Refused) -> str:
    field = "MaDonVi" if no.reason == "unknown_agency" else str(no.facts.get("field") or "")
    return f"{field}: {refusal_words(no)}" if field else refusal_words(no)


def _is_the_portal(request: HttpRequest) -> bool:
    token = settings.NATIONAL_PORTAL["inbound_token"]
    brought = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(brought.encode(), f"Bearer {token}".encode())


def _body(request: HttpRequest) -> object:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise Unreadable(f"nội dung quá {LARGEST} byte")
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise Unreadable("nội dung không phải JSON") from None


def _key(code: str) -> UUID:
    """The same code is always the same dossier, however often and at once it is told."""
    return uuid5(NAMESPACE_URL, f"national-portal:{code}")


def _submit(incoming: Incoming, code: str, now: datetime) -> do.Submit:
    """The request to the door. Refused for a unit, procedure or person that cannot be."""
    day = local_day(now)
    unit = agency_tree().find(incoming.unit)
    known = {p.code: p for p in receivable_at(unit.key, day)}
    asked = known.get(incoming.procedure)
    if asked is None:
        raise Unreadable(f"MaTTHC: {unit.short_name} không tiếp nhận thủ tục {incoming.procedure}")
    papers = [rule.code for rule in asked.papers if rule.code in incoming.papers]
    return do.Submit(
        agency=unit.key,
        procedure=asked.code,
        applicant=read_party(incoming.applicant, day),
        papers=tuple(PaperCount(paper, 0, 1) for paper in papers),
        return_manner=incoming.return_manner,
        content=incoming.content,
        portal_code=code,
    )


def _answer(code: str, message: str) -> JsonResponse:
    return JsonResponse(
        {"error_code": code, "message": message}, json_dumps_params={"ensure_ascii": False}
    )
