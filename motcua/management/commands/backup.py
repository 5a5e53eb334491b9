"""motcua backup: copy the embedded server and the files, and keep every change from then on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.management.archive import Archive
from motcua.management.backup import EVER, back_up, copy_new_files, newest_file
from motcua.management.command import Command as Base
from motcua.management.connection import app_url
from motcua.management.embedded import EmbeddedPostgres
from motcua.management.looping import run_until_told
from motcua.management.places import var

PAUSE = 20.0
OVERLAP = timedelta(days=2)
"""Files are looked at again for so long: a clock may have been put back by a day meanwhile."""


class Command(Base):
    """Safe while people work. What is lost at most is what the last minute brought."""

    help = "Sao lưu cơ sở dữ liệu (máy chủ kèm theo) và các tệp vào một thư mục."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to; --follow."""
        parser.add_argument("directory", type=Path, metavar="THƯ_MỤC", help="nơi giữ bản sao")
        parser.add_argument(
            "--follow", action="store_true", help="sau đó sao tiếp các tệp mới, cho đến khi dừng"
        )

    def handle(self, *args: Any, directory: Path, follow: bool, **options: Any) -> None:
        """Exit status 1 when a kept file was not what it should be."""
        server = EmbeddedPostgres(var() / "pg")
        if app_url() != server.url():
            self.fail_input(
                "lệnh này sao lưu máy chủ PostgreSQL kèm theo; với máy chủ riêng (DATABASE_URL)"
                " hãy dùng công cụ của máy chủ đó, xem docs/operations.md."
            )
        archive, files = Archive(directory.absolute()), Path(settings.MEDIA_ROOT)
        with self.progress("Đang sao lưu"):
            made = back_up(server, archive, files, timezone.now())
        self.say(f"Đã sao lưu vào {made.base} ({made.seconds:.1f} giây, {made.files} tệp).")
        self._tell_bad(made.bad_files)
        self.answer(
            {
                "base": str(made.base),
                "seconds": round(made.seconds, 2),
                "files": made.files,
                "bad_files": list(made.bad_files),
            }
        )
        if follow:
            self._follow(server, archive, files)

    def _follow(self, server: EmbeddedPostgres, archive: Archive, files: Path) -> None:
        since = EVER

        def once() -> bool:
            nonlocal since
            newest = newest_file(server)
            self._tell_bad(tuple(copy_new_files(server, archive, files, since)))
            since = EVER if newest is None else newest - OVERLAP
            return False

        run_until_told(once, pause=PAUSE)

    def _tell_bad(self, digests: tuple[str, ...]) -> None:
        for digest in digests:
            self.found()
            self.say(f"Tệp {digest} không còn hoặc đã bị thay đổi: không sao lưu được.")
