"""motcua explain-deadline: when is it due, and why."""

import csv
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.limits import BadLimit, parse_limit
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import BadRulebook
from motcua.domain.waiting import Cause, Wait
from motcua.management.arguments import parse_time
from motcua.management.command import Command as Base
from motcua.management.reckoning import calendars, shipped_rules
from motcua.reads.deadline_words import deadline_sentences
from motcua.reads.reckoning import Reckoning
from motcua.reads.words import refusal_words

LIMIT = (
    "không phải là thời hạn. Viết 'N working days', 'N days', 'N working hours', 'N months',"
    " 'same day' hoặc 'none', không quá mười năm."
)


class Command(Base):
    """Without --agency it needs no database."""

    help = "Tính ngày trả kết quả và giải thích từng bước."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """One dossier, or a batch in a CSV file."""
        parser.add_argument("--received", type=parse_time, help="thời điểm tiếp nhận")
        parser.add_argument("--limit", help="thời hạn: '5 working days', '10 days', 'same day', …")
        parser.add_argument("--agency", default="", help="mã cơ quan; không ghi là lịch chung")
        parser.add_argument(
            "--pause",
            action="append",
            default=[],
            metavar="TỪ/ĐẾN",
            help="khoảng chờ công dân bổ sung; có thể ghi nhiều lần",
        )
        parser.add_argument("--policy", default="", help="P-2018, P-PAUSE, P-2025, P-766")
        parser.add_argument(
            "--procedure", default="", help="mã thủ tục, nếu thủ tục có cách tính riêng"
        )
        parser.add_argument(
            "--batch", type=Path, metavar="TỆP.csv", help="cột received,limit,agency"
        )

    def handle(self, *args: Any, batch: Path | None, **options: Any) -> None:
        """Exit status 2 for bad input; with --batch 1 if some lines failed."""
        if batch is not None:
            self._batch(batch)
            return
        if options["received"] is None or options["limit"] is None:
            self.fail_input("cần --received và --limit, hoặc --batch.")
        try:
            reckoning = self._reckon(options)
        except BadLimit:
            self.fail_input(f"--limit {options['limit'][:60]!r}: {LIMIT}")
        except (BadRulebook, CalendarTooShort, ValueError) as error:
            self.fail_input(str(error))
        except Refused as no:
            self.fail_input(refusal_words(no))
        self.say(f"Hẹn trả: {_words(reckoning.due)}")
        for sentence in deadline_sentences(reckoning.deadline):
            self.say(f"  - {sentence}")
        for sentence in reckoning.moves:
            self.say(f"  - {sentence}")
        due = reckoning.due.isoformat() if reckoning.due else None
        self.answer({"due": due, "steps": reckoning.steps})

    def _reckon(self, options: dict[str, Any]) -> Reckoning:
        calendar = calendars()(options["agency"])
        waits = [_wait(number, text) for number, text in enumerate(options["pause"], start=1)]
        limit = parse_limit(options["limit"])
        return Reckoning.make(
            options["received"],
            limit,
            calendar,
            waits,
            shipped_rules(),
            options["policy"],
            options["procedure"],
        )

    def _batch(self, file: Path) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as text:
                rows = list(csv.DictReader(text))
        except OSError as error:
            self.fail_input(f"{file}: không đọc được tệp ({error.strerror}).")
        except (UnicodeDecodeError, csv.Error) as error:
            self.fail_input(f"{file}: không phải tệp CSV dạng UTF-8 ({error}).")
        if rows and not {"received", "limit"} <= set(rows[0]):
            self.fail_input(f"{file}: cần các cột received,limit,agency.")
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["due", "error"])
        of_agency = calendars()
        for due, wrong in _lines(rows, of_agency):
            writer.writerow([due, wrong])
            if wrong:
                self.found()


def _lines(rows: Iterable[dict[str, str]], of_agency: Any) -> Iterable[tuple[str, str]]:
    for row in rows:
        try:
            calendar: Calendar = of_agency((row.get("agency") or "").strip())
            received = parse_time((row["received"] or "").strip())
            limit = parse_limit((row["limit"] or "").strip())
            made = Reckoning.make(received, limit, calendar, [], shipped_rules(), "")
        except Refused as no:
            yield "", refusal_words(no)
        except BadLimit:
            yield "", f"limit: {LIMIT}"
        except Exception as error:
            yield "", " ".join(str(error).split())
        else:
            yield made.due.isoformat() if made.due else "", ""


def _wait(number: int, text: str) -> Wait:
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError(f"'{text}' không phải là khoảng chờ, hãy viết TỪ/ĐẾN.")
    try:
        since, until = parse_time(start), parse_time(end)
    except Exception as error:
        raise ValueError(str(error)) from None
    return Wait(number, Cause.SUPPLEMENT, since, until)


def _words(due: datetime | None) -> str:
    return due.strftime("%H:%M %d/%m/%Y") if due else "pháp luật không quy định thời hạn"
