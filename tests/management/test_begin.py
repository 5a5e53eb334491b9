"""`motcua begin`: a real province begins whole, or not at all, and is told why."""

import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.utils import timezone

from motcua.domain.roles import Role
from motcua.management.beginning.brought import read_province
from motcua.management.beginning.files import BadProvince
from motcua.management.beginning.province import PASSWORDS, begin, manager_of
from motcua.management.reference_data import DATA, procedure_files
from motcua.management.schema import is_empty
from motcua.models import (
    Agency,
    AgencyFactRow,
    Installation,
    LawDocument,
    Membership,
    ProcedureVersion,
    User,
)
from motcua.reads.agency_audit import verify_agency_logs
from tests import postgres
from tests.management.beginning import MANAGER, MONDAY, begun, edited, every_row, example, passwords
from tests.management.conftest import Run

pytestmark = pytest.mark.usefixtures("committed")
NOWHERE = "postgresql://nobody@127.0.0.1:9/nothing"
LEADER = "lanhdao.xamau,Phạm Văn Mẫu,H99.40,leader,Chủ tịch,,"


@pytest.fixture(autouse=True)
def var(committed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty database on a Monday of 2026, and where things are written."""
    postgres.empty()
    monkeypatch.setattr("motcua.models.law._kept", None)
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    monkeypatch.setenv("MOTCUA_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The starter set."""
    return example(tmp_path / "province")


def refusal(place: Path, **more: Any) -> str:
    """What the command says when it refuses; then nothing was written."""
    with pytest.raises(CommandError) as no:
        begun(place, **more)
    assert no.value.returncode == 2
    assert is_empty()
    return str(no.value)


# -- a province begins


def test_the_example_is_accepted_as_it_stands(place: Path, var: Path, capsys):
    begun(place)
    assert Agency.objects.count() == 4
    assert ProcedureVersion.objects.count() == len(procedure_files())
    rules = LawDocument.objects.filter(kind="rules").values_list("source", flat=True)
    assert set(rules) == {f"data/law/{file.name}" for file in (DATA / "law").glob("*.toml")}
    assert LawDocument.objects.get(kind="calendar").source == "calendar.toml"
    assert not Installation.objects.exists(), "no demo, and the machine's own clock"
    assert User.objects.count() == 8
    held = Membership.objects.filter(person__username="thuly.xamau")
    assert set(held.values_list("agency", "role")) == {("H99.40", "officer"), ("H99.40", "clerk")}
    assert {post.valid_from for post in Membership.objects.all()} == {MONDAY.date()}
    said = capsys.readouterr().out
    assert "hôm nay 2 cơ quan tiếp nhận được" in said
    assert str(var / PASSWORDS) in said


def test_each_account_gets_a_password_of_its_own_told_once(place: Path, var: Path, capsys):
    begun(place)
    told = passwords(var / PASSWORDS)
    assert stat.S_IMODE((var / PASSWORDS).stat().st_mode) == 0o600
    manager = User.objects.get(username="quantri")
    [password] = [
        line.split()[-1] for line in capsys.readouterr().out.splitlines() if "Mật khẩu  " in line
    ]
    told["quantri"] = password
    assert set(told) == set(User.objects.values_list("username", flat=True))
    assert len(set(told.values())) == len(told)
    assert all(u.check_password(told[u.username]) for u in User.objects.all())
    assert all(u.first_password for u in User.objects.all())
    assert [(p.agency, p.role) for p in manager.memberships.all()] == [
        ("H99", Role.ADMINISTRATOR.value)
    ]


def test_a_dry_run_says_what_would_be_loaded_and_writes_nothing(place: Path, var: Path, capsys):
    begun(place, dry_run=True)
    said = capsys.readouterr().out
    assert "Ủy ban nhân dân tỉnh Mẫu: 4 cơ quan." in said
    assert "chưa ghi gì. Sẽ tạo 8 tài khoản." in said
    assert "Mật khẩu" not in said
    assert is_empty()
    assert not var.exists()


def test_without_people_only_the_manager_is_made(place: Path, var: Path):
    (place / "people.csv").unlink()
    begun(place)
    assert User.objects.get().username == "quantri"
    assert not (var / PASSWORDS).exists()


def test_verify_finds_nothing_afterwards(place: Path, capsys):
    begun(place)
    call_command("verify")
    assert "0 hồ sơ" in capsys.readouterr().out


def test_a_province_brings_orders_and_procedures_of_its_own(place: Path):
    (place / "procedures").mkdir()
    text = (DATA / "procedures/1.001193.toml").read_text("utf-8")
    (place / "procedures/khai-sinh.toml").write_text(text, "utf-8")
    (place / "orders.toml").write_text(order(), "utf-8")
    begun(place)
    assert [row.code for row in ProcedureVersion.objects.all()] == ["1.001193"]
    kinds = AgencyFactRow.objects.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["OrderEntered"] + ["AgencyAdded"] * 4
    assert list(verify_agency_logs()) == []


def test_a_sheet_of_a_spreadsheet_is_read_with_semicolons_e_mail_and_first_day(place: Path):
    edited(place, "people.csv", LEADER, "lanhdao.xamau,Phạm Văn Mẫu,000.00.40.H99,leader,,,")
    text = (place / "people.csv").read_text("utf-8-sig").replace(",,\n", ",p@vidu.vn,01/12/2026\n")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    sheet = "\ufeff" + "\r\n".join(row.replace(",", ";") for row in [*rows, ",,,,,,"])
    (place / "people.csv").write_text(sheet, "utf-8", newline="")
    begun(place)
    leader = User.objects.get(username="lanhdao.xamau")
    assert leader.memberships.get().agency == "H99.40", "an identifier of the old format, too"
    clerk = User.objects.get(username="tiepnhan.xamau")
    assert clerk.email == "p@vidu.vn"
    assert f"{clerk.memberships.get().valid_from:%d/%m/%Y}" == "01/12/2026"


# -- once, and in an empty database


def test_a_second_beginning_is_refused_and_changes_nothing(place: Path, var: Path):
    begun(place)
    (var / PASSWORDS).unlink()
    before = every_row()
    with pytest.raises(CommandError, match=r"đã có dữ liệu thật.*chỉ chạy một lần"):
        begun(place, manager="nguoikhac")
    assert every_row() == before
    assert not (var / PASSWORDS).exists()


def test_of_two_who_begin_at_once_one_is_refused(place: Path):
    (place / "people.csv").unlink()
    together, told = threading.Barrier(2), list[str]()
    brought = read_province(place, MONDAY.date())

    def one(login: str) -> None:
        manager = manager_of(brought, login, "Ngô Thị Mẫu", "H99", MONDAY.date())
        together.wait()
        try:
            begin(brought, manager, now=MONDAY, advance=lambda: None)
            told.append(login)
        except BadProvince as bad:
            told.append(str(bad))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(login,)) for login in ("mot", "hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = told
    assert [user.username for user in User.objects.all()] == [first]
    assert "đã có dữ liệu thật" in second


def test_a_demo_is_refused_by_its_name(place: Path):
    Installation.objects.create(demo="binh-dinh-2020", province="binh-dinh")
    before = every_row()
    with pytest.raises(CommandError, match="dữ liệu minh họa binh-dinh-2020"):
        begun(place)
    assert every_row() == before


def test_passwords_of_another_time_are_not_written_over(place: Path, var: Path):
    var.mkdir()
    (var / PASSWORDS).write_text("of somebody else", "utf-8")
    assert f"{var / PASSWORDS}: tệp mật khẩu của một lần trước còn đó" in refusal(place)
    assert (var / PASSWORDS).read_text("utf-8") == "of somebody else"


def test_where_passwords_cannot_be_written_nothing_is_loaded(place: Path, var: Path):
    var.write_text("no directory", "utf-8")
    assert "không đọc hoặc ghi được" in refusal(place)


def test_passwords_of_accounts_that_were_not_made_are_not_kept(
    place: Path, var: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device", str(var / PASSWORDS))

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in refusal(place)
    assert list(var.iterdir()) == []


def test_the_name_of_the_file_of_passwords_is_on_disk_too(place, var, monkeypatch):
    kept: list[str] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        kept.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    begun(place)
    assert kept == [str(var / PASSWORDS), str(var)]


# -- what was brought is refused with file, row and way out


def order(**changes: object) -> str:
    text = (DATA / "orders/binh-dinh-2020.toml").read_text("utf-8")
    text = text.replace('issuer = "H08"', f'issuer = "{changes.get("issuer", "H99")}"')
    return text.replace("share = 95", f"share = {changes.get('share', 95)}")


def test_a_directory_that_is_not_there_is_refused_with_the_way_to_one(tmp_path: Path):
    said = refusal(tmp_path / "nowhere")
    assert "không có thư mục này; `motcua begin --example" in said


@pytest.mark.parametrize("name", ["agencies.toml", "calendar.toml"])
def test_a_missing_file_is_named(place: Path, name: str):
    (place / name).unlink()
    assert f"thiếu tệp {name}; `motcua begin --example" in refusal(place)


def test_a_file_whose_name_is_a_slip_is_not_passed_over(place: Path):
    (place / "people.csv").rename(place / "poeple.csv")
    assert "poeple.csv: không đọc tệp tên này; đổi tên thành" in refusal(place)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("agencies.toml", 'kind = "department", ', "", "bảng “agency”, hàng 2: Thiếu mục “kind”"),
        ("agencies.toml", 'key = "H99.09", ', 'key = "99.09", ', "hàng 2: Mã “99.09” không đúng"),
        ("agencies.toml", 'key = "H99.29", old = "000.00.29.H99"',
         'key = "H99.09", old = "000.00.09.H99"', "Cơ quan H99.09 được ghi hai lần"),
        ("agencies.toml", 'issuer = "H99.09"', 'issuer = "H99.10"', "H99.09 nhắc đến H99.10"),
        ("agencies.toml", 'parent = "H99", level = "commune", ', 'level = "commune", ',
         "cần đúng một cơ quan không có parent, cấp province; hiện là: H99, H99.40"),
        ("agencies.toml", 'issuer = "H99", from = 2025-07-01 },\n  # Một sở',
         'issuer = "H99", from = 2027-01-01 },\n  # Một sở', "không hoạt động ngày 30/11/2026"),
        ("agencies.toml", "name = [\n", "name = [[\n", "không đúng cú pháp TOML; sửa dòng đó"),
        ("calendar.toml", 'scope = "H99"\n', 'scope = "H08"\n', "scope “H08” không có trong"),
        ("calendar.toml", 'scope = "H99"\n', "", "calendar.toml: Đầu tệp: thiếu mục “scope”"),
        ("calendar.toml", "day = 2026-01-01", 'colour = "red"\nday = 2026-01-01',
         "(2026-01-01): không có mục nào tên “colour”"),
        ("calendar.toml", 'weekdays = ["monday", "tuesday", ', 'weekdays = ["monday", ',
         "Chưa có giờ làm việc của tuesday 2018-01-02"),
        ("calendar.toml", "first = 2018-01-01", "first = 2026-12-01", "ngoài khoảng của tệp"),
    ],
)  # fmt: skip
def test_a_broken_row_is_named(place: Path, name: str, old: str, new: str, words: str):
    edited(place, name, old, new)
    said = refusal(place)
    assert said.startswith(str(place / name))
    assert words in said


