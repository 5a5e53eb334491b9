"""motcua restore: everything as it was at one moment, in a directory of its own, and proven."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandParser

from motcua.domain.local_time import local
from motcua.management.archive import Archive
from motcua.management.arguments import parse_time
from motcua.management.command import Command as Base
from motcua.management.places import ROOT
from motcua.management.restore import Restored, restore


class Command(Base):
    """Never touches what runs: the restored directory is started like any other."""

    help = "Khôi phục bản sao lưu vào một thư mục mới, đến một thời điểm, rồi kiểm tra mọi hồ sơ."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """From where, to when, into what."""
        parser.add_argument("directory", type=Path, metavar="THƯ_MỤC", help="nơi giữ bản sao")
        parser.add_argument(
            "--to-time",
            dest="moment",
            type=parse_time,
            help="đến thời điểm này (giờ của máy); không ghi là đến hết nhật ký",
        )
        parser.add_argument(
            "--into", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục MOTCUA_VAR mới"
        )

    def handle(
        self, *args: Any, directory: Path, moment: datetime | None, into: Path, **options: Any
    ) -> None:
        """Exit status 1 when a file is missing or verify finds something."""
        if not directory.is_dir():
            self.fail_input(f"không có thư mục {directory}.")
        with self.progress("Đang khôi phục"):
            done = restore(Archive(directory.absolute()), into.absolute(), moment)
        self._tell(done)
        begun = monotonic()
        findings = self._verify(into.absolute())
        verifying = monotonic() - begun
        self.say(f"Kiểm tra mọi hồ sơ: {verifying:.1f} giây.")
        self.say(f"Để chạy: MOTCUA_VAR={into.absolute()} motcua up")
        self.answer(
            {
                "base": str(done.base),
                "until": done.until,
                "seconds": round(done.seconds, 2),
                "copying": round(done.copying, 2),
                "replaying": round(done.replaying, 2),
                "verifying": round(verifying, 2),
                "files": done.files,
                "missing_files": list(done.missing_files),
                "verified": findings == 0,
            }
        )

    def _tell(self, done: Restored) -> None:
        until = f"{local(done.until):%H:%M:%S %d/%m/%Y}" if done.until else "lúc sao lưu"
        self.say(
            f"Đã khôi phục từ {done.base.name}, thay đổi cuối cùng {until}: {done.seconds:.1f} giây"
            f" (chép {done.copying:.1f}, phát lại {done.replaying:.1f}), {done.files} tệp."
        )
        for digest in done.missing_files:
            self.found()
            self.say(f"Thiếu tệp {digest}.")

    def _verify(self, into: Path) -> int:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
        environment |= {"MOTCUA_VAR": str(into), "PYTHONPATH": str(ROOT)}
        out = sys.stderr  # with --json, stdout is the answer's alone
        status = subprocess.run(
            [sys.executable, "-m", "motcua.management", "verify", "--again"],
            env=environment,
            stdout=out,
            check=False,
        ).returncode
        if status:
            self.found()
        return status
