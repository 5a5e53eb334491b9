"""Agencies, and people with them, that come after the first day: all that is new, or nothing."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from motcua.actions.agencies import extend_agencies
from motcua.domain.agencies import Contradiction
from motcua.domain.agency_file import AgencyFileError, parse_additions
from motcua.domain.agency_rows import Additions
from motcua.management.beginning.brought import AGENCIES
from motcua.management.beginning.files import BadProvince, people_in, read_toml
from motcua.management.beginning.people_file import FILE as PEOPLE
from motcua.management.beginning.people_file import Account
from motcua.management.beginning.province import make, row_of
from motcua.management.password_file import write_passwords
from motcua.management.places import make_var, var
from motcua.reads.law import agency_tree
from motcua.reads.people import account_named

PASSWORDS = "first-passwords-{day:%Y-%m-%d}.csv"


@dataclass(frozen=True, slots=True)
class Coming:
    """What a file or a directory adds; `known_people` have an account already, as it says."""

    file: Path
    agencies: Additions
    people: tuple[Account, ...]
    known_people: tuple[str, ...]


def read_coming(place: Path, today: date) -> Coming:
    """Read and check a file of agencies, or a directory with one and, where it has, people.csv.

    BadProvince, with file and row, for what cannot be added.
    """
    file = place / AGENCIES if place.is_dir() else place
    standing = agency_tree()
    if not len(standing):
        raise BadProvince("cơ sở dữ liệu chưa có cơ quan nào; hãy motcua begin trước.")
    if not file.exists():
        raise BadProvince(f"{file}: không có tệp này; ghi một tệp cơ quan, hoặc thư mục có nó.")
    text, _ = read_toml(file)
    try:
        added = parse_additions(text, str(file), standing)
    except AgencyFileError as error:
        raise BadProvince(str(error)) from None
    accounts = people_in(place / PEOPLE, added.tree, today) if place.is_dir() else ()
    new, known = _sorted_out(accounts)
    return Coming(file, added, new, known)


def _sorted_out(accounts: tuple[Account, ...]) -> tuple[tuple[Account, ...], tuple[str, ...]]:
    """Accounts to be made, and logins of those that are there just as told; else BadProvince."""
    new: list[Account] = []
    known: list[str] = []
    wrong: list[str] = []
    for account in accounts:
        name, posts = account_named(account.login) or ("", frozenset())
        asked = {(account.agency, role) for role in account.roles}
        if not name:
            new.append(account)
        elif name == account.name and asked <= posts:
            known.append(account.login)
        else:
            wrong.append(
                f"{PEOPLE}, dòng {account.line}, login: “{account.login}” đã là tài khoản của"
                f" {name} với tên hay vai trò khác; đổi tên đăng nhập, hoặc bỏ dòng và giao vai trò"
                " ở Quản lý, Nhân sự và vai trò."
            )
    if wrong:
        raise BadProvince(*wrong)
    return tuple(new), tuple(known)


def password_place(day: date) -> Path:
    """Where first passwords of that day's people go."""
    return var() / PASSWORDS.format(day=day)


def refuse_in_the_way(coming: Coming, day: date) -> None:
    """BadProvince where passwords would go into a file that lies there already."""
    place = password_place(day)
    if coming.people and place.exists():
        raise BadProvince(f"{place}: tệp mật khẩu của một lần trước còn đó; cất đi rồi chạy lại.")


def add(coming: Coming, *, now: datetime, today: date, advance: Callable[[], None]) -> Path | None:
    """Write all of it in one transaction; the file of first passwords, None where nobody is new.

    The file is on disk before the transaction ends, and gone if it fails. BadProvince where
    somebody was quicker, OSError where the file cannot be written.
    """
    new = coming.agencies
    with ExitStack() as undo:
        with transaction.atomic():
            try:
                tree = extend_agencies(new.agencies, new.names, now=now).tree
            except Contradiction as error:
                raise BadProvince(f"{coming.file}: {error}") from None
            rows = []
            for account in coming.people:
                rows.append(row_of(account, make(account, now), tree))
                advance()
            place = password_place(today)
            make_var()
            file = write_passwords(place, rows, undo) if rows else None
        undo.pop_all()
    return file