def test_a_calendar_that_ends_before_next_year_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY.replace(year=2027))
    said = refusal(place)
    assert "calendar.toml: lịch hết ngày 31/12/2027, chưa có năm 2028; thêm" in said


def test_a_calendar_that_begins_later_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY.replace(year=2017))
    edited(place, "agencies.toml", 'issuer = "H99", from = 2025-07-01 },\n  # Một sở',
           'issuer = "H99", from = 2015-07-01 },\n  # Một sở')  # fmt: skip
    assert "lịch bắt đầu ngày 01/01/2018, sau hôm nay" in refusal(place)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (order().replace("review_day = 15\n", ""), "orders.toml, dòng 5: Thiếu mục “review_day”"),
        (order(share=950), "orders.toml, dòng 12: “share” phải là số nguyên từ 1 đến 100"),
        (order(issuer="H08"), "orders.toml, dòng 5, issuer: Không có cơ quan mang mã này"),
        (order() + order(), "đã có; mỗi công văn một key"),
        ("[[order]\n", "orders.toml, dòng 1: không đúng cú pháp TOML"),
    ],
)
def test_an_order_that_cannot_be_is_named(place: Path, text: str, words: str):
    (place / "orders.toml").write_text(text, "utf-8")
    assert words in refusal(place)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('decider = "commune"\n', "", "Thiếu mục “decider”"),
        ('levels = ["commune"]', 'levels = ["village"]', "levels"),
        ('due = "2020-03-23"', 'due = "2020-03-25"', "Ví dụ ghi hạn 25/03/2020"),
    ],
)  # fmt: skip
def test_a_procedure_that_is_wrong_is_named_with_its_line(place, old, new, words):
    (place / "procedures").mkdir()
    text = (DATA / "procedures/1.001193.toml").read_text("utf-8")
    assert text.count(old) == 1
    (place / "procedures/a.toml").write_text(text.replace(old, new), "utf-8")
    said = refusal(place)
    assert said.startswith(f"{place / 'procedures/a.toml'}, dòng ")
    assert words in said


