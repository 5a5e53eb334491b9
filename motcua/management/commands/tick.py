"""motcua tick: let time pass."""

import logging
from datetime import datetime
from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.reviews import open_reviews
from motcua.actions.sealing import seal_next
from motcua.actions.tick import pass_time
from motcua.domain.refusal import Refused
from motcua.management.arguments import parse_time
from motcua.management.command import Command as Base
from motcua.management.looping import run_until_told
from motcua.reads.clock import demo_name, now
from motcua.reads.words.refusals import refusal_words
from motcua.statistics.fill import fill


class Command(Base):
    """Writes down what time alone changes: due dates that passed."""

    help = (
        "Ghi nhận những gì thời gian làm thay đổi (hồ sơ hết hạn); chạy mãi cho đến khi được dừng."
    )
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """--once, --now TIME."""
        parser.add_argument("--once", action="store_true", help="làm một lượt rồi thôi")
        parser.add_argument(
            "--now",
            dest="moment",
            type=parse_time,
            help="coi như đang là lúc này (chỉ với dữ liệu minh họa)",
        )

    def handle(self, *args: Any, once: bool, moment: datetime | None, **options: Any) -> None:
        """With --now, one round as of that time."""
        if moment is not None and not demo_name():
            self.fail_input("--now chỉ dùng được với cơ sở dữ liệu minh họa.")
        if not once and moment is None:
            run_until_told(_round, pause=20.0)
            return
        changed, opened = 0, open_reviews(moment or now())
        with self.progress("Đang ghi nhận") as shown:
            while True:
                found, done = pass_time(moment or now())
                changed += done
                shown.advance(done)
                if not found or not done:
                    break
        self.say(f"{changed} hồ sơ được ghi nhận quá hạn.")
        if opened:
            self.say(f"{opened} kỳ kiểm điểm được mở.")
        self.answer({"changed": changed})


def _round() -> bool:
    """Let time pass, bring the sums of the figures up to date, open the reviews whose day
    has come, seal the days that are over; whether there may be more."""
    moved = fill() + open_reviews(now())
    passed = pass_time(now())[1]
    return _sealed() or passed > 0 or moved > 0


def _sealed() -> bool:
    """Seal the next day that is over; whether there was one. What stands in the way is told."""
    try:
        return seal_next(now())
    except Refused as no:
        logging.getLogger(__name__).warning("%s", refusal_words(no))
        return False
