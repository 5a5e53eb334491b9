"""The first page: find a procedure, or where a dossier is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.reads.procedures import by_field, catalogue
from motcua.web.frame import public_context
from motcua.web.public.headline import headline


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What one can do here, and the fields of administration with their procedures."""
    frame = public_context(request)
    fields = by_field(catalogue(local_day(frame["now"])))
    context = {**frame, "fields": fields, "told": headline()}
    return render(request, "public/home.html", context)
