"""motcua import-all: what export-all wrote, into an empty system."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from motcua.actions.whole import import_all
from motcua.domain.refusal import Refused
from motcua.management.command import Command as Base
from motcua.management.schema import as_owner, is_empty, migrations_are_pending
from motcua.reads.words import refusal_words


class Command(Base):
    """All or nothing, and compared to the byte before it is kept."""

    help = "Nạp toàn bộ dữ liệu mà export-all đã xuất vào một hệ thống trống."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The directory."""
        parser.add_argument("directory", type=Path, metavar="THƯ_MỤC", help="thư mục đã xuất")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        """Exit status 2 for a system with data, or a directory that is damaged or none."""
        if migrations_are_pending():
            call_command("migrate", verbosity=0)
        if not is_empty():
            self.fail_input("cơ sở dữ liệu này đã có dữ liệu; chỉ nạp vào hệ thống trống.")
        try:
            with as_owner(), self.progress("Đang nạp") as shown:
                moved = import_all(directory, step=lambda _: shown.advance())
        except Refused as no:
            self.fail_input(refusal_words(no))
        self.say(f"Đã nạp {moved.rows} dòng và {moved.files} tệp. Chạy motcua verify để kiểm tra.")
        self.answer({"rows": moved.rows, "files": moved.files})
