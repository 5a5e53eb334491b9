"""`motcua set-password`: for a manager who lost theirs, told once or written into a file."""

import os
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from motcua.actions.people import suspend
from motcua.models import AgencyFactRow, User
from tests.management.beginning import passwords
from tests.story import who

pytestmark = pytest.mark.django_db


def quan() -> User:
    return User.objects.get(username="quan")


def test_it_is_shown_once_and_has_to_be_changed(capsys: Any):
    call_command("set_password", "quan")
    said = capsys.readouterr().out
    assert quan().check_password(said.split()[-1])
    assert quan().first_password
    assert "Lý Minh Quân" in said
    assert AgencyFactRow.objects.get(kind="PasswordDrawn").person == 0


def test_it_is_written_into_a_file_of_its_owner_and_not_shown(tmp_path: Path, capsys: Any):
    file = tmp_path / "mat-khau.csv"
    call_command("set_password", "Quan", file=file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    [(login, password)] = passwords(file).items()
    assert login == "quan"
    assert quan().check_password(password)
    assert password not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("login", "file", "words"),
    [
        ("khong.co", None, "Không có tài khoản “khong.co”. Xem lại tên đăng nhập."),
        ("", None, "Không có tài khoản “”"),
        ("quan\x00", None, "Không có tài khoản"),
        ("x" * 10_000, None, "Không có tài khoản"),
        ("quan", "taken.csv", "đã có tệp này; chọn tên khác. Mật khẩu cũ vẫn dùng được."),
        ("quan", "nowhere/a.csv", "không ghi được (No such file or directory). Mật khẩu cũ"),
        ("quan", ".", "đã có tệp này"),
    ],
)
def test_what_cannot_be_done_leaves_the_password_of_before(tmp_path: Path, login, file, words):
    (tmp_path / "taken.csv").write_text("of somebody else", "utf-8")
    before = quan().password
    with pytest.raises(CommandError) as no:
        call_command("set_password", login, file=tmp_path / file if file else None)
    assert no.value.returncode == 2
    assert words in str(no.value)
    assert quan().password == before
    assert (tmp_path / "taken.csv").read_text("utf-8") == "of somebody else"
    assert not AgencyFactRow.objects.filter(kind="PasswordDrawn").exists()


def test_a_name_in_the_file_is_no_formula(tmp_path: Path):
    User.objects.filter(username="quan").update(full_name='=HYPERLINK("http://x","Quân")')
    call_command("set_password", "quan", file=tmp_path / "mat-khau.csv")
    assert "quan,\"'=HYPERLINK" in (tmp_path / "mat-khau.csv").read_text("utf-8-sig")


def test_a_file_that_is_not_on_disk_changes_nothing(tmp_path: Path, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = quan().password
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("set_password", "quan", file=tmp_path / "a.csv")
    assert quan().password == before
    assert list(tmp_path.iterdir()) == []


def test_where_it_cannot_be_shown_the_password_of_before_holds():
    class Full(StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    before = quan().password
    with pytest.raises(CommandError, match=r"không hiện ra được .*Mật khẩu cũ vẫn dùng được"):
        call_command("set_password", "quan", stdout=Full())
    assert quan().password == before


def test_of_a_closed_account_it_says_that_it_is_closed(capsys: Any):
    suspend(who("quan"), active=False)
    call_command("set_password", "quan")
    assert "Tài khoản này đang khóa" in capsys.readouterr().out
