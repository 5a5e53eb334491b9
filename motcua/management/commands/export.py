"""motcua export: write the long tables that people ordered."""

from typing import Any

from django.core.management.base import CommandParser
from django.http import QueryDict
from django.utils import timezone

from motcua.actions.exports import advanced, ended, past_keeping, take_export
from motcua.domain.refusal import Refused
from motcua.management.command import Command as Base
from motcua.management.looping import run_until_told
from motcua.printed.sheets import XLSX
from motcua.reads.access import memberships_of
from motcua.reads.clock import now
from motcua.web.board.export_asked import sheet_asked
from motcua.web.board.export_file import file_of, write_file


class Command(Base):
    """Writes ordered exports to files until told to stop, or once through with --once."""

    help = "Lập các tệp số liệu dài mà người dùng yêu cầu; chạy mãi cho đến khi được dừng."

    def add_arguments(self, parser: CommandParser) -> None:
        """--once: until nothing waits."""
        parser.add_argument("--once", action="store_true", help="lập hết tệp đang chờ rồi thôi")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Exit status 1 if a file could not be written."""
        if not once:
            run_until_told(self._one, pause=2.0)
            return
        written = 0
        while self._one():
            written += 1
        self.say(f"Đã xử lý {written} tệp.")

    def _one(self) -> bool:
        for number in past_keeping(timezone.now()):
            file_of(number).unlink(missing_ok=True)
        order = take_export(timezone.now())
        if order is None:
            return False
        asked, done, ready = QueryDict(order.asked), 0, False
        try:
            sheet = sheet_asked(asked, memberships_of(order.person), now())
            form = asked.get("format") or XLSX
            done = write_file(
                order.id, sheet, form, lambda n: advanced(order.id, n, timezone.now())
            )
            ready = True
        except (Refused, OSError) as no:
            self.found()
            self.stderr.write(f"{order.id}: {no}")
        ended(order.id, ready=ready, done=done, machine=timezone.now())
        return True
