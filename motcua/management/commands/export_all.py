"""motcua export-all: take your data and leave."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.actions.whole import export_all
from motcua.domain.refusal import Refused
from motcua.management.command import Command as Base
from motcua.reads.words import refusal_words


class Command(Base):
    """Every row of every table and every file; docs/data-out.md tells what is what."""

    help = "Xuất toàn bộ dữ liệu của tỉnh ra một thư mục, để lưu trữ hoặc chuyển đi."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The directory."""
        parser.add_argument("directory", type=Path, metavar="THƯ_MỤC", help="thư mục trống")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        """Exit status 2 for a directory that is not empty, 1 when files were missing."""
        try:
            with self.progress("Đang xuất") as shown:
                moved = export_all(directory, now=timezone.now(), step=lambda _: shown.advance())
        except Refused as no:
            self.fail_input(refusal_words(no))
        except OSError as error:
            self.fail_input(f"{directory}: không ghi được ({error.strerror}).")
        for digest in moved.missing:
            self.found()
            self.say(f"thiếu tệp {digest}")
        self.say(f"Đã xuất {moved.rows} dòng và {moved.files} tệp. Thư mục chứa dữ liệu cá nhân.")
        self.answer(
            {"rows": moved.rows, "files": moved.files, "missing_files": list(moved.missing)}
        )
