"""A province's first day in the database: all that it brought and its accounts, or nothing."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from motcua.actions.agencies import note_agencies
from motcua.actions.people import add_person, let_act, read_username
from motcua.domain.agencies import AgencyTree
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.management.beginning.brought import Brought
from motcua.management.beginning.files import BadProvince
from motcua.management.beginning.people_file import FILE as PEOPLE
from motcua.management.beginning.people_file import Account, BadCell, read_agency, read_name
from motcua.management.password_file import write_passwords
from motcua.management.places import make_var, var
from motcua.management.reference_data import load_reference
from motcua.management.schema import demo_name, is_empty
from motcua.reads.words import refusal_words

PASSWORDS = "first-passwords.csv"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7265003)"
"""Two who begin at once: the second waits, and finds a database that is filled."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What is told once: the manager's password, and where those of the others lie."""

    password: str
    file: Path | None


def manager_of(brought: Brought, login: str, name: str, agency: str, today: date) -> Account:
    """The account of who looks after accounts from the first day on.

    BadProvince for what cannot be an account, for a login that people.csv has too, and where
    nobody would administer the whole province: no account could be added above any more.
    """
    readers: dict[str, Callable[[], str]] = {
        "login": lambda: read_username(login),
        "name": lambda: read_name(name),
        "agency": lambda: read_agency(agency, brought.tree, today),
    }
    values: dict[str, str] = {}
    for field, reader in readers.items():
        try:
            values[field] = reader()
        except (BadCell, Refused) as no:
            told = refusal_words(no) if isinstance(no, Refused) else no
            option = "manager" if field == "login" else field
            raise BadProvince(f"--{option}: {told}") from None
    roles = (Role.ADMINISTRATOR,)
    manager = Account(0, **values, roles=roles, title="", email="", since=today)
    _refuse_twice(manager, brought)
    everybody = (manager, *brought.people)
    top = brought.top.key
    if not any(a.agency == top and Role.ADMINISTRATOR in a.roles for a in everybody):
        raise BadProvince(
            f"--agency: không ai quản trị {top}, nên sau này không ai thêm được tài khoản của cấp"
            f" tỉnh; ghi --agency {top}, hoặc thêm vào {PEOPLE} một người administrator ở {top}."
        )
    return manager


def _refuse_twice(manager: Account, brought: Brought) -> None:
    same = next((one for one in brought.people if one.login == manager.login), None)
    if same is not None:
        raise BadProvince(
            f"{PEOPLE}, dòng {same.line}, login: “{same.login}” là người quản lý (--manager);"
            " bỏ dòng đó hoặc đổi tên đăng nhập."
        )


def refuse_filled() -> None:
    """BadProvince unless the database holds nothing and no passwords lie about."""
    if not is_empty():
        demo = demo_name()
        held = f"dữ liệu minh họa {demo}" if demo else "dữ liệu thật"
        raise BadProvince(
            f"cơ sở dữ liệu này đã có {held}; `motcua begin` chỉ chạy một lần, trên cơ sở dữ liệu"
            " trống. Đặt DATABASE_URL, hoặc MOTCUA_VAR, ở nơi khác."
        )
    place = var() / PASSWORDS
    if place.exists():
        raise BadProvince(f"{place}: tệp mật khẩu của một lần trước còn đó; cất đi rồi chạy lại.")


def begin(
    brought: Brought, manager: Account, *, now: datetime, advance: Callable[[], None]
) -> Issued:
    """Load everything and make all accounts in one transaction; what is to be told once.

    The file of passwords is on disk before the transaction ends, and gone if it fails.
    BadProvince where the database is filled, OSError where the file cannot be written.
    """
    with ExitStack() as undo:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(ONE_AT_A_TIME)
            refuse_filled()
            load_reference(brought.files, now)
            names = [row for one in brought.tree for row in brought.tree.names_of(one.key)]
            note_agencies(brought.tree, names, now=now)
            password = make(manager, now)
            rows = []
            for account in brought.people:
                rows.append(row_of(account, make(account, now), brought.tree))
                advance()
            file = write_passwords(make_var() / PASSWORDS, rows, undo) if rows else None
        undo.pop_all()
    return Issued(password, file)


def make(account: Account, now: datetime) -> str:
    """The account and its posts; its first password."""
    person, password = add_person(
        account.login, account.name, now=now, title=account.title, email=account.email
    )
    for role in account.roles:
        let_act(person, account.agency, role, since=account.since)
    return password


def row_of(account: Account, password: str, tree: AgencyTree) -> tuple[str, str, str, str]:
    """What the file of passwords says of an account."""
    unit = tree.short_name(account.agency, account.since)
    return account.login, account.name, unit, password
