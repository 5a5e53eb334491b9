"""motcua demo: fill an empty database with a demo province."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser

from motcua.domain.local_time import VIETNAM
from motcua.management.arguments import parse_day
from motcua.management.command import Command as Base
from motcua.management.demo.onward import POLICIES
from motcua.management.demo.province import Watch, fill, play_on
from motcua.management.schema import as_owner, demo_name, is_empty, migrations_are_pending
from motcua.reads.clock import now
from motcua.reads.demo import is_half_filled

DEMOS = {"binh-dinh-2020": "binh-dinh"}
FARTHEST = date(2020, 5, 29)
"""From June 2020 on Hoài Nhơn is a town: nobody has seats for its new offices."""


class Command(Base):
    """Never touches a database that is neither empty nor a demo."""

    help = (
        "Nạp dữ liệu minh họa vào cơ sở dữ liệu trống (binh-dinh-2020): mùa đông 2020 của tỉnh"
        " Bình Định, từng thao tác một. Bị dừng giữa chừng thì chạy lại để nạp tiếp."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The demo's name; --fresh; --until DAY, --policy."""
        parser.add_argument("name", metavar="TÊN", help=f"tên bộ dữ liệu: {', '.join(DEMOS)}")
        parser.add_argument(
            "--fresh", action="store_true", help="xóa dữ liệu minh họa đang có rồi nạp lại"
        )
        parser.add_argument(
            "--unsealed",
            action="store_true",
            help="không niêm các ngày đã qua, không công bố số liệu (để đo, để thử)",
        )
        parser.add_argument(
            "--until",
            type=parse_day,
            metavar="NGÀY",
            help="diễn tiếp từ lúc đồng hồ minh họa đang chỉ đến hết ngày này (như 2020-04-30)",
        )
        parser.add_argument(
            "--policy",
            choices=sorted(POLICIES),
            default="nearest-due",
            help="khi diễn tiếp, các đơn vị xử lý theo thứ tự nào",
        )

    def handle(
        self,
        *args: Any,
        name: str,
        fresh: bool,
        unsealed: bool,
        until: date | None,
        policy: str,
        **options: Any,
    ) -> None:
        """Exit status 2 for an unknown name, a database with real data, a day that has passed."""
        if name not in DEMOS:
            self.fail_input(f"không có bộ dữ liệu minh họa '{name}'; hiện có: {', '.join(DEMOS)}.")
        if migrations_are_pending():
            call_command("migrate", verbosity=0)
        goes_on = until is not None and not fresh and not is_empty() and self._is_full(name)
        if not goes_on:
            if not is_empty():
                self._clear_or_refuse(name, fresh=fresh)
            with self._watching("Đang nạp hồ sơ") as watch:
                fill(name, DEMOS[name], say=self.say, watch=watch, publishes=not unsealed)
        if until is not None:
            self._play_on(until, policy, publishes=not unsealed)

    def _is_full(self, name: str) -> bool:
        return demo_name() == name and not is_half_filled()

    def _play_on(self, until: date, policy: str, *, publishes: bool) -> None:
        today = now().astimezone(VIETNAM).date()
        if until < today:
            self.fail_input(f"đồng hồ minh họa đã chỉ {today:%d/%m/%Y}, sau ngày {until:%d/%m/%Y}.")
        if until > FARTHEST:
            self.fail_input(f"chỉ diễn tiếp được đến {FARTHEST:%d/%m/%Y}.")
        with self._watching("Đang diễn tiếp từng ngày") as watch:
            play_on(until, policy, say=self.say, watch=watch, publishes=publishes)

    @contextmanager
    def _watching(self, title: str) -> Iterator[Watch]:
        with self.progress(title) as shown:

            def watch(total: int) -> Callable[[int], None]:
                shown.expect(total)
                return shown.advance

            yield watch

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
        shutil.rmtree(settings.SEALS, ignore_errors=True)  # they are of what was just cleared
        call_command("migrate", verbosity=0)
