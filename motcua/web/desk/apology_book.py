"""Sổ xin lỗi: one agency, one day or month; what was sent, and what was late without a word."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.agencies import Agency
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.printed import documents as doc
from motcua.printed.fill_heads import place as place_of
from motcua.printed.render import render
from motcua.reads.apology_book import (
    PRINTED_ROWS,
    BookLine,
    Mark,
    answering,
    book,
    coverage,
    fullest,
    has_entries,
    side_of,
    without_apology,
)
from motcua.reads.clock import demo_name
from motcua.reads.law import agency_tree
from motcua.web.desk.clock_frame import (
    AskedPeriod,
    acting_in,
    address,
    asked_period,
    clock_page,
    drawn,
    next_url,
    place,
)
from motcua.web.desk.keys import Key
from motcua.web.http import current_now, memberships, refusal_page
from motcua.web.language import in_vietnamese

NAME = "apologies"
LATE = "late"


@require_safe
@clock_page(NAME)
def page(request: HttpRequest) -> HttpResponseBase:
    """`?agency=` (one's own if missing, or where the late ones are if it has none) in `?period=`;
    `?tab=late` for those without apology."""
    now = current_now()
    agencies = answering(memberships(request), local_day(now))
    asked = asked_period(request, local_day(now))
    agency = _chosen(request, agencies, asked, now)
    if agency is None:
        return refusal_page(request, Refused("unknown_agency"), back=reverse(NAME))
    tab = LATE if request.GET.get("tab") == LATE else ""
    found = coverage(agency.key, asked.period.first, asked.period.last, now)
    here = {"agency": agency.key, "period": asked.period.text}
    context = {
        "agency": agency_tree().name(agency.key, asked.period.last),
        "received_here": side_of(agency.key) == "receiving",
        "period": asked.period,
        "coverage": found,
        "tab": tab,
        "tabs": _tabs(here, tab, found.late - found.apologised),
        "form": [_choice(agency, agencies), asked.field],
        "links": asked.links(NAME, local_day(now), agency=agency.key, tab=tab),
        "pdf_url": address("apologies-print", **here),
        **_rows(request, agency, asked, tab, now, here),
    }
    status = 422 if asked.error else 200
    return drawn(request, NAME, "desk/clock/book.html", context, status=status)


@require_safe
@clock_page(NAME)
def pdf(request: HttpRequest) -> HttpResponseBase:
    """The whole period's book, to be printed and kept."""
    now = current_now()
    agencies = answering(memberships(request), local_day(now))
    asked = asked_period(request, local_day(now))
    agency = _chosen(request, agencies, asked, now)
    if agency is None:
        return refusal_page(request, Refused("unknown_agency"), back=reverse(NAME))
    period = asked.period
    lines, _more = in_vietnamese(book)(
        agency.key, period.first, period.last, now, rows=PRINTED_ROWS
    )
    name = agency_tree().name(agency.key, period.last)
    printed = doc.ApologyBook(
        head=_head(agency, now),
        agency=name,
        first=period.first,
        last=period.last,
        rows=tuple(_printed(line) for line in lines),
        demo=bool(demo_name()),
    )
    shown = f'inline; filename="so-xin-loi-{agency.key}-{period.text}.pdf"'
    return HttpResponse(render(printed), "application/pdf", headers={"Content-Disposition": shown})


def _chosen(
    request: HttpRequest, agencies: list[Agency], asked: AskedPeriod, now: datetime
) -> Agency | None:
    key, period = request.GET.get("agency", ""), asked.period
    if not key:
        key = acting_in(request).agency
        if not has_entries(key, period.first, period.last, now):
            key = fullest(agencies, period.first, period.last, now) or key
    return next((one for one in agencies if one.key == key), None)


def _tabs(here: dict[str, str], tab: str, missing: int) -> list[dict[str, Any]]:
    return [
        {"label": _("Đã xin lỗi"), "url": address(NAME, **here), "current": not tab},
        {
            "label": _("Trễ, chưa xin lỗi"),
            "url": address(NAME, **here, tab=LATE),
            "current": tab == LATE,
            "count": str(missing or ""),
        },
    ]


def _rows(
    request: HttpRequest,
    agency: Agency,
    asked: AskedPeriod,
    tab: str,
    now: datetime,
    here: dict[str, str],
) -> dict[str, Any]:
    begin = place(request)
    after = Mark(begin.moment, begin.key, begin.number) if begin else None
    first, last = asked.period.first, asked.period.last
    if tab:
        late, end = without_apology(agency.key, first, last, now, after=after)
        lines: dict[str, Any] = {"late_lines": late}
    else:
        sent, end = book(agency.key, first, last, now, after=after)
        lines = {"lines": sent}
    key = Key(end.moment, end.key, end.number) if end else None
    return lines | {
        "next_url": next_url(NAME, key, **here, tab=tab),
        "first_url": address(NAME, **here, tab=tab) if after else "",
    }


def _choice(agency: Agency, agencies: list[Agency]) -> dict[str, Any]:
    return {
        "name": "agency",
        "label": _("Sổ của cơ quan, đơn vị"),
        "kind": "select",
        "width": "w4",
        "value": agency.key,
        "choices": [(one.key, one.short_name) for one in agencies],
    }


def _printed(line: BookLine) -> doc.ApologyRow:
    return doc.ApologyRow(
        code=line.code,
        procedure=line.procedure,
        legal_due=line.due or line.new_date,
        reappointed=line.new_date,
        sent=line.sent,
        manner=line.manner,
        timely=line.timely,
        met=line.met,
    )


def _head(agency: Agency, now: datetime) -> doc.Head:
    tree, day = agency_tree(), local_day(now)
    chain = (agency.key, *tree.ancestors(agency.key))
    committee = next((key for key in chain if tree.get(key).is_committee), agency.key)
    own = tree.name(agency.key, day)
    above = tree.name(committee, day)
    return doc.Head(
        issuer=own,
        above=None if committee == agency.key else above,
        place=place_of(above),
        issued=now,
    )
