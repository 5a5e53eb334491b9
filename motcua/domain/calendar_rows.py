"""Reading a calendar document (TOML or JSON, already parsed) into dated rows.

    scope = "H08"              # of every row that names no other
    first = 2018-01-01         # the document claims to be complete from
    last = 2027-12-31          # to

    [[hours]]
    weekdays = ["monday"]      hours = ["07:00-11:30", "13:30-17:00"]
    from = 2018-01-01          source = "…"          confidence = "medium"
    # to = 2018-12-31          reception_only = true

    [[day]]
    day = 2019-04-29           kind = "swap_off"     instead_of = 2019-05-04
    name = "…"                 source = "…"          confidence = "confirmed"
    # to = 2019-04-30          hours = ["07:00-11:30"]          scope = "H08.38"

Strict: an unknown key, a missing one or a wrong type is BadCalendar, and the sentence names the
row by its table, number and date.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

from motcua.domain.dated_rows import (
    WEEKDAYS,
    BadCalendar,
    CalendarRow,
    Confidence,
    HoursRow,
    RowKind,
)
from motcua.domain.days import Hours

__all__ = [
    "BadCalendar", "CalendarRow", "Confidence", "HoursRow", "RowKind",
    "parse_calendar", "parse_coverage",
]  # fmt: skip

_DOCUMENT: Final = frozenset({"scope", "first", "last", "hours", "day"})
_DAY: Final = frozenset(
    {"day", "to", "kind", "name", "source", "scope", "confidence", "hours", "instead_of"}
)
_HOURS: Final = frozenset(
    {"weekdays", "hours", "from", "to", "source", "scope", "confidence", "reception_only"}
)
HEAD: Final = "Đầu tệp"
_LONGEST_RUN: Final = 366
_SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_EXPECTED: Final[Mapping[type, str]] = {
    str: "chữ trong dấu nháy",
    list: "một danh sách",
    date: "một ngày, viết như 2020-03-20",
    bool: "true hoặc false",
}
_Word = TypeVar("_Word", bound=StrEnum)
_Value = TypeVar("_Value")


def parse_calendar(
    document: Mapping[str, Any],
) -> tuple[tuple[CalendarRow, ...], tuple[HoursRow, ...]]:
    """The rows and the office hours of a document, in the document's order.

    A day row with `to` stands for every day from `day` to `to`. BadCalendar names the row.
    """
    _known(document, _DOCUMENT, HEAD)
    scope = _take(document, "scope", str, HEAD)
    rows: list[CalendarRow] = []
    for at, table in enumerate(_tables(document, "day"), start=1):
        rows += _day_rows(table, f"Bảng “day”, hàng {at}", scope)
    hours = [
        _hours_row(table, f"Bảng “hours”, hàng {at}", scope)
        for at, table in enumerate(_tables(document, "hours"), start=1)
    ]
    _swaps_pair_up(rows)
    if "first" in document or "last" in document:
        first, last = parse_coverage(document)
        for row in rows:
            if not first <= row.day <= last:
                raise BadCalendar(f"Hàng {row}: ngoài khoảng của tệp, {first} đến {last}.")
    return tuple(rows), tuple(hours)


def parse_coverage(document: Mapping[str, Any]) -> tuple[date, date]:
    """The first and last day for which a document claims to be complete."""
    first = _date(document, "first", HEAD)
    last = _date(document, "last", HEAD)
    if last < first:
        raise BadCalendar(f"{HEAD}: “last” là {last}, trước “first” là {first}.")
    return first, last


def _day_rows(table: Mapping[str, Any], label: str, scope: str) -> list[CalendarRow]:
    day = _date(table, "day", label)
    label = f"{label} ({day})"
    _known(table, _DAY, label)
    last = _date(table, "to", label) if "to" in table else day
    if last < day or (last - day).days > _LONGEST_RUN:
        raise BadCalendar(f"{label}: “to” là {last}, trước “day” hoặc sau hơn một năm.")
    if last > day and "instead_of" in table:
        raise BadCalendar(f"{label}: hoán đổi là một ngày lấy một ngày, nên bỏ “to”.")
    return [
        CalendarRow(
            day=day + timedelta(days=offset),
            kind=_word(table, "kind", RowKind, label),
            name=_take(table, "name", str, label),
            source=_take(table, "source", str, label),
            scope=_take(table, "scope", str, label) if "scope" in table else scope,
            confidence=_word(table, "confidence", Confidence, label),
            hours=_spans(table, label) if "hours" in table else (),
            instead_of=_date(table, "instead_of", label) if "instead_of" in table else None,
        )
        for offset in range((last - day).days + 1)
    ]


def _hours_row(table: Mapping[str, Any], label: str, scope: str) -> HoursRow:
    _known(table, _HOURS, label)
    names = _take(table, "weekdays", list, label)
    for name in names:
        if name not in WEEKDAYS:
            raise BadCalendar(f"{label}: “{name}” không phải thứ nào; viết {', '.join(WEEKDAYS)}.")
    if len(set(names)) != len(names):
        raise BadCalendar(f"{label}: một thứ được ghi hai lần.")
    return HoursRow(
        scope=_take(table, "scope", str, label) if "scope" in table else scope,
        weekdays=frozenset(WEEKDAYS.index(name) for name in names),
        hours=_spans(table, label),
        valid_from=_date(table, "from", label),
        valid_to=_date(table, "to", label) if "to" in table else None,
        source=_take(table, "source", str, label),
        confidence=_word(table, "confidence", Confidence, label),
        reception_only=_take(table, "reception_only", bool, label)
        if "reception_only" in table
        else False,
    )


def _swaps_pair_up(rows: list[CalendarRow]) -> None:
    """The day off and the day worked for it name each other, in one scope."""
    swaps = {(row.scope, row.day): row for row in rows if row.instead_of}
    for row in swaps.values():
        other = swaps.get((row.scope, row.instead_of)) if row.instead_of else None
        if other is None or other.instead_of != row.day or other.kind is row.kind:
            raise BadCalendar(
                f"Hàng {row}: hoán đổi với {row.instead_of}, mà ngày đó không có hàng tương ứng."
            )


def _shown(value: object) -> str:
    return " ".join(str(value).split())[:60]


def _known(table: Mapping[str, Any], allowed: frozenset[str], label: str) -> None:
    known = ", ".join(sorted(allowed))
    for key in table:
        if key not in allowed:
            raise BadCalendar(f"{label}: không có mục nào tên “{key}”; các mục là {known}.")


def _take(table: Mapping[str, Any], key: str, kind: type[_Value], label: str) -> _Value:
    if key not in table:
        raise BadCalendar(f"{label}: thiếu mục “{key}”.")
    value = table[key]
    if not isinstance(value, kind):
        raise BadCalendar(
            f"{label}: “{key}” phải là {_EXPECTED[kind]}, không phải “{_shown(value)}”."
        )
    return value


def _date(table: Mapping[str, Any], key: str, label: str) -> date:
    value = _take(table, key, date, label)
    # A datetime is a date to Python; a calendar row means the whole day.
    if isinstance(value, datetime):
        raise BadCalendar(f"{label}: “{key}” là {value}, có giờ; chỉ viết ngày.")
    return value


def _word(table: Mapping[str, Any], key: str, words: type[_Word], label: str) -> _Word:
    value = _take(table, key, str, label)
    try:
        return words(value)
    except ValueError:
        known = ", ".join(words)
        raise BadCalendar(
            f"{label}: “{key}” là “{_shown(value)}”; viết một trong: {known}."
        ) from None


def _tables(document: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    tables = _take(document, key, list, HEAD) if key in document else []
    for at, table in enumerate(tables, start=1):
        if not isinstance(table, Mapping):
            raise BadCalendar(f"Bảng “{key}”, hàng {at}: phải là một bảng [[{key}]].")
    return tables


def _spans(table: Mapping[str, Any], label: str) -> Hours:
    spans = []
    for text in _take(table, "hours", list, label):
        found = _SPAN.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise BadCalendar(f"{label}: “{_shown(text)}” không phải khoảng giờ như 07:00-11:30.")
        begin, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
        spans.append((begin, end))
    return tuple(spans)
