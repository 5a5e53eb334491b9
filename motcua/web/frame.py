"""The frame around pages: whose desk it is and the rail beside it; the bar of public pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.domain.access import SEEING, Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.managing import areas
from motcua.domain.roles import Role
from motcua.reads import clock
from motcua.reads.desks import Filters, Tab, places, tab_counts
from motcua.reads.law import agency_tree, calendar_of
from motcua.reads.words import role_words

COUNTER = frozenset({Role.RECEPTIONIST, Role.ONE_STOP_HEAD})
OF_DEADLINES = ("apologies", "lateness")
"""Pages that stand in the rail under 'Thời hạn'."""


def membership_key(membership: Membership) -> str:
    """How a page and the session name a membership."""
    return f"{membership.agency}/{membership.role.value}"


def shared_context() -> dict[str, Any]:
    """What the frame of every page shows: the demo's band and the time."""
    return {"demo": bool(clock.demo_name()), "now": clock.now()}


def public_context(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page for citizens."""
    shared = shared_context()
    tree, day = agency_tree(), local_day(shared["now"])
    top = next((agency for agency in tree if agency.parent is None), None)
    own = {"name": "desk", "label": _("Bàn làm việc")}
    if not request.user.is_authenticated:
        own = {"name": "sign-in", "label": _("Dành cho cán bộ")}
    links = [
        {"name": "procedures", "label": pgettext("rail", "Thủ tục")},
        {"name": "look-up", "label": _("Tra cứu hồ sơ")},
        {"name": "figures", "label": _("Số liệu")},
        {"name": "deadline", "label": _("Tính ngày trả")},
        own,
    ]
    place = tree.short_name(top.key, day).removeprefix("UBND ") if top else ""
    return shared | {
        "public": {
            "home_url": reverse("home"),
            "place": place[:1].upper() + place[1:],
            "links": [_link(request.path, **link) for link in links],
        },
        "contact": {"lines": _who_runs_this(tree, shared["now"]), "text": "", "links": []},
    }


def _who_runs_this(tree: AgencyTree, now: datetime) -> list[str]:
    day = local_day(now)
    return [
        tree.name(agency.key, day)
        for agency in tree.at(day)
        if agency.parent is None or agency.kind == "centre"
    ]


def desk_context(
    name: str,
    person: int,
    memberships: Iterable[Membership],
    acting: Membership | None,
    path: str,
    today: int | None = None,
) -> dict[str, Any]:
    """The frame of a page for officials (the contract stands in desk/base.html).

    `today`: how much work of today there is; counted here where the page has not.
    """
    shared = shared_context()
    tree, day = agency_tree(), local_day(shared["now"])
    held = tuple(memberships)
    role = role_words(acting.role) if acting else ""
    sees_dossiers = acting is None or acting.role in SEEING
    receive = reverse("receive") if acting and acting.role is Role.RECEPTIONIST else ""
    desk = {
        "unit": _unit(acting, tree, shared["now"]),
        "units": [
            {
                "key": membership_key(one),
                "name": tree.short_name(one.agency, day),
                "role": role_words(one.role),
                "current": one == acting,
            }
            for one in held
        ],
        "unit_url": reverse("acting"),
        "person": {"name": name, "role": role},
        "person_links": [{"label": _("Đổi mật khẩu"), "url": reverse("password")}],
        "sign_out_url": reverse("sign-out"),
        "work_url": reverse("desk") if sees_dossiers else reverse("manager-home"),
        "search_url": reverse("search") if sees_dossiers else "",
        "receive_url": receive,
        "rail": _rail(person, held, acting, shared["now"], path, today),
    }
    return shared | {"desk": desk, "person": person, "memberships": held, "acting": acting}


def _unit(acting: Membership | None, tree: AgencyTree, now: datetime) -> dict[str, str]:
    if acting is None:
        return {"name": _("Chưa được giao việc"), "part": ""}
    at_counter = acting.role in COUNTER and tree.get(acting.agency).is_committee
    return {
        "name": tree.short_name(acting.agency, local_day(now)),
        "part": _("Bộ phận Tiếp nhận và Trả kết quả") if at_counter else "",
    }


def _rail(
    person: int,
    held: tuple[Membership, ...],
    acting: Membership | None,
    now: datetime,
    path: str,
    today: int | None,
) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    if acting is not None and acting.role in SEEING:
        count = _work_of_today(person, held, now) if today is None else today
        items.append(_item("desk", _("Việc của tôi"), "inbox", count))
        if acting.role is Role.RECEPTIONIST:
            items.append(_item("receive", pgettext("act", "Tiếp nhận"), "plus-square"))
        items.append(_item("at-risk", pgettext("rail", "Thời hạn"), "clock"))
        items.append(_item("search", _("Tra cứu"), "search"))
        items.append(_item("register", _("Sổ theo dõi"), "journal-text"))
        items.append(_item("board", _("Số liệu"), "bar-chart"))
        items.append(_item("reviews", _("Kiểm điểm"), "pen"))
    if areas(held):
        items.append(_item("manager-home", _("Quản lý"), "gear"))
    if any(_within(path, reverse(name)) for name in OF_DEADLINES):
        path = reverse("at-risk")
    here = max((item["url"] for item in items if _within(path, item["url"])), key=len, default="")
    return [{**item, "current": item["url"] == here} for item in items]


def _work_of_today(person: int, held: tuple[Membership, ...], now: datetime) -> int:
    """As many as stand under 'today' on the page of my work."""
    where = places(Tab.TODAY, held, person, now, calendar_of)
    return tab_counts({Tab.TODAY: where}, Filters())[Tab.TODAY]


def _item(name: str, label: str, icon: str, count: int | None = None) -> dict[str, Any]:
    return {"label": label, "url": reverse(name), "icon": icon, "count": count}


def _link(path: str, name: str, label: str) -> dict[str, Any]:
    url = reverse(name)
    return {"label": label, "url": url, "current": _within(path, url)}


def _within(path: str, url: str) -> bool:
    return path == url or path.startswith(f"{url}/")
