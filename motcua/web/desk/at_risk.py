"""Hồ sơ có nguy cơ trễ: mine, my agency's, and those of all agencies below."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.access import Membership
from motcua.domain.local_time import local_day
from motcua.domain.roles import Role
from motcua.reads.at_risk import COUNTED, MOST_WITHIN, WITHIN, Mark, Scope, at_risk
from motcua.reads.law import agency_tree
from motcua.web.desk.clock_frame import acting_in, address, clock_page, drawn, next_url, place
from motcua.web.desk.keys import Key
from motcua.web.formats import vn_number
from motcua.web.http import current_now, memberships, person_id

NAME = "at-risk"
OWN_WORK = frozenset({Role.RECEPTIONIST, Role.OFFICER, Role.CLERK})
"""Roles whose page begins with what they hold themselves."""


@require_safe
@clock_page(NAME)
def page(request: HttpRequest) -> HttpResponseBase:
    """`?scope=` mine, agency or below; `?within=` working days ahead."""
    now, who = current_now(), acting_in(request)
    scopes = _scopes(who)
    scope = _scope(request, scopes, who)
    within = _within(request.GET.get("within", ""))
    begin = place(request)
    after = Mark(begin.moment, begin.key) if begin else None
    found = at_risk(
        scope, memberships(request), who, person_id(request), now, within=within, after=after
    )
    here = {"scope": scope.value, "within": "" if within == WITHIN else str(within)}
    end = found.following
    context = {
        "lines": found.lines,
        "overdue": _counted(found.overdue),
        "soon": _counted(found.soon),
        "within": within,
        "scope": scope.value,
        "scopes": [_tab(one, scope, within) for one in scopes],
        "unit": agency_tree().short_name(who.agency, local_day(now)),
        "next_url": next_url(NAME, Key(end.due, end.key) if end else None, **here),
        "first_url": address(NAME, **here) if after else "",
        "wide": not all(line.own for line in found.lines),
    }
    return drawn(request, NAME, "desk/clock/at_risk.html", context)


def _scopes(who: Membership) -> list[Scope]:
    below = len(agency_tree().children(who.agency)) > 0
    return [Scope.MINE, Scope.AGENCY, *([Scope.BELOW] if below else [])]


def _scope(request: HttpRequest, scopes: list[Scope], who: Membership) -> Scope:
    typed = request.GET.get("scope", "")
    usual = Scope.MINE if who.role in OWN_WORK else Scope.AGENCY
    return next((scope for scope in scopes if scope.value == typed), usual)


def _tab(scope: Scope, chosen: Scope, within: int) -> dict[str, Any]:
    labels = {
        Scope.MINE: _("Tôi đang giữ"),
        Scope.AGENCY: _("Đơn vị tôi"),
        Scope.BELOW: _("Đơn vị tôi và cấp dưới"),
    }
    kept = "" if within == WITHIN else str(within)
    url = address(NAME, scope=scope.value, within=kept)
    return {"label": labels[scope], "url": url, "current": scope is chosen}


def _within(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 3
    return min(int(typed), MOST_WITHIN) if is_number else WITHIN


def _counted(count: int) -> str:
    return f"{vn_number(COUNTED - 1)}+" if count >= COUNTED else (vn_number(count) if count else "")
