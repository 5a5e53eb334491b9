"""The national portal's catalogue beside ours: what would change. Nothing changes by itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.channels.national_portal.catalogue import pull
from motcua.channels.registry import PORTAL
from motcua.domain.catalogue_review import Change, Kind, Listed, changes
from motcua.domain.delivery import TryLater
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area
from motcua.reads.law import agency_tree
from motcua.reads.procedures import all_published
from motcua.web.http import current_now
from motcua.web.manager.frame import managed, manager_page

SHOWN = 200
KINDS: dict[Kind, tuple[Promise | str, Promise | str]] = {
    Kind.AGENCY: (
        gettext_lazy("Cơ quan"),
        gettext_lazy("Cây cơ quan được nạp từ tệp; sửa tệp rồi nạp lại khi cài đặt."),
    ),
    Kind.FIELD: (
        gettext_lazy("Lĩnh vực"),
        gettext_lazy("Mã lĩnh vực đi cùng thủ tục; công bố phiên bản mới của thủ tục."),
    ),
    Kind.PROCEDURE: (
        gettext_lazy("Thủ tục"),
        gettext_lazy("Công bố phiên bản mới từ tệp bằng lệnh publish-procedure."),
    ),
}
"""Name of each list, and how what differs is taken over by a person."""


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.EXCHANGE)
def page(request: HttpRequest) -> HttpResponseBase:
    """GET explains; POST asks the portal and shows what differs."""
    context: dict[str, Any] = {"unready": PORTAL.unready(), "asked": False}
    status = 200
    if request.method == "POST" and not context["unready"]:
        try:
            theirs = pull(PORTAL.session())
            context |= {"asked": True, **_review(theirs)}
        except TryLater as trouble:
            status = 503
            words = _("Cổng không trả lời được lúc này. Thử lại sau ít phút.")
            context |= {"error": words, "said": str(trouble)}
    return manager_page(request, Area.EXCHANGE, "manager/portal_catalogue.html", context, status)


def _review(theirs: Listed) -> dict[str, Any]:
    found = list(changes(_ours(local_day(current_now())), theirs))
    return {
        "count": len(found),
        "lists": [_list(kind, found, len(theirs.get(kind, {}))) for kind in Kind],
    }


def _list(kind: Kind, found: Iterable[Change], there: int) -> dict[str, Any]:
    own = [one for one in found if one.kind is kind]
    heading, how = KINDS[kind]
    return {
        "key": kind.value,
        "heading": heading,
        "how": how,
        "there": there,
        "count": len(own),
        "rows": own[:SHOWN],
        "rest": max(len(own) - SHOWN, 0),
    }


def _ours(today: date) -> Listed:
    procedures = [one.procedure for one in all_published(today)]
    return {
        Kind.AGENCY: {one.code_new: one.name for one in agency_tree() if one.stands_on(today)},
        Kind.FIELD: {one.field_code: one.field_name for one in procedures},
        Kind.PROCEDURE: {one.code: one.name for one in procedures},
    }
