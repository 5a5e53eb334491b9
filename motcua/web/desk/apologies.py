"""Apologies that wait for somebody: to be signed by the leader, to be sent by the counter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods

from motcua.actions.dossiers import Done, Request, perform_many
from motcua.domain import commands as do
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import local
from motcua.domain.refusal import Refused
from motcua.domain.text import search_key
from motcua.reads import apologies as waiting
from motcua.reads.apologies import Mark, explanations, to_approve
from motcua.reads.bulk import Outcome, chosen, outcomes
from motcua.reads.words.numbers import so_many
from motcua.web.desk.clock_frame import address, clock_page, drawn, next_url, place
from motcua.web.desk.keys import Key
from motcua.web.formats import vn_date, vn_time
from motcua.web.http import current_now, memberships, person_id

NAME = "apologies-to-approve"
MOST = 200
SAME_TEXT = 20
"""The same words over more dossiers than this are asked about once more: each has its own cause."""
NOTHING = later("Chưa chọn phiếu nào. Chọn ít nhất một phiếu rồi bấm Ký.")
TOO_MANY = later("Mỗi lần ký được nhiều nhất %(most)d phiếu. Bỏ bớt rồi thử lại.")


@require_http_methods(["GET", "HEAD", "POST"])
@clock_page(NAME)
def page(request: HttpRequest) -> HttpResponseBase:
    """What waits for the leader's signature; POST signs what was chosen."""
    if request.method != "POST":
        return _list(request)
    seen = seen_of(request.POST.getlist("apology"))
    if not 0 < len(seen) <= MOST:
        wrong = str(TOO_MANY) % {"most": MOST} if seen else NOTHING
        return _list(request, {"wrong": wrong}, status=422)
    allowed = {key: seen[key] for key in chosen(seen, memberships(request))}
    repeated = _repeated(explanations(allowed))
    if repeated and request.POST.get("sure") != "1":
        context = {"repeated": repeated, "chosen": request.POST.getlist("apology")[:MOST]}
        return drawn(request, NAME, "desk/clock/same_text.html", context)
    results = _approve(request, seen)
    status = 200 if any(outcome.done for outcome in results) else 409
    return _list(request, _told(results), status=status)


def seen_of(posted: list[str]) -> dict[UUID, int]:
    """The chosen dossiers by key, each with the number of facts that was seen of it."""
    seen = {}
    for text in posted[: MOST + 1]:
        key, _dot, facts = text.partition(".")
        if facts.isascii() and facts.isdigit() and len(facts) < 10:
            try:
                seen[UUID(key)] = int(facts)
            except ValueError:
                continue
    return seen


def _repeated(texts: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Words that stand in more proposals than SAME_TEXT, and in how many."""
    counts = Counter(search_key(text) for text in texts.values() if text)
    as_written = {search_key(text): text for text in texts.values()}
    return [
        {"text": as_written[key], "count": count}
        for key, count in counts.most_common()
        if count > SAME_TEXT
    ]


def _approve(request: HttpRequest, seen: Mapping[UUID, int]) -> list[Outcome]:
    now, person = current_now(), person_id(request)
    selection = chosen(seen, memberships(request))
    results: dict[UUID, Dossier | Refused] = dict.fromkeys(seen, Refused("unknown_dossier"))
    asked = [Request(key, do.ApproveApology(), person, seen[key]) for key in selection]
    for one, result in zip(asked, perform_many(asked, now=now), strict=True):
        results[one.key] = result.dossier if isinstance(result, Done) else result
    told = outcomes(results, selection, person, now)
    return [
        replace(outcome, words=_signed(result)) if isinstance(result, Dossier) else outcome
        for outcome, result in zip(told, results.values(), strict=True)
    ]


def _signed(dossier: Dossier) -> str:
    last = dossier.apologies[-1]
    words = {"number": last.form_number, "day": vn_date(last.new_date)}
    return _("Phiếu số %(number)s/PXL, hẹn lại %(day)s; chờ Bộ phận Một cửa gửi") % words


def _told(results: list[Outcome]) -> dict[str, Any]:
    done = sum(outcome.done for outcome in results)
    parts = [
        so_many("%(n)s phiếu đã ký", done) if done else "",
        so_many("%(n)s phiếu chưa ký được", len(results) - done) if done < len(results) else "",
    ]
    heading = _("Ký lúc %(clock)s: ") % {"clock": vn_time(current_now())}
    return {
        "outcomes": results,
        "outcomes_heading": heading + ", ".join(part for part in parts if part),
        "done_tag": _("Đã ký"),
        "not_done_tag": _("Chưa ký"),
    }


def _list(
    request: HttpRequest, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    begin = place(request)
    after = Mark(begin.moment, begin.key) if begin else None
    now = current_now()
    found = to_approve(memberships(request), now, after=after)
    context = {
        **listed(found, NAME, continued=after is not None),
        "late_already": sum(_is_past(line, now) for line in found.lines),
    }
    return drawn(request, NAME, "desk/clock/to_approve.html", context | (more or {}), status=status)


def _is_past(line: waiting.ApologyLine, now: datetime) -> bool:
    return line.last_day is not None and line.last_day < local(now).date()


def listed(found: waiting.Waiting, name: str, *, continued: bool) -> dict[str, Any]:
    """What both lists of waiting apologies show."""
    end = found.following
    capped = found.count >= waiting.COUNTED
    return {
        "lines": found.lines,
        "count": f"{waiting.COUNTED - 1}+" if capped else str(found.count or ""),
        "next_url": next_url(name, Key(end.since, end.key) if end else None),
        "first_url": address(name) if continued else "",
    }
