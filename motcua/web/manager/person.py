"""One account: its posts, its password, whether it is open. Only administrators change it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.actions import administration
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area, administered, administers, oversees
from motcua.domain.refusal import Refused
from motcua.reads.law import agency_tree
from motcua.reads.people import Person, password_drawn, person_of
from motcua.web.formats import vn_date
from motcua.web.http import current_now, memberships, person_id, refusal_page
from motcua.web.manager.fields import Asked, agency_choices, post_fields
from motcua.web.manager.frame import administrators, managed, manager_page
from motcua.web.manager.posts import post_line
from motcua.web.typed import shown_again


@require_safe
@managed(Area.PEOPLE)
def person(request: HttpRequest, number: int) -> HttpResponseBase:
    """The account with all its posts."""
    return _page(request, number, Asked({}))


@require_POST
@administrators
def posts(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give the person a post."""
    asked = Asked(request.POST.dict())
    post = asked.post()
    if post is not None:
        try:
            administration.give_post(
                person_id(request),
                number,
                agency=post.agency,
                role=post.role,
                since=post.since,
                until=post.until,
                now=current_now(),
            )
        except Refused as no:
            asked.refuse(no)
    if asked.errors:
        return _page(request, number, asked, status=422)
    messages.success(request, _("Đã giao vai trò."))
    return redirect("manager-person", number)


@require_POST
@administrators
def ending(request: HttpRequest, number: int, post: int) -> HttpResponseBase:
    """End one of the person's posts after a day."""
    asked = Asked({f"last-day-{post}": request.POST.get("last_day", "")})
    last_day = asked.day(f"last-day-{post}")
    if last_day is None:
        return _page(request, number, asked, ended=post, status=422)
    try:
        administration.end_post(
            person_id(request), number, post, last_day=last_day, now=current_now()
        )
    except Refused as no:
        return refusal_page(request, no, back=_address(number))
    messages.success(request, _("Đã kết thúc vai trò."))
    return redirect("manager-person", number)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def password(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say what another password means; by POST draw it, shown once on the page that answers."""
    try:
        if request.method != "POST":
            one = _seen(request, number)
            context: dict[str, Any] = {"one": one, "url": _address(number)}
            return manager_page(request, Area.PEOPLE, "manager/password_anew.html", context)
        told = administration.reset_password(person_id(request), number, now=current_now())
    except Refused as no:
        return refusal_page(request, no, back=_address(number))
    one = person_of(number)
    context = {
        "name": one.name,
        "username": one.username,
        "password": told,
        "url": _address(number),
    }
    return manager_page(request, Area.PEOPLE, "manager/password_told.html", context)


@require_POST
@administrators
def suspension(request: HttpRequest, number: int) -> HttpResponseBase:
    """Close the account, or open it again (`active=1`)."""
    active = request.POST.get("active") == "1"
    try:
        administration.suspend(person_id(request), number, active=active, now=current_now())
    except Refused as no:
        return refusal_page(request, no, back=_address(number))
    messages.success(request, _("Đã mở lại tài khoản.") if active else _("Đã khóa tài khoản."))
    return redirect("manager-person", number)


def _address(number: int) -> str:
    return reverse("manager-person", args=[number])


def _page(
    request: HttpRequest, number: int, asked: Asked, *, ended: int = 0, status: int = 200
) -> HttpResponseBase:
    try:
        one = _seen(request, number)
    except Refused as no:
        return refusal_page(request, no)
    tree, today, held = agency_tree(), local_day(current_now()), memberships(request)
    lines = [post_line(post, tree, today) for post in one.posts]
    mine = administered(held)
    may_change = bool(mine) and number != person_id(request)
    context: dict[str, Any] = {
        "one": one,
        "posts": [(line, may_change and administers(held, line.key, tree)) for line in lines],
        "now_posts": [line for line in lines if line.standing == "now"],
        "may_change": may_change,
        "drawn": password_drawn(number) if may_change else None,
        "is_oneself": number == person_id(request),
        "today": vn_date(today),
        "fields": post_fields(asked, agency_choices(tree, mine, today), today),
        "errors": asked.summary(),
        "ended": {"post": ended, "typed": shown_again(asked.text(f"last-day-{ended}"))},
    }
    return manager_page(request, Area.PEOPLE, "manager/person.html", context, status=status)


def _seen(request: HttpRequest, number: int) -> Person:
    """The account, if the person asking oversees an agency it acts for; without a post it is seen
    by administrators of the province."""
    one = person_of(number)
    held, tree = memberships(request), agency_tree()
    if any(oversees(held, post.held.agency, tree) for post in one.posts):
        return one
    tops = [agency.key for agency in tree if agency.parent is None]
    if not one.posts and any(administers(held, top, tree) for top in tops):
        return one
    raise Refused("unknown_person")
