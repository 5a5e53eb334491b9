"""What the national portal was told of a dossier: when, what it answered, what is missing."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.actions.resending import Chosen, resend
from motcua.domain.delivery import Missing
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.refusal import Refused
from motcua.reads.outbox import Told, told_of
from motcua.reads.words.portal import HOW_TO_FILL, STATES, WHY_MISSING, error_words
from motcua.web.desk.dossier import name_of, opened_for, saw
from motcua.web.http import current_now, desk_page, refusal_page, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page(request: HttpRequest, code: str) -> HttpResponseBase:
    """GET the list; POST puts what was refused back in the queue."""
    now = current_now()
    try:
        opened = opened_for(request, code, now)
    except Refused as no:
        return refusal_page(request, no)
    name = name_of(opened)
    if request.method == "POST":
        chosen = Chosen(key=opened.key, destination=NATIONAL_PORTAL)
        count = resend(chosen, timezone.now())
        messages.success(request, _("Đã đưa %(n)s tin trở lại hàng chờ.") % {"n": count})
        return redirect("dossier-sync", name)
    saw(request, opened, "sync", now)
    told = told_of(opened.key, NATIONAL_PORTAL)
    context = {
        "name": name,
        "procedure": opened.law.procedure,
        "rows": [_row(one) for one in told],
        "dead": sum(one.state == "dead" for one in told),
        "missing": [_missing(one) for one in _lacking(told)],
    }
    return desk_page(request, "desk/sync.html", context)


def _lacking(told: Sequence[Told]) -> list[Missing]:
    """What the newest message lacked, those first without which nothing goes."""
    newest = next((one.missing for one in told if one.missing), ())
    return sorted(newest, key=lambda one: not one.required)


def _row(one: Told) -> dict[str, Any]:
    kind, words = STATES[one.state]
    return {
        "told": one,
        "kind": kind,
        "state": words,
        "error": error_words(one.error),
        "wire": _readable(one.wire),
    }


def _missing(one: Missing) -> dict[str, Any]:
    return {
        "field": one.field,
        "required": one.required,
        "why": WHY_MISSING.get(one.why, one.why),
        "how": HOW_TO_FILL.get(one.field, "") if one.required else "",
    }


def _readable(wire: str) -> str:
    """What was sent, set out over lines; the bytes themselves are what the hash is of."""
    try:
        return json.dumps(json.loads(wire), ensure_ascii=False, indent=1)
    except ValueError:
        return wire
