"""Orders (công văn): what stands, entering one, putting one right, ending one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.actions.orders import end_order, enter_order
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.reads.law import agency_tree
from motcua.reads.orders import all_orders, order_of
from motcua.web.http import current_now, memberships, person_id, refusal_page
from motcua.web.manager.fields import Asked
from motcua.web.manager.frame import managed, manager_page
from motcua.web.manager.order_form import (
    MARK_WORDS,
    MARKED_WORDS,
    fields,
    level_choices,
    read_order,
    standing,
)

NAME = "manager-orders"


@require_safe
@managed(Area.ORDERS)
def orders(request: HttpRequest) -> HttpResponseBase:
    """Every order, newest first."""
    tree, today = agency_tree(), local_day(current_now())
    rows = [
        {"order": one, "issuer": tree.short_name(one.issuer, today), "holds": one.in_force(today)}
        for one in all_orders()
    ]
    context = {"rows": rows, "may_edit": bool(_issuers(request))}
    return manager_page(request, Area.ORDERS, "manager/orders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.ORDERS)
def new(request: HttpRequest) -> HttpResponseBase:
    """A form for a new order; only for procedure control."""
    if not _issuers(request):
        raise Http404
    return _entered(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.ORDERS)
def order(request: HttpRequest, key: str) -> HttpResponseBase:
    """One order with how each field is known; procedure control of its issuer may put it right."""
    try:
        return _entered(request, order_of(key))
    except Refused as no:
        return refusal_page(request, no, status=404)


@require_POST
@managed(Area.ORDERS)
def ending(request: HttpRequest, key: str) -> HttpResponseBase:
    """`last`: the last day on which the order holds."""
    asked = Asked(request.POST.dict())
    last = asked.day("last")
    try:
        if last is not None:
            end_order(person_id(request), key, last, now=current_now())
            messages.success(request, _("Đã ghi ngày hết hiệu lực của công văn."))
            return redirect("manager-order", key=key)
        return _form(request, order_of(key), asked, status=422)
    except Refused as no:
        return refusal_page(request, no, back=request.path.rpartition("/")[0])


def _entered(request: HttpRequest, before: Order | None) -> HttpResponseBase:
    asked = Asked(request.POST.dict() if request.method == "POST" else standing(before))
    if request.method != "POST":
        return _form(request, before, asked)
    wanted = read_order(asked, before, _issuers(request), request.POST.getlist("levels"))
    if wanted is None:
        return _form(request, before, asked, status=422)
    try:
        changed = enter_order(person_id(request), wanted, now=current_now())
    except Refused as no:
        if no.reason == "not_procedure_control":
            return refusal_page(request, no, back=request.path)
        asked.refuse(no)
        return _form(request, before, asked, status=422)
    said = _("Đã ghi công văn; bảng số liệu, lộ trình và kiểm điểm dùng ngay.")
    messages.success(request, said if changed else _("Chưa có gì thay đổi."))
    return redirect("manager-order", key=wanted.key)


def _marks(order: Order | None) -> list[dict[str, Any]]:
    return [
        {"field": MARKED_WORDS[one.field], "mark": MARK_WORDS[one.mark], "source": one.source}
        for one in (order.marks if order else ())
    ]


def _issuers(request: HttpRequest) -> list[str]:
    held = memberships(request)
    return [one.agency for one in held if one.role is Role.PROCEDURE_CONTROL]


def _form(
    request: HttpRequest, before: Order | None, asked: Asked, status: int = 200
) -> HttpResponse:
    tree, issuers = agency_tree(), _issuers(request)
    mine = before is None or any(tree.is_within(before.issuer, one) for one in issuers)
    context: dict[str, Any] = {
        "order": before,
        "form": fields(asked, before, issuers, local_day(current_now())),
        "levels": level_choices(asked),
        "level_error": asked.errors.get("levels", ""),
        "may_edit": bool(issuers) and mine,
        "errors": asked.summary(),
        "marks": _marks(before),
        "last": asked.field("last", _("Hết hiệu lực sau ngày"), width="w3", maxlength=10),
    }
    return manager_page(request, Area.ORDERS, "manager/order.html", context, status=status)
