"""A small province to tell stories about: real agencies of Phù Cát, three procedures, six people.

It is March 2020. Phúc sits at the counter of xã Cát Hanh, Lộc is its officer, Khải signs. Lan
sits at the counter of huyện Phù Cát, Thương works at its Phòng Kinh tế và Hạ tầng, Nga at its
Phòng Tài chính - Kế hoạch, Thắng signs, Hoa is the clerk who numbers and issues. Quân looks after
accounts, Tâm controls procedures for the province. All people are invented.
"""

from datetime import date, datetime
from functools import cache
from uuid import UUID

from uuid6 import uuid7

from motcua.actions.agencies import add_agencies
from motcua.actions.dossiers import Done, perform
from motcua.actions.orders import load_orders
from motcua.actions.people import let_act
from motcua.actions.publication import (
    add_calendar,
    add_rules,
    publish_procedure,
)
from motcua.domain import commands as do
from motcua.domain.agency_file import parse_agencies
from motcua.domain.facts import PaperCount
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import VIETNAM
from motcua.domain.party import Party
from motcua.domain.procedure import Extension, PaperRule, Procedure, Step
from motcua.domain.roles import Role
from motcua.domain.text import sort_key
from motcua.management.reference_data import DATA
from motcua.models import User

COMMUNE, OTHER_COMMUNE, DISTRICT = "H08.38.12", "H08.38.11", "H08.38"
ONE_STOP, FINANCE, WORKS = "H08.38.80", "H08.38.84", "H08.38.92"

PEOPLE: dict[str, tuple[str, list[tuple[str, Role]]]] = {
    "phuc": ("Huỳnh Thị Diễm Phúc", [(COMMUNE, Role.RECEPTIONIST)]),
    "loc": ("Phan Hữu Lộc", [(COMMUNE, Role.OFFICER), (COMMUNE, Role.CLERK)]),
    "khai": ("Bùi Tấn Khải", [(COMMUNE, Role.LEADER)]),
    "lan": ("Đinh Thị Xuân Lan", [(ONE_STOP, Role.RECEPTIONIST)]),
    "thuong": ("Lê Thị Hoài Thương", [(WORKS, Role.OFFICER)]),
    "tri": ("Đỗ Minh Trí", [(WORKS, Role.OFFICER)]),
    "nga": ("Trần Thị Nga", [(FINANCE, Role.OFFICER)]),
    "thang": ("Trịnh Công Thắng", [(DISTRICT, Role.LEADER)]),
    "hoa": ("Võ Thị Hoa", [(DISTRICT, Role.CLERK)]),
    "dong": ("Nguyễn Văn Đông", [(OTHER_COMMUNE, Role.RECEPTIONIST)]),
    "tam": ("Hồ Thanh Tâm", [("H08", Role.PROCEDURE_CONTROL)]),
    "quan": ("Lý Minh Quân", [("H08", Role.ADMINISTRATOR)]),
}

FORM = PaperRule("form", "Tờ khai theo mẫu", 1, 0, True, None, False, "kịch bản kiểm thử")
PROOF = PaperRule(
    "proof", "Văn bản ủy quyền", 0, 1, True, "nếu nộp thay", False, "kịch bản kiểm thử"
)


def _step(number: int, code: str, role: Role, at: str, **more: object) -> Step:
    limit = more.pop("limit", None)
    parsed = parse_limit(limit) if isinstance(limit, str) else None
    name = {"receive": "Tiếp nhận", "work": "Thẩm định", "sign": "Ký duyệt"}.get(code, code)
    return Step(number, code, name, role, at, parsed, **more)  # type: ignore[arg-type]


def _procedure(code: str, name: str, limit: str, steps: list[Step], **more: object) -> Procedure:
    values: dict[str, object] = {
        "code": code,
        "version": 1,
        "name": name,
        "field_code": "H08-TH",
        "field_name": "Kiểm thử",
        "levels": ("commune", "district"),
        "subjects": ("citizen",),
        "papers": (FORM, PROOF),
        "statutory": parse_limit(limit),
        "committed": parse_limit(limit),
        "fees": (),
        "result": "Giấy chứng nhận",
        "online_level": None,
        "steps": tuple(steps),
        "decider": "district",
        "legal_basis": ("Kịch bản kiểm thử",),
        "decision_number": None,
        "decision_date": None,
        "valid_from": date(2019, 1, 1),
        "valid_to": None,
        "confidence": {"code": "C", "limit": "C", "fee": "C"},
    }
    return Procedure(**(values | more))  # type: ignore[arg-type]


