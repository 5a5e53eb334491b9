"""The agencies: the tree as it stood on a day, and one agency with its names and identifiers."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area, oversees
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.agencies import Node, added_on, names_of_agency, tree_of
from motcua.reads.law import agency_tree
from motcua.reads.people import people_counts
from motcua.reads.words import refusal_words
from motcua.reads.words.agencies import KINDS, LEVELS, territory_words
from motcua.web.http import current_now, memberships, refusal_page
from motcua.web.manager.agency_new import may_add
from motcua.web.manager.frame import managed, manager_page
from motcua.web.typed import shown_again


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the drawn tree: `people` act for it, `people_below` for all under it."""

    node: Node
    kind: str
    people: int
    people_below: int
    children: tuple["Branch", ...]


@require_safe
@managed(Area.AGENCIES)
def agencies(request: HttpRequest) -> HttpResponseBase:
    """The tree on `?on=` (today if missing): names and kinds are those of that day."""
    today = local_day(current_now())
    day, error = _day(request, today)
    tree, counts = agency_tree(), people_counts(day)
    tops = [agency.key for agency in tree.at(day) if agency.parent is None]
    branches = [_branch(tree_of(top, day), counts) for top in tops]
    context = {
        "branches": branches,
        "day": day,
        "error": error,
        "typed": shown_again(request.GET.get("on", ""), 20),
        "levels": _per_level(tree, day),
    }
    status = 422 if error else 200
    return manager_page(request, Area.AGENCIES, "manager/agencies.html", context, status=status)


def _day(request: HttpRequest, today: date) -> tuple[date, str]:
    text = request.GET.get("on", "")
    if not text.strip():
        return today, ""
    try:
        return read_date(text, field="on"), ""
    except Refused as no:
        return today, refusal_words(no)


def _branch(node: Node, counts: dict[str, int]) -> Branch:
    children = tuple(_branch(child, counts) for child in node.children)
    return Branch(
        node=node,
        kind=_kind(node.agency, node.kind),
        people=counts.get(node.agency.key, 0),
        people_below=sum(child.people + child.people_below for child in children),
        children=children,
    )


def _kind(agency: Agency, territory: str) -> str:
    words = str(KINDS.get(agency.kind, ""))
    return f"{words} {territory_words(territory)}".strip() if agency.is_committee else words


def _per_level(tree: AgencyTree, day: date) -> list[tuple[int, str]]:
    committees = [agency.level for agency in tree.at(day) if agency.is_committee]
    return [(committees.count(level), str(LEVELS[level])) for level in ("district", "commune")]


@require_safe
@managed(Area.AGENCIES)
def agency(request: HttpRequest, key: str) -> HttpResponseBase:
    """One agency, found by either identifier."""
    today, tree = local_day(current_now()), agency_tree()
    try:
        found = tree.find(key)
    except Refused as no:
        return refusal_page(request, no)
    row = tree.name_row(found.key, today)
    context = {
        "agency": found,
        "name": tree.name(found.key, today),
        "kind": _kind(found, row.kind if row else ""),
        "level": LEVELS[found.level],
        "names": names_of_agency(found.key),
        "above": [(up, tree.name(up, today)) for up in reversed(tree.ancestors(found.key))],
        "below": tree_of(found.key, today),
        "issuer": tree.name(found.issuer, today),
        "successors": [tree.name(one, today) for one in found.successors],
        "people": people_counts(today).get(found.key, 0),
        "added": added_on(found.key),
        "may_add": may_add(request) and found.stands_on(today),
        "may_see_people": oversees(memberships(request), found.key, tree),
    }
    return manager_page(request, Area.AGENCIES, "manager/agency.html", context)
