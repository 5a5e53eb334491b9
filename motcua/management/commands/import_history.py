"""motcua import-history: dossiers that another one-stop system held."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.history import Imported, import_histories, lost_codes
from motcua.domain.commands import ImportHistory
from motcua.domain.history_cells import Wrong
from motcua.domain.history_rows import histories, read_history
from motcua.management.command import Command as Base
from motcua.management.histories import BadDirectory, around, rows_of, source_of
from motcua.reads.audit import verify
from motcua.reads.clock import now
from motcua.reads.words import refusal_words

TOLD = 200
"""Problems that are printed one by one; --json has all."""


class Command(Base):
    """docs/import-history.md describes the files."""

    help = "Nạp hồ sơ của một hệ thống một cửa cũ từ các tệp CSV."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The directory; --dry-run."""
        parser.add_argument("directory", type=Path, metavar="THƯ_MỤC", help="about.toml và CSV")
        parser.add_argument("--dry-run", action="store_true", help="thử hết, không ghi gì")

    def handle(self, *args: Any, directory: Path, dry_run: bool, **options: Any) -> None:
        """Exit status 2 for files that are not laid out so, 1 when some dossier was refused."""
        moment = now()
        try:
            source = source_of(directory)
            tables = [rows_of(directory, name) for name in ("dossiers", "steps", "papers")]
        except BadDirectory as bad:
            self.fail_input(str(bad))
        found, wrong = histories(*tables)
        known = around(directory, now=moment, dry=dry_run)
        commands: list[ImportHistory] = []
        for one in found:
            command, errors = read_history(source, one, known)
            wrong += errors
            commands += [command] if command else []
        with self.progress("Đang nạp", len(commands)) as shown:
            imported = import_histories(commands, now=moment, dry=dry_run, advance=shown.advance)
        findings = [] if dry_run else self._checked(imported)
        self._report(source, wrong, imported, findings, dry=dry_run)

    def _checked(self, imported: list[Imported]) -> list[str]:
        """Identities after the deed: every code leads to its dossier, every chain holds."""
        keys = [one.key for one in imported if one.no is None]
        found = [f"{code}: mã không dẫn đến hồ sơ của nó" for code in lost_codes(imported)]
        for start in range(0, len(keys), TOLD):
            part = keys[start : start + TOLD]
            found += [f"{finding.code}: {finding.kind}" for finding in verify(part)]
        return found

    def _report(
        self,
        source: str,
        wrong: list[Wrong],
        imported: list[Imported],
        findings: list[str],
        *,
        dry: bool,
    ) -> None:
        problems = [
            {
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "words": refusal_words(one.no),
            }
            for one in wrong
        ]
        refused = [
            {"code": one.code, "reason": one.no.reason, "words": refusal_words(one.no)}
            for one in imported
            if one.no is not None
        ]
        before = sum(one.before for one in imported)
        new = len(imported) - len(refused) - before
        if problems or refused or findings:
            self.found()
        for at in problems[:TOLD]:
            self.say(f"{at['file']} dòng {at['line']}, {at['column']}: {at['words']}")
        for no in refused[:TOLD]:
            self.say(f"{no['code']}: {no['words']}")
        for finding in findings:
            self.say(finding)
        deed = "Thử, không ghi gì: nạp được" if dry else "Đã nạp"
        self.say(
            f"{deed} {new} hồ sơ từ {source}; {before} đã có từ trước; {len(refused)} bị từ chối;"
            f" {len(problems)} chỗ cần sửa trong tệp."
        )
        counts = {"source": source, "dry_run": dry, "imported": new, "before": before}
        self.answer(counts | {"refused": refused, "problems": problems, "findings": findings})
