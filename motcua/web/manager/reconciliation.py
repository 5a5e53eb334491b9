"""Reconciliation with the national portal: what differs and why, mended by a button."""

from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.actions.reconciling import ask_again, repair
from motcua.domain.managing import Area
from motcua.domain.reconciling import DIFFERENT, Cause
from motcua.reads.law import agency_tree
from motcua.reads.reconciling import Line, by_cause, counted_otherwise, differences, last_run
from motcua.reads.words.numbers import so_many
from motcua.reads.words.portal import CAUSES, EXPLAINED, REPAIRS, error_words, said_words
from motcua.web.formats import vn_number, vn_percent
from motcua.web.http import current_now
from motcua.web.manager.dead_letters import AT_A_TIME, pager
from motcua.web.manager.exchange import scope_of
from motcua.web.manager.frame import managed, manager_page

NAME = "manager-reconciliation"
COUNTED = "rate"
"""`?cause=` of the dossiers that are counted otherwise, whatever else differs."""


@require_safe
@managed(Area.EXCHANGE)
def page(request: HttpRequest) -> HttpResponseBase:
    """How many differ, by cause; the dossiers of `?cause=`; both rates side by side."""
    scope, run = scope_of(request), last_run()
    counts = by_cause(scope)
    shown = request.GET.get("cause", "") or _first(counts)
    start = int(asked) if (asked := request.GET.get("start", "0")[:7]).isdecimal() else 0
    total, lines = _lines(scope, shown, start, counts)
    context = {
        "run": run,
        "rate": _rate(run.figures) if run else None,
        "causes": [_cause(cause, counts[cause.value], shown) for cause in DIFFERENT],
        "different": sum(counts[cause.value][0] for cause in DIFFERENT),
        "counted": counted_otherwise(scope, 0, 0)[0],
        "shown": shown,
        "explains": shown in (COUNTED, Cause.REFUSED.value),
        "rows": lines,
        "pager": pager({"cause": shown}, start, total),
    }
    return manager_page(request, Area.EXCHANGE, "manager/reconciliation.html", context)


@require_POST
@managed(Area.EXCHANGE)
def repairs(request: HttpRequest) -> HttpResponseBase:
    """`cause` (and `code`): send what mends it; `again`: compare anew."""
    if request.POST.get("again"):
        ask_again(current_now(), timezone.now())
        messages.success(request, _("Tiến trình gửi sẽ đối soát lại trong vòng một phút."))
        return redirect(NAME)
    cause, code = request.POST.get("cause", ""), request.POST.get("code", "")
    if cause not in [one.value for one in DIFFERENT]:
        raise Http404
    count = repair(
        [cause], code=code, now=current_now(), machine=timezone.now(), agencies=scope_of(request)
    )
    text = so_many("Đã xếp hàng gửi cho %(n)s hồ sơ; lần đối soát sau cho biết kết quả.", count)
    messages.success(request, text)
    return redirect(f"{reverse(NAME)}?{urlencode({'cause': cause})}")


def _first(counts: dict[str, tuple[int, int]]) -> str:
    return next((cause.value for cause in DIFFERENT if counts[cause.value][0]), "")


def _cause(cause: Cause, count: tuple[int, int], shown: str) -> dict[str, Any]:
    every, repaired = count
    return {
        "key": cause.value,
        "words": CAUSES[cause],
        "repair": REPAIRS[cause],
        "count": every,
        "repaired": repaired,
        "current": cause.value == shown,
    }


def _lines(
    scope: frozenset[str], shown: str, start: int, counts: dict[str, tuple[int, int]]
) -> tuple[int, list[dict[str, Any]]]:
    if shown == COUNTED:
        total, found = counted_otherwise(scope, start, AT_A_TIME)
    else:
        total, found = counts.get(shown, (0, 0))[0], differences(scope, shown, start, AT_A_TIME)
    tree, today = agency_tree(), current_now().date()
    return total, [
        {
            "line": one,
            "unit": tree.short_name(one.agency, today) if one.agency in tree else "",
            "ours": said_words(one.ours),
            "theirs": said_words(one.theirs),
            "words": error_words(one.words),
            "explained": _explained(one),
        }
        for one in found
    ]


def _explained(one: Line) -> str:
    words = str(EXPLAINED.get((one.here, one.there), ""))
    return f"{words} ({str(CAUSES[Cause(one.cause)]).lower()})" if words else ""


def _rate(figures: dict[str, int]) -> dict[str, str] | None:
    if not figures.get("received"):
        return None
    there = figures["there_received"]
    return {
        "here": vn_percent(Fraction(figures["here"], figures["received"])),
        "received": vn_number(figures["received"]),
        "on_time": vn_number(figures["here"]),
        "there": vn_percent(Fraction(figures["there"], there)) if there else "",
        "there_received": vn_number(there),
        "there_on_time": vn_number(figures["there"]),
    }
