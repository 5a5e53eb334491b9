"""The working calendar, a year at a time: days off with reason and source, office hours."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from motcua.domain.days import Hours
from motcua.domain.local_time import local_day
from motcua.domain.managing import AREAS, Area
from motcua.reads.calendar import WeekHours, covered, year_of
from motcua.reads.law import agency_tree
from motcua.web.formats import SHORT_WEEKDAYS, WEEKDAYS
from motcua.web.http import current_now, memberships
from motcua.web.manager.frame import managed, manager_page
from motcua.web.manager.words import CONFIDENCE, DAY_KINDS
from motcua.web.typed import asked_words


@require_safe
@managed(Area.CALENDAR)
def calendar(request: HttpRequest) -> HttpResponseBase:
    """`?year=` (this one if missing) of the calendar of `?agency=` (one's own if missing)."""
    today, tree = local_day(current_now()), agency_tree()
    agency = asked_words(request, "agency") or _own(request)
    if agency not in tree:
        raise Http404
    years = covered(agency)
    number = _year(request, today.year)
    if number not in years:
        raise Http404
    year = year_of(agency, number)
    context: dict[str, Any] = {
        "agency": agency,
        "name": tree.short_name(agency, today),
        "year": year,
        "years": years,
        "today": today,
        "weekdays": SHORT_WEEKDAYS,
        "specials": [
            {
                "special": one,
                "kind": DAY_KINDS[one.reason.kind.value],
                "confidence": CONFIDENCE.get(one.reason.confidence, one.reason.confidence),
            }
            for one in year.specials
        ],
        "hours": [_hours(row) for row in year.hours],
    }
    return manager_page(request, Area.CALENDAR, "manager/calendar.html", context)


def _own(request: HttpRequest) -> str:
    mine = (one.agency for one in memberships(request) if Area.CALENDAR in AREAS.get(one.role, ()))
    return next(mine)


def _year(request: HttpRequest, this_year: int) -> int:
    typed = request.GET.get("year", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else this_year


def _hours(row: WeekHours) -> dict[str, object]:
    first, last = row.weekdays[0], row.weekdays[-1]
    unbroken = last - first + 1 == len(row.weekdays) > 2
    named = [str(WEEKDAYS[day]) for day in row.weekdays]
    return {
        "row": row,
        "weekdays": f"{named[0]} – {named[-1]}" if unbroken else ", ".join(named),
        "hours": _spans(row.hours),
    }


def _spans(hours: Hours) -> str:
    return ", ".join(f"{_clock(begin)}–{_clock(end)}" for begin, end in hours)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
