"""The catalogue of procedures, and one procedure: what to bring, how long, how much."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.reads import procedures as published
from motcua.reads.words import refusal_words
from motcua.web.frame import public_context
from motcua.web.public.asked import asked_words
from motcua.web.sheet import sheet_of, summary


@require_safe
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The procedures in force today, by field; `?q=` words without diacritics, `?field=` a code."""
    frame = public_context(request)
    today = local_day(frame["now"])
    words, field = asked_words(request, "q"), asked_words(request, "field")
    found = published.catalogue(today, words=words, field=field)
    everything = published.by_field(published.catalogue(today))
    fields = published.by_field(found)
    context = {
        "words": words,
        "chosen": next((one for one in everything if one.code == field), None),
        "everything": everything,
        "fields": [
            {"name": one.name, "rows": [(p, summary(p, today)) for p in one.procedures]}
            for one in fields
        ],
        "count": len(found),
    }
    return render(request, "public/procedures.html", {**frame, **context})


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponseBase:
    """One procedure as it is in force today."""
    frame = public_context(request)
    today = local_day(frame["now"])
    try:
        found = published.in_force(code, today)
    except Refused as no:
        context = {**frame, "sentence": refusal_words(no)}
        return render(request, "errors/404.html", context, status=404)
    return render(request, "public/procedure.html", {**frame, "sheet": sheet_of(found, today)})
