"""A calendar goes on: the document of the days that follow the last one of that in force."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.refusal import Refused


def following(document: Mapping[str, Any], scope: str, last: date) -> tuple[date, date]:
    """First and last day of a document that continues a calendar which ends on `last`.

    Refused `calendar_overlaps` when it speaks of days that the calendar has already (what is
    declared late is a decision, and moves dossiers), `calendar_gap` when it leaves days out,
    `calendar_of_another` when it is not that of `scope`; BadCalendar for what is no calendar.
    """
    _days, hours = parse_calendar(document)
    first, ends = parse_coverage(document)
    if document["scope"] != scope:
        raise Refused("calendar_of_another", scope=str(document["scope"]), expected=scope)
    begun = min([first, *(row.valid_from for row in hours)])
    if begun <= last:
        raise Refused("calendar_overlaps", day=begun, last=last)
    if first > last + timedelta(days=1):
        raise Refused("calendar_gap", first=first, expected=last + timedelta(days=1))
    return first, ends
