"""motcua verify: do the rows still say what their facts say, and do the seals hold?"""

import os
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from motcua.management.command import Command as Base
from motcua.management.places import make_var
from motcua.management.verification import taken_up, verify_everything
from motcua.reads import audit_rows
from motcua.reads.access import key_of
from motcua.reads.agency_audit import verify_agency_logs
from motcua.reads.audit import Finding, verify
from motcua.statistics.check import sums_that_differ

WORTH_A_PROCESS = 2_000
"""From this many dossiers on, several processes are quicker than one."""


class Command(Base):
    """Replays and reseals dossiers and lists every difference."""

    help = "Kiểm tra hồ sơ: chuỗi niêm phong, dữ liệu khớp với nhật ký; liệt kê mọi sai khác."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """Codes, or nothing for all dossiers; --processes, --again."""
        parser.add_argument("codes", nargs="*", metavar="MÃ", help="mã hồ sơ; không ghi là tất cả")
        parser.add_argument(
            "--processes", type=int, default=0, metavar="SỐ", help="số tiến trình cùng làm"
        )
        parser.add_argument(
            "--again", action="store_true", help="làm lại từ đầu, không tiếp lượt bị ngắt trước đó"
        )

    def handle(
        self, *args: Any, codes: list[str], processes: int, again: bool, **options: Any
    ) -> None:
        """A line per finding: kind, code, fact number, expected, found. Exit status 1 if any."""
        if processes < 0:
            self.fail_input("--processes phải là số từ 1 trở lên.")
        if codes:
            keys = [self._key(code) for code in codes]
            self._tell(len(keys), list(verify(keys)))
        else:
            self._everything(processes, again=again)

    def _everything(self, processes: int, *, again: bool) -> None:
        total = audit_rows.count()
        enough = (os.cpu_count() or 1) if total >= WORTH_A_PROCESS else 1
        progress = taken_up(make_var() / "verify.jsonl", anew=again)
        with self.progress("Đang kiểm tra", total) as shown:
            if progress.dossiers:
                self.say(f"Tiếp tục lượt bị ngắt: {progress.dossiers} hồ sơ đã kiểm tra.")
                shown.advance(progress.dossiers)
            verify_everything(progress, processes or enough, shown.advance)
        findings = [*progress.findings, *verify_agency_logs(), *_sums()]
        self._tell(progress.dossiers, findings)
        progress.forget()

    def _tell(self, count: int, findings: list[Finding]) -> None:
        for finding in findings:
            self.found()
            self.say("\t".join(str(value) for value in asdict(finding).values()))
        self.answer([asdict(finding) for finding in findings])
        self.say(f"{count} hồ sơ, {len(findings)} sai khác.")

    def _key(self, code: str) -> Any:
        key = key_of(code)
        if key is None:
            self.fail_input(f"không có hồ sơ mang mã {code}.")
        return key


def _sums() -> list[Finding]:
    """Sums of the figures that are not what the marks say."""
    return [
        Finding(one.kind, one.where, 0, str(one.expected), str(one.found))
        for one in sums_that_differ()
    ]
