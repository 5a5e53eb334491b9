"""verify over everything: many dossiers at a time, in several processes, resumable.

What is done is written down as it goes; a run that was broken off is taken up where it stopped.
Spans are handed out and taken back in order, so one key says how far it has come.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings

from motcua.management.workers import in_order, workers
from motcua.reads.audit import Finding, verify_span
from motcua.reads.audit_rows import HIGHEST, LOWEST, Span, spans
from motcua.reads.audit_whole import CHECKS, files_after, verify_files

SPAN, FILES = 400, 200
STALE = 24 * 60 * 60
"""Seconds after which a broken-off run is begun anew: what it saw is too old to build on."""

Advance = Callable[[int], None]


@dataclass
class Progress:
    """How far a run has come: the last key done, how many dossiers, and what was found."""

    after: UUID = LOWEST
    dossiers: int = 0
    findings: list[Finding] = field(default_factory=list)
    file: Path | None = None

    def keep(self, span: Span, count: int, findings: list[Finding]) -> None:
        """Note one span as done."""
        self.after, self.dossiers = span.until, self.dossiers + count
        self.findings += findings
        if self.file is not None:
            line = [str(span.until), count, [asdict(f) for f in findings]]
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def forget(self) -> None:
        """The run is over: the next one begins anew."""
        if self.file is not None:
            self.file.unlink(missing_ok=True)


def taken_up(file: Path, *, anew: bool) -> Progress:
    """The run that was broken off, as its file tells; a new one where there is none to trust."""
    progress = Progress(file=file)
    if anew or not file.exists() or time.time() - file.stat().st_mtime > STALE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        return progress
    whole = []
    for line in file.read_text("utf-8").splitlines():
        try:
            until, count, findings = json.loads(line)
        except ValueError:  # the line that was being written when the run was killed
            break
        whole.append(line)
        progress.after, progress.dossiers = UUID(until), progress.dossiers + count
        progress.findings += [Finding(**one) for one in findings]
    file.write_text("".join(f"{line}\n" for line in whole), "utf-8")
    return progress


def verify_everything(progress: Progress, processes: int, advance: Advance) -> None:
    """Every dossier, then every file, then what only the whole can show; into `progress`."""
    with workers(processes) as pool:
        if progress.after != HIGHEST:
            work = ((span, verify_span, (span,)) for span in spans(SPAN, progress.after))
            for span, (count, findings) in in_order(pool, work, processes):
                progress.keep(span, count, findings)
                advance(count)
        root = Path(settings.MEDIA_ROOT)
        files = ((part, verify_files, (root, part)) for part in _files())
        for _, findings in in_order(pool, files, processes):
            progress.findings += findings
    for check in CHECKS:
        progress.findings += check()


def _files() -> Iterator[list[tuple[str, int]]]:
    after = ""
    while part := files_after(after, FILES):
        yield part
        after = part[-1][0]
