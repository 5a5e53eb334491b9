"""People of the agencies one oversees: the list, and a new account."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.actions import administration
from motcua.actions.people import read_title, read_username
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area, administered, oversees, people_scope
from motcua.domain.refusal import Refused
from motcua.domain.text import NAME_LIMIT, clean
from motcua.reads.law import agency_tree
from motcua.reads.people import people_of
from motcua.web.http import current_now, memberships, person_id
from motcua.web.manager.fields import Asked, agency_choices, post_fields
from motcua.web.manager.frame import administrators, managed, manager_page
from motcua.web.manager.posts import person_rows
from motcua.web.typed import asked_words


@require_safe
@managed(Area.PEOPLE)
def people(request: HttpRequest) -> HttpResponseBase:
    """People by name; `?agency=` and all below it, `?q=` part of a name, `?after=` to go on."""
    held, tree, today = memberships(request), agency_tree(), local_day(current_now())
    scope = people_scope(held)
    agency, words = asked_words(request, "agency"), asked_words(request, "q")
    if agency and not (agency in tree and oversees(held, agency, tree)):
        raise Http404
    within = {key for top in ([agency] if agency else scope) for key in tree.subtree(top)}
    found, cursor = people_of(within, name=words, after=request.GET.get("after", ""))
    kept = {name: value for name, value in (("agency", agency), ("q", words)) if value}
    following = f"?{urlencode({**kept, 'after': cursor})}" if cursor else ""
    context = {
        "rows": person_rows(found, tree, today),
        "words": words,
        "agency": agency,
        "choices": agency_choices(tree, scope, today),
        "scope": ", ".join(tree.short_name(top, today) for top in scope),
        "pager": {"next_url": following, "previous_url": ""},
        "first_url": f"?{urlencode(kept)}" if request.GET.get("after") else "",
        "may_add": bool(administered(held)),
    }
    return manager_page(request, Area.PEOPLE, "manager/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new_person(request: HttpRequest) -> HttpResponseBase:
    """A new account with its first post. Its password is shown once, on the page that answers."""
    if request.method != "POST":
        return _form(request, Asked({"agency": asked_words(request, "agency")}))
    asked = Asked(request.POST.dict())
    made = _make(request, asked)
    if made is None:
        return _form(request, asked, status=422)
    number, password = made
    context = {
        "name": asked.text("full_name"),
        "username": asked.text("username").strip().lower(),
        "password": password,
        "url": reverse("manager-person", args=[number]),
    }
    return manager_page(request, Area.PEOPLE, "manager/password_told.html", context)


def _make(request: HttpRequest, asked: Asked) -> tuple[int, str] | None:
    asked.check("full_name", partial(clean, field="full_name", limit=NAME_LIMIT))
    asked.check("title", read_title)
    asked.check("username", read_username)
    post = asked.post()
    if post is None:
        return None
    try:
        return administration.add_person(
            person_id(request),
            username=asked.text("username"),
            full_name=asked.text("full_name"),
            title=asked.text("title"),
            agency=post.agency,
            role=post.role,
            since=post.since,
            until=post.until,
            now=current_now(),
        )
    except Refused as no:
        asked.refuse(no)
        return None


def _form(request: HttpRequest, asked: Asked, status: int = 200) -> HttpResponseBase:
    tree, today = agency_tree(), local_day(current_now())
    choices = agency_choices(tree, administered(memberships(request)), today)
    own: list[dict[str, Any]] = [
        asked.field("full_name", _("Họ và tên"), width="w6", maxlength=200, required=True),
        asked.field("title", _("Chức danh"), width="w6", maxlength=120, optional=True),
        asked.field(
            "username",
            _("Tên đăng nhập"),
            width="w6",
            maxlength=60,
            required=True,
            hint=_("chữ không dấu, số, dấu chấm; ví dụ tiepnhan.cathanh"),
            autocomplete="off",
        ),
    ]
    context = {
        "own": own,
        "post": post_fields(asked, choices, today),
        "errors": asked.summary(),
    }
    return manager_page(request, Area.PEOPLE, "manager/person_new.html", context, status=status)
