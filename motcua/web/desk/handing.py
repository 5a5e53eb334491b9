"""Hand-over lists: what one's unit gave to whom on a day, on paper to be signed by both sides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.agencies import Agency
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.reads.handing import (
    Given,
    first_day,
    givers,
    handed_over,
)
from motcua.reads.law import agency_tree
from motcua.web.desk.work_address import read_day
from motcua.web.formats import vn_date, vn_time
from motcua.web.http import (
    acting,
    current_now,
    desk_page,
    memberships,
    refusal_page,
    signed_in,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose hand-overs of which day; `error` where the day was wrong (then it is today)."""

    agency: Agency
    agencies: Sequence[Agency]
    day: date
    error: str = ""


@require_safe
@signed_in
def lists(request: HttpRequest) -> HttpResponseBase:
    """What was handed over to whom, with the paper of each; of today if nothing else is asked."""
    now = current_now()
    asked = asked_day(request, now)
    if asked is None:
        return refusal_page(request, Refused("unknown_agency"), back=reverse("desk"))
    given = [] if asked.error else handed_over(asked.agency.key, asked.day)
    groups = _groups(given, asked)
    context = {
        "agency": asked.agency.name,
        "day": asked.day,
        "count": len(given),
        "groups": groups,
        "goes": any(group["times"] for group in groups),
        "form": _form(request, asked),
        "error": asked.error,
    }
    status = 422 if asked.error else 200
    return desk_page(request, "desk/hand_over_lists.html", context, status)


def asked_day(request: HttpRequest, now: datetime) -> Asked | None:
    """Whose day is asked for; None for an agency that this person may not see."""
    today = local_day(now)
    agencies, mine = givers(memberships(request), today), acting(request)
    key = request.GET.get("agency", "") or (mine.agency if mine else "")
    agency = next((one for one in agencies if one.key == key), None)
    if agency is None:
        return None
    errors: dict[str, str] = {}
    day = read_day(request.GET, "day", errors)
    if day is not None and not first_day(now) <= day <= today:
        words = {"first": vn_date(first_day(now)), "last": vn_date(today)}
        errors["day"] = _("Chọn ngày từ %(first)s đến %(last)s.") % words
    wrong = errors.get("day", "")
    return Asked(agency, agencies, today if wrong or day is None else day, wrong)


def _groups(given: Sequence[Given], asked: Asked) -> list[dict[str, Any]]:
    """One row for each unit that was given something, and each time it was."""
    tree = agency_tree()
    by_unit = sorted(given, key=lambda one: one.receiving)  # stable: the times stay in order
    return [
        {
            "name": tree.short_name(unit, asked.day),
            "count": len(of_unit),
            "waiting": sum(not one.accepted for one in of_unit),
            "url": print_url(asked.agency.key, unit, asked.day),
            "times": _times(of_unit, asked),
        }
        for unit, found in groupby(by_unit, key=lambda one: one.receiving)
        for of_unit in (list(found),)
    ]


def _times(of_unit: Sequence[Given], asked: Asked) -> list[dict[str, Any]]:
    """Each time that several were handed over together; all of them is what the day's paper has."""
    together = Counter(one.at for one in of_unit)
    return [
        {
            "clock": vn_time(at),
            "count": count,
            "url": print_url(asked.agency.key, of_unit[0].receiving, asked.day, at),
        }
        for at, count in together.items()
        if 1 < count < len(of_unit)
    ]


def papers_of(dossiers: Iterable[Dossier]) -> list[dict[str, str]]:
    """The papers of what has just been handed over together, one for each unit that was given
    something."""
    given = [leg for one in dossiers for leg in (one.pending,) if leg is not None]
    tree = agency_tree()
    counted = Counter((leg.given_from, leg.agency, leg.given) for leg in given)
    return [
        {
            "words": _("Danh sách bàn giao cho %(unit)s (%(n)d hồ sơ)")
            % {"unit": tree.short_name(to, local_day(at)), "n": count},
            "url": print_url(giver, to, local_day(at), at),
        }
        for (giver, to, at), count in counted.items()
    ]


def print_url(agency: str, to: str, day: date, at: datetime | None = None) -> str:
    """The paper of what was given to one unit on a day, or in one go."""
    values = {"agency": agency, "to": to, "day": day.isoformat()}
    values |= {"at": at.isoformat()} if at else {}
    return f"{reverse('hand-over-list')}?{urlencode(values)}"


def _form(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    typed = request.GET.get("day", "")[:40].strip()
    return [
        {
            "name": "agency",
            "label": _("Bên giao"),
            "kind": "select",
            "width": "w5",
            "value": asked.agency.key,
            "choices": [(one.key, one.short_name) for one in asked.agencies],
        },
        {
            "name": "day",
            "label": _("Ngày giao"),
            "hint": _("19/03/2020"),
            "width": "w3",
            "value": typed if asked.error else vn_date(asked.day),
            "error": asked.error,
        },
    ]
