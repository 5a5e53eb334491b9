"""Starts everything, and stops everything."""

from typing import Any

from motcua.management.address import PortTaken, from_environment
from motcua.management.command import FOUND
from motcua.management.command import Command as MotcuaCommand
from motcua.management.locks import Taken, alone
from motcua.management.places import make_var
from motcua.management.up import Failed, run


class Command(MotcuaCommand):
    """`motcua up`."""

    help = (
        "Khởi động tất cả trên máy này: cơ sở dữ liệu, trang web, tiến trình nền.\n"
        "Lần đầu nạp dữ liệu mẫu tỉnh Bình Định. Ctrl-C để dừng. HOST=, PORT=, DATABASE_URL="
        " trong môi trường đổi địa chỉ và cơ sở dữ liệu."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop."""
        try:
            address = from_environment()
            with alone(make_var() / "up.lock", wait=False, note=address.url):
                address.check_free()
                run(address, self.say)
        except Taken as taken:
            self.fail_input(
                f"một bản khác đang chạy ở {taken.note}; hãy dừng nó trước"
                f" (another one is running at {taken.note}; stop it first)."
            )
        except PortTaken as taken:
            self.fail_input(str(taken))
        except Failed:  # already said, before the rest was stopped
            self.exit_status = FOUND
