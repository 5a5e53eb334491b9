"""The agencies as trees for pages, and selectors of procedures in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain.agencies import Agency, AgencyTree, NameRow
from motcua.models import AgencyName
from motcua.models.law import reference
from motcua.reads.agency_log import last_done
from motcua.reads.words.agencies import LEVELS
from motcua.reads.words.procedures import RECEIVERS


@dataclass(frozen=True, slots=True)
class Node:
    """An agency with those below it, as they stood on one day."""

    agency: Agency
    name: str
    kind: str
    children: tuple["Node", ...]
    below: int


def added_on(key: str) -> tuple[datetime, str] | None:
    """When an agency was entered and by whom ('' on the machine); None where no log tells."""
    return last_done("AgencyAdded", f"agency/{key}")


def tree_of(top: str, on: date) -> Node:
    """An agency and all below it that stood on that local day. Refused `unknown_agency`."""
    return _node(reference().agencies, top, on)


def _node(tree: AgencyTree, key: str, on: date) -> Node:
    standing = [child for child in tree.children(key) if tree.get(child).stands_on(on)]
    children = tuple(_node(tree, child, on) for child in standing)
    row = tree.name_row(key, on)
    return Node(
        agency=tree.get(key),
        name=tree.name(key, on),
        kind=row.kind if row else "",
        children=children,
        below=sum(1 + child.below for child in children),
    )


def names_of_agency(key: str) -> tuple[NameRow, ...]:
    """All names that an agency ever had, oldest first."""
    rows = AgencyName.objects.filter(agency_id=key).order_by("valid_from")
    return tuple(
        NameRow(row.agency_id, row.valid_from, row.valid_to, row.name, row.kind, row.short_name)
        for row in rows
    )


def selector_words(selector: str, on: date) -> str:
    """Which agency a procedure's selector means, before it is known where one hands in."""
    level, _slash, function = selector.partition("/")
    if selector in PLAIN:
        return str(PLAIN[selector])
    committee = now_("UBND %(level)s") % {"level": LEVELS[level]}
    if not function:
        return committee
    names = dict.fromkeys(_names_of_function(reference().agencies, level, function, on))
    if not names or level == "province":
        return _either(names) if names else committee
    return now_("%(names)s %(level)s") % {"names": _either(names), "level": LEVELS[level]}


def receivers_words(levels: Iterable[str], on: date) -> tuple[str, ...]:
    """At which counters a procedure of these levels is handed in."""
    tree = reference().agencies
    found = []
    for level in levels:
        single = [a.key for a in tree.at(on) if a.level == level and a.receives]
        # The province has one counter, with a name; of the others each has its own.
        named = tree.name(single[0], on) if len(single) == 1 else ""
        found.append(named or str(RECEIVERS[level]))
    return tuple(found)


def _either(names: Iterable[str]) -> str:
    return now_(" hoặc ").join(names)


PLAIN = {
    "receiving": _("Bộ phận Một cửa nơi nộp hồ sơ"),
    "committee": _("UBND cấp xã hoặc cấp huyện nơi nộp hồ sơ"),
    "district/one_stop": _("Bộ phận Một cửa cấp huyện"),
}


def _names_of_function(tree: AgencyTree, level: str, function: str, on: date) -> Iterator[str]:
    """Names of the agencies with that task, without the name of their district."""
    for agency in tree.at(on):
        if agency.level != level or agency.function != function or agency.parent is None:
            continue
        name = tree.name(agency.key, on)
        place = tree.name(agency.parent, on).removeprefix("Ủy ban nhân dân ")
        yield name if level == "province" else name.removesuffix(place).strip()
