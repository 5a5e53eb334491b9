"""motcua demo: fill an empty database with a demo province."""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from motcua.management.command import Command as Base
from motcua.management.demo.province import fill
from motcua.management.schema import as_owner, demo_name, is_empty, migrations_are_pending
from motcua.reads.demo import is_half_filled

DEMOS = {"binh-dinh-2020": "binh-dinh"}


class Command(Base):
    """Never touches a database that is neither empty nor a demo."""

    help = "Nạp dữ liệu minh họa vào cơ sở dữ liệu trống (binh-dinh-2020)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The demo's name; --fresh."""
        parser.add_argument("name", metavar="TÊN", help=f"tên bộ dữ liệu: {', '.join(DEMOS)}")
        parser.add_argument(
            "--fresh", action="store_true", help="xóa dữ liệu minh họa đang có rồi nạp lại"
        )

    def handle(self, *args: Any, name: str, fresh: bool, **options: Any) -> None:
        """Exit status 2 for an unknown name or a database with real data."""
        if name not in DEMOS:
            self.fail_input(f"không có bộ dữ liệu minh họa '{name}'; hiện có: {', '.join(DEMOS)}.")
        if migrations_are_pending():
            call_command("migrate", verbosity=0)
        if not is_empty():
            self._clear_or_refuse(name, fresh=fresh)
        with self.progress("Đang nạp hồ sơ") as shown:

            def watch(total: int) -> Callable[[int], None]:
                shown.expect(total)
                return shown.advance

            fill(name, DEMOS[name], say=self.say, watch=watch)

    def _clear_or_refuse(self, name: str, *, fresh: bool) -> None:
        known = demo_name()
        if not known:
            self.fail_input(
                "cơ sở dữ liệu này đang có dữ liệu thật; không nạp dữ liệu minh họa vào."
            )
        if is_half_filled() and not fresh:
            self.say(f"Dữ liệu minh họa {known} mới nạp được một phần; nạp tiếp phần còn lại.")
            return
        if not fresh:
            self.fail_input(
                f"cơ sở dữ liệu này đã có dữ liệu minh họa {known}; thêm --fresh để xóa và nạp lại."
            )
        with as_owner():
            call_command("migrate", "motcua", "zero", verbosity=0)
        call_command("migrate", verbosity=0)
