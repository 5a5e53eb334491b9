"""motcua publish-procedure: check procedure files, run their examples, publish versions."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from motcua.actions.publication import publish_procedure
from motcua.domain.procedure_file import (
    ProcedureFile,
    ProcedureFileError,
    check_examples,
    parse_procedure,
)
from motcua.domain.refusal import Refused
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.law import agency_tree, province_calendar
from motcua.reads.words import refusal_words


class Command(Base):
    """All files are right, or nothing is published."""

    help = "Công bố thủ tục từ tệp TOML; chạy các ví dụ tính hạn trong tệp trước."

    def add_arguments(self, parser: CommandParser) -> None:
        """One file or more."""
        parser.add_argument(
            "files", nargs="+", metavar="TỆP", type=Path, help="tệp thủ tục (.toml)"
        )

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        """Exit status 2 with file, line and reason when a file is wrong."""
        if not len(agency_tree()):
            self.fail_input("cơ sở dữ liệu chưa có cơ quan và lịch làm việc; hãy nạp trước.")
        parsed = [self._read(file) for file in files]
        with transaction.atomic():
            for file, one in zip(files, parsed, strict=True):
                self._publish(file, one)

    def _read(self, file: Path) -> ProcedureFile:
        try:
            parsed = parse_procedure(file.read_text("utf-8"), str(file))
            check_examples(parsed, province_calendar())
        except ProcedureFileError as error:
            self.fail_input(str(error))
        except UnicodeDecodeError:
            self.fail_input(f"{file}: tệp không phải văn bản UTF-8.")
        except OSError as error:
            self.fail_input(f"{file}: không đọc được tệp ({error.strerror}).")
        return parsed

    def _publish(self, file: Path, parsed: ProcedureFile) -> None:
        procedure = parsed.procedure
        try:
            new = publish_procedure(procedure, now=now())
        except Refused as no:
            self.fail_input(f"{file}: {refusal_words(no)}")
        done = "đã công bố" if new else "đã có, không đổi"
        self.say(f"{procedure.code} phiên bản {procedure.version}: {done}")
