"""motcua deliver: send what waits in the outbox."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.actions.outbox import deliver_round
from motcua.channels.registry import CHANNELS
from motcua.management.command import Command as Base
from motcua.management.looping import Seldom, run_all_until_told
from motcua.management.reconciling import daily, repairs
from motcua.reads.clock import now

PAUSE = 0.25
"""Seconds between looks at an outbox that is empty: half of what a message may lag."""


class Command(Base):
    """Sends messages until told to stop, or once through with --once."""

    help = (
        "Gửi các tin đang chờ (thư báo, tin nhắn, Cổng Dịch vụ công quốc gia);"
        " chạy mãi cho đến khi được dừng."
    )

    _tried = _failed = 0

    def add_arguments(self, parser: CommandParser) -> None:
        """--once: until nothing is due."""
        parser.add_argument("--once", action="store_true", help="gửi hết tin đang chờ rồi thôi")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """With --once, exit status 1 if something could not be delivered."""
        if not once:
            rounds: dict[str, Callable[[], bool]] = {
                name: partial(self._round, name) for name in CHANNELS
            }
            rounds |= {"reconcile": Seldom(daily), "repairs": Seldom(repairs, seconds=3.0)}
            run_all_until_told(rounds, pause=PAUSE)
            return
        self._tried = self._failed = 0
        with self.progress("Đang gửi") as shown:
            for name in CHANNELS:
                before = self._tried
                while self._round(name):
                    shown.advance(self._tried - before)
                    before = self._tried
        self.say(f"Đã xử lý {self._tried} tin.")
        if self._failed:
            self.found()

    def _round(self, name: str) -> bool:
        deliveries = deliver_round(name, CHANNELS[name], now(), timezone.now())
        for one in deliveries:
            if one.outcome != "sent":
                self.stderr.write(f"{one.key}: {one.outcome}: {one.error}")
        self._tried += len(deliveries)
        self._failed += sum(one.outcome != "sent" for one in deliveries)
        return bool(deliveries)
