"""motcua begin: a province begins, in an empty database."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.domain.local_time import local_day
from motcua.management.beginning.brought import CALENDAR, Brought, read_province
from motcua.management.beginning.example import NotEmpty, write_example
from motcua.management.beginning.files import BadProvince
from motcua.management.beginning.people_file import FILE as PEOPLE
from motcua.management.beginning.people_file import Account
from motcua.management.beginning.province import Issued, begin, manager_of, refuse_filled
from motcua.management.command import Command as Base
from motcua.management.schema import migrations_are_pending

NEEDED = ("manager", "name", "agency")


class Command(Base):
    """Everything or nothing; docs/operations.md tells the way from here to the first dossier."""

    help = (
        "Bắt đầu một tỉnh: nạp cơ quan, lịch, thủ tục và tài khoản vào cơ sở dữ liệu trống.\n"
        "--example viết một bộ tệp mẫu để sửa."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The directory; who manages; --dry-run, --example."""
        parser.add_argument(
            "directory", type=Path, metavar="THƯ_MỤC", help="agencies.toml, calendar.toml, …"
        )
        parser.add_argument("--manager", metavar="TÊN", help="tên đăng nhập của người quản lý")
        parser.add_argument("--name", metavar="HỌ_TÊN", help="họ và tên của người quản lý")
        parser.add_argument("--agency", metavar="MÃ", help="cơ quan người đó quản lý, như H99")
        parser.add_argument("--dry-run", action="store_true", help="đọc và thử hết, không ghi gì")
        parser.add_argument(
            "--example", action="store_true", help="viết một bộ mẫu vào thư mục trống rồi thôi"
        )

    def handle(
        self, *args: Any, directory: Path, example: bool, dry_run: bool, **options: Any
    ) -> None:
        """Exit status 2 for whatever cannot be begun with; then nothing is written."""
        if example:
            self._example(directory)
            return
        missing = [f"--{name}" for name in NEEDED if not options[name]]
        if missing:
            self.fail_input(f"thiếu {', '.join(missing)}")
        moment = timezone.now()
        today = local_day(moment)
        try:
            brought = read_province(directory, today)
            login, name, agency = (options[one] for one in NEEDED)
            manager = manager_of(brought, login, name, agency, today)
            refuse_filled()
            self._tell(brought, *brought.receivable(today))
            if dry_run:
                self.say(f"Thử xong, chưa ghi gì. Sẽ tạo {1 + len(brought.people)} tài khoản.")
                return
            if migrations_are_pending():
                call_command("migrate", verbosity=0)
            with self.progress("Đang tạo tài khoản", len(brought.people)) as shown:
                issued = begin(brought, manager, now=moment, advance=shown.advance)
        except BadProvince as bad:
            self.fail_input(str(bad))
        except OSError as error:
            place = error.filename or directory
            self.fail_input(f"{place}: không đọc hoặc ghi được ({error.strerror}); chưa nạp gì.")
        self._report(manager, brought, issued)

    def _example(self, directory: Path) -> None:
        try:
            names = write_example(directory)
        except NotEmpty:
            self.fail_input(f"{directory} không phải thư mục trống; chọn thư mục mới hoặc trống.")
        except OSError as error:
            self.fail_input(f"{directory}: không ghi được ({error.strerror}).")
        self.say(f"Đã viết {', '.join(names)} vào {directory}. Sửa các tệp đó, rồi thử:")
        self.say(
            f'  motcua begin {directory} --manager quantri --name "Họ tên" --agency H99 --dry-run'
        )

    def _tell(self, brought: Brought, units: int, received: int) -> None:
        """What was found, before anything is written."""
        whose = "của tỉnh" if brought.own else "kèm phần mềm, viết theo luật năm 2020"
        self.say(f"{brought.top.name}: {len(brought.tree)} cơ quan.")
        self.say(f"{CALENDAR}: đến hết ngày {brought.until:%d/%m/%Y}.")
        self.say(f"{len(brought.orders)} công văn; {len(brought.people)} người trong {PEOPLE}.")
        self.say(
            f"{len(brought.procedures)} thủ tục {whose}; hôm nay {units} cơ quan tiếp nhận được"
            f" {received} thủ tục."
        )

    def _report(self, manager: Account, brought: Brought, issued: Issued) -> None:
        self.say("Đã nạp tất cả.")
        if issued.file:
            self.say(
                f"Mật khẩu lần đầu của {len(brought.people)} người ở {issued.file}, chỉ chủ tệp"
                " đọc được. Trao tận tay từng người, rồi xóa tệp. Ai cũng phải đổi ngay khi"
                " đăng nhập."
            )
        self.say("Tài khoản quản lý; mật khẩu chỉ hiện lần này, phải đổi ngay khi đăng nhập:")
        self.say(f"  Tên đăng nhập  {manager.login}")
        self.say(f"  Mật khẩu       {issued.password}")
