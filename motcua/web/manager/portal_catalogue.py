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

from motcua.channels.national_portal.catalogue import parts_there, pull
from motcua.channels.national_portal.catalogue import procedure as procedure_there
from motcua.channels.registry import PORTAL
from motcua.domain.catalogue_review import (
    Change,
    Kind,
    Listed,
    Part,
    changes,
    part_changes,
    parts_of,
)
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
PARTS: dict[Part, Promise | str] = {
    Part.NAME: gettext_lazy("Tên thủ tục"),
    Part.FIELD: gettext_lazy("Lĩnh vực"),
    Part.LIMIT: gettext_lazy("Thời hạn giải quyết"),
    Part.FEE: gettext_lazy("Phí, lệ phí"),
    Part.PAPER: gettext_lazy("Thành phần hồ sơ"),
    Part.RESULT: gettext_lazy("Kết quả"),
    Part.LEGAL_BASIS: gettext_lazy("Căn cứ pháp lý"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.EXCHANGE)
def page(request: HttpRequest) -> HttpResponseBase:
    """GET explains; POST asks the portal and shows what differs, with `procedure` of that one."""
    code = request.POST.get("procedure", "").strip()[:40]
    context: dict[str, Any] = {"unready": PORTAL.unready(), "asked": False, "typed": code}
    status = 200
    if request.method == "POST" and not context["unready"]:
        try:
            context |= _one(code) if code else {"asked": True, **_review(pull(PORTAL.session()))}
        except TryLater as trouble:
            status = 503
            words = _("Cổng không trả lời được lúc này. Thử lại sau ít phút.")
            context |= {"error": words, "said": str(trouble)}
    return manager_page(request, Area.EXCHANGE, "manager/portal_catalogue.html", context, status)


def _one(code: str) -> dict[str, Any]:
    """All that the portal publishes of one procedure beside ours, part by part."""
    found, today = procedure_there(PORTAL.session(), code), local_day(current_now())
    own = next((one.procedure for one in all_published(today) if one.procedure.code == code), None)
    context: dict[str, Any] = {"one": code, "there": found is not None, "here": own is not None}
    if found is not None and own is not None:
        different = part_changes(parts_of(own, today), parts_there(found))
        context |= {
            "name": own.name,
            "parts": [{"words": PARTS[change.part], "change": change} for change in different],
        }
    return context


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
