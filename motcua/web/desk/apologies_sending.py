"""Apologies to be sent: the counter records how each went to the applicant, with the proof."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.actions.dossiers import perform
from motcua.domain import commands as do
from motcua.domain.local_time import local
from motcua.domain.refusal import Refused
from motcua.reads.apologies import ApologyLine, Mark, to_send
from motcua.reads.bulk import chosen
from motcua.reads.words import refusal_words
from motcua.reads.words.reasons import APOLOGY_MANNERS
from motcua.web.desk.apologies import listed, seen_of
from motcua.web.desk.clock_frame import clock_page, drawn, place
from motcua.web.desk.moments import read_moment
from motcua.web.formats import vn_datetime
from motcua.web.http import current_now, memberships, person_id, refusal_page
from motcua.web.typed import shown_again

NAME = "apologies-to-send"


@dataclass
class Typed:
    """What was typed for one row, and what is wrong with it, by field."""

    key: UUID | None = None
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@clock_page(NAME)
def page(request: HttpRequest) -> HttpResponseBase:
    """What waits to be sent, a small form in each row; POST records one sending."""
    if request.method != "POST":
        return _list(request, Typed())
    seen = seen_of([request.POST.get("apology", "")])
    if not chosen(seen, memberships(request)):
        return refusal_page(request, Refused("unknown_dossier"), back=request.path)
    [(key, facts)] = seen.items()
    typed = _typed(request, key)
    if not typed.errors:
        try:
            _send(request, typed, facts)
        except Refused as no:
            for one in (no, *no.also):
                name = str(one.facts.get("field", ""))
                if name not in typed.values:
                    return refusal_page(request, one, back=request.path)
                typed.errors[name] = refusal_words(one)
    return _list(request, typed, status=422) if typed.errors else redirect(NAME)


def _typed(request: HttpRequest, key: UUID) -> Typed:
    values = {name: request.POST.get(name, "") for name in ("manner", "proof", "sent")}
    typed = Typed(key, values)
    if not values["manner"]:
        typed.errors["manner"] = _("Chọn cách gửi.")
    if not values["proof"].strip():
        typed.errors["proof"] = _("Ghi bằng chứng đã gửi: chữ ký, số bưu gửi, lúc gửi thư.")
    try:
        _moment(values["sent"])
    except Refused as no:
        typed.errors["sent"] = refusal_words(no)
    return typed


def _moment(text: str) -> datetime | None:
    return read_moment(text, field="sent") if text.strip() else None


def _send(request: HttpRequest, typed: Typed, facts: int) -> None:
    now = current_now()
    sent = _moment(typed.values["sent"])
    command = do.SendApology(manner=typed.values["manner"], proof=typed.values["proof"], sent=sent)
    assert typed.key is not None
    done = perform(typed.key, command, actor=person_id(request), now=now, expect=facts)
    words = {"code": done.dossier.code, "at": vn_datetime(sent or now)}
    messages.success(request, _("Đã ghi: phiếu xin lỗi của %(code)s gửi lúc %(at)s.") % words)


def _list(request: HttpRequest, typed: Typed, status: int = 200) -> HttpResponse:
    begin, now = place(request), current_now()
    after = Mark(begin.moment, begin.key) if begin else None
    found = to_send(memberships(request), now, after=after)
    rows = [
        {"line": line, "form": _fields(line, number, typed), "late": _is_late(line, now)}
        for number, line in enumerate(found.lines, 1)
    ]
    errors = [
        {"field": f"{name}-{number}", "words": words}
        for number, line in enumerate(found.lines, 1)
        if line.key == typed.key
        for name, words in typed.errors.items()
    ]
    context = {
        **listed(found, NAME, continued=after is not None),
        "rows": rows,
        "errors": errors,
    }
    return drawn(request, NAME, "desk/clock/to_send.html", context, status=status)


def _is_late(line: ApologyLine, now: datetime) -> bool:
    return line.last_day is not None and line.last_day < local(now).date()


def _fields(line: ApologyLine, number: int, typed: Typed) -> list[dict[str, Any]]:
    mine = typed if line.key == typed.key else Typed()
    fields: list[dict[str, Any]] = [
        {
            "name": "manner",
            "label": _("Cách gửi"),
            "kind": "select",
            "hint": _("như người nộp đã chọn"),
            "choices": [("", _("Chọn cách gửi")), *APOLOGY_MANNERS.items()],
            "width": "w3",
            "required": True,
        },
        {
            "name": "proof",
            "label": _("Bằng chứng"),
            "hint": _("chữ ký, số bưu gửi"),
            "width": "w4",
            "required": True,
            "maxlength": 500,
        },
        {
            "name": "sent",
            "label": _("Gửi lúc"),
            "hint": _("trống là lúc này"),
            "width": "w3",
            "placeholder": f"{local(line.approved or line.proposed):%d/%m/%Y} 14:00",
            "maxlength": 20,
        },
    ]
    for one in fields:
        name = str(one["name"])
        one["id"] = f"{name}-{number}"
        one["value"] = shown_again(mine.values.get(name, ""), 500)
        one["error"] = mine.errors.get(name, "")
    return fields
