"""`motcua add-agencies`: what comes after the first day is added whole, and nothing else moves."""

import os
import threading
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.utils import timezone

from motcua.actions.agencies import extend_agencies
from motcua.domain.agencies import Contradiction
from motcua.domain.agency_file import parse_additions
from motcua.management.beginning.province import PASSWORDS
from motcua.management.reference_data import DATA
from motcua.models import Agency, AgencyFactRow, AgencyName, Membership, User
from motcua.reads.agency_audit import verify_agency_logs
from motcua.reads.law import agency_tree
from motcua.reads.people import account_named
from tests import postgres
from tests.management.beginning import MONDAY, begun, edited, every_row, example, passwords
from tests.management.test_first_dossier import SINGLE, received, signed_in

pytestmark = pytest.mark.usefixtures("committed")

FIRST_DAY = (DATA / "example/agencies.toml").read_text("utf-8").partition("]\n\n#")[0]
WARD = """  { key = "H99.41", old = "000.00.41.H99", parent = "H99", level = "commune",\
 kind = "committee_commune", name = "Ủy ban nhân dân phường Mới", short = "UBND phường Mới",\
 issuer = "H99.41", receives = true, from = 2026-11-01 },"""
MORE_AGENCIES = f"""title = "Cơ quan thêm"
agency = [
{WARD}
  {{ key = "H99.41.01", old = "000.01.41.H99", parent = "H99.41", level = "commune",\
 kind = "office", function = "economy", name = "Phòng Kinh tế phường Mới",\
 short = "Phòng Kinh tế", issuer = "H99.41", from = 2026-11-01 }},
]
name = [
  {{ agency = "H99.41", from = 2026-11-01, kind = "phường",\
 name = "Ủy ban nhân dân phường Mới", short = "UBND phường Mới" }},
]
"""
PEOPLE = """login,name,agency,roles
tiepnhan.moi,Trần Thị Mới,H99.41,receptionist
thuly.moi,Lê Văn Mới,H99.41,officer clerk
lanhdao.moi,Phạm Văn Mới,H99.41,leader
"""


