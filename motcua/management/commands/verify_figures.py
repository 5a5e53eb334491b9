"""motcua verify-figures: is what was published what the seals and rows say?"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.management.command import Command as Base
from motcua.management.recount import holds, verify


class Command(Base):
    """Counts published figures again from their rows and compares; needs no database."""

    help = "Kiểm tra một thư mục số liệu đã công bố: tính lại dấu niêm và mọi con số, so với tệp."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """DIR."""
        parser.add_argument("directory", type=Path, metavar="THƯ_MỤC")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        """A line per finding; exit status 1 if any."""
        if not directory.is_dir():
            self.fail_input(f"{directory} không phải là thư mục.")
        findings = list(verify(directory))
        for finding in findings:
            self.found()
            self.say(finding)
        self.answer(findings)
        self.say(f"{len(findings)} sai khác." if findings else holds(directory).rstrip())
