"""Units without dossiers in a band of their own: one square for each receiving unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.domain.agencies import AgencyTree
from motcua.domain.silence import WINDOW
from motcua.statistics.intake import Silence
from motcua.statistics.question import Question
from motcua.web.board.ranking import short

SIDE = 12
"""Pixels from one square to the next."""
_SQUARE = "M%d.5 2.5h9v9h-9z"


@dataclass(frozen=True, slots=True)
class Group:
    """The communes of one district. `off` and `on` draw their squares, the silent ones first."""

    name: str
    silent: int
    all: int
    url: str
    off: str
    on: str


@dataclass(frozen=True, slots=True)
class Band:
    """All groups, those with most silent units first; the figure that stands at the top."""

    groups: tuple[Group, ...]
    words: str
    silent: int
    base: str
    url: str


def band(found: Sequence[Silence], question: Question, tree: AgencyTree, day: date) -> Band:
    """The communes under the agency asked about; a commune's board is about itself alone."""
    communes = [one for one in found if one.level == "commune"] or list(found)
    silent = sum(one.silent for one in communes)
    url = f"{reverse('board-silent')}?agency={question.agency}&as_of={day.isoformat()}"
    words = _("Đơn vị không phát sinh hồ sơ")
    base = _("trên %(all)s đơn vị, %(days)s ngày qua") % {"all": len(communes), "days": WINDOW}
    if communes and communes[0].level == "commune":
        words = _("Xã không phát sinh hồ sơ")
        base = _("trên %(all)s xã, phường, thị trấn") % {"all": len(communes)}
    groups = sorted(_groups(communes, tree, day), key=lambda one: (-one.silent, one.name))
    return Band(tuple(groups) if len(communes) > 1 else (), words, silent, base, url)


def _groups(communes: Iterable[Silence], tree: AgencyTree, day: date) -> Iterable[Group]:
    ordered = sorted(communes, key=lambda one: one.parent)
    for parent, members in groupby(ordered, key=lambda one: one.parent):
        units = list(members)
        silent = sum(one.silent for one in units)
        squares = [_SQUARE % (place * SIDE) for place in range(len(units))]
        yield Group(
            name=short(tree.short_name(parent, day)) if parent in tree else "",
            silent=silent,
            all=len(units),
            url=f"{reverse('board-silent')}?agency={parent}&as_of={day.isoformat()}",
            off="".join(squares[:silent]),
            on="".join(squares[silent:]),
        )