@pytest.fixture(autouse=True)
def var(committed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The example has begun, on a Monday of 2026; where things are written."""
    postgres.empty()
    monkeypatch.setattr("motcua.models.law._kept", None)
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    place = tmp_path / "var"
    monkeypatch.setenv("MOTCUA_VAR", str(place))
    begun(example(tmp_path / "province"))
    return place


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A directory with a ward, its office and three people."""
    place = tmp_path / "more"
    place.mkdir()
    (place / "agencies.toml").write_text(MORE_AGENCIES, "utf-8")
    (place / "people.csv").write_text(PEOPLE, "utf-8")
    return place


def added(place: Path, **options: object) -> None:
    call_command("add_agencies", str(place), **options)


def refusal(place: Path) -> str:
    """What the command says when it refuses; then nothing was written."""
    before = every_row()
    with pytest.raises(CommandError) as no:
        added(place)
    assert no.value.returncode == 2
    assert every_row() == before
    return str(no.value)


def new_passwords(var: Path) -> Path:
    return var / "first-passwords-2026-11-30.csv"


def test_a_ward_is_added_with_its_people_and_receives_its_first_dossier(more, var, capsys):
    old = signed_in("tiepnhan.xamau", passwords(var / PASSWORDS)["tiepnhan.xamau"])
    code = received(old, SINGLE)
    before = every_row()
    added(more)
    after = every_row()
    assert {name for name in after if after[name] != before[name]} == {
        "motcua_agency", "motcua_agencyname", "motcua_agencyfact", "motcua_agencylog",
        "motcua_referencestamp", "motcua_user", "motcua_membership",
    }  # fmt: skip
    said = capsys.readouterr().out
    assert "Thêm H99.41  Ủy ban nhân dân phường Mới, dưới H99." in said
    assert "2 cơ quan mới, 3 tài khoản mới." in said
    clerk = signed_in("tiepnhan.moi", passwords(new_passwords(var))["tiepnhan.moi"])
    assert received(clerk, SINGLE) == "H99.41-261130-0001"
    assert old.get(f"/dossiers/{code}").status_code == 200
    assert [a.key for a in agency_tree()][-2:] == ["H99.41", "H99.41.01"]


def test_each_is_a_fact_of_the_provinces_log_as_on_the_first_day(more):
    facts = AgencyFactRow.objects.filter(kind="AgencyAdded").order_by("number")
    assert [row.subject for row in facts] == [
        "agency/H99", "agency/H99.09", "agency/H99.29", "agency/H99.40",
    ]  # fmt: skip
    added(more)
    [ward, office] = facts.all()[4:]
    assert (ward.log_id, ward.person, ward.happened) == ("H99", 0, MONDAY)
    told = ward.facts().fact
    assert told.agency == agency_tree().get("H99.41")
    assert [row.kind for row in told.names] == ["phường"]
    assert office.facts().fact.names == ()
    assert list(verify_agency_logs()) == []


def test_a_dry_run_tells_and_writes_nothing(more, var, capsys):
    before = every_row()
    added(more, dry_run=True)
    said = capsys.readouterr().out
    assert "2 cơ quan mới, 3 tài khoản mới." in said
    assert "chưa ghi gì" in said
    assert every_row() == before
    assert not new_passwords(var).exists()


def test_the_same_directory_again_adds_nothing(more, var, capsys):
    added(more)
    before = every_row()
    new_passwords(var).unlink()
    added(more)
    said = capsys.readouterr().out
    assert "Đã có, không đổi: H99.41, H99.41.01." in said
    assert "đã có tài khoản: tiepnhan.moi, thuly.moi, lanhdao.moi." in said
    assert "Không có gì mới" in said
    assert every_row() == before
    assert not new_passwords(var).exists()


def test_the_directory_of_the_first_day_with_rows_added_is_taken(tmp_path, var, capsys):
    place = tmp_path / "province"
    last = "receives = true, from = 2025-07-01 },\n]"
    edited(place, "agencies.toml", last, last.replace("]", f"{WARD}\n]"))
    text = (place / "people.csv").read_text("utf-8")
    (place / "people.csv").write_text(text + "moi,Người Mới,H99.41,receptionist,,,\n", "utf-8")
    added(place)
    said = capsys.readouterr().out
    assert "Đã có, không đổi: H99, H99.09, H99.29, H99.40." in said
    assert "1 cơ quan mới, 1 tài khoản mới." in said
    assert list(passwords(new_passwords(var))) == ["moi"]


def test_a_file_alone_is_taken_and_people_are_left(more, var):
    added(more / "agencies.toml")
    assert Agency.objects.count() == 6
    assert not User.objects.filter(username="tiepnhan.moi").exists()
    assert AgencyName.objects.filter(agency="H99.41").count() == 1


def test_somebody_new_at_an_agency_of_before_is_taken(more):
    (more / "people.csv").write_text(PEOPLE + "them,Người Thêm,H99.40,officer\n", "utf-8")
    added(more)
    assert Membership.objects.get(person__username="them").agency == "H99.40"


KNOWN = FIRST_DAY.split("\n")[-2] + "\n"
"""The row of the first day's commune."""
OFFICE, OFFICE_OLD = 'key = "H99.41.01"', 'old = "000.01.41.H99"'
LATER = """name = [
  { agency = "H99.41", from = 2026-12-01, kind = "xã", name = "Xã Mới", short = "Xã Mới" },
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (f'{OFFICE_OLD}, parent = "H99.41"', f'{OFFICE_OLD}, parent = "H99.42"',
         "hàng 2: Cơ quan H99.41.01 nhắc đến H99.42"),
        (f'{OFFICE_OLD}, parent = "H99.41", ', f"{OFFICE_OLD}, ",
         "hàng 2: Cơ quan H99.41.01 thiếu parent; ghi cấp trên, cao nhất là H99"),
        (f"{OFFICE}, {OFFICE_OLD}", 'key = "H99.041", old = "000.00.41.H99"',
         "hàng 2: Mã H99.041 và H99.41 là một"),
        (f"{OFFICE}, {OFFICE_OLD}", 'key = "H99.41", old = "000.00.41.H99"',
         "hàng 2: Cơ quan H99.41 được ghi hai lần"),
        ('parent = "H99.41", level = "commune"', 'parent = "H99.41", level = "province"',
         "hàng 2: Cơ quan H99.41.01 cấp province không ở dưới cấp commune"),
        ('parent = "H99", level = "commune"', 'parent = "H99", level = "village"',
         "hàng 1: “level” phải là một trong"),
        ("true, from = 2026-11-01", "true, from = 2025-06-30",
         "hàng 1: Cơ quan H99.41: cấp trên H99 không hoạt động ngày 30/06/2025"),
        ("true, from = 2026-11-01", "true, from = 2026-11-01, to = 2026-10-01",
         "hàng 1: Cơ quan H99.41: “to” sớm hơn “from”"),
        ('kind = "office"', f'kind = "{"x" * 41}"', "hàng 2: H99.41.01: “kind” dài quá 40 ký tự"),
        ('short = "Phòng Kinh tế"', f'short = "{"x" * 121}"',
         "hàng 2: H99.41.01: “short” dài quá 120"),
        ('agency = "H99.41", from', 'agency = "H99.43", from',
         "bảng “name”, hàng 1: Bảng “name” có hàng của H99.43"),
        ('agency = "H99.41", from', 'agency = "H99.40", from',
         "bảng “name”, hàng 1: Tên này của H99.40"),
        ("name = [\n", LATER, "bảng “name”, hàng 2: Hai tên của H99.41"),
        ("agency = [\n", "agency = [\n" + KNOWN.replace("= true", "= false"),
         "hàng 1: Cơ quan H99.40 đã có và khác hàng này: receives đang là “true”"),
        ("agency = [\n", "agency = [\n" + KNOWN.replace("xã Mẫu", "xã Khác"),
         "name đang là “Ủy ban nhân dân xã Mẫu”, short đang là"),
        ("agency = [\n", "agency = [\n" + KNOWN.replace("07-01", "07-01, to = 2026-12-31"),
         "to đang là “”"),
        ("agency = [\n", "agency = [[\n", "không đúng cú pháp TOML; sửa dòng đó"),
        ("agency = [\n", "agency = " + "[" * 5_000 + "\n", "ngoặc lồng nhau quá sâu"),
        ('title = "Cơ quan thêm"\n', "", "Thiếu mục “title”"),
        ('name = "Phòng Kinh tế phường Mới"', 'name = "A\\u0000"', "hàng 2: “name” phải là chữ"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_named(more: Path, old: str, new: str, words: str):
    edited(more, "agencies.toml", old, new)
    said = refusal(more)
    assert said.startswith(str(more / "agencies.toml"))
    assert words in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("x,Ai Đó,H99.77,officer", "people.csv, dòng 5, agency: không có cơ quan “H99.77”"),
        ("x,Ai Đó,H99.41,king", "people.csv, dòng 5, roles: không có vai trò “king”"),
        ("tiepnhan.moi,Ai Đó,H99.41,officer", "dòng 5, login: “tiepnhan.moi” đã có ở dòng 2"),
        ("quantri,Ngô Thị Mẫu,H99.41,officer",
         "dòng 5, login: “quantri” đã là tài khoản của Ngô Thị Mẫu với tên hay vai trò khác"),
        ("quantri,Người Khác,H99,administrator", "“quantri” đã là tài khoản của Ngô Thị Mẫu"),
        ("x,Ai Đó,H99.41,officer,thừa", "people.csv, dòng 5, thừa ô"),
    ],
)  # fmt: skip
def test_somebody_who_cannot_be_is_named_by_line_and_no_agency_is_added(more, line, words):
    (more / "people.csv").write_text(PEOPLE + line + "\n", "utf-8")
    assert words in refusal(more)


def test_where_nothing_is_or_nothing_began_it_says_so(tmp_path: Path):
    assert "không có tệp này" in refusal(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    assert "agencies.toml: không có tệp này" in refusal(tmp_path / "empty")
    postgres.empty()
    assert "hãy motcua begin trước" in refusal(tmp_path / "province")


def test_passwords_of_the_same_day_are_not_written_over(more, var):
    new_passwords(var).write_text("of somebody else", "utf-8")
    assert "tệp mật khẩu của một lần trước còn đó" in refusal(more)
    assert new_passwords(var).read_text("utf-8") == "of somebody else"


def test_where_passwords_cannot_be_kept_nothing_is_added(more, var, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device", str(new_passwords(var)))

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in refusal(more)
    assert not new_passwords(var).exists()


def test_of_two_who_add_the_same_at_once_it_is_added_once():
    together, told = threading.Barrier(2), list[int | str]()
    new = parse_additions(MORE_AGENCIES, "x", agency_tree())

    def one() -> None:
        together.wait()
        try:
            told.append(len(extend_agencies(new.agencies, new.names, now=MONDAY).agencies))
        except Contradiction as error:
            told.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == ["0", "2"]
    assert AgencyFactRow.objects.filter(kind="AgencyAdded").count() == 6


def test_an_account_is_known_by_its_login():
    assert account_named("quantri") == ("Ngô Thị Mẫu", frozenset({("H99", "administrator")}))
    assert account_named("khong.co") is None
    assert Membership.objects.filter(valid_from__lt=date(2026, 11, 30)).count() == 0
