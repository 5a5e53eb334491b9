"""motcua extend-calendar: the calendar of the years that follow, added whole."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.publication import add_calendar
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.calendar_year import following
from motcua.domain.dated_rows import BadCalendar
from motcua.domain.refusal import Refused
from motcua.domain.toml_lines import line_of_syntax_error
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.late_day_off import check_days, known_text
from motcua.reads.law import agency_tree, province_calendar
from motcua.reads.words import refusal_words


class Command(Base):
    """It adds days that no promise has reached yet, so nothing moves."""

    help = "Nối lịch làm việc cho những năm sau; không đổi ngày nào đã có, không dời hạn nào."

    def add_arguments(self, parser: CommandParser) -> None:
        """The calendar's file."""
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp lịch (.toml)")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Exit status 2, and nothing is written, for a file that does not continue the calendar."""
        if not len(agency_tree()):
            self.fail_input(
                "cơ sở dữ liệu chưa có cơ quan và lịch làm việc; hãy motcua begin trước."
            )
        text, scope = self._read(file), next(a.key for a in agency_tree() if a.parent is None)
        try:
            document = tomllib.loads(text)
            source = f"Lịch {scope} từ {document.get('first')}"
            if known_text(source) == text:
                self.say("Lịch này đã có, không đổi.")
                return
            first, last = following(document, scope, province_calendar().last)
            check_days(text, [scope])
        except Refused as no:
            self.fail_input(f"{file}: {refusal_words(no)}")
        except tomllib.TOMLDecodeError as error:
            line = line_of_syntax_error(str(error), text)
            self.fail_input(f"{file}, dòng {line}: không đúng cú pháp TOML; sửa dòng đó.")
        except RecursionError:
            self.fail_input(f"{file}: ngoặc lồng nhau quá sâu; sửa tệp.")
        except (BadCalendar, CalendarTooShort) as error:
            self.fail_input(f"{file}: {error} Sửa tệp lịch rồi chạy lại.")
        add_calendar(source, text, now=now())
        self.say(f"Đã nối lịch làm việc từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}.")

    def _read(self, file: Path) -> str:
        try:
            return file.read_text("utf-8")
        except UnicodeDecodeError:
            self.fail_input(f"{file}: tệp không phải văn bản UTF-8.")
        except OSError as error:
            self.fail_input(f"{file}: không đọc được tệp ({error.strerror}).")
