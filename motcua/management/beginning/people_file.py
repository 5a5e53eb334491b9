"""people.csv: who works in the province from its first day. Read whole; every mistake is told."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.actions.people import read_title, read_username
from motcua.domain.agencies import AgencyTree
from motcua.domain.contacts import read_email
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import NAME_LIMIT, clean, read_date
from motcua.reads.words import refusal_words

FILE = "people.csv"
NEEDED = ("login", "name", "agency", "roles")
COLUMNS = (*NEEDED, "title", "email", "since")
REMARK = ("#", '"#')  # quoted once a spreadsheet has saved it
ROLES = {role.value: role for role in Role if role is not Role.CLOCK}


class BadCell(Exception):
    """A cell that cannot be taken; the message says why and what to write instead."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account to be made: who signs in, for which agency, in which roles, from which day.

    `line` is the row's line in the file, from 1; 0 for who was named on the command line.
    """

    line: int
    login: str
    name: str
    agency: str
    roles: tuple[Role, ...]
    title: str
    email: str
    since: date


def read_people(text: str, tree: AgencyTree, today: date) -> tuple[list[Account], list[str]]:
    """The accounts of the file's text, and a sentence with its line for each mistake in it.

    Commas or semicolons between cells, as spreadsheets write them; lines that begin with # are
    remarks, and rows of empty cells are none. `since` is `today` where the file says nothing.
    """
    lines = ["" if line.startswith(REMARK) else line for line in text.splitlines(keepends=True)]
    head = next((line for line in lines if line.strip()), "")
    mark = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(lines, delimiter=mark, strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        return [], [f"{FILE}, dòng {reader.line_num}: không phải CSV ({error}); sửa dòng đó."]
    names = [name.strip() for name in rows[0][1]] if rows else []
    wrong = _wrong_columns(names)
    return ([], [wrong]) if wrong else _accounts(names, rows[1:], tree, today)


def read_name(text: str) -> str:
    """A person's name as it is kept; Refused `bad_text`."""
    return clean(text, field="name", limit=NAME_LIMIT)


def read_agency(code: str, tree: AgencyTree, today: date) -> str:
    """The key of an agency that stands today; BadCell for any other."""
    if not code.strip():
        raise BadCell("chưa ghi cơ quan; ghi mã trong agencies.toml.")
    try:
        agency = tree.find(code)
    except Refused:
        raise BadCell(
            f"không có cơ quan “{code}” trong agencies.toml; sửa mã, hoặc thêm cơ quan vào tệp đó."
        ) from None
    if not agency.stands_on(today):
        raise BadCell(
            f"cơ quan {agency.key} không hoạt động ngày {today:%d/%m/%Y}; ghi cơ quan khác."
        )
    return agency.key


def _wrong_columns(found: Sequence[str]) -> str:
    missing = [name for name in NEEDED if name not in found]
    unknown = [name for name in found if name not in COLUMNS or found.count(name) > 1]
    if not (missing or unknown):
        return ""
    told = [f"thiếu cột {', '.join(missing)}"] if missing else []
    told += ["thừa cột " + ", ".join(f"“{name}”" for name in unknown)] if unknown else []
    return f"{FILE}: {'; '.join(told)}; các cột là {', '.join(COLUMNS)}."


def _accounts(
    names: Sequence[str], rows: Iterable[tuple[int, list[str]]], tree: AgencyTree, today: date
) -> tuple[list[Account], list[str]]:
    accounts: list[Account] = []
    wrong: list[str] = []
    lines: dict[str, int] = {}
    readers = _readers(tree, today)
    for line, row in rows:
        values, errors = _read(dict(zip(names, row, strict=False)), readers)
        if any(cell.strip() for cell in row[len(names) :]):
            errors.append("thừa ô: nhiều ô hơn dòng tiêu đề; bỏ ô thừa.")
        login = values.get("login", "")
        if login in lines:
            errors.append(f"login: “{login}” đã có ở dòng {lines[login]}; mỗi người một dòng.")
        elif login:
            lines[login] = line
        wrong += [f"{FILE}, dòng {line}, {error}" for error in errors]
        if not errors:
            accounts.append(Account(line, **values))
    return accounts, wrong


Readers = Mapping[str, Callable[[str], Any]]


def _readers(tree: AgencyTree, today: date) -> Readers:
    return {
        "login": read_username,
        "name": read_name,
        "agency": lambda text: read_agency(text, tree, today),
        "roles": _roles,
        "title": read_title,
        "email": lambda text: read_email(text) if text.strip() else "",
        "since": lambda text: read_date(text, field="since") if text.strip() else today,
    }


def _read(row: Mapping[str, str], readers: Readers) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    errors: list[str] = []
    for name, reader in readers.items():
        try:
            values[name] = reader(row.get(name, ""))
        except BadCell as bad:
            errors.append(f"{name}: {bad}")
        except Refused as no:
            errors.append(f"{name}: {refusal_words(no)}")
    return values, errors


def _roles(text: str) -> tuple[Role, ...]:
    words = tuple(dict.fromkeys(text.split()))
    unknown = [word for word in words if word not in ROLES]
    if unknown or not words:
        told = f"không có vai trò “{unknown[0]}”" if unknown else "chưa ghi vai trò"
        raise BadCell(f"{told}; ghi một hay nhiều vai trò, cách nhau bằng dấu cách: {_known()}.")
    return tuple(ROLES[word] for word in words)


def _known() -> str:
    return ", ".join(ROLES)
