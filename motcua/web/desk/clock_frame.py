"""What the pages of deadlines share: who may come in, and the tabs of what is open to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.domain.access import SEEING, Membership
from motcua.domain.refusal import Refused
from motcua.reads.apologies import sends, signs
from motcua.reads.words import refusal_words
from motcua.web.desk.keys import Key, read_key, write_key
from motcua.web.desk.period import Period, month_of, read_period
from motcua.web.http import P, Page, acting, desk_page, memberships, signed_in


def seeing(held: Sequence[Membership]) -> bool:
    """Whether somebody with these memberships sees dossiers at all."""
    return any(one.role in SEEING for one in held)


Opens = Callable[[Sequence[Membership]], bool]
PAGES: dict[str, tuple[Promise | str, Opens]] = {
    "at-risk": (_("Nguy cơ trễ"), seeing),
    "apologies-to-approve": (_("Phiếu xin lỗi chờ ký"), signs),
    "apologies-to-send": (_("Phiếu xin lỗi chờ gửi"), sends),
    "apologies": (_("Sổ xin lỗi"), seeing),
    "lateness": (_("Trễ do ai"), seeing),
}
"""Names of addresses in the order of the tabs, and to whom each is open."""


def clock_page(name: str) -> Callable[[Page[P]], Page[P]]:
    """Only for people to whom this page is open; for all others there is no such page."""

    def guard(view: Page[P]) -> Page[P]:
        @wraps(view)
        def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not PAGES[name][1](memberships(request)):
                raise Http404
            return view(request, *args, **kwargs)

        return signed_in(asked)

    return guard


def drawn(
    request: HttpRequest,
    name: str,
    template: str,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of deadlines with the tabs of all that is open to the person."""
    held = memberships(request)
    tabs = [
        {"label": label, "url": reverse(page), "current": page == name}
        for page, (label, opens) in PAGES.items()
        if opens(held)
    ]
    return desk_page(request, template, {"pages": tabs, **context}, status=status)


def acting_in(request: HttpRequest) -> Membership:
    """The membership that counts here: the chosen one, else the first that sees dossiers."""
    chosen = acting(request)
    if chosen is not None and chosen.role in SEEING:
        return chosen
    return next(one for one in memberships(request) if one.role in SEEING)


def address(name: str, **values: str) -> str:
    """A page with its question, without what is empty."""
    asked = urlencode({key: value for key, value in values.items() if value})
    return reverse(name) + (f"?{asked}" if asked else "")


def place(request: HttpRequest) -> Key | None:
    """Where the page that is asked for begins."""
    return read_key(request.GET.get("after", ""))


def next_url(name: str, key: Key | None, **values: str) -> str:
    """Where the next page is; '' at the end."""
    return address(name, **values, after=write_key(key)) if key else ""


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """A period as it was asked for: what was typed stays, `error` says what is wrong with it."""

    period: Period
    typed: str
    error: str

    @property
    def field(self) -> dict[str, Any]:
        """For components/field.html."""
        return {
            "name": "period",
            "label": _("Ngày hoặc tháng"),
            "hint": _("19/03/2020 hoặc 03/2020"),
            "width": "w4",
            "value": self.typed if self.error else self.period.typed,
            "error": self.error,
        }

    def links(self, name: str, today: date, **values: str) -> list[dict[str, Any]]:
        """Periods near by."""
        offered = [
            (_("Tháng này"), month_of(today)),
            (_("Kỳ trước"), self.period.before()),
            (_("Kỳ sau"), self.period.following()),
        ]
        return [
            {
                "label": label,
                "url": address(name, **values, period=one.text),
                "current": one == self.period,
            }
            for label, one in offered
        ]


def asked_period(request: HttpRequest, today: date) -> AskedPeriod:
    """`?period=`, this month if there is none or it can't be read."""
    typed = request.GET.get("period", "").strip()[:40]
    try:
        return AskedPeriod(read_period(typed) if typed else month_of(today), typed, "")
    except Refused as no:
        return AskedPeriod(month_of(today), typed, refusal_words(no))
