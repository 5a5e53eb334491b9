"""A line of a commune's paper register as people type it into a sheet, read.

Shapes only: whether what it says is allowed, `decisions.elsewhere` says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from motcua.domain import commands as do
from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.local_time import at_minute, local_day
from motcua.domain.moments import read_moment
from motcua.domain.party import Party, read_party
from motcua.domain.refusal import Refused
from motcua.domain.text import clean, read_date

T = TypeVar("T")


class Column(NamedTuple):
    """One column of the sheet: its key, and the longest text it may hold."""

    key: str
    limit: int
    required: bool = False


COLUMNS = (
    Column("number", 40, required=True),
    Column("received", 40, required=True),
    Column("procedure", 32, required=True),
    Column("name", 200, required=True),
    Column("identity", 40),
    Column("address", 300),
    Column("phone", 40),
    Column("email", 254),
    Column("content", 2000),
    Column("sets", 4),
    Column("promised", 40),
    Column("finished", 40),
    Column("result_number", 200),
    Column("returned", 40),
    Column("collected_by", 200),
)
KEYS = tuple(column.key for column in COLUMNS)
Line = Mapping[str, str]


class Wrong(NamedTuple):
    """One thing wrong with one cell, as a refusal of the rules."""

    key: str
    no: Refused


@dataclass(frozen=True, slots=True)
class Book:
    """Which book of which agency is entered, why only now, and by which calendar its days are."""

    agency: str
    name: str
    explanation: str
    calendar: Calendar


class _Cells:
    def __init__(self, line: Line) -> None:
        self.line = line
        self.wrong: list[Wrong] = []

    def read(self, key: str, reader: Callable[[str], T]) -> T | None:
        """What `reader` makes of a cell; None if it is empty or wrong."""
        text = self.line.get(key, "").strip()
        if not text:
            return None
        try:
            return reader(text)
        except Refused as no:
            self.wrong.append(Wrong(key, no))
            return None

    def text(self, column: Column) -> str:
        """A cell as clean text."""
        value = self.line.get(column.key, "")
        try:
            return clean(value, field=column.key, limit=column.limit, required=column.required)
        except Refused as no:
            self.wrong.append(Wrong(column.key, no))
            return ""


def read_line(
    line: Line, book: Book, today: date, secret: str
) -> tuple[do.EnterFromBook | None, list[Wrong]]:
    """The request that a line makes; None, with everything that is wrong, if it makes none.

    A day without a time means the opening of the office for reception, its closing for the rest:
    so nothing becomes late, or same-day, that the book does not say.
    """
    cells = _Cells(line)
    texts = {column.key: cells.text(column) for column in COLUMNS}
    received = cells.read("received", lambda text: _moment(text, "received", book.calendar))
    finished = cells.read("finished", lambda text: _moment(text, "finished", book.calendar))
    returned = cells.read("returned", lambda text: _moment(text, "returned", book.calendar))
    promised = cells.read("promised", lambda text: read_date(text, field="promised"))
    sets = cells.read("sets", _sets)
    applicant = _party(cells, today)
    if cells.wrong or received is None or applicant is None:
        return None, cells.wrong
    kept = tuple((key, line.get(key, "").strip()) for key in KEYS if line.get(key, "").strip())
    command = do.EnterFromBook(
        agency=book.agency,
        procedure=texts["procedure"],
        applicant=applicant,
        secret=secret,
        book=book.name,
        number=texts["number"],
        line=kept,
        explanation=book.explanation,
        received=received,
        promised=promised,
        finished=finished,
        result_number=texts["result_number"],
        returned=returned,
        collected_by=texts["collected_by"],
        content=texts["content"],
        sets=1 if sets is None else sets,
    )
    return command, []


def _moment(text: str, field: str, calendar: Calendar) -> datetime:
    moment = read_moment(text, field=field)
    if moment.hour or moment.minute or ":" in text or "h" in text.lower():
        return moment
    day = local_day(moment)
    try:
        if field == "received":
            hours = calendar.office_hours(day)
            return at_minute(day, hours[0][0] if hours else 7 * 60)
        is_open = calendar.is_working_day(day)
        return calendar.closing(day) if is_open else at_minute(day, 17 * 60)
    except CalendarTooShort:
        raise Refused("calendar_too_short", field=field, year=day.year) from None


def _sets(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= 20):
        raise Refused("bad_count", field="sets", expected="1–20")
    return int(text)


def _party(cells: _Cells, today: date) -> Party | None:
    asked = ("name", "identity", "address", "phone", "email")
    try:
        return read_party({key: cells.line.get(key, "") for key in asked}, today)
    except Refused as no:
        errors = no.facts["errors"]
        assert isinstance(errors, tuple)
        known = {wrong.key for wrong in cells.wrong}
        for error in errors:
            if error.field not in known:
                refusal = Refused(
                    "bad_fields", field=error.field, why=error.why, expected=error.expected
                )
                cells.wrong.append(Wrong(error.field, refusal))
        return None
