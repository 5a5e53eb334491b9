"""Publishing the figures of a period: whoever controls procedures does it, once for each period."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.actions.publishing import may_publish, publish_period, seal_for
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.published import last_seal, periods
from motcua.reads.words import refusal_words
from motcua.statistics.publication import document
from motcua.statistics.question import Question
from motcua.web.formats import vn_date
from motcua.web.http import current_now, memberships, person_id
from motcua.web.manager.frame import managed, manager_page
from motcua.web.typed import shown_again

FIELDS = (("first", _("Từ ngày")), ("last", _("Đến ngày")), ("as_of", _("Chốt hết ngày")))


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.FIGURES)
def figures(request: HttpRequest) -> HttpResponseBase:
    """Periods published so far and, for whoever may, the form that publishes one more."""
    may = may_publish(memberships(request), current_now())
    if request.method != "POST":
        return _page(request, may, {})
    if not may:
        return _page(request, may, {"": refusal_words(Refused("not_yours_to_publish"))}, 403)
    days, errors = _read(request)
    if errors:
        return _page(request, may, errors, 422)
    try:
        Question("", days["first"], days["last"], as_of=days["as_of"])
        seal_for(**days)  # before the work, not after it
        told = document(**days, now=current_now())
        publish_period(told, now=current_now(), by=person_id(request))
    except Refused as no:
        return _page(request, may, {"first": refusal_words(no)}, 409)
    messages.success(request, _("Đã công bố. Số liệu kỳ này từ nay không đổi."))
    return redirect("figures-period", days["first"].isoformat(), days["last"].isoformat())


def _read(request: HttpRequest) -> tuple[dict[str, date], dict[str, str]]:
    days: dict[str, date] = {}
    errors: dict[str, str] = {}
    for name, _label in FIELDS:
        try:
            days[name] = read_date(request.POST.get(name, ""), field=name)
        except Refused as no:
            errors[name] = refusal_words(no)
    return days, errors


def _page(
    request: HttpRequest, may: bool, errors: dict[str, str], status: int = 200
) -> HttpResponseBase:
    seal = last_seal()
    context = {
        "may": may,
        "form": [_field(request, name, label, errors) for name, label in FIELDS],
        "errors": [{"field": name, "words": words} for name, words in errors.items()],
        "periods": periods(),
        "seal": seal,
    }
    return manager_page(request, Area.FIGURES, "manager/figures.html", context, status=status)


def _field(
    request: HttpRequest, name: str, label: Promise, errors: dict[str, str]
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "value": shown_again(request.POST.get(name, ""), 20) or _proposed(name),
        "error": errors.get(name, ""),
        "width": "w4",
        "inputmode": "numeric",
        "maxlength": 20,
    }


def _proposed(name: str) -> str:
    """From 1 January up to the last sealed day: what can be published today."""
    seal = last_seal()
    last = local_day(current_now()) - timedelta(days=1) if seal is None else seal.day
    return vn_date(last.replace(month=1, day=1) if name == "first" else last)
