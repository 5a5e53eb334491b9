"""A day off declared late over a million open dossiers: all move, in as many processes as cores."""

import os
import time

from benchmarks.open_dossiers import GROUP, at
from benchmarks.report import Report
from motcua.domain.day_off import parse_late_day_off
from motcua.management.many_days_off import confirm_everywhere
from motcua.models import Fact, Message

DATABASE = "open"
SIZE = 1_000_000
MINUTES = 5
DECISION = """
scope = "H08"
first = 2018-01-01
last = 2027-12-31
[decision]
number = "15/QĐ-UBND"
signed = 2020-03-17
effective = 2020-03-18
signer = "Chủ tịch UBND tỉnh"
[[day]]
day = 2020-03-18  # Wednesday
kind = "suspension"
name = "Bão"
source = "Quyết định 15/QĐ-UBND"
confidence = "confirmed"
"""


def run(report: Report, size: int) -> None:
    """Confirm it, then confirm it again."""
    off, now, cores = parse_late_day_off(DECISION), at("2020-03-17 15:00"), os.cpu_count() or 1
    begun = time.perf_counter()
    moved = confirm_everywhere(off, now, processes=cores, advance=lambda count: None)
    seconds = time.perf_counter() - begun
    report.add(f"moved by {cores} processes", moved, "dossiers", least=size - GROUP)
    report.add("  in", seconds, "s", most=MINUTES * 60 * size / SIZE)
    report.add("  each second", moved / seconds, "/s", least=SIZE / (MINUTES * 60))
    report.add("  facts", Fact.objects.filter(kind="LegalDueMoved").count(), "", most=moved)
    report.add("  letters", Message.objects.filter(document__letter="due_moved").count(), "")
    begun = time.perf_counter()
    again = confirm_everywhere(off, now, processes=cores, advance=lambda count: None)
    report.add("confirmed again moves", again, "dossiers", most=0)
    report.add("  in", time.perf_counter() - begun, "s")
