"""motcua set-password: another first password for an account, by whoever runs the machine."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from motcua.actions.passwords import Drawn, draw_by_machine
from motcua.domain.refusal import Refused
from motcua.management.command import Command as Base
from motcua.management.password_file import write_passwords
from motcua.reads.clock import now
from motcua.reads.words import refusal_words


class Command(Base):
    """For a manager who lost theirs; all others ask their manager. Recorded as done here."""

    help = (
        "Cấp lại mật khẩu cho một tài khoản, tại máy chủ; ghi vào nhật ký của tỉnh.\n"
        "Người nhận phải đổi ngay khi đăng nhập."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login; into which file."""
        parser.add_argument("login", metavar="TÊN", help="tên đăng nhập")
        parser.add_argument(
            "--file",
            type=Path,
            metavar="TỆP",
            help="ghi vào tệp mới, chỉ chủ tệp đọc được, thay cho hiện ra đây",
        )

    def handle(self, *args: Any, login: str, file: Path | None, **options: Any) -> None:
        """Exit status 2, and the password of before, for an unknown login or a file in the way."""
        try:
            with ExitStack() as undo:
                with transaction.atomic():
                    drawn = draw_by_machine(login, now=now())
                    if file is not None:
                        write_passwords(file, [(drawn.login, drawn.name, "", drawn.password)], undo)
                    self._report(drawn, file)  # told before it holds: else nobody would know it
                undo.pop_all()
        except Refused as no:
            self.fail_input(refusal_words(no))
        except FileExistsError:
            self.fail_input(f"{file}: đã có tệp này; chọn tên khác. Mật khẩu cũ vẫn dùng được.")
        except OSError as error:
            place = f"{file}: không ghi được" if file else "không hiện ra được"
            self.fail_input(f"{place} ({error.strerror}). Mật khẩu cũ vẫn dùng được.")

    def _report(self, drawn: Drawn, file: Path | None) -> None:
        self.say(f"Đã cấp lại mật khẩu của {drawn.name}; các nơi đang đăng nhập bị đăng xuất.")
        if not drawn.active:
            self.say("Tài khoản này đang khóa: mở lại ở Quản lý, Nhân sự và vai trò.")
        if file is not None:
            self.say(f"Mật khẩu ở {file}, chỉ chủ tệp đọc được. Trao tận tay rồi xóa tệp.")
            return
        self.say("Chỉ hiện lần này; người nhận phải đổi ngay khi đăng nhập:")
        self.say(f"  Tên đăng nhập  {drawn.login}")
        self.say(f"  Mật khẩu       {drawn.password}")
