"""motcua deliver: send what waits in the outbox."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.actions.outbox import deliver_next
from motcua.channels.registry import CHANNELS
from motcua.management.command import Command as Base
from motcua.management.looping import run_until_told
from motcua.reads.clock import now


class Command(Base):
    """Sends messages until told to stop, or once through with --once."""

    help = "Gửi các tin đang chờ (thư báo cho người dân); chạy mãi cho đến khi được dừng."

    def add_arguments(self, parser: CommandParser) -> None:
        """--once: until nothing waits."""
        parser.add_argument("--once", action="store_true", help="gửi hết tin đang chờ rồi thôi")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Exit status 1 if something could not be delivered."""
        if not once:
            run_until_told(self._one, pause=1.0)
            return
        sent = 0
        with self.progress("Đang gửi") as shown:
            while self._one():
                sent += 1
                shown.advance()
        self.say(f"Đã xử lý {sent} tin.")

    def _one(self) -> bool:
        delivery = deliver_next(CHANNELS, now(), timezone.now())
        if delivery is None:
            return False
        if delivery.outcome != "sent":
            self.found()
            self.stderr.write(f"{delivery.key}: {delivery.outcome}: {delivery.error}")
        return True
