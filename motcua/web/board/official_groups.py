"""The groups of QĐ 766/QĐ-TTg on the page of official tables."""

from datetime import datetime
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext as _

from motcua.statistics.question import Question
from motcua.statistics.service_groups import GroupScore, ServiceIndex, service_index
from motcua.web.board.asked import behind_url
from motcua.web.formats import vn_number


def groups_context(question: Question, now: datetime) -> dict[str, Any]:
    """Each group with its points or what is missing; their sum; the lists behind the rate."""
    found = service_index(question, now)
    begins = min((one.group.first for one in found.groups), default=None)
    return {
        "groups": [_group(one, found) for one in found.groups],
        "sum": _points(found.sum) if found.most else "",
        "most": vn_number(found.most),
        "early": f"{begins:%d/%m/%Y}" if found.early and begins else "",
        "source": found.groups[0].group.source if found.groups else "",
    }


def _group(one: GroupScore, found: ServiceIndex) -> dict[str, Any]:
    told = one.earned is not None
    return {
        "number": one.group.number,
        "name": one.group.name,
        "most": vn_number(one.group.points),
        "earned": _points(one.earned) if one.earned is not None else "",
        "missing": one.group.missing or _("Không có hồ sơ phải giải quyết trong kỳ"),
        "late": vn_number(found.den - found.num),
        "late_url": behind_url("late", found.question) if told and found.den > found.num else "",
        "all": vn_number(found.den),
        "all_url": behind_url("to_resolve", found.question) if told else "",
    }


def _points(points: Fraction) -> str:
    """Cut to two decimals, so that it never shows better than it is."""
    return vn_number(Fraction(floor(points * 100), 100))
