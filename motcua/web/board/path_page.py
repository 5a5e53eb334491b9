"""The path to a unit's target: three windows side by side, and what must be finished."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.orders import BACKLOG, SINCE_ORDER, WINDOWS, YEAR, Order
from motcua.domain.path import Candidate, Way
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.dossiers import names_of
from motcua.reads.law import agency_tree
from motcua.reads.orders import orders_in_force
from motcua.reads.words import refusal_words
from motcua.statistics.path import Path, Seen, see, told
from motcua.statistics.rates import meets
from motcua.web.board.frame import sees_figures
from motcua.web.board.review_frame import PATH, good_percent, review_page, standing
from motcua.web.board.what_if_part import what_if_context, what_if_part
from motcua.web.formats import vn_date, vn_number
from motcua.web.http import current_now
from motcua.web.typed import shown_again

ROWS = 100
"""Dossiers of a list shown at first; `?all=1` shows all."""
WINDOW_WORDS = {
    YEAR: _("Từ đầu năm"),
    SINCE_ORDER: _("Từ công văn"),
    BACKLOG: _("Tồn đọng"),
}
MEANINGS = {
    YEAR: _("Hồ sơ tiếp nhận từ 01/01, không trễ ÷ đã tiếp nhận"),
    SINCE_ORDER: _("Hồ sơ đến hạn từ ngày công văn đến ngày phải đạt, không trễ ÷ đến hạn"),
    BACKLOG: _("Hồ sơ đang mở lúc này, chưa quá hạn ÷ đang mở"),
}
FIELDS = ("target", "by", "from")


@dataclass(slots=True)
class Asked:
    """What the path is asked for: the order's own where nothing is typed."""

    share: int
    by: date
    first: date
    typed: dict[str, str]
    errors: dict[str, str]


@require_safe
@sees_figures
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """`?target=&by=&from=&window=` (the order's where missing); `&order=&desk=&more=` to tell what
    another order of work or more people would change."""
    standing(key)
    now = current_now()
    today = local_day(now)
    order = next(iter(orders_in_force(key, today)), None)
    asked = _asked(request, order, today)
    window = request.GET.get("window", "")
    window = window if window in WINDOWS else (order.window if order else SINCE_ORDER)
    seen = _seen(key, asked, now)
    part = what_if_part(request, seen)
    form, errors = _form(asked, window), asked.errors | part.errors
    context = {
        "order": order,
        "over": order is not None and order.by < today,
        "asked": asked,
        "form": form,
        "kept": {name: shown_again(value) for name, value in part.typed.items() if value},
        "asked_for": {field["name"]: field["value"] for field in form},
        "errors": [{"field": name, "words": words} for name, words in errors.items()],
    }
    if seen is not None:
        context |= _shown(request, told(seen), window, now)
        context["what_if"] = what_if_context(part, seen, window, WINDOW_WORDS, today)
    status = 422 if errors else 200
    return review_page(request, PATH, key, "board/path.html", context, status=status)


def _seen(key: str, asked: Asked, now: datetime) -> Seen | None:
    """None where what was asked makes no sense; then `asked.errors` says so."""
    if asked.errors:
        return None
    try:
        return see(key, asked.share, asked.first, asked.by, now)
    except Refused as no:
        field = str(no.facts.get("field", "by"))
        asked.errors[{"share": "target"}.get(field, field)] = refusal_words(no)
        return None


def _asked(request: HttpRequest, order: Order | None, today: date) -> Asked:
    typed = {one: request.GET.get(one, "").strip()[:20] for one in FIELDS}
    year_end = date(today.year, 12, 31)
    asked = Asked(
        order.share if order else 95,
        max(order.by, today) if order else year_end,
        order.first if order else today,
        typed,
        {},
    )
    if typed["target"]:
        if typed["target"].isascii() and typed["target"].isdigit() and len(typed["target"]) < 5:
            asked.share = int(typed["target"])
        else:
            asked.errors["target"] = str(_("Tỷ lệ là số nguyên từ 1 đến 100."))
    asked.by = _day(asked, "by", asked.by)
    asked.first = _day(asked, "from", asked.first)
    return asked


def _day(asked: Asked, name: str, usual: date) -> date:
    if not asked.typed[name]:
        return usual
    try:
        return read_date(asked.typed[name], field=name)
    except Refused as no:
        asked.errors[name] = refusal_words(no)
        return usual


def _form(asked: Asked, window: str) -> list[dict[str, Any]]:
    values = {"target": str(asked.share), "by": vn_date(asked.by), "from": vn_date(asked.first)}
    labels = {
        "target": _("Tỷ lệ phải đạt, %"),
        "by": _("Ngày phải đạt"),
        "from": _("Cách tính “từ công văn” bắt đầu từ"),
    }
    shown = [
        {
            "name": name,
            "label": labels[name],
            "width": "w2" if name != "from" else "w4",
            "value": shown_again(asked.typed[name]) or values[name],
            "error": asked.errors.get(name, ""),
            "inputmode": "numeric",
        }
        for name in FIELDS
    ]
    return [*shown, {"name": "window", "kind": "hidden", "value": window}]


def _shown(request: HttpRequest, found: Path, window: str, now: datetime) -> dict[str, Any]:
    chosen = next(way for way in found.ways if way.window == window)
    whole = request.GET.get("all") == "1"
    must, lost = (ones if whole else ones[:ROWS] for ones in (chosen.must, chosen.lost))
    people, tree = names_of(one.person or 0 for one in (*must, *lost)), agency_tree()
    address = request.GET.copy()
    address["all"] = "1"
    return {
        "found": found,
        "ways": [_way(request, way, found, window) for way in found.ways],
        "chosen": _way(request, chosen, found, window),
        "pace": vn_number(Fraction(int(found.pace * 10), 10)),
        "too_slow": chosen.per_working_day > found.pace,
        "must": [_line(one, people, tree, now) for one in must],
        "lost": [_line(one, people, tree, now) for one in lost],
        "rest": max(len(chosen.must), len(chosen.lost)) - ROWS if not whole else 0,
        "all_url": f"?{address.urlencode()}",
        "holders": _holders(chosen.must, now),
    }


def _way(request: HttpRequest, way: Way, found: Path, window: str) -> dict[str, Any]:
    address = request.GET.copy()
    address["window"] = way.window
    return {
        "way": way,
        "label": WINDOW_WORDS[way.window],
        "meaning": MEANINGS[way.window],
        "current": way.window == window,
        "url": f"?{address.urlencode()}",
        "now": good_percent(*way.now),
        "best": good_percent(*way.best),
        "meets": meets(*way.now, found.share),
        "is_backlog": way.window == BACKLOG,
        "over": -way.spare,
    }


def _line(
    one: Candidate, people: dict[int, str], tree: AgencyTree, now: datetime
) -> dict[str, Any]:
    return {
        "code": one.code,
        "person": people.get(one.person or 0, ""),
        "unit": tree.short_name(one.agency, local_day(now)),
        "due": one.due,
        "likely": one.likely,
        "overdue": one.overdue_from <= now,
        "lost": one.lost(now),
        "at_risk": one.at_risk,
    }


def _holders(must: tuple[Candidate, ...], now: datetime) -> list[dict[str, Any]]:
    """Where the dossiers lie that must be finished: units, most first."""
    counts: dict[str, int] = {}
    for one in must:
        counts[one.agency] = counts.get(one.agency, 0) + 1
    tree, today = agency_tree(), local_day(now)
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [
        {"unit": tree.short_name(key, today), "count": n, "width": 100 * n // most}
        for key, n in ordered[:12]
    ]
