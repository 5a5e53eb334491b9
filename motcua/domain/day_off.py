"""A holiday or suspension declared late: the decision and the calendar rows it brings."""

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.dated_rows import BadCalendar, CalendarRow
from motcua.domain.toml_lines import line_of_syntax_error


@dataclass(frozen=True, slots=True)
class LateDayOff:
    """A numbered decision, signed and in effect on days, with its calendar rows as TOML text."""

    number: str
    signed: date
    effective: date
    signer: str
    rows: tuple[CalendarRow, ...]
    text: str


def parse_late_day_off(text: str) -> LateDayOff:
    """Read the decision's file. BadCalendar names what is wrong.

    scope, first and last; [decision] number, signed, effective, signer; then calendar rows as in
    the calendar's file.
    """
    try:
        document: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_syntax_error(str(error), text)
        raise BadCalendar(f"Dòng {line}: không đúng cú pháp TOML.") from None
    decision = document.pop("decision", None)
    if not isinstance(decision, dict):
        raise BadCalendar("Thiếu bảng [decision].")
    values = _decision(decision)
    rows, hours = parse_calendar(document)
    if hours or not rows:
        raise BadCalendar(
            "Ngày nghỉ công bố muộn chỉ gồm các hàng [[day]], ít nhất một, không có [[hours]]."
        )
    parse_coverage(document)  # or the whole calendar could not be read once this is part of it
    return LateDayOff(**values, rows=rows, text=_without_decision(text))


def _decision(table: dict[str, Any]) -> dict[str, Any]:
    names = ("number", "signed", "effective", "signer")
    values = {name: table.pop(name, None) for name in names}
    if table:
        raise BadCalendar(f"Bảng [decision]: không có mục nào tên “{min(table)}”.")
    for name in ("signed", "effective"):
        if type(values[name]) is not date:
            raise BadCalendar(f"Bảng [decision]: “{name}” phải là một ngày, viết như 2020-03-20.")
    for name in ("number", "signer"):
        if not isinstance(values[name], str) or not values[name].strip():
            raise BadCalendar(f"Bảng [decision]: “{name}” phải là chữ, không để trống.")
    return values


def _without_decision(text: str) -> str:
    # The calendar's reader is strict: the decision's own table is left out of what it reads.
    lines, inside = [], False
    for line in text.splitlines():
        bare = line.split("#", 1)[0].strip()
        if bare.startswith("["):
            inside = bare == "[decision]"
        if not inside:
            lines.append(line)
    return "\n".join(lines) + "\n"