def test_one_version_of_a_procedure_stands_in_one_file(place: Path):
    (place / "procedures").mkdir()
    assert "procedures: không có tệp .toml nào" in refusal(place)
    for name in ("a", "b"):
        text = (DATA / "procedures/1.001193.toml").read_text("utf-8")
        (place / f"procedures/{name}.toml").write_text(text, "utf-8")
    assert "b.toml: thủ tục 1.001193 phiên bản 1 đã có ở một tệp khác" in refusal(place)


def test_an_example_beyond_the_provinces_calendar_is_named(place: Path):
    (place / "procedures").mkdir()
    text = (DATA / "procedures/1.001193.toml").read_text("utf-8")
    (place / "procedures/a.toml").write_text(text, "utf-8")
    calendar = (place / "calendar.toml").read_text("utf-8")
    head, _, days = calendar.partition("# 2018\n")
    later = days.partition("# 2026\n")[2]
    kept = head.replace("first = 2018-01-01", "first = 2026-01-01") + later
    (place / "calendar.toml").write_text(kept, "utf-8")
    assert "a.toml: một ví dụ cần lịch của năm 2020, calendar.toml chưa có" in refusal(place)


def test_every_mistake_among_the_people_is_told_at_once_by_line(place: Path):
    text = (place / "people.csv").read_text("utf-8")
    wrong = [
        "tiepnhan.xamau,Người Thứ Hai,H99.40,officer,,,",
        "Có Dấu,,H99.41,boss,,không phải thư,32/1/2026",
        "ngan,Ngắn",
        "dai,Người Dài,H99.40,officer,,,,thừa",
    ]
    (place / "people.csv").write_text(text + "\n".join(wrong) + "\n", "utf-8")
    first = text.count("\n") + 1
    said = refusal(place).splitlines()
    assert [line.partition(": ")[0].removeprefix("people.csv, dòng ") for line in said] == [
        f"{first}, login",
        f"{first + 1}, login",
        f"{first + 1}, name",
        f"{first + 1}, agency",
        f"{first + 1}, roles",
        f"{first + 1}, email",
        f"{first + 1}, since",
        f"{first + 2}, agency",
        f"{first + 2}, roles",
        f"{first + 3}, thừa ô",
    ]
    assert "“tiepnhan.xamau” đã có ở dòng 7; mỗi người một dòng" in said[0]
    assert "không có cơ quan “H99.41” trong agencies.toml; sửa mã" in said[3]
    assert "không có vai trò “boss”; ghi một hay nhiều vai trò" in said[4]
    assert "chưa ghi vai trò" in said[8]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "people.csv: thiếu cột login, name, agency, roles; các cột là"),
        ("login,name,agency,roles,colour\n", "people.csv: thừa cột “colour”"),
        ('login,name,agency,roles\na,"b,c,d\n', "people.csv, dòng 2: không phải CSV"),
    ],
)
def test_people_laid_out_otherwise_are_refused(place: Path, text: str, words: str):
    (place / "people.csv").write_text(text, "utf-8")
    assert words in refusal(place)


