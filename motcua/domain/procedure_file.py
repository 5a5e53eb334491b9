"""A procedure as a TOML file: strict reading, its worked examples, and errors with their line."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.calendar import Calendar
from motcua.domain.deadline import due
from motcua.domain.limits import NoLimit
from motcua.domain.local_time import VIETNAM, local_day
from motcua.domain.procedure import Procedure
from motcua.domain.procedure_parts import read_procedure
from motcua.domain.procedure_rules import check
from motcua.domain.toml_lines import TomlLines, line_of_syntax_error
from motcua.domain.toml_table import Table, TableError

_EXAMPLES = 3


class ProcedureFileError(ValueError):
    """Why a file cannot be published: the file, the line (from 1), one Vietnamese sentence."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, dòng {line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: received then, so due on that local day (None: the law sets no limit).

    It was worked out by hand, never by the code that it checks.
    """

    received: datetime
    due: date | None
    line: int


@dataclass(frozen=True, slots=True)
class ProcedureFile:
    """A procedure with the examples that came with it."""

    file: str
    procedure: Procedure
    examples: tuple[Example, ...]


def parse_procedure(text: str, file: str) -> ProcedureFile:
    """Read one file; ProcedureFileError for the first thing that is wrong in it.

    Times without an offset are local (Asia/Ho_Chi_Minh), as in every file of this project.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_syntax_error(str(error), text)
        raise ProcedureFileError(file, line, "Tệp không đúng cú pháp TOML.") from None
    lines = TomlLines(text)
    try:
        return _read(values, file, lines)
    except TableError as error:
        raise ProcedureFileError(file, error.line(lines), error.reason) from None


def check_examples(parsed: ProcedureFile, calendar: Calendar) -> None:
    """Run the three examples against a calendar; ProcedureFileError for the first that fails."""
    limit = parsed.procedure.committed
    for example in parsed.examples:
        ends = due(example.received, limit, calendar)
        found = None if ends is None else local_day(ends)
        if found != example.due:
            said, got = _day_words(example.due), _day_words(found)
            raise ProcedureFileError(
                parsed.file, example.line, f"Ví dụ ghi hạn {said}, tính theo lịch là {got}."
            )


def _read(values: dict[str, object], file: str, lines: TomlLines) -> ProcedureFile:
    top = Table(values)
    examples = top.tables("example")
    procedure = read_procedure(top)
    top.close()
    check(procedure)
    if len(examples) != _EXAMPLES:
        raise top.fail(f"Phải có đúng ba ví dụ [[example]], hiện có {len(examples)}.", "example")
    return ProcedureFile(
        file, procedure, tuple(_example(one, procedure, lines) for one in examples)
    )


def _example(table: Table, procedure: Procedure, lines: TomlLines) -> Example:
    received = table.read("received", _local_minute)
    ends = table.read("due", _day_or_none)
    table.close()
    if not procedure.in_force_on(local_day(received)):
        raise table.fail("Ví dụ nhận hồ sơ ngoài thời gian hiệu lực của thủ tục.", "received")
    if (ends is None) != isinstance(procedure.committed, NoLimit):
        raise table.fail("“due” chỉ là none khi thời hạn cam kết là none.", "due")
    if ends is not None and ends < local_day(received):
        raise table.fail("Hạn không được trước ngày nhận.", "due")
    return Example(received, ends, lines.of(*table.path))


def _local_minute(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None or "T" not in text:
        raise ValueError(text)
    return at.replace(tzinfo=VIETNAM)


def _day_or_none(text: str) -> date | None:
    return None if text == "none" else date.fromisoformat(text)


def _day_words(day: date | None) -> str:
    return "không có" if day is None else f"{day:%d/%m/%Y}"
