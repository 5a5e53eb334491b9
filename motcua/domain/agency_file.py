"""The agencies of a province as a TOML file: rows of agencies and of their dated names."""

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from motcua.domain.agencies import LEVELS, Agency, AgencyTree, Contradiction, Level, NameRow
from motcua.domain.agency_rows import Additions, additions, whole_tree
from motcua.domain.identifiers import old_identifier
from motcua.domain.toml_lines import line_of_syntax_error
from motcua.domain.toml_table import Table, TableError

_LEVELS: dict[str, Level] = {level: level for level in LEVELS}


class AgencyFileError(ValueError):
    """Why a file of agencies cannot be loaded; the message names file, row and reason."""


def parse_agencies(text: str, file: str) -> tuple[tuple[Agency, ...], tuple[NameRow, ...]]:
    """Read the rows in the order of the file, parents first; AgencyFileError if one is wrong."""
    agencies, names = read_rows(text, file)
    with _placed(file, agencies, names):
        whole_tree(agencies, names)
    return agencies, names


def parse_additions(text: str, file: str, standing: AgencyTree) -> Additions:
    """What the file adds to the agencies that stand; AgencyFileError for a row that cannot be."""
    agencies, names = read_rows(text, file)
    with _placed(file, agencies, names):
        return additions(standing, agencies, names)


def read_rows(text: str, file: str) -> tuple[tuple[Agency, ...], tuple[NameRow, ...]]:
    """The rows as they are written, each for itself; AgencyFileError if one is none."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_syntax_error(str(error), text)
        told = f"{file}, dòng {line}: không đúng cú pháp TOML; sửa dòng đó."
        raise AgencyFileError(told) from None
    try:
        top = Table(values)
        top.text("title")
        agencies = tuple(_agency(table) for table in top.tables("agency"))
        names = tuple(_name(table) for table in top.tables("name"))
        top.close()
    except TableError as error:
        raise AgencyFileError(f"{file}, {_place(error)}: {error.reason}") from None
    return agencies, names


@contextmanager
def _placed(file: str, agencies: Sequence[Agency], names: Sequence[NameRow]) -> Iterator[None]:
    """Say of a contradiction which row it is: the last one of its agency, counted from 1."""
    try:
        yield
    except Contradiction as error:
        of = {"agency": [one.key for one in agencies], "name": [one.agency for one in names]}
        rows = [at for at, key in enumerate(of[error.table], start=1) if key == error.key]
        place = f", bảng “{error.table}”, hàng {rows[-1]}" if rows else ""
        raise AgencyFileError(f"{file}{place}: {error}") from None


def _agency(table: Table) -> Agency:
    key = table.text("key")
    agency = Agency(
        key=key,
        parent=table.text_or_none("parent"),
        level=table.choice("level", _LEVELS),
        kind=table.text("kind"),
        function=table.text_or_none("function") or "",
        name=table.text("name"),
        short_name=table.text("short"),
        code_new=key,
        code_old=table.text("old"),
        receives=table.flag("receives"),
        issuer=table.text("issuer"),
        valid_from=table.day("from"),
        valid_to=table.day_or_none("to"),
        successors=table.texts("successors"),
    )
    table.close()
    if agency.code_old != _old_form(table, key):
        raise table.fail(f"Mã cũ {agency.code_old} không cùng nghĩa với mã mới {key}.", "old")
    return agency


def _old_form(table: Table, key: str) -> str:
    try:
        return old_identifier(key)
    except ValueError:
        raise table.fail(f"Mã “{key}” không đúng dạng, viết như H08.38.12.", "key") from None


def _name(table: Table) -> NameRow:
    row = NameRow(
        agency=table.text("agency"),
        valid_from=table.day("from"),
        valid_to=table.day_or_none("to"),
        name=table.text("name"),
        kind=table.text("kind"),
        short_name=table.text("short"),
    )
    table.close()
    return row


def _place(error: TableError) -> str:
    """Which row, counted from 1: the rows stand one to a line, so the count finds it."""
    rows, number = error.path[:1], error.path[1:2]
    return f"bảng “{rows[0]}”, hàng {int(number[0]) + 1}" if rows and number else "đầu tệp"
