"""motcua resend: put dead letters back in the queue."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.actions.outbox import resend
from motcua.domain.refusal import Refused
from motcua.management.arguments import parse_day, start_of
from motcua.management.command import Command as Base
from motcua.reads.law import agency_tree


class Command(Base):
    """Gives undeliverable messages another chance."""

    help = "Đưa các tin không gửi được trở lại hàng chờ."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ones: by code, agency, days of writing."""
        parser.add_argument("--code", default="", help="mã hồ sơ")
        parser.add_argument("--agency", default="", help="mã cơ quan; gồm cả đơn vị cấp dưới")
        parser.add_argument("--from", dest="since", type=parse_day, help="từ ngày (tính cả)")
        parser.add_argument("--to", dest="until", type=parse_day, help="đến ngày (tính cả)")

    def handle(
        self,
        *args: Any,
        code: str,
        agency: str,
        since: date | None,
        until: date | None,
        **options: Any,
    ) -> None:
        """Say how many were put back."""
        if since and until and until < since:
            self.fail_input("ngày --to sớm hơn ngày --from.")
        agencies: tuple[str, ...] = ()
        if agency:
            tree = agency_tree()
            try:
                agencies = tree.subtree(tree.find(agency).key)
            except Refused:
                self.fail_input(f"không có cơ quan mang mã {agency}.")
        count = resend(
            timezone.now(),
            code=code,
            agencies=agencies,
            since=start_of(since) if since else None,
            until=start_of(until + timedelta(days=1)) if until else None,
        )
        self.say(f"Đã đưa {count} tin trở lại hàng chờ.")
        self.answer({"resent": count})
