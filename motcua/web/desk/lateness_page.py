"""Lateness of one agency or one person, with every dossier behind it and every share."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.lateness_of import HEADS, LatenessOf, headed, lateness_of, may_see, page_of
from motcua.reads.law import agency_tree
from motcua.reads.words import refusal_words
from motcua.web.desk.clock_frame import acting_in, address, clock_page, drawn
from motcua.web.desk.period import YEARS, month_of
from motcua.web.formats import vn_date
from motcua.web.http import current_now, memberships, person_id
from motcua.web.typed import shown_again

NAME = "lateness"
ROWS = 50
LONGEST = 366
"""Days that are reckoned at once."""


class Days:
    """`?from=` and `?to=`, this month if missing; what is wrong with them, by field."""

    def __init__(self, request: HttpRequest, today: date) -> None:
        month = month_of(today)
        self.errors: dict[str, str] = {}
        self.typed = {name: request.GET.get(name, "").strip()[:20] for name in ("from", "to")}
        self.first = self._read("from", month.first)
        self.last = self._read("to", month.last)
        if not self.errors and self.last < self.first:
            self.errors["to"] = _("Ngày cuối sớm hơn ngày đầu. Sửa lại một trong hai ngày.")
        elif not self.errors and (self.last - self.first).days > LONGEST:
            self.errors["to"] = _("Mỗi lần xem được nhiều nhất một năm. Chọn khoảng ngắn hơn.")
        if self.errors:
            self.first, self.last = month.first, month.last

    def _read(self, name: str, usual: date) -> date:
        if not self.typed[name]:
            return usual
        try:
            day = read_date(self.typed[name], field=name)
        except Refused as no:
            self.errors[name] = refusal_words(no)
            return usual
        if day.year in YEARS:
            return day
        self.errors[name] = _("Năm phải từ 1990 đến 2099.")
        return usual

    def field(self, name: str, label: str) -> dict[str, Any]:
        """For components/field.html."""
        day = self.first if name == "from" else self.last
        typed = shown_again(self.typed[name]) if self.errors else vn_date(day)
        error = self.errors.get(name, "")
        return {"name": name, "label": label, "width": "w2", "value": typed, "error": error}


@require_safe
@clock_page(NAME)
def page(request: HttpRequest) -> HttpResponseBase:
    """`?agency=` and `?person=` from `?from=` to `?to=`; one's own if nothing is asked."""
    now, viewer = current_now(), person_id(request)
    agency, person = _asked(request, viewer)
    days = Days(request, local_day(now))
    found = lateness_of(agency, person, days.first, days.last, now)
    begin = _number(request.GET.get("begin", "")) or 0
    here = {"agency": agency, "person": str(person or ""), **_span(days)}
    more = begin + ROWS < len(found.dossiers)
    context = {
        "found": found,
        "count": len(found.dossiers),
        "lines": page_of(found, begin, ROWS),
        "unit": agency_tree().short_name(agency, local_day(now)),
        "who": _who(found, person, viewer),
        "days": days,
        "form": _form(request, agency, person, days, found, now),
        "errors": [{"field": name, "words": words} for name, words in days.errors.items()],
        "next_url": address(NAME, **here, begin=str(begin + ROWS)) if more else "",
        "first_url": address(NAME, **here) if begin else "",
        "person_url": address(NAME, agency=agency, **_span(days)) + "&person=",
        "agency_key": agency,
    }
    status = 422 if days.errors else 200
    return drawn(request, NAME, "desk/clock/lateness.html", context, status=status)


def _span(days: Days) -> dict[str, str]:
    return {"from": days.first.isoformat(), "to": days.last.isoformat()}


def _asked(request: HttpRequest, viewer: int) -> tuple[str, int | None]:
    """Whose lateness is asked for; Http404 for what this person may not see."""
    held, tree = memberships(request), agency_tree()
    agency = request.GET.get("agency", "") or acting_in(request).agency
    typed = request.GET.get("person", "")
    person = _number(typed)
    if agency not in tree or (typed and person is None):
        raise Http404
    is_head = any(one.role in HEADS and tree.is_within(agency, one.agency) for one in held)
    if person is None and not is_head:
        if request.GET.get("agency"):
            raise Http404
        person = viewer
    if not may_see(held, viewer, agency, person, tree):
        raise Http404
    return agency, person


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None


def _who(found: LatenessOf, person: int | None, viewer: int) -> str:
    if person is None:
        return ""
    return _("ông, bà") if person == viewer else dict(found.people).get(person, "")


def _form(
    request: HttpRequest,
    agency: str,
    person: int | None,
    days: Days,
    found: LatenessOf,
    now: datetime,
) -> list[dict[str, Any]]:
    tree, today = agency_tree(), local_day(now)
    heads = headed(memberships(request), tree, today)
    span = [days.field("from", _("Quá hạn từ ngày")), days.field("to", _("đến hết ngày"))]
    if agency not in heads:
        return [{"name": "person", "kind": "hidden", "value": str(person or "")}, *span]
    people = [(str(key), name) for key, name in found.people]
    if person is not None and str(person) not in dict(people):
        people.append((str(person), _("Người đang xem")))
    return [
        {
            "name": "agency",
            "label": _("Đơn vị"),
            "kind": "select",
            "width": "w4",
            "value": agency,
            "choices": [(key, tree.short_name(key, today)) for key in heads],
        },
        {
            "name": "person",
            "label": _("Người"),
            "kind": "select",
            "width": "w3",
            "value": str(person or ""),
            "choices": [("", _("Cả đơn vị")), *people],
        },
        *span,
    ]
