"""The register (sổ theo dõi hồ sơ) of an agency, by day or month, to read and to print."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.actions.journal import looked_at_list
from motcua.domain.agencies import Agency
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.reads.register import PRINTED_ROWS, ROWS, Mark, RegisterPage, register_page, registers
from motcua.reads.words import field_sentence
from motcua.web.desk.keys import Key, read_key, write_key
from motcua.web.desk.period import Period, day_of, month_of, read_period
from motcua.web.http import (
    acting,
    client_address,
    current_now,
    desk_page,
    memberships,
    person_id,
    refusal_page,
    signed_in,
)


@require_safe
@signed_in
def register(request: HttpRequest) -> HttpResponseBase:
    """One agency's register in one period; of today, and one's own, if nothing else is asked."""
    now = current_now()
    today = local_day(now)
    agency, agencies, period, error = asked_register(request, today)
    if agency is None:
        if agencies or request.GET.get("agency"):
            return refusal_page(request, Refused("unknown_agency"), back=reverse("register"))
        return desk_page(request, "desk/register.html", {"no_register": True})
    return _page(request, agency, agencies, period, now, error)


def asked_register(
    request: HttpRequest, today: date
) -> tuple[Agency | None, list[Agency], Period, str]:
    """Whose register is asked for (None: there is none), whose there are, the period, what is
    wrong with it."""
    agencies = registers(memberships(request), today)
    typed, error = request.GET.get("period", "").strip()[:40], ""
    period = day_of(today)
    try:
        period = read_period(typed) if typed else period
    except Refused as no:
        error = field_sentence(str(no.facts["why"]), no.facts)
    return _chosen(request, agencies), agencies, period, error


def _chosen(request: HttpRequest, agencies: list[Agency]) -> Agency | None:
    mine = acting(request)
    first = next((a for a in agencies if mine and a.key == mine.agency), None)
    key = request.GET.get("agency", "")
    if not key:
        return first or (agencies[0] if agencies else None)
    return next((a for a in agencies if a.key == key), None)


def _page(
    request: HttpRequest,
    agency: Agency,
    agencies: list[Agency],
    period: Period,
    now: datetime,
    error: str,
) -> HttpResponse:
    whole = request.GET.get("print") == "1"
    place = read_key(request.GET.get("after", ""))
    after = Mark(place.moment, place.key, place.number) if place else None
    rows = PRINTED_ROWS if whole else ROWS
    page = register_page(agency.key, period.first, period.last, now, after=after, rows=rows)
    keys = [line.key for line in page.lines]
    who, address = person_id(request), client_address(request)
    looked_at_list(keys, person=who, page="register", at=now, address=address)
    here = {"agency": agency.key, "period": period.text}
    context = {
        "agency": agency.name,
        "period": period,
        "lines": page.lines,
        "count": _count(page),
        "form": _form(request, agency, agencies, period, error),
        "links": _links(agency, period, local_day(now)),
        "next_url": _following(here | ({"print": "1"} if whole else {}), page),
        "first_url": _address(here) if after else "",
        "pdf_url": _pdf(here, request.GET.get("after", "") if after else ""),
        "whole_url": _address(here | {"print": "1"}) if page.following and not whole else "",
    }
    return desk_page(request, "desk/register.html", context, status=422 if error else 200)


def _address(values: dict[str, str]) -> str:
    return f"{reverse('register')}?{urlencode(values)}"


def _pdf(here: dict[str, str], after: str) -> str:
    begins = {"after": after} if after else {}
    return f"{reverse('register-print')}?{urlencode(here | begins)}"


def _following(here: dict[str, str], page: RegisterPage) -> str:
    end = page.following
    if end is None:
        return ""
    return _address(here | {"after": write_key(Key(end.received, end.key, end.number))})


def _count(page: RegisterPage) -> str:
    """How many lines the period has, as far as is known without counting: '14', 'hơn 50'."""
    if not page.lines:
        return ""
    number = page.lines[-1].number
    return _("hơn %(n)d") % {"n": number} if page.following else str(number)


def _form(
    request: HttpRequest, agency: Agency, agencies: list[Agency], period: Period, error: str
) -> list[dict[str, Any]]:
    typed = request.GET.get("period", "")[:40]
    return [
        {
            "name": "agency",
            "label": _("Sổ của đơn vị"),
            "kind": "select",
            "width": "w5",
            "value": agency.key,
            "choices": [(one.key, one.short_name) for one in agencies],
        },
        {
            "name": "period",
            "label": _("Ngày hoặc tháng"),
            "hint": _("19/03/2020 hoặc 03/2020"),
            "width": "w4",
            "value": typed if error else period.typed,
            "error": error,
        },
    ]


def _links(agency: Agency, period: Period, today: date) -> list[dict[str, Any]]:
    offered = [
        (_("Hôm nay"), day_of(today)),
        (_("Tháng này"), month_of(today)),
        (_("Kỳ trước"), period.before()),
        (_("Kỳ sau"), period.following()),
    ]
    return [
        {
            "label": label,
            "url": _address({"agency": agency.key, "period": one.text}),
            "current": one == period,
        }
        for label, one in offered
    ]
