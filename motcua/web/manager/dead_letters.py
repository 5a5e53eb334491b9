"""Dead letters: what could not be delivered, why, and sending it again."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.actions.resending import Chosen, resend
from motcua.channels.registry import CHANNELS
from motcua.domain.local_time import midnight
from motcua.domain.managing import Area, exchange_scope
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.law import agency_tree
from motcua.reads.outbox import count_dead, dead_letters
from motcua.reads.words import refusal_words
from motcua.reads.words.numbers import so_many
from motcua.reads.words.portal import DESTINATIONS, error_words
from motcua.web.http import current_now, memberships
from motcua.web.manager.exchange import scope_of
from motcua.web.manager.fields import agency_choices
from motcua.web.manager.frame import managed, manager_page
from motcua.web.typed import shown_again

NAME = "manager-dead-letters"
AT_A_TIME = 50
ASKED = ("destination", "agency", "code", "from", "to")


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.EXCHANGE)
def page(request: HttpRequest) -> HttpResponseBase:
    """GET those that fit `?destination= &agency= &code= &from= &to=`; POST the same, to resend."""
    typed = {name: shown_again(_typed(request, name)) for name in ASKED}
    errors: dict[str, str] = {}
    chosen = _chosen(request, typed, errors)
    if request.method == "POST" and not errors:
        count = resend(chosen, timezone.now())
        messages.success(request, so_many("Đã đưa %(n)s tin trở lại hàng chờ.", count))
        kept = {name: typed[name] for name in ("destination", "agency") if typed[name]}
        return redirect(reverse(NAME) + (f"?{urlencode(kept)}" if kept else ""))
    context = {**_list(request, chosen, typed, errors), "typed": typed, "errors": errors}
    status = 422 if errors else 200
    return manager_page(request, Area.EXCHANGE, "manager/dead_letters.html", context, status)


def _typed(request: HttpRequest, name: str) -> str:
    return str((request.POST if request.method == "POST" else request.GET).get(name, ""))


def _chosen(request: HttpRequest, typed: dict[str, str], errors: dict[str, str]) -> Chosen:
    scope, tree = scope_of(request), agency_tree()
    agency = typed["agency"]
    within = scope & set(tree.subtree(agency)) if agency in tree else scope
    since, until = _day(typed, "from", errors), _day(typed, "to", errors)
    if since and until and until < since:
        errors["to"] = _("Ngày cuối sớm hơn ngày đầu.")
    return Chosen(
        code="".join(typed["code"].split()).upper(),
        agencies=tuple(sorted(within)),
        destination=typed["destination"] if typed["destination"] in CHANNELS else "",
        since=midnight(since) if since else None,
        until=midnight(until + timedelta(days=1)) if until else None,
    )


def _day(typed: dict[str, str], name: str, errors: dict[str, str]) -> date | None:
    if not typed[name]:
        return None
    try:
        return read_date(typed[name], field=name)
    except Refused as no:
        errors[name] = refusal_words(no)
        return None


def _list(
    request: HttpRequest, chosen: Chosen, typed: dict[str, str], errors: dict[str, str]
) -> dict[str, Any]:
    start = _start(request)
    count = 0 if errors else count_dead(chosen)
    found = [] if errors else dead_letters(chosen, start, AT_A_TIME)
    tree, today = agency_tree(), current_now().date()
    kept = {name: value for name, value in typed.items() if value}
    return {
        "rows": [
            {
                **row,
                "place": DESTINATIONS.get(row["destination"].partition(":")[0], ""),
                "unit": tree.short_name(row["agency"], today) if row["agency"] in tree else "",
                "words": error_words(row["error"]),
            }
            for row in found
        ],
        "count": count,
        "narrowed": bool(kept),
        "choices": agency_choices(tree, exchange_scope(memberships(request)), today),
        "destinations": DESTINATIONS.items(),
        "pager": pager(kept, start, count),
    }


def _start(request: HttpRequest) -> int:
    asked = request.GET.get("start", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0


def pager(kept: dict[str, str], start: int, count: int, most: int = AT_A_TIME) -> dict[str, str]:
    """Addresses of the pages before and after."""

    def url(at: int) -> str:
        return "?" + urlencode({**kept, "start": at} if at else kept)

    return {
        "previous_url": url(max(start - most, 0)) if start else "",
        "next_url": url(start + most) if start + most < count else "",
    }
