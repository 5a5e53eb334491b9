"""The management pages' common part: who may come in, and the tabs of what is open to them."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.domain.managing import Area, administered, areas
from motcua.web.http import P, Page, desk_page, memberships, signed_in

LABELS: dict[Area, Promise | str] = {
    Area.PROCEDURES: pgettext_lazy("rail", "Thủ tục"),
    Area.AGENCIES: pgettext_lazy("rail", "Cơ quan"),
    Area.PEOPLE: _("Nhân sự và vai trò"),
    Area.CALENDAR: _("Lịch làm việc"),
    Area.FIGURES: _("Công bố số liệu"),
    Area.EXCHANGE: _("Trao đổi dữ liệu"),
    Area.ORDERS: _("Công văn"),
}


def managed(area: Area) -> Callable[[Page[P]], Page[P]]:
    """Only for people to whom this part is open; for all others there is no such page."""

    def guard(view: Page[P]) -> Page[P]:
        @wraps(view)
        def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if area not in areas(memberships(request)):
                raise Http404
            return view(request, *args, **kwargs)

        return signed_in(asked)

    return guard


def administrators(view: Page[P]) -> Page[P]:
    """Of the part PEOPLE: only for those who may change something there; 404 for who may look."""

    @managed(Area.PEOPLE)
    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not administered(memberships(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


def address(area: Area) -> str:
    """Where a part begins."""
    return reverse(f"manager-{area.value}")


def manager_page(
    request: HttpRequest,
    area: Area,
    template: str,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A management page with its tabs."""
    tabs = [
        {"label": LABELS[one], "url": address(one), "current": one is area}
        for one in areas(memberships(request))
    ]
    return desk_page(request, template, {"tabs": tabs, **context}, status=status)
