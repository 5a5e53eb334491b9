"""The portal's tables as it checks them: type, length, code, form of dates, what must be there.

Written from domain notes 3.7 and the integration guides, not from the adapter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Check = Callable[[Any], str]
"""Says what is wrong with a value, '' if nothing."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how its value is checked, and whether it must be there and not empty."""

    check: Check
    required: bool = False


def text(longest: int, pattern: str = "") -> Check:
    """A string up to a length, of a shape where one is given."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            return "phải là chuỗi"
        if len(value) > longest:
            return f"dài quá {longest} ký tự"
        return "" if not value or re.fullmatch(pattern or ".*", value, re.DOTALL) else "sai dạng"

    return check


def one_of(*codes: object) -> Check:
    """One of these codes, of the same type; an empty string where the field may be empty."""

    def check(value: Any) -> str:
        known = any(type(value) is type(code) and value == code for code in codes)
        return "" if known or value == "" else f"không thuộc bộ mã {codes}"

    return check


def stamp(value: Any) -> str:
    """yyyyMMddHHmmss, a moment that exists."""
    return _moment(value, r"\d{14}", "%Y%m%d%H%M%S", "phải là ngày giờ yyyyMMddHHmmss")


def iso(value: Any) -> str:
    """yyyy-MM-ddTHH:mm:ss, a moment that exists."""
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
    return _moment(value, form, "%Y-%m-%dT%H:%M:%S", "phải là ngày giờ yyyy-MM-ddTHH:mm:ss")


def _moment(value: Any, shape: str, form: str, words: str) -> str:
    if not isinstance(value, str) or (value and not re.fullmatch(shape, value)):
        return words
    try:
        return "" if not value or datetime.strptime(value, form) else words  # noqa: DTZ007
    except ValueError:
        return "không có ngày giờ này"


def whole(least: int) -> Check:
    """A number without decimals."""

    def check(value: Any) -> str:
        fits = type(value) is int and value >= least
        return "" if fits else f"phải là số nguyên từ {least}"

    return check


def truth(value: Any) -> str:
    """True or false."""
    return "" if isinstance(value, bool) else "phải là true hoặc false"


def rows(table: "Table") -> Check:
    """A list of records of another table."""

    def check(value: Any) -> str:
        if not isinstance(value, list):
            return "phải là danh sách"
        return "; ".join(f"[{at}] {w}" for at, one in enumerate(value) for w in faults(one, table))

    return check


Table = Mapping[str, Field]


def faults(record: Any, table: Table) -> Iterator[str]:
    """Everything wrong with a record: fields unknown, missing, of the wrong type or code."""
    if not isinstance(record, dict):
        yield "phải là một bản ghi"
        return
    for name in record:
        if name not in table:
            yield f"{name}: không có trường này"
    for name, field in table.items():
        wrong = _wrong(record.get(name, ""), field)
        if wrong:
            yield f"{name}: {wrong}"


def _wrong(value: Any, field: Field) -> str:
    if value is None:
        return "không được là null"
    if value == "" or value == []:
        return "bắt buộc" if field.required else ""
    return field.check(value)
