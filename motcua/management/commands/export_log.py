"""motcua export-log: the event log for process mining."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.management.command import Command as Base
from motcua.reads.event_log import event_log


class Command(Base):
    """XES, IEEE 1849; without personal data."""

    help = "Xuất nhật ký sự kiện của mọi hồ sơ dạng XES, không có dữ liệu cá nhân."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The format and the file."""
        parser.add_argument("--format", choices=["xes"], default="xes", help="định dạng")
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp sẽ ghi")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Exit status 2 when the file cannot be written; a half-written one never has its name."""
        passing = file.with_name(f"{file.name}.part")
        traces = 0
        try:
            with passing.open("w", encoding="utf-8") as out, self.progress("Đang xuất") as shown:
                for part in event_log():
                    out.write(part)
                    traces += part.startswith("<trace>")
                    shown.advance()
            passing.replace(file)
        except OSError as error:
            self.fail_input(f"{file}: không ghi được ({error.strerror}).")
        finally:
            passing.unlink(missing_ok=True)
        self.say(f"Đã xuất {traces} hồ sơ vào {file}.")
        self.answer({"file": str(file), "traces": traces})
