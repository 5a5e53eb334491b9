"""Cells of a history's files: read one by one, with everything that is wrong collected."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, TypeVar

from motcua.domain.decisions.history_acts import ACTS
from motcua.domain.local_time import VIETNAM
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role

T = TypeVar("T")
Row = Mapping[str, str]


class Wrong(NamedTuple):
    """One thing wrong: in which file, line and column, as a refusal."""

    file: str
    line: int
    column: str
    no: Refused


class Cells:
    """Reads cells of one row and collects what is wrong with all of them."""

    def __init__(self, file: str, line: int, row: Row, wrong: list[Wrong]) -> None:
        self.file, self.line, self.row, self.wrong = file, line, row, wrong

    def text(self, column: str) -> str:
        """A cell without the white space around it."""
        return (self.row.get(column) or "").strip()

    def read(self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        """What `reader` makes of a cell; `otherwise` if it is empty or wrong."""
        text = self.text(column)
        if not text:
            return otherwise
        try:
            return reader(text)
        except Refused as no:
            self.wrong.append(Wrong(self.file, self.line, column, no))
            return otherwise

    def need(self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        """The same for a cell that may not be empty."""
        if not self.text(column):
            no = Refused("bad_text", field=column, why="empty", expected="")
            self.wrong.append(Wrong(self.file, self.line, column, no))
        return self.read(column, reader, otherwise)


def moment(column: str) -> Callable[[str], datetime]:
    """Reads a moment; without an offset it is Vietnam's time."""

    def read(text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            expected = "2020-02-03T08:00"
            raise Refused("bad_date", field=column, why="shape", expected=expected) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)

    return read


def whole(column: str) -> Callable[[str], int]:
    """Reads a count of at most two digits."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 2):
            raise Refused("bad_count", field=column, expected="0–99")
        return int(text)

    return read


def kind(text: str) -> str:
    """The kind of an act."""
    if text not in ACTS:
        raise Refused("bad_choice", field="kind", expected=tuple(ACTS))
    return text


def role(text: str) -> Role:
    """A role by its value."""
    try:
        return Role(text)
    except ValueError:
        raise Refused("bad_choice", field="role", expected=tuple(Role)) from None
