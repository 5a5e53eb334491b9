"""The demo's members of staff: for each agency of each process someone in each role."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from motcua.actions.people import add_people
from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.identity import Sex
from motcua.domain.roles import Role
from motcua.domain.text import search_key
from motcua.management.demo.names import person_name
from motcua.reads.people import DEMO_PASSWORD

PASSWORD = DEMO_PASSWORD
SINCE = date(2019, 7, 1)

LOGIN = {
    Role.RECEPTIONIST: "tiepnhan",
    Role.OFFICER: "thuly",
    Role.LEADER: "lanhdao",
    Role.CLERK: "vanthu",
    Role.ONE_STOP_HEAD: "truong",
    Role.PROCEDURE_CONTROL: "kiemsoat",
    Role.ADMINISTRATOR: "quantri",
}
TITLES = {
    Role.RECEPTIONIST: "Công chức tiếp nhận và trả kết quả",
    Role.OFFICER: "Chuyên viên",
    Role.CLERK: "Văn thư",
    Role.ONE_STOP_HEAD: "Trưởng Bộ phận Một cửa",
    Role.PROCEDURE_CONTROL: "Chuyên viên kiểm soát thủ tục hành chính",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
}
OFFICES = {
    "finance_planning": "tckh",
    "infrastructure": "ktht",
    "justice": "tuphap",
    "natural_resources": "tnmt",
    "labour": "ldtbxh",
}
WORK = (Role.OFFICER, Role.LEADER, Role.CLERK)
ROLES = {
    "committee_commune": (Role.RECEPTIONIST, *WORK),
    "committee_district": WORK,
    "one_stop": (Role.RECEPTIONIST, Role.ONE_STOP_HEAD),
    "centre": (Role.RECEPTIONIST, Role.ONE_STOP_HEAD),
    "office": WORK,
    "department": WORK,
}


@dataclass(frozen=True, slots=True)
class Account:
    """An account to make: who signs in, under which name, where and as what."""

    username: str
    full_name: str
    title: str
    agency: str
    role: Role


def accounts_for(tree: AgencyTree, random: Random) -> list[Account]:
    """Everyone whom the processes of the procedures need, and the two who look after it all."""
    found: list[Account] = []
    taken: set[str] = set()
    for agency in tree:
        for role in ROLES.get(agency.kind, ()):
            username = _free(f"{LOGIN[role]}.{slug(tree, agency)}", tree, agency, taken)
            found.append(_account(username, agency, role, random))
    top = next(agency for agency in tree if agency.parent is None)
    found.append(_account("kiemsoat", top, Role.PROCEDURE_CONTROL, random))
    found.append(_account("quantri", top, Role.ADMINISTRATOR, random))
    return found


def hire(accounts: list[Account], now: datetime) -> dict[tuple[str, Role], int]:
    """Make the accounts; who works for which agency in which role."""
    ids = add_people(
        [(a.username, a.full_name, a.title, a.agency, a.role) for a in accounts],
        password=PASSWORD,
        since=SINCE,
        now=now,
    )
    return {(a.agency, a.role): ids[a.username] for a in accounts}


def slug(tree: AgencyTree, agency: Agency) -> str:
    """The agency's short name in a user name: cathanh, phucat, tckh-phucat, sotuphap."""
    if agency.kind == "one_stop":
        return slug(tree, tree.get(agency.parent or ""))
    if agency.kind == "office":
        function = OFFICES.get(agency.function, agency.function.replace("_", ""))
        return f"{function}-{slug(tree, tree.get(agency.parent or ''))}"
    if agency.kind == "centre":
        return "trungtam"
    words = search_key(agency.short_name).split()
    for prefix in (
        ["ubnd"],
        ["huyen"],
        ["thi", "xa"],
        ["thanh", "pho"],
        ["thi", "tran"],
        ["xa"],
        ["phuong"],
    ):
        if words[: len(prefix)] == prefix and len(words) > len(prefix):
            words = words[len(prefix) :]
    return "".join(letter for letter in "".join(words) if letter.isalnum())


def _free(username: str, tree: AgencyTree, agency: Agency, taken: set[str]) -> str:
    if username in taken:
        username = f"{username}-{slug(tree, tree.get(agency.parent or agency.key))}"
    if username in taken:
        username = f"{username}-{agency.key.rpartition('.')[2]}"
    taken.add(username)
    return username


def _account(username: str, agency: Agency, role: Role, random: Random) -> Account:
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    title = TITLES.get(role) or ("Chủ tịch" if agency.is_committee else "Trưởng phòng")
    if role is Role.LEADER and agency.kind == "department":
        title = "Giám đốc"
    return Account(username, person_name(random, sex), title, agency.key, role)
