"""motcua sandbox-portal: a national portal to try things against."""

import signal
import sqlite3
import threading
from typing import Any

from django.core.management.base import CommandParser

from motcua.channels.sandbox_portal.catalogue import catalogue_of
from motcua.channels.sandbox_portal.protocol import Protocol
from motcua.channels.sandbox_portal.server import SandboxPortal
from motcua.channels.sandbox_portal.store import Store
from motcua.channels.sandbox_portal.trouble import Trouble
from motcua.management.command import Command as Base
from motcua.management.places import ROOT

PORT = 8765


class Command(Base):
    """Needs no database: the portal is somebody else's."""

    help = (
        "Chạy cổng thử nghiệm nói giao thức của Cổng Dịch vụ công quốc gia.\n"
        "POST /sandbox/control đổi cách nó cư xử khi đang chạy; GET /sandbox/dossiers.json liệt kê"
        " hồ sơ nó đang giữ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Where it listens, what it remembers, how unwell it is."""
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ (mặc định 127.0.0.1)")
        parser.add_argument("--port", type=int, default=PORT, help=f"cổng (mặc định {PORT})")
        parser.add_argument(
            "--store", default=":memory:", help="tệp SQLite để nhớ; bỏ trống thì chỉ nhớ khi chạy"
        )
        parser.add_argument(
            "--fail-rate", type=float, default=0.0, help="phần trăm lần gọi bị hỏng"
        )
        parser.add_argument("--quiet", action="store_true", help="không in địa chỉ")
        parser.add_argument("--delay", type=float, default=0.0, help="chậm bao nhiêu mili giây")

    def handle(
        self,
        *args: Any,
        host: str,
        port: int,
        store: str,
        fail_rate: float,
        delay: float,
        quiet: bool,
        **options: Any,
    ) -> None:
        """Until told to stop."""
        trouble = Trouble()
        wrong = trouble.change({"fail_rate": fail_rate, "delay": delay})
        if wrong:
            self.fail_input(f"{wrong}.")
        try:
            kept = Store(store)
        except sqlite3.Error as error:
            self.fail_input(f"không dùng được tệp {store} ({error}).")
        try:
            portal = SandboxPortal(host, port, Protocol(kept, catalogue_of(ROOT)), trouble)
        except (OSError, OverflowError) as error:
            self.fail_input(f"không nghe được ở {host}:{port} ({error}).")
        with portal:
            if not quiet:
                self.say(f"Cổng thử nghiệm đang chạy ở {portal.url}   (Ctrl-C để dừng)")
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: threading.Thread(target=portal.shutdown).start())
            portal.serve_forever(poll_interval=0.2)
        kept.close()
