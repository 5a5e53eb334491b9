"""motcua silent: units that take in nothing, or too little to be believed."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.silence import WINDOW
from motcua.management.arguments import parse_day
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.law import agency_tree
from motcua.reads.words.refusals import refusal_words
from motcua.reads.words.silence import reason_words
from motcua.statistics.intake import Quiet, intake


class Command(Base):
    """Lists every receiving unit with what it took in lately, and what is thought of it."""

    help = (
        f"Liệt kê các đơn vị tiếp nhận: {WINDOW} ngày qua nhận bao nhiêu hồ sơ, đơn vị nào im lặng"
        " (không có hồ sơ) hoặc quá ít."
    )
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """--as-of DAY, --agency CODE."""
        parser.add_argument(
            "--as-of",
            type=parse_day,
            metavar="NGÀY",
            help="tính đến hết ngày này (mặc định: hôm nay)",
        )
        parser.add_argument(
            "--agency", default="", metavar="MÃ", help="chỉ đơn vị này và các đơn vị trực thuộc"
        )

    def handle(self, *args: Any, as_of: date | None, agency: str, **options: Any) -> None:
        """Prints silent and thin units; with --json all of them."""
        today = local_day(now())
        day = as_of or today
        if day > today:
            self.fail_input(f"ngày {day:%d/%m/%Y} chưa đến (hôm nay là {today:%d/%m/%Y}).")
        top = agency or next((one.key for one in agency_tree() if one.parent is None), "")
        if not top:
            self.fail_input("chưa có danh mục cơ quan.")
        try:
            found = intake(top, day)
        except Refused as no:
            self.fail_input(refusal_words(no))
        self.answer({"as_of": day, "units": [_plain(one) for one in found]})
        for one in found:
            if one.verdict.silent or one.verdict.thin:
                self.say(f"{one.name}: {one.verdict.received}. {reason_words(one.verdict)}.")


def _plain(one: Quiet) -> dict[str, object]:
    verdict = one.verdict
    return {
        "agency": one.unit,
        "name": one.name,
        "level": one.level,
        "received": verdict.received,
        "expected": None if verdict.expected is None else round(verdict.expected, 1),
        "days_since_last": one.days_since_last,
        "sign_ins": one.sign_ins,
        "silent": verdict.silent,
        "thin": verdict.thin,
        "reason": verdict.reason,
    }