@pytest.mark.parametrize("name", ["agencies.toml", "people.csv"])
def test_another_encoding_is_refused_with_the_file(place: Path, name: str):
    (place / name).write_bytes("tên".encode("utf-16"))
    assert f"{place / name}: tệp không phải văn bản UTF-8" in refusal(place)


@pytest.mark.parametrize("name", ["agencies.toml", "calendar.toml"])
def test_a_mark_of_windows_that_nobody_sees_is_named(place: Path, name: str):
    text = (place / name).read_text("utf-8")
    (place / name).write_text(text, "utf-8-sig")
    assert f"{place / name}: đầu tệp có dấu BOM của Windows" in refusal(place)


# -- who manages


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"agency": "H08"}, "--agency: không có cơ quan “H08” trong agencies.toml"),
        ({"manager": "Quản trị"}, "--manager: Không đúng dạng. Ví dụ: tiepnhan.cathanh."),
        ({"name": " "}, "--name: Không được để trống."),
        ({"agency": "H99.40"}, "--agency: không ai quản trị H99"),
        ({"manager": "kiemsoat"}, "people.csv, dòng 13, login: “kiemsoat” là người quản lý"),
        ({"manager": None, "agency": None}, "thiếu --manager, --agency"),
    ],
)
def test_a_manager_who_cannot_be_is_refused(place: Path, more: dict[str, Any], words: str):
    assert words in refusal(place, **more)