BIRTH = _procedure(
    "1.900001",
    "Thử: đăng ký khai sinh",
    "same day",
    [
        _step(1, "receive", Role.RECEPTIONIST, "receiving"),
        _step(2, "work", Role.OFFICER, "commune", limit="4 working hours"),
        _step(3, "sign", Role.LEADER, "commune", signs=True),
        _step(4, "Trả kết quả", Role.RECEPTIONIST, "receiving", returns=True),
    ],
    levels=("commune",),
    decider="commune",
    immediate=True,
)
HOUSEHOLD = _procedure(
    "1.900002",
    "Thử: thành lập hộ kinh doanh",
    "3 working days",
    [
        _step(1, "receive", Role.RECEPTIONIST, "receiving"),
        _step(2, "Một cửa huyện", Role.RECEPTIONIST, "district/one_stop", received_at=("commune",)),
        _step(3, "work", Role.OFFICER, "district/finance_planning", limit="1 working days"),
        _step(4, "sign", Role.LEADER, "district", signs=True),
        _step(5, "Phát hành", Role.CLERK, "district"),
        _step(6, "Trả kết quả", Role.RECEPTIONIST, "receiving", returns=True),
    ],
)
PERMIT = _procedure(
    "1.900003",
    "Thử: giấy phép xây dựng",
    "15 days",
    [
        _step(1, "receive", Role.RECEPTIONIST, "receiving"),
        _step(2, "work", Role.OFFICER, "district/infrastructure", limit="3 working days"),
        _step(3, "sign", Role.LEADER, "district", signs=True),
        _step(4, "Phát hành", Role.CLERK, "district"),
        _step(5, "Trả kết quả", Role.RECEPTIONIST, "receiving", returns=True),
    ],
    levels=("district",),
    extensions=(
        Extension("Cần xem xét thêm", parse_limit("10 days"), "kịch bản", "xem-xet-them", "C"),
    ),
)

AN = Party(
    "Nguyễn Thị Thanh Trúc", address="Xã Cát Hanh", phone="0905000218", email="truc@example.org"
)
PASSWORD = "mot-cua-kiem-thu"


def at(text: str) -> datetime:
    """A local moment: at("2020-03-20 14:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


FRIDAY = at("2020-03-20 09:00")


def seed() -> None:
    """The story's province, with the product's own importers."""
    now = at("2020-01-02 07:00")
    agencies, names = parse_agencies(
        (DATA / "agencies" / "binh-dinh.toml").read_text("utf-8"), "binh-dinh.toml"
    )
    add_agencies(agencies, names)
    for file in sorted((DATA / "law").glob("*.toml")):
        add_rules(file.name, file.read_text("utf-8"), now=now)
    add_calendar("binh-dinh", (DATA / "calendar" / "binh-dinh.toml").read_text("utf-8"), now=now)
    load_orders((DATA / "orders" / "binh-dinh-2020.toml").read_text("utf-8"), now=now)
    for procedure in (BIRTH, HOUSEHOLD, PERMIT):
        publish_procedure(procedure, now=now)
    for username, (name, roles) in PEOPLE.items():
        # Argon2 is slow on purpose: the one test of signing in sets its own password.
        user = User.objects.create(
            username=username, full_name=name, sort_key=sort_key(name), password="!", created=now
        )
        for agency, role in roles:
            let_act(user.id, agency, role, since=date(2020, 1, 1))


@cache
def _ids() -> dict[str, int]:
    return dict(User.objects.values_list("username", "id"))


def who(name: str) -> int:
    """The id of one of PEOPLE."""
    return _ids()[name]


def tell(key: UUID, name: str, command: do.Command, when: datetime = FRIDAY) -> Done:
    """Somebody gives a command at some time."""
    return perform(key, command, actor=who(name), now=when)


def reception(
    procedure: Procedure = HOUSEHOLD, agency: str = COMMUNE, **more: object
) -> do.Receive:
    """A complete reception."""
    values: dict[str, object] = {
        "agency": agency,
        "procedure": procedure.code,
        "applicant": AN,
        "papers": (PaperCount("form", 1, 0),),
        "secret": "K7PX",
    }
    return do.Receive(**(values | more))  # type: ignore[arg-type]


def received(
    procedure: Procedure = HOUSEHOLD, agency: str = COMMUNE, when: datetime = FRIDAY
) -> UUID:
    """A dossier just received there; its key."""
    key = uuid7()
    clerk = {COMMUNE: "phuc", ONE_STOP: "lan", OTHER_COMMUNE: "dong"}[agency]
    tell(UUID(str(key)), clerk, reception(procedure, agency), when)
    return UUID(str(key))


FILE = do.NewFile("ab" * 32, "ket-qua.pdf")


def finish(number: str = "12/GCN", day: date = date(2020, 3, 20)) -> do.Finish:
    """A result with all its parts."""
    return do.Finish(result_number=number, result_date=day, files=(FILE,))
