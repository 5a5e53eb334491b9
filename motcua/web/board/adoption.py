"""Is everything in the system: declarations of dossiers kept on paper, and what does not agree."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.actions.declarations import LONGEST, declare
from motcua.domain.adoption import month_of
from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.reads.law import agency_tree
from motcua.reads.words import refusal_words
from motcua.statistics.adoption import Adopted, adoption
from motcua.web.board.asked import asked
from motcua.web.board.frame import board_page, sees_figures
from motcua.web.board.headline import order_for, plain_name
from motcua.web.http import current_now, memberships, person_id, refusal_page
from motcua.web.typed import shown_again

GAPS: dict[str, tuple[str, Promise | str]] = {
    "not_declared": ("late", _("chưa khai")),
    "still_on_paper": ("soon", _("còn hồ sơ giấy")),
    "in_the_book": ("soon", _("khai không có, nhưng đã nhập hồ sơ từ sổ giấy")),
    "numbers_missing": ("soon", _("khai không có, nhưng số kết quả không liền nhau")),
    "nothing_anywhere": ("soon", _("khai không có, hệ thống cũng không có")),
    "more_entered_late": ("soon", _("khai không có, nhưng có hồ sơ nhập sau")),
    "": ("ok", _("khớp")),
}
NAMED = 4
"""So many stretches of missing numbers are named on a line."""
SIGNING = frozenset({Role.LEADER, Role.ONE_STOP_HEAD})


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's month; `numbers` names the first of those that no result bears."""

    name: str
    parent: str
    row: Adopted
    numbers: str
    kind: str
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """`?month=2020-03`; POST signs the declaration of this very unit for that month."""
    now, tree = current_now(), agency_tree()
    today = local_day(now)
    month = request.POST.get("month") or request.GET.get("month") or usual_month(today)
    error = ""
    try:
        agency = tree.find(key).key
        month_of(month)
        if request.method == "POST":
            error = _sign(request, agency, month)
            if not error:
                messages.success(request, _now("Đã ký khai báo."))
                here = reverse("board-adoption", args=[agency])
                return HttpResponseRedirect(f"{here}?month={month}")
        found = adoption(agency, month)
        order = order_for(agency, today)
    except Refused as no:
        return refusal_page(request, no, back=reverse("board"))
    wanted = asked(request.GET, agency, today)
    context = _context(request, agency, month, found, order, tree, today) | {"error": error}
    status = 422 if error else 200
    return board_page(
        request, "board/adoption.html", "board-adoption", wanted, context, status=status
    )


def usual_month(today: date) -> str:
    """The month to declare now: this one in its last week, the one before until then."""
    first = today.replace(day=1)
    if today.day < 22:
        first = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    return f"{first:%Y-%m}"


def _sign(request: HttpRequest, agency: str, month: str) -> str:
    typed = request.POST.get("on_paper", "").strip()
    try:
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 6):
            raise Refused("bad_count", field="on_paper", expected="0–100000")
        reason = request.POST.get("reason", "")
        declare(person_id(request), agency, month, int(typed), reason, now=current_now())
    except Refused as no:
        return refusal_words(no)
    return ""


def _context(
    request: HttpRequest,
    agency: str,
    month: str,
    found: tuple[Adopted, ...],
    order: Order | None,
    tree: AgencyTree,
    today: date,
) -> dict[str, Any]:
    lines = sorted((_line(one, tree, today) for one in found), key=_open_first)
    signing = any(one.agency == agency and one.role in SIGNING for one in memberships(request))
    own = next((one for one in found if one.unit == agency), None)
    return {
        "month": f"{month_of(month):%m/%Y}",
        "month_key": month,
        "lines": lines,
        "signed": sum(one.known.on_paper is not None for one in found),
        "all": len(found),
        "on_paper": sum(one.known.on_paper or 0 for one in found),
        "everything_from": order.all_in_system_from if order else None,
        "order": order,
        "fields": _fields(request) if signing and own else [],
        "months": _months(agency, month),
    }


def _open_first(line: Line) -> tuple[int, str]:
    return list(GAPS).index(line.row.gap), line.row.unit


def _line(one: Adopted, tree: AgencyTree, today: date) -> Line:
    kind, words = GAPS[one.gap]
    parent = plain_name(tree, one.parent, today) if one.parent in tree else ""
    name = plain_name(tree, one.unit, today)
    return Line(name, parent, one, _numbers(one, tree, today), kind, str(words))


def _numbers(one: Adopted, tree: AgencyTree, today: date) -> str:
    """'8, 10–13/QĐ-UBND …'; of another agency than the counter, with its name."""
    named = []
    for unit, gap in one.missing[:NAMED]:
        whose = "" if unit == one.unit else f"{plain_name(tree, unit, today)}: "
        until = f"–{gap.last}" if gap.last > gap.first else ""
        register = f"/{gap.register}" if gap.register else ""
        named.append(f"{whose}{gap.first}{until}{register}")
    return "; ".join(named) + (" …" if len(one.missing) > NAMED else "")


def _fields(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "name": "on_paper",
            "label": _now("Số hồ sơ còn làm trên giấy"),
            "hint": _now("0 nếu không có"),
            "width": "w3",
            "inputmode": "numeric",
            "required": True,
            "value": shown_again(request.POST.get("on_paper", ""), 6),
        },
        {
            "name": "reason",
            "label": _now("Lý do, nếu còn hồ sơ giấy"),
            "kind": "textarea",
            "width": "w8",
            "maxlength": LONGEST,
            "value": shown_again(request.POST.get("reason", ""), LONGEST),
        },
    ]


def _months(agency: str, month: str) -> list[dict[str, str]]:
    first, here = month_of(month), reverse("board-adoption", args=[agency])
    before = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    after = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
    return [
        {"label": _now("Tháng %(n)s") % {"n": f"{one:%m/%Y}"}, "url": f"{here}?month={one:%Y-%m}"}
        for one in (before, after)
    ]
