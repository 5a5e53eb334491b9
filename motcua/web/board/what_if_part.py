"""The part of the path page that tells what another order of work, or more people, would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.domain.orders import SINCE_ORDER
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.what_if import AS_BEFORE, MOST_HANDS, NEAREST_DUE, OLDEST_FIRST, Desk, Outcome
from motcua.reads.law import agency_tree
from motcua.reads.words import refusal_words, role_words
from motcua.reads.words.numbers import so_many
from motcua.statistics.path import Seen
from motcua.statistics.what_if import Compared, WhatIf, compare, desks_of
from motcua.web.board.review_frame import good_percent
from motcua.web.typed import shown_again

FIELDS = ("order", "desk", "more")
DESKS = 60
"""Desks to choose from, those where most lies."""
ORDER_WORDS = {
    AS_BEFORE: _("Như hiện nay"),
    NEAREST_DUE: _("Còn kịp trước, gần hạn nhất làm trước"),
    OLDEST_FIRST: _("Nhận trước làm trước"),
}


@dataclass(slots=True)
class Part:
    """What was asked and what came of it; `errors` by field, then nothing is compared."""

    typed: dict[str, str]
    errors: dict[str, str]
    compared: Compared | None = None

    @property
    def asked(self) -> bool:
        """Whether the form was sent."""
        return any(self.typed.values())


def what_if_part(request: HttpRequest, seen: Seen | None) -> Part:
    """Reckoned only where the form was sent and the path itself can be told."""
    typed = {one: request.GET.get(one, "").strip()[:40] for one in FIELDS}
    part = Part(typed, {})
    if seen is None or not part.asked:
        return part
    try:
        part.compared = compare(seen, _what_if(part))
    except Refused as no:
        part.errors.setdefault(str(no.facts.get("field", "order")), refusal_words(no))
    return part


def _what_if(part: Part) -> WhatIf:
    agency, _slash, role = part.typed["desk"].partition("/")
    desk = (agency, role) if part.typed["desk"] else None
    return WhatIf(part.typed["order"] or AS_BEFORE, desk, _hands(part.typed["more"]))


def _hands(text: str) -> int:
    """Refused for what is no whole number; how many there may be, the domain says."""
    if not text:
        return 0
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(text) <= 6):
        raise Refused("bad_hands", field="more", added=shown_again(text), most=MOST_HANDS)
    return int(text)


def what_if_context(
    part: Part, seen: Seen, window: str, words: dict[str, Any], today: date
) -> dict[str, Any]:
    """The form, and where it was sent the windows now and then. `words`: each window's name."""
    context: dict[str, Any] = {"fields": _fields(part, seen, today), "most": MOST_HANDS}
    if part.compared is None:
        return context
    compared, share = part.compared, seen.share
    rows = [
        _row(now, then, words[now.window])
        for now, then in zip(compared.now, compared.then, strict=True)
    ]
    window = window if any(row["window"] == window for row in rows) else SINCE_ORDER
    chosen = next(row for row in rows if row["window"] == window)
    desk = compared.asked.desk
    return context | {
        "rows": rows,
        "chosen": chosen,
        "share": share,
        "order": ORDER_WORDS[compared.asked.order],
        "desk": _desk_words(desk, today) if desk else "",
        "added": compared.asked.added,
        "had": compared.had,
        "legs": compared.legs,
        "all": compared.had + compared.asked.added,
        "unknown": compared.unknown,
    }


def _row(now: Outcome, then: Outcome, words: Any) -> dict[str, Any]:
    return {
        "window": now.window,
        "label": words,
        "now": now,
        "then": then,
        "now_rate": good_percent(*now.kept),
        "then_rate": good_percent(*then.kept),
        "fewer": now.late - then.late,
        "more": then.late - now.late,
    }


def _fields(part: Part, seen: Seen, today: date) -> list[dict[str, Any]]:
    orders = list(ORDER_WORDS.items())
    made: list[dict[str, Any]] = [
        {"name": "order", "label": _("Thứ tự làm"), "kind": "select", "choices": orders},
        {
            "name": "desk",
            "label": _("Thêm người ở bước"),
            "kind": "select",
            "choices": [("", _now("Không thêm")), *_desks(part.typed["desk"], seen, today)],
        },
        {"name": "more", "label": _("Số người thêm"), "inputmode": "numeric", "maxlength": 6},
    ]
    for field, width in zip(made, ("w3", "w5", "w2"), strict=True):
        name = field["name"]
        field |= {
            "width": width,
            "value": shown_again(part.typed[name]),
            "error": part.errors.get(name, ""),
        }
    return made


def _desks(typed: str, seen: Seen, today: date) -> list[tuple[str, str]]:
    found = desks_of(seen.opened)
    shown = [one for place, one in enumerate(found) if place < DESKS or _key(one[0]) == typed]
    return [
        (
            _key(desk),
            so_many("%(desk)s: %(n)s hồ sơ", count, desk=_desk_words(desk, today)),
        )
        for desk, count in shown
    ]


def _key(desk: Desk) -> str:
    return "/".join(desk)


def _desk_words(desk: Desk, today: date) -> str:
    agency, role = desk
    return f"{agency_tree().short_name(agency, today)}, {role_words(Role(role)).lower()}"
