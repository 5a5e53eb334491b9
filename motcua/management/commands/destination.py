"""motcua destination: whether another system is told, and telling it what it never heard."""

from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.mirror import SWITCHED, is_on, queue_history, switch
from motcua.channels.registry import CHANNELS
from motcua.domain.messages import MIRRORS
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.reconciling import compared


class Command(Base):
    """Switches a destination on or off; queues what happened before it was on."""

    help = (
        "Bật, tắt một nơi nhận (Cổng Dịch vụ công quốc gia, tin nhắn);"
        " gửi lên Cổng những gì có từ trước."
    )
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """Its name; --on, --off, --queue-all; without any, how it stands."""
        parser.add_argument("name", metavar="NƠI", choices=SWITCHED, help=", ".join(SWITCHED))
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--on", action="store_true", help="từ nay gửi")
        chosen.add_argument("--off", action="store_true", help="từ nay không gửi nữa")
        parser.add_argument(
            "--queue-all",
            action="store_true",
            help=f"xếp hàng mọi việc chưa từng gửi (với {', '.join(MIRRORS)})",
        )
        parser.add_argument(
            "--histories",
            action="store_true",
            help="cùng --queue-all: cả hồ sơ nhập từ hệ thống cũ, vốn do hệ thống ấy gửi",
        )

    def handle(
        self,
        *args: Any,
        name: str,
        on: bool,
        off: bool,
        queue_all: bool,
        histories: bool,
        **options: Any,
    ) -> None:
        """Exit status 2 for --queue-all where nobody mirrors, or while it is off."""
        if queue_all and name not in MIRRORS:
            self.fail_input(f"--queue-all chỉ dùng với {', '.join(MIRRORS)}.")
        if on or off:
            switch(name, on=on)
        standing = is_on(name)
        if queue_all and not standing:
            self.fail_input("nơi nhận đang tắt; hãy thêm --on.")
        queued = self._queue(name, histories=histories) if queue_all else 0
        self.say(f"{name}: {'đang bật' if standing else 'đang tắt'}.")
        why = CHANNELS[name].unready()
        if standing and why:
            self.say(f"Tin được giữ lại: {why}.")
        if queue_all:
            self.say(f"Đã xếp hàng {queued} tin.")
        self.answer({"on": standing, "queued": queued})

    def _queue(self, name: str, *, histories: bool) -> int:
        queued = 0
        with self.progress("Đang xếp hàng") as shown:
            for part in compared(name):
                wanted = [one.key for one in part if histories or not one.elsewhere]
                for start in range(0, len(wanted), 100):
                    keys = wanted[start : start + 100]
                    queued += queue_history(keys, name, now=now())
                    shown.advance(len(keys))
        return queued
