"""motcua resend: show dead letters and put them back in the queue."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.actions.resending import Chosen, resend
from motcua.channels.registry import CHANNELS
from motcua.domain.messages import MIRRORS
from motcua.domain.refusal import Refused
from motcua.management.arguments import parse_day, start_of
from motcua.management.command import Command as Base
from motcua.reads.law import agency_tree
from motcua.reads.outbox import dead_letters


class Command(Base):
    """Gives undeliverable messages another chance."""

    help = "Đưa các tin không gửi được trở lại hàng chờ; --list chỉ liệt kê kèm lý do."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ones: by code, agency, destination, days of writing."""
        parser.add_argument("--code", default="", help="mã hồ sơ")
        parser.add_argument("--agency", default="", help="mã cơ quan; gồm cả đơn vị cấp dưới")
        parser.add_argument("--from", dest="since", type=parse_day, help="từ ngày (tính cả)")
        parser.add_argument("--to", dest="until", type=parse_day, help="đến ngày (tính cả)")
        parser.add_argument(
            "--destination", default="", choices=("", *CHANNELS), help="chỉ tin gửi đến nơi này"
        )
        parser.add_argument(
            "--delivered",
            action="store_true",
            help=f"gửi lại cả tin đã đến nơi, sau khi sửa bảng mã (chỉ với {', '.join(MIRRORS)})",
        )
        parser.add_argument("--list", action="store_true", help="chỉ liệt kê, không gửi lại")

    def handle(self, *args: Any, list: bool, **options: Any) -> None:
        """Say how many were put back, or with --list which and why."""
        chosen = self._chosen(**options)
        if list:
            letters = dead_letters(chosen)
            for one in letters:
                self.say(f"{one['code']}\t{one['destination']}\t{one['error']}")
            self.answer(letters)
            return
        try:
            count = resend(chosen, timezone.now())
        except Refused:
            self.fail_input(f"--delivered cần --destination {' hoặc '.join(MIRRORS)}.")
        self.say(f"Đã đưa {count} tin trở lại hàng chờ.")
        self.answer({"resent": count})

    def _chosen(
        self,
        *,
        code: str,
        agency: str,
        since: date | None,
        until: date | None,
        destination: str,
        delivered: bool,
        **options: Any,
    ) -> Chosen:
        if since and until and until < since:
            self.fail_input("ngày --to sớm hơn ngày --from.")
        agencies: tuple[str, ...] = ()
        if agency:
            tree = agency_tree()
            try:
                agencies = tree.subtree(tree.find(agency).key)
            except Refused:
                self.fail_input(f"không có cơ quan mang mã {agency}.")
        return Chosen(
            code,
            agencies,
            destination,
            start_of(since) if since else None,
            start_of(until + timedelta(days=1)) if until else None,
            delivered,
        )