def test_an_agency_that_has_ended_takes_nobody(place: Path):
    edited(place, "agencies.toml", 'issuer = "H99.09", from = 2025-07-01',
           'issuer = "H99.09", from = 2025-07-01, to = 2026-06-30')  # fmt: skip
    said = refusal(place).splitlines()
    assert [line.partition(", agency: ")[0] for line in said] == [
        "people.csv, dòng 11",
        "people.csv, dòng 12",
    ]
    assert all("H99.09 không hoạt động ngày 30/11/2026" in line for line in said)


def test_somebody_else_may_administer_the_province(place: Path):
    edited(place, "people.csv", "kiemsoat,Bùi Thị Mẫu,H99,procedure_control",
           "kiemsoat,Bùi Thị Mẫu,H99,procedure_control administrator")  # fmt: skip
    begun(place, agency="H99.40")
    assert Membership.objects.filter(role="administrator").count() == 2


# -- the example


def test_the_example_is_written_only_into_an_empty_directory(place: Path, tmp_path: Path, capsys):
    before = {file.name: file.read_bytes() for file in place.iterdir()}
    assert set(before) == {"agencies.toml", "calendar.toml", "people.csv"}
    for taken in (place, place / "people.csv"):
        with pytest.raises(CommandError, match="không phải thư mục trống"):
            call_command("begin", str(taken), example=True)
    assert {file.name: file.read_bytes() for file in place.iterdir()} == before
    (tmp_path / "empty").mkdir()
    call_command("begin", str(tmp_path / "empty"), example=True)
    assert {file.name: file.read_bytes() for file in (tmp_path / "empty").iterdir()} == before
    assert "--dry-run" in capsys.readouterr().out


def test_the_example_needs_no_database(motcua: Run, tmp_path: Path):
    said = motcua("begin", "--example", str(tmp_path / "new"), DATABASE_URL=NOWHERE)
    assert (said.returncode, said.stderr) == (0, "")
    assert (tmp_path / "new/agencies.toml").exists()
    assert str(MANAGER["manager"]) in said.stdout
