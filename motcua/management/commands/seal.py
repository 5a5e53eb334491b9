"""motcua seal: fix what was recorded on a day, so that nobody can change it unseen."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.sealing import seal_until
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.management.arguments import parse_day
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.words.refusals import refusal_words


class Command(Base):
    """Seals a day, and before it every earlier one that is not sealed."""

    help = (
        "Niêm số liệu của một ngày đã qua (và các ngày trước đó chưa niêm): ghi vào thư mục niêm"
        " và vào cơ sở dữ liệu; sau đó mọi thay đổi đều bị motcua verify phát hiện."
    )
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """--day DAY."""
        parser.add_argument(
            "--day", type=parse_day, metavar="NGÀY", help="ngày cần niêm; không ghi là hôm qua"
        )

    def handle(self, *args: Any, day: date | None, **options: Any) -> None:
        """A line for each day: the day, its seal, how many facts and dossiers."""
        moment = now()
        asked = day or local_day(moment) - timedelta(days=1)
        try:
            sealed = seal_until(asked, moment)
        except Refused as no:
            self.fail_input(refusal_words(no))
        for row in sealed:
            self.say(f"{row.day:%d/%m/%Y}\t{row.seal}\t{row.facts} sự kiện, {row.dossiers} hồ sơ")
        self.answer(
            [
                {
                    "day": row.day,
                    "seal": row.seal,
                    "previous": row.previous,
                    "root": row.root,
                    "facts": row.facts,
                    "dossiers": row.dossiers,
                }
                for row in sealed
            ]
        )
