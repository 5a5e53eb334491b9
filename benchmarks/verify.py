"""What `motcua verify` checks in a second, over everything, in as many processes as cores."""

import os
import time

from benchmarks.report import Report
from motcua.management.verification import Progress, verify_everything

DATABASE = "size"
SIZE = 100_000


def run(report: Report, dossiers: int) -> None:
    """A database of that size, verified by one process for each core."""
    cores = os.cpu_count() or 1
    progress, begun = Progress(), time.perf_counter()
    verify_everything(progress, cores, lambda steps: None)
    rate = progress.dossiers / (time.perf_counter() - begun)
    least = 5_000 if cores == 2 else None
    report.add(f"dossiers verified by {cores} processes", rate, "/s", least=least)
    report.add("findings", len(progress.findings), "", most=0)
    for finding in progress.findings[:5]:
        report.say(f"  {finding}")
