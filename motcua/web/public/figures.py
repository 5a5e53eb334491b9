"""Published figures, for everyone: the newest period, each period at its own lasting address.

Nothing is counted here: the page shows a document that was frozen when it was published. Beside
it stands by how much the same days differ today, because of what was entered late.
"""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.reads.orders import orders_in_force
from motcua.reads.published import Published, last_seal, newest, periods, published
from motcua.statistics.catalogue import FIGURES
from motcua.statistics.feed import as_csv, as_dataset, as_json
from motcua.statistics.late_recorded import late_recorded
from motcua.statistics.publication import NOT_PUBLISHED
from motcua.statistics.rates import RATES
from motcua.web.frame import public_context
from motcua.web.public.figures_rows import RATE, Sheet, percent, sheet_of

SHOWN_TIMES = 8
FILES = {
    "figures.json": "application/json; charset=utf-8",
    "figures.csv": "text/csv; charset=utf-8",
    "dataset.jsonld": "application/ld+json; charset=utf-8",
}


@require_safe
def figures(request: HttpRequest) -> HttpResponseBase:
    """The newest published period; where none is, what will stand here."""
    found = newest()
    if found is None:
        context = {**public_context(request), "seal": last_seal()}
        return render(request, "public/figures_none.html", context)
    return _page(request, found, str(found.document["top"]))


@require_safe
def period(request: HttpRequest, first: str, last: str, unit: str = "") -> HttpResponseBase:
    """One period, of the whole or of one unit."""
    found = found_or_404(first, last)
    key = unit or str(found.document["top"])
    if key not in {one["key"] for one in found.document["units"]}:
        raise Http404
    return _page(request, found, key)


def found_or_404(first: str, last: str) -> Published:
    """The period at this address; 404 where no such days are published."""
    try:
        found = published(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Published, key: str) -> HttpResponseBase:
    sheet = sheet_of(found)
    frame = public_context(request)
    whole = key == found.document["top"]
    minimum = minimum_of(found, key)
    bars = sheet.bars(key, minimum)
    context = {
        **frame,
        "period": found,
        "whole": whole,
        "unit": sheet.units[key],
        "above": sheet.path_to(key),
        "head": sheet.bar(key, minimum),
        "minimum": minimum,
        "bars": [bar for bar in bars if not bar.silent],
        "silent_rows": [bar for bar in bars if bar.silent],
        "late_url": f"{sheet.url('figures-late')}?unit={key}",
        "files": [(name, sheet.url("figures-file", name)) for name in FILES],
        "self_url": sheet.url("figures-period"),
        "times_url": sheet.url("figures-times"),
        **(_of_the_whole(found, sheet) if whole else {}),
    }
    return render(request, "public/figures.html", context)


def minimum_of(found: Published, key: str) -> int | None:
    """The least rate that an order in force on the day of publication demands; None: no order."""
    orders = orders_in_force(key, local_day(found.published))
    return next((one.share for one in orders if one.measure == RATE), None)


def _of_the_whole(found: Published, sheet: Sheet) -> dict[str, Any]:
    document = found.document
    late, apologised = document["apologies"]["late"], document["apologies"]["apologised"]
    names = [sheet.units[key]["name"] for key in document["silent"]]
    thin = [sheet.units[key]["name"] for key in document["thin"]]
    busiest = sorted(document["usual_times"], key=lambda one: -one["solved"])
    return {
        "late": late,
        "apologised": apologised,
        "apology_rate": percent(apologised, late),
        "silent": names,
        "thin": thin,
        "silent_count": len(names),
        "times": busiest[:SHOWN_TIMES],
        "times_more": len(busiest) > SHOWN_TIMES,
        "late_recorded": late_recorded(found.first, found.last),
        "periods": [one for one in periods() if (one.first, one.last) != (found.first, found.last)],
    }


@require_safe
def times(request: HttpRequest, first: str, last: str) -> HttpResponseBase:
    """Usual times of every procedure of a period."""
    found = found_or_404(first, last)
    sheet = sheet_of(found)
    context = {
        **public_context(request),
        "period": found,
        "times": sorted(found.document["usual_times"], key=lambda one: str(one["name"])),
        "back_url": sheet.url("figures-period"),
    }
    return render(request, "public/figures_times.html", context)


@require_safe
@cache_control(public=True, max_age=86400)
def file(request: HttpRequest, first: str, last: str, name: str) -> HttpResponseBase:
    """figures.json, figures.csv or dataset.jsonld: the same bytes whenever it is asked for."""
    found = found_or_404(first, last)
    if name not in FILES:
        raise Http404
    kind = FILES[name]
    if name == "figures.json":
        return _file(name, as_json(found.document), kind)
    if name == "figures.csv":
        return _file(name, "\N{ZERO WIDTH NO-BREAK SPACE}" + as_csv(found.document), kind)
    sheet = sheet_of(found)
    addresses = {
        one: (request.build_absolute_uri(sheet.url("figures-file", one)), media.partition(";")[0])
        for one, media in FILES.items()
        if one != name
    }
    page = request.build_absolute_uri(sheet.url("figures-period"))
    dataset = as_dataset(found.document, page=page, files=addresses)
    return JsonResponse(dataset, content_type=kind, json_dumps_params={"ensure_ascii": False})


def _file(name: str, text: str, kind: str) -> HttpResponse:
    stem, _dot, ending = name.rpartition(".")
    shown = f'inline; filename="{stem}.{ending}"'
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": shown})


@require_safe
def definitions(request: HttpRequest) -> HttpResponseBase:
    """What each figure counts and each rate divides, from the catalogue that counts them."""
    context = {
        **public_context(request),
        "figures": [one for one in FIGURES if one.name not in NOT_PUBLISHED],
        "rates": [{"rate": one, "num": _words(one.num), "den": _words(one.den)} for one in RATES],
        "back_url": reverse("figures"),
    }
    return render(request, "public/figures_definitions.html", context)


_PARTS = {
    "kept": _("trước hạn và đúng hạn"),
    "not_late": _("phải giải quyết, trừ trễ hạn"),
}


def _words(name: str) -> str:
    known = {one.name: one.words for one in FIGURES}
    return str(known.get(name) or _PARTS[name]).lower()
