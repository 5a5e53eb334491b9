"""A new agency under one that stands: only for administrators of the whole province."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.actions.agencies import add_agency
from motcua.domain.agencies import Agency, Contradiction
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area, administers
from motcua.domain.refusal import Refused
from motcua.reads.law import agency_tree
from motcua.web.http import current_now, memberships, person_id, refusal_page
from motcua.web.manager.agency_form import fields, read_agency
from motcua.web.manager.fields import Asked
from motcua.web.manager.frame import managed, manager_page


def may_add(request: HttpRequest) -> bool:
    """Whether who asks administers the province itself."""
    tree = agency_tree()
    tops = [one.key for one in tree if one.parent is None]
    return any(administers(memberships(request), top, tree) for top in tops)


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.AGENCIES)
def new(request: HttpRequest, key: str) -> HttpResponseBase:
    """The form, and what came of it; `key` is the agency above."""
    if not may_add(request):
        raise Http404
    try:
        above = agency_tree().find(key)
    except Refused as no:
        return refusal_page(request, no)
    if request.method != "POST":
        return _form(request, above, Asked({}))
    asked = Asked(request.POST.dict())
    made = read_agency(asked, above)
    if made is not None:
        try:
            add_agency(person_id(request), *made, now=current_now())
        except Refused as no:
            asked.refuse(no)
        except Contradiction as no:
            asked.errors["key"] = str(no)
    if asked.errors or made is None:
        return _form(request, above, asked, status=422)
    messages.success(request, _("Đã thêm cơ quan. Thêm người ở Nhân sự và vai trò."))
    return redirect("manager-agency", key=made[0].key)


def _form(request: HttpRequest, above: Agency, asked: Asked, status: int = 200) -> HttpResponseBase:
    today, tree = local_day(current_now()), agency_tree()
    context = {
        "fields": fields(asked, above, tree.short_name(above.key, today), today),
        "errors": asked.summary(),
        "above": tree.name(above.key, today),
        "url": reverse("manager-agency", args=[above.key]),
        "action": reverse("manager-agency-new", args=[above.key]),
    }
    return manager_page(request, Area.AGENCIES, "manager/agency_new.html", context, status=status)
