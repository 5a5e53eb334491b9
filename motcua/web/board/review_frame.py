"""What pages of orders, paths, reviews and findings share: who may come in, and their tabs."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.domain.local_time import local_day
from motcua.domain.reviews import period_of
from motcua.reads.law import agency_tree
from motcua.reads.reviews import may_read
from motcua.statistics.rates import tenths
from motcua.web.formats import vn_percent
from motcua.web.http import current_now, desk_page, memberships

PATH, REVIEWS, FINDINGS = "path", "reviews", "findings"
TABS: dict[str, Promise | str] = {
    PATH: _("Lộ trình đến tỷ lệ phải đạt"),
    REVIEWS: _("Kiểm điểm hằng tháng"),
    FINDINGS: _("Dấu hiệu bất thường"),
}


def standing(key: str) -> str:
    """The agency of that key. Http404 if nobody knows it."""
    if key not in agency_tree():
        raise Http404
    return key


def reporting(month: str) -> str:
    """The reporting month of an address. Http404 for what is none."""
    try:
        period_of(month)
    except ValueError:
        raise Http404 from None
    return month


def tab_url(name: str, agency: str) -> str:
    """Where a tab leads for an agency."""
    return reverse(REVIEWS) if name == REVIEWS else reverse(f"board-{name}", args=[agency])


def review_page(
    request: HttpRequest,
    name: str,
    agency: str,
    template: str,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page about an agency with its tabs. `name`: one of TABS."""
    today, tree = local_day(current_now()), agency_tree()
    tabs = [
        {"label": label, "url": tab_url(one, agency), "current": one == name}
        for one, label in TABS.items()
        if one != FINDINGS or name == FINDINGS or may_read(memberships(request), agency, tree)
    ]
    shared = {"tabs": tabs, "agency_key": agency, "unit": tree.short_name(agency, today)}
    return desk_page(request, template, {**shared, **context}, status=status)


def good_percent(num: int, den: int) -> str:
    """A rate that is better the higher it is, as printed: rounded down; words for 0 of 0."""
    shown = tenths(num, den, good=True)
    return str(_("không phát sinh")) if shown is None else vn_percent(Fraction(shown, 1000))
