"""What pages of figures share: who may come in, the tabs, the filter and the line on paper.

Figures hold no personal data: whoever works here may see those of any unit of the province.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.domain.access import SEEING
from motcua.domain.agencies import AgencyTree
from motcua.reads.law import agency_tree
from motcua.web.board.asked import Asked, written
from motcua.web.board.headline import plain_name
from motcua.web.formats import vn_date
from motcua.web.http import P, Page, acting, desk_page, memberships, signed_in


@dataclass(frozen=True, slots=True)
class Tab:
    """A page about the agency in view. `named`: its address holds the agency as a path."""

    label: Promise | str
    named: bool = True


TABS: dict[str, Tab] = {
    "board-of": Tab(_("Tổng quan")),
    "board-weeks": Tab(_("Theo tuần")),
    "board-fields": Tab(_("Lĩnh vực, thủ tục")),
    "board-time": Tab(_("Thời gian đi đâu")),
    "board-official": Tab(_("Biểu mẫu báo cáo")),
    "board-silent": Tab(_("Đơn vị im lặng"), named=False),
    "board-adoption": Tab(_("Hồ sơ giấy")),
    "board-path": Tab(_("Lộ trình")),
}
"""Addresses in the order of the tabs. Every one of them takes the question of the board."""


def sees_figures(view: Page[P]) -> Page[P]:
    """Only for people who act for some agency in a role that sees dossiers at all."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not any(one.role in SEEING for one in memberships(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(asked)


def home_agency(request: HttpRequest, *, departments: bool = False) -> str:
    """Whose board one sees first: the committee that one acts for or under (or the department,
    where those are asked for too); a commune's own."""
    tree = agency_tree()
    who = acting(request)
    key = who.agency if who else next(one.key for one in tree if one.parent is None)
    for one in (key, *tree.ancestors(key)):
        agency = tree.get(one)
        if agency.is_committee or (departments and agency.kind == "department"):
            return one
    return key


Draw = Callable[[HttpRequest, str, str, Asked, Mapping[str, Any]], HttpResponse]


def board_page(
    request: HttpRequest,
    template: str,
    name: str,
    wanted: Asked,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page about one agency with tabs and filter. `name` is that of its address."""
    question, tree = wanted.question, agency_tree()
    shared = {
        "asked": wanted,
        "question": question,
        "tabs": tabs(question, name),
        "crumbs": _crumbs(wanted, tree),
        "unit_name": tree.name(question.agency, question.last),
        "plain": plain_name(tree, question.agency, question.last),
        "here": address(name, question.agency),
        "basis_line": basis_line(wanted),
        "export": f"{reverse('board-export')}?{written(question, agency=question.agency)}",
    }
    return desk_page(request, template, {**shared, **context}, status=status)


def address(name: str, agency: str) -> str:
    """The page of that name about an agency, without a question."""
    return reverse(name, args=[agency]) if TABS[name].named else reverse(name)


def tabs(question: Any, current: str) -> list[dict[str, Any]]:
    """All pages about the agency in view, asked the same."""
    return [
        {
            "label": tab.label,
            "url": f"{address(name, question.agency)}?"
            + written(question, agency="" if tab.named else question.agency),
            "current": name == current,
        }
        for name, tab in TABS.items()
    ]


def _crumbs(wanted: Asked, tree: AgencyTree) -> list[dict[str, str]]:
    question = wanted.question
    above = [key for key in reversed(tree.ancestors(question.agency)) if tree.get(key).is_committee]
    return [
        {
            "label": plain_name(tree, key, question.last),
            "url": f"{reverse('board-of', args=[key])}?{written(question)}",
        }
        for key in above
    ]


def basis_line(wanted: Asked) -> str:
    """What is counted, of when, known by when: stands under every board."""
    question = wanted.question
    period = {"a": vn_date(question.first), "b": vn_date(question.last)}
    what = (
        _now("Hồ sơ tiếp nhận từ %(a)s đến hết %(b)s")
        if question.cohort
        else _now("Việc diễn ra từ %(a)s đến hết %(b)s")
    )
    known = {"day": vn_date(question.as_of or question.last)}
    levels = {(): "", ("district", "commune"): _now("cấp huyện và cấp xã")}
    named = levels.get(question.levels, "")
    parts = [what % period, named, _now("số liệu đến hết ngày %(day)s") % known]
    return ", ".join(part for part in parts if part) + "."
