"""Search: one field for code, name, identity number and phone."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from motcua.actions.journal import looked_at_list
from motcua.domain.citizen_card import find_scan
from motcua.domain.desk import NEVER
from motcua.domain.refusal import Refused
from motcua.reads.search import LONGEST, Way
from motcua.reads.search_lines import Results
from motcua.reads.search_lines import search as look_for
from motcua.reads.words import refusal_words
from motcua.reads.words.numbers import so_many
from motcua.web.desk.keys import Key, read_key, write_key
from motcua.web.http import (
    client_address,
    current_now,
    desk_page,
    memberships,
    person_id,
    signed_in,
)

HINT = later(
    "Gõ mã hồ sơ hoặc phần cuối của mã (0014, 200319-0014), họ tên có dấu hay không dấu,"
    " số giấy tờ hoặc số điện thoại của người nộp. Chỉ tìm trong hồ sơ của đơn vị ông, bà"
    " và các đơn vị trực thuộc."
)
CCCD = 12
NEWEST = {
    "heading": later("Đơn vị chưa có hồ sơ nào"),
    "text": later("Hồ sơ hiện ở đây sau khi đơn vị tiếp nhận, hoặc được đơn vị khác chuyển đến."),
}


@require_safe
@signed_in
def search(request: HttpRequest) -> HttpResponseBase:
    """What was found; the dossier itself if its code was typed."""
    text, way = _typed(request), request.GET.get("way", "")
    number = find_scan(text)[1][:CCCD]
    if len(number) == CCCD and number.isdigit():  # a card scanned here: no address keeps its name
        return redirect(_address(q=number))
    place = read_key(request.GET.get("after", ""))
    now, after = current_now(), place.key if place else None
    found = look_for(text, memberships(request), now, after=after, way=way)
    if found.exact:
        return redirect("dossier", found.exact)
    keys = [line.key for line in found.lines]
    who, address = person_id(request), client_address(request)
    looked_at_list(keys, person=who, page="search", at=now, address=address)
    context = {
        "query": text,
        "lines": found.lines,
        "wide": not all(line.own for line in found.lines),
        "answer": _answer(found, first=after is None),
        "empty": None if found.lines else _empty(found),
        "pager": {"previous_url": "", "next_url": _following(text, found)},
        "first_url": _address(q=text) if after else "",
    }
    return desk_page(request, "desk/search.html", context)


def _typed(request: HttpRequest) -> str:
    """What was typed, on one line and without characters that nobody can see."""
    text = " ".join(request.GET.get("q", "").split())
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST]


def _address(**values: str) -> str:
    return f"{reverse('search')}?{urlencode(values)}"


def _following(text: str, found: Results) -> str:
    if found.following is None:
        return ""
    return _address(q=text, way=found.way.value, after=write_key(Key(NEVER, found.following)))


def _answer(found: Results, *, first: bool) -> str:
    if found.way is Way.LATEST:
        return _("Những hồ sơ mới tiếp nhận hoặc mới đến đơn vị, gần nhất ở trên.")
    if not found.lines:
        return ""
    if found.following is None and first:
        count = so_many("%(n)s hồ sơ", len(found.lines))
    elif first:
        count = so_many("Hơn %(n)s hồ sơ", len(found.lines))
    else:
        count = _("Các hồ sơ tiếp theo")
    return str(_WHAT[found.way]) % {"count": count}


_WHAT = {
    Way.TAIL: later("%(count)s có mã kết thúc như vậy, mới nhất ở trên."),
    Way.IDENTITY: later("%(count)s của người mang số giấy tờ này, mới nhất ở trên."),
    Way.PHONE: later("%(count)s của người có số điện thoại này, mới nhất ở trên."),
    Way.NAME: later("%(count)s của người nộp mang tên này, mới nhất ở trên."),
    Way.PARTS: later("Không có tên liền như vậy. %(count)s có tên gồm các tiếng đã gõ."),
    Way.SIMILAR: later("Không có tên như vậy. %(count)s có tên gần giống."),
}


def _empty(found: Results) -> dict[str, Any]:
    if found.way is Way.LATEST:
        return NEWEST
    if found.way is Way.CODE:
        return {"heading": refusal_words(Refused("unknown_dossier")), "text": HINT}
    return {"heading": _("Không tìm thấy hồ sơ nào"), "text": HINT}
