"""motcua portal: whether the national portal is told, and telling it what it never heard."""

from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.mirror import is_on, queue_history, switch
from motcua.channels.registry import PORTAL
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.reconciling import compared


class Command(Base):
    """Switches the mirror on or off; queues what happened before it was on."""

    help = "Bật, tắt việc gửi hồ sơ lên Cổng Dịch vụ công quốc gia; gửi những gì có từ trước."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """--on, --off, --queue-all; without any, how it stands."""
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--on", action="store_true", help="từ nay gửi mọi việc lên Cổng")
        chosen.add_argument("--off", action="store_true", help="từ nay không gửi nữa")
        parser.add_argument(
            "--queue-all",
            action="store_true",
            help="xếp hàng mọi việc chưa từng gửi, theo thứ tự đã xảy ra",
        )

    def handle(self, *args: Any, on: bool, off: bool, queue_all: bool, **options: Any) -> None:
        """Exit status 2 for --queue-all while it is off: nobody would know of what follows."""
        if on or off:
            switch(NATIONAL_PORTAL, on=on)
        standing = is_on(NATIONAL_PORTAL)
        if queue_all and not standing:
            self.fail_input("Cổng đang tắt; hãy thêm --on.")
        queued = self._queue() if queue_all else 0
        self.say("Cổng đang bật." if standing else "Cổng đang tắt.")
        why = PORTAL.unready()
        if standing and why:
            self.say(f"Tin đang được giữ lại: {why}.")
        if queue_all:
            self.say(f"Đã xếp hàng {queued} tin.")
        self.answer({"on": standing, "queued": queued})

    def _queue(self) -> int:
        queued = 0
        with self.progress("Đang xếp hàng") as shown:
            for part in compared(NATIONAL_PORTAL):
                for start in range(0, len(part), 100):
                    keys = [one.key for one in part[start : start + 100]]
                    queued += queue_history(keys, NATIONAL_PORTAL, now=now())
                    shown.advance(len(keys))
        return queued
