"""Exchange with other systems: how each destination is, and what to do about it."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.actions.destinations import try_at_once
from motcua.channels.registry import CHANNELS
from motcua.domain.managing import Area, exchange_scope
from motcua.reads.law import agency_tree
from motcua.reads.outbox import Health, health
from motcua.reads.reconciling import last_run
from motcua.reads.words.numbers import so_many
from motcua.reads.words.portal import DESTINATIONS, STANDINGS
from motcua.web.http import current_now, memberships
from motcua.web.manager.frame import managed, manager_page

NAME = "manager-exchange"
OLD = timedelta(minutes=15)
"""A message that waits longer is said aloud: the other side is behind what happened here."""


@require_safe
@managed(Area.EXCHANGE)
def exchange(request: HttpRequest) -> HttpResponseBase:
    """Each destination: its circuit, what waits and since when, what went and what did not."""
    now = current_now()
    found = health(CHANNELS, timezone.now())
    context = {
        "rows": [_row(one, now) for one in found],
        "dead": sum(one.dead for one in found),
        "waiting": sum(one.waiting for one in found),
        "run": last_run(),
    }
    return manager_page(request, Area.EXCHANGE, "manager/exchange.html", context)


@require_POST
@managed(Area.EXCHANGE)
def attempts(request: HttpRequest) -> HttpResponseBase:
    """Try a destination at once that is being left alone."""
    name = request.POST.get("destination", "")
    if name not in CHANNELS:
        raise Http404
    try_at_once(name)
    messages.success(request, _("Tiến trình gửi sẽ thử lại ngay."))
    return redirect(NAME)


def scope_of(request: HttpRequest) -> frozenset[str]:
    """The agencies whose messages the person looks after, with all below them."""
    tree = agency_tree()
    tops = exchange_scope(memberships(request))
    return frozenset(key for top in tops for key in tree.subtree(top))


def age_words(age: timedelta) -> str:
    """How long, in the largest unit that says enough."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 1:
        return _("chưa đến 1 phút")
    if minutes < 120:
        return so_many("%(n)s phút", minutes)
    if minutes < 48 * 60:
        return so_many("%(n)s giờ", minutes // 60)
    return so_many("%(n)s ngày", minutes // 1440)


def _row(one: Health, now: datetime) -> dict[str, object]:
    unready = CHANNELS[one.name].unready()
    kind, words = STANDINGS[one.standing]
    return {
        "health": one,
        "name": DESTINATIONS[one.name],
        "kind": kind,
        "standing": words,
        "unready": unready,
        "left_alone": one.standing != "closed" and not unready,
        "age": age_words(one.age(now)) if one.waiting else "",
        "old": one.age(now) > OLD,
    }
