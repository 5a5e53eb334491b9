"""motcua verify: do the rows still say what their facts say, and do the seals hold?"""

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from motcua.management.command import Command as Base
from motcua.reads.access import key_of
from motcua.reads.audit import Finding, all_keys, orphans, verify

BATCH = 200


class Command(Base):
    """Replays and reseals dossiers and lists every difference."""

    help = "Kiểm tra hồ sơ: chuỗi niêm phong, dữ liệu khớp với nhật ký; liệt kê mọi sai khác."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """Codes, or nothing for all dossiers."""
        parser.add_argument("codes", nargs="*", metavar="MÃ", help="mã hồ sơ; không ghi là tất cả")

    def handle(self, *args: Any, codes: list[str], **options: Any) -> None:
        """A line per finding: kind, code, fact number, expected, found. Exit status 1 if any."""
        keys = [self._key(code) for code in codes] if codes else list(all_keys())
        findings: list[Finding] = []
        with self.progress("Đang kiểm tra", len(keys)) as shown:
            for start in range(0, len(keys), BATCH):
                part = keys[start : start + BATCH]
                findings += verify(part)
                shown.advance(len(part))
        if not codes:
            findings += orphans()
        for finding in findings:
            self.found()
            self.say("\t".join(str(value) for value in asdict(finding).values()))
        self.answer([asdict(finding) for finding in findings])
        self.say(f"{len(keys)} hồ sơ, {len(findings)} sai khác.")

    def _key(self, code: str) -> Any:
        key = key_of(code)
        if key is None:
            self.fail_input(f"không có hồ sơ mang mã {code}.")
        return key
