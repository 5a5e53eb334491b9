"""motcua figures: how many came in, were solved, are late."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from motcua.domain.agencies import LEVELS
from motcua.domain.refusal import Refused
from motcua.domain.tally import BASES, DOSSIER
from motcua.management.arguments import parse_day
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.words.refusals import refusal_words
from motcua.statistics.figures import Answer, answer
from motcua.statistics.question import BY, Question

SHOWN = ("received", "solved", "late", "in_process", "overdue", "waiting")


class Command(Base):
    """Prints figures of an agency and all under it."""

    help = "In số liệu của một đơn vị và các đơn vị trực thuộc: tiếp nhận, giải quyết, trễ hạn."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """--agency, --from, --to and how to split, count and look back."""
        parser.add_argument("--agency", required=True, metavar="MÃ", help="mã định danh đơn vị")
        parser.add_argument("--from", dest="first", type=parse_day, required=True, metavar="NGÀY")
        parser.add_argument("--to", dest="last", type=parse_day, required=True, metavar="NGÀY")
        parser.add_argument("--by", choices=BY[1:], default="", help="chia theo")
        parser.add_argument(
            "--level", default="", metavar="CẤP,…", help=f"chỉ các cấp: {', '.join(LEVELS)}"
        )
        parser.add_argument("--basis", choices=BASES, default=DOSSIER, help="cách đếm")
        parser.add_argument(
            "--cohort", action="store_true", help="theo hồ sơ tiếp nhận trong kỳ, đến nay ra sao"
        )
        parser.add_argument(
            "--as-of",
            type=parse_day,
            metavar="NGÀY",
            help="chỉ tính những gì đã biết đến hết ngày này",
        )

    def handle(
        self,
        *args: Any,
        agency: str,
        first: date,
        last: date,
        level: str,
        **options: Any,
    ) -> None:
        """A line a row; with --json all figures and rates of all rows."""
        levels = tuple(part.strip() for part in level.split(",") if part.strip())
        kept = {name: options[name] for name in ("by", "basis", "cohort", "as_of")}
        try:
            found = answer(Question(agency, first, last, levels=levels, **kept), now())
        except Refused as no:
            self.fail_input(refusal_words(no))
        self.answer(_plain(found))
        self.say("\t".join(("", *SHOWN)))
        for row in (*found.rows, found.total):
            self.say("\t".join((row.name, *(str(row.figures[name]) for name in SHOWN))))


def _plain(found: Answer) -> dict[str, object]:
    asked = found.question
    return {
        "from": asked.first,
        "to": asked.last,
        "as_of": found.as_of,
        "basis": asked.basis,
        "cohort": asked.cohort,
        "rows": [row.plain() for row in found.rows],
        "total": found.total.plain(),
    }
