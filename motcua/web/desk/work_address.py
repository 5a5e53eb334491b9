"""The address of a list of my work: tab, filters and place are all in it, so it can be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.domain.desk import (
    APOLOGY_TO_SEND,
    APOLOGY_TO_SIGN,
    IN_HAND,
    TO_ACCEPT,
    TO_ANSWER,
    TO_NOTIFY,
    TO_RECEIVE,
    WAITING,
)
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.desks import ROWS, Filters, Mark, Tab
from motcua.reads.words import field_sentence
from motcua.web.desk.keys import Key, read_key, write_key

MORE_ROWS = 50
YEARS = range(1990, 2100)
SEATS = (
    *(IN_HAND, TO_ACCEPT, TO_RECEIVE, TO_ANSWER, TO_NOTIFY),
    *(WAITING, APOLOGY_TO_SIGN, APOLOGY_TO_SEND),
)
"""Every seat of work by its number in an address; new ones at the end."""
TABS = {tab.value: tab for tab in Tab}


@dataclass(frozen=True, slots=True)
class Asked:
    """A list that was asked for. `typed` is what stood in the filter's fields, right or wrong."""

    tab: Tab = Tab.TODAY
    filters: Filters = field(default_factory=Filters)
    after: Mark | None = None
    before: Mark | None = None
    rows: int = ROWS
    open: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return self.filters != Filters()


def read_asked(raw: Mapping[str, str]) -> Asked:
    """The list that an address asks for; what is malformed is left out, dates are marked wrong."""
    errors: dict[str, str] = {}
    filters = Filters(
        procedure=raw.get("procedure", "")[:32].replace("\0", ""),
        since=read_day(raw, "from", errors),
        until=read_day(raw, "to", errors),
        mine=raw.get("mine") == "1",
    )
    if filters.since and filters.until and filters.until < filters.since:
        errors["to"] = _("Ngày cuối sớm hơn ngày đầu. Sửa lại một trong hai ngày.")
        filters = replace(filters, since=None, until=None)
    return Asked(
        tab=TABS.get(raw.get("tab", ""), Tab.TODAY),
        filters=filters,
        after=_mark(raw.get("after", "")),
        before=_mark(raw.get("before", "")),
        rows=MORE_ROWS if raw.get("rows") == str(MORE_ROWS) else ROWS,
        open=raw.get("filter") == "1",
        typed={name: raw.get(name, "")[:40] for name in ("from", "to")},
        errors=errors,
    )


def read_day(raw: Mapping[str, str], name: str, errors: dict[str, str]) -> date | None:
    """A day that somebody typed or chose; None if there is none or it is wrong (noted)."""
    typed = raw.get(name, "").strip()
    if not typed:
        return None
    try:
        day = read_date(typed[:40], field=name)
    except Refused as no:
        errors[name] = field_sentence(str(no.facts["why"]), no.facts)
        return None
    if day.year in YEARS:
        return day
    errors[name] = _("Năm phải từ %(first)d đến %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]}
    return None


def _mark(text: str) -> Mark | None:
    place = read_key(text)
    if place is None or place.number >= len(SEATS):
        return None
    return Mark(place.moment, place.key, SEATS[place.number])


def mark_text(mark: Mark) -> str:
    """A mark as the address holds it."""
    return write_key(Key(mark.pressing, mark.key, SEATS.index(mark.seat)))


def query(asked: Asked) -> str:
    """What stands behind the '?' for this list; '' for the first one without filters."""
    filters = asked.filters
    values = {
        "tab": "" if asked.tab is Tab.TODAY else asked.tab.value,
        "procedure": filters.procedure,
        "from": filters.since.isoformat() if filters.since else "",
        "to": filters.until.isoformat() if filters.until else "",
        "mine": "1" if filters.mine else "",
        "rows": str(asked.rows) if asked.rows != ROWS else "",
        "filter": "1" if asked.open else "",
        "after": mark_text(asked.after) if asked.after else "",
        "before": mark_text(asked.before) if asked.before else "",
    }
    return urlencode({name: value for name, value in values.items() if value})


def address(asked: Asked) -> str:
    """The address of this list."""
    asks = query(asked)
    return reverse("desk") + (f"?{asks}" if asks else "")


def begin(asked: Asked, tab: Tab | None = None) -> Asked:
    """The same list from its beginning, or another tab with the same filters."""
    return replace(asked, tab=tab or asked.tab, after=None, before=None)
