"""A part of a number: the unit's own, one procedure, one field, one class of age."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.domain.refusal import Refused
from motcua.reads.words.reasons import LATENESS
from motcua.statistics.drill import Narrow
from motcua.statistics.procedures import codes_of_field, procedure_names
from motcua.statistics.question import Question

NARROWING = ("own", "procedure", "field", "reason", "begun_from", "begun_before")
UNTOLD = "none"
"""A reason nobody has written down, in an address."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a figure is asked for, in words, and as the addresses of its pages hold it."""

    narrow: Narrow
    words: str
    kept: dict[str, str]


def part_of(address: QueryDict, question: Question) -> Part:
    """`?own=&procedure=&field=&reason=&begun_from=&begun_before=`. Refused where they make no
    sense."""
    get = {name: address.get(name, "")[:80] for name in NARROWING}
    kept = {name: value for name, value in get.items() if value}
    codes: tuple[str, ...] | None = None
    words = ""
    if get["procedure"]:
        codes, words = (get["procedure"],), procedure_names([get["procedure"]])[get["procedure"]]
    elif get["field"]:
        codes, words = codes_of_field(get["field"])
    reason = _reason(get["reason"])
    if reason is not None:
        words = ", ".join(filter(None, (words, _reason_words(reason))))
    since, before = _moment(get["begun_from"]), _moment(get["begun_before"])
    if before is not None:
        words = _overdue_words(since, before, question)
    narrow = Narrow(get["own"] == "1", codes, reason, since, before)
    if get["own"] == "1" and not words:
        words = _("chỉ của chính đơn vị")
    return Part(narrow, words, kept)


def _reason(text: str) -> str | None:
    """The code asked for: '' where none was written down, None where none is asked for."""
    if text and text != UNTOLD and text not in LATENESS:
        raise Refused("bad_choice", value=text)
    return ("" if text == UNTOLD else text) if text else None


def _reason_words(reason: str) -> str:
    return str(LATENESS[reason]).lower() if reason else _("chưa ghi nguyên nhân")


def _overdue_words(since: datetime | None, before: datetime, question: Question) -> str:
    days = {"before": f"{before:%d/%m/%Y}", "since": f"{since:%d/%m/%Y}" if since else ""}
    if since is None:
        return _("quá hạn từ trước ngày %(before)s") % days
    return _("quá hạn từ ngày %(since)s đến trước ngày %(before)s") % days


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("bad_period") from None
    if found is not None and found.tzinfo is None:
        raise Refused("bad_period")
    return found
