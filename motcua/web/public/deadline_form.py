"""What is typed to reckon a day of return: read from the address, kept as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from motcua.domain.agencies import AgencyTree
from motcua.domain.limits import BadLimit, Limit, parse_limit
from motcua.domain.local_time import at_minute, local_day
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.domain.waiting import Cause, Wait
from motcua.reads.words import refusal_words
from motcua.web.desk.moments import YEARS, read_clock, read_moment
from motcua.web.formats import vn_date
from motcua.web.typed import shown_again

PAUSES = 3
KINDS = {
    "working days": later("ngày làm việc"),
    "days": later("ngày (tính cả ngày nghỉ)"),
    "working hours": later("giờ làm việc"),
    "months": later("tháng"),
    "same day": later("trong ngày"),
}
"""Kinds of limit as the law writes them; 'same day' has no amount."""
BARE = "same day"


@dataclass
class Question:
    """What was asked. Values are read as far as they could be; `errors` are by field."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    received: datetime | None = None
    limit: Limit | None = None
    agency: str = ""
    waits: tuple[Wait, ...] = ()

    def text(self, name: str) -> str:
        """What was typed in a field."""
        return self.typed.get(name, "").strip()[:60]

    def field(self, name: str, label: str, **more: Any) -> dict[str, Any]:
        """For components/field.html."""
        initial = more.pop("initial", "")
        value = shown_again(self.text(name), 60) if name in self.typed else initial
        error = self.errors.get(name, "")
        return {"name": name, "label": label, "value": value, "error": error, **more}

    @property
    def summary(self) -> list[dict[str, str]]:
        """What stands above the form."""
        return [{"field": name, "words": words} for name, words in self.errors.items()]


def read(typed: Mapping[str, str], tree: AgencyTree) -> Question:
    """The question, with a sentence beside every field that can't be read."""
    asked = Question(typed)
    asked.received = _received(asked)
    asked.limit = _limit(asked)
    asked.agency = asked.text("agency")
    if asked.agency and asked.agency not in tree:
        asked.errors["agency"] = _("Không có cơ quan này. Chọn trong danh sách.")
    found = (_pause(asked, number) for number in range(1, PAUSES + 1))
    asked.waits = tuple(wait for wait in found if wait is not None)
    return asked


def _received(asked: Question) -> datetime | None:
    day = None
    try:
        day = read_date(asked.text("received"), field="received")
        if day.year not in YEARS:
            raise Refused("bad_date", field="received", why="no_such_day", expected="20/03/2020")
    except Refused as no:
        asked.errors["received"] = refusal_words(no)
    try:
        minute = read_clock(asked.text("time") or "08:00", field="time")
    except Refused as no:
        asked.errors["time"] = refusal_words(no)
        return None
    return at_minute(day, minute) if day and "received" not in asked.errors else None


def _limit(asked: Question) -> Limit | None:
    kind, amount = asked.text("kind") or next(iter(KINDS)), asked.text("amount")
    if kind not in KINDS:
        asked.errors["kind"] = _("Chọn một loại thời hạn.")
        return None
    if kind == BARE:
        return parse_limit(BARE)
    if not (amount.isascii() and amount.isdigit()):
        asked.errors["amount"] = _("Nhập một số nguyên, ví dụ 5.")
        return None
    try:
        return parse_limit(f"{amount} {kind}")
    except BadLimit:
        asked.errors["amount"] = _("Thời hạn từ 1 và không quá mười năm.")
        return None


def _pause(asked: Question, number: int) -> Wait | None:
    begin, end = f"from{number}", f"to{number}"
    if not asked.text(begin) and not asked.text(end):
        return None
    since, until = _moment(asked, begin), _moment(asked, end)
    if since is None or until is None:
        return None
    # A day alone has no hour: on the day of reception it can only mean after reception.
    if asked.received and local_day(since) == local_day(asked.received):
        since = max(since, asked.received)
    if local_day(since) == local_day(until):
        until = max(since, until)
    if until < since:
        asked.errors[end] = _("Khoảng chờ kết thúc trước khi bắt đầu. Sửa lại một trong hai lúc.")
        return None
    return Wait(number, Cause.SUPPLEMENT, since, until)


def _moment(asked: Question, name: str) -> datetime | None:
    if not asked.text(name):
        asked.errors[name] = _("Nhập cả lúc bắt đầu và lúc kết thúc chờ.")
        return None
    try:
        return read_moment(asked.text(name), field=name)
    except Refused as no:
        asked.errors[name] = refusal_words(no)
        return None


def fields(asked: Question, today: date, agencies: list[tuple[str, str]]) -> dict[str, Any]:
    """The form as the page draws it."""
    day = {"inputmode": "numeric", "maxlength": 20}
    return {
        "main": [
            asked.field("received", _("Ngày tiếp nhận"), initial=vn_date(today), width="w4", **day),
            asked.field("time", _("Giờ"), initial="08:00", width="w2", maxlength=5),
            asked.field(
                "amount", _("Thời hạn"), initial="5", width="w2", inputmode="numeric", maxlength=5
            ),
            asked.field("kind", _("Loại"), kind="select", choices=list(KINDS.items()), width="w4"),
            asked.field(
                "agency",
                _("Cơ quan giải quyết"),
                kind="select",
                choices=[("", _("Lịch chung của tỉnh")), *agencies],
                width="w12",
                hint=_("có nơi nghỉ hoặc làm việc khác lịch chung"),
            ),
        ],
        "pauses": [
            {
                "number": number,
                "from": asked.field(f"from{number}", _("Chờ từ"), width="w6", **day),
                "to": asked.field(f"to{number}", _("đến"), width="w6", **day),
            }
            for number in range(1, PAUSES + 1)
        ],
        "paused": any(
            asked.text(f"{end}{number}") or f"{end}{number}" in asked.errors
            for number in range(1, PAUSES + 1)
            for end in ("from", "to")
        ),
    }
