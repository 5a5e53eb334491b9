"""Signs of figures made to look better: by detector and unit, with the dossiers and the answers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.actions.findings import HEADS, answer_finding, subject_of
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.dossiers import names_of
from motcua.reads.findings import answered, replies, shown
from motcua.reads.law import agency_tree, rulebook
from motcua.reads.reviews import may_read
from motcua.reads.words import refusal_words
from motcua.statistics.detector_rules import DETECTORS
from motcua.statistics.detectors import (
    BY_KEY,
    cases,
    findings,
    lacking,
    threshold_words,
    thresholds,
)
from motcua.web.board.frame import sees_figures
from motcua.web.board.review_frame import FINDINGS, review_page, standing
from motcua.web.formats import vn_date
from motcua.web.http import current_now, memberships, person_id, refusal_page

USUAL, LONGEST, ROWS = 30, 366, 200


@dataclass(slots=True)
class Span:
    """`?from=` and `?to=`, the last USUAL days if missing; what is wrong with them, by field."""

    first: date
    last: date
    errors: dict[str, str]

    @property
    def tail(self) -> str:
        """As the end of an address."""
        return f"?from={self.first.isoformat()}&to={self.last.isoformat()}"


def _span(request: HttpRequest) -> Span:
    today = local_day(current_now())
    span = Span(today - timedelta(days=USUAL), today, {})
    days = {"from": span.first, "to": span.last}
    for name in days:
        typed = request.GET.get(name, "").strip()[:20]
        try:
            days[name] = read_date(typed, field=name) if typed else days[name]
        except Refused as no:
            span.errors[name] = refusal_words(no)
    if not span.errors and days["to"] < days["from"]:
        span.errors["to"] = _("Ngày cuối sớm hơn ngày đầu. Sửa lại một trong hai ngày.")
    elif not span.errors and (days["to"] - days["from"]).days > LONGEST:
        span.errors["to"] = _("Mỗi lần xem được nhiều nhất một năm. Chọn khoảng ngắn hơn.")
    if not span.errors:
        span.first, span.last = days["from"], days["to"]
    return span


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """What every detector finds at an agency and all under it; for heads of it or above."""
    _open_to(request, key)
    span = _span(request)
    rows = _rows(key, span)
    units = [unit for row in rows for unit in row["units"]]
    context = {
        "rows": rows,
        "span": span,
        "form": _form(request, span),
        "errors": [{"field": name, "words": words} for name, words in span.errors.items()],
        "signs": sum(bool(row["units"]) for row in rows),
        "unanswered": sum(not unit["answered"] for unit in units),
    }
    status = 422 if span.errors else 200
    return review_page(request, FINDINGS, key, "board/findings.html", context, status=status)


def _rows(key: str, span: Span) -> list[dict[str, Any]]:
    """A row for each detector, with the units where it found something, most dossiers first."""
    tree, today = agency_tree(), local_day(current_now())
    found = sorted(findings(key, span.first, span.last), key=lambda it: (-it.dossiers, it.agency))
    done = answered(tree.subtree(key), span.first, span.last)
    figures = thresholds(rulebook(), span.last)
    units: dict[str, list[dict[str, Any]]] = {}
    for it in found:
        unit = {
            "key": it.agency,
            "name": tree.short_name(it.agency, today),
            "dossiers": it.dossiers,
            "answered": (it.agency, it.detector) in done,
        }
        units.setdefault(it.detector, []).append(unit)
    return [
        {
            "detector": one,
            "threshold": threshold_words(one, figures),
            "lacking": lacking(one, figures),
            "units": units.get(one.key, []),
            "dossiers": sum(unit["dossiers"] for unit in units.get(one.key, [])),
        }
        for one in DETECTORS
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@sees_figures
def one(request: HttpRequest, key: str, detector: str) -> HttpResponseBase:
    """The cases of a detector at a unit and all under it; POST the answer of the unit's head."""
    _open_to(request, key)
    if detector not in BY_KEY:
        raise Http404
    span, now = _span(request), current_now()
    found = cases(detector, key, span.first, span.last, limit=ROWS + 1)
    if request.method == "POST":
        try:
            answer_finding(
                person_id(request),
                key,
                detector,
                span.first,
                span.last,
                dossiers=len({case.key for case in found}),
                accepted=request.POST.get("accepted") == "1",
                words=request.POST.get("answer", ""),
                now=now,
            )
        except Refused as no:
            return refusal_page(request, no, back=request.get_full_path())
        messages.success(request, _("Đã ghi giải trình vào sổ niêm phong của đơn vị."))
        return redirect(request.get_full_path())
    figures = thresholds(rulebook(), span.last)
    context = {
        "detector": BY_KEY[detector],
        "threshold": threshold_words(BY_KEY[detector], figures),
        "lacking": lacking(BY_KEY[detector], figures),
        "span": span,
        "more": len(found) > ROWS,
        "answers_here": _heads(request, key),
        **_listed(found[:ROWS], key, detector),
    }
    return review_page(request, FINDINGS, key, "board/finding.html", context)


def _listed(found: Any, key: str, detector: str) -> dict[str, Any]:
    tree, today = agency_tree(), local_day(current_now())
    said = replies(subject_of(detector), tree.subtree(key))
    people = names_of([*(case.person for case in found), *(reply.person for reply in said)])
    rows = shown(case.key for case in found)
    return {
        "cases": [
            {
                "shown": rows.get(case.key),
                "who": people.get(case.person, ""),
                "unit": tree.short_name(case.agency, today),
                "at": case.at,
            }
            for case in found
        ],
        "replies": [
            {
                "reply": reply,
                "who": people.get(reply.person, ""),
                "unit": tree.short_name(reply.agency, today),
            }
            for reply in said
        ],
    }


def _open_to(request: HttpRequest, key: str) -> None:
    """Heads and procedure control of the agency or above, heads of the unit itself; else 404."""
    standing(key)
    if not (may_read(memberships(request), key, agency_tree()) or _heads(request, key)):
        raise Http404


def _heads(request: HttpRequest, key: str) -> bool:
    return any(one.agency == key and one.role in HEADS for one in memberships(request))


def _form(request: HttpRequest, span: Span) -> list[dict[str, Any]]:
    labels = {"from": _("Ghi từ ngày"), "to": _("đến hết ngày")}
    days = {"from": span.first, "to": span.last}
    return [
        {
            "name": name,
            "label": label,
            "width": "w2",
            "value": request.GET.get(name, "")[:20] if span.errors else vn_date(days[name]),
            "error": span.errors.get(name, ""),
        }
        for name, label in labels.items()
    ]
