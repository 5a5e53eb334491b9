"""One report for all benchmarks: a table on stdout, a file, a line of a trend, and a sanity bound.

A time never fails a build: other people's work on the same machine would. Ten times off does, for
then something is broken and not slow.
"""

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.yardstick import disk, python
from motcua.management.places import make_var

FAR_OFF = 10.0


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `most` and `least` are what it should reach; `far` says it is broken."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether it is what it should be; None where nothing is asked of it."""
        if self.most is not None:
            return self.value <= self.most
        return None if self.least is None else self.value >= self.least

    @property
    def far(self) -> bool:
        """Ten times worse than asked: something is broken."""
        if self.most:
            return self.value > self.most * FAR_OFF
        return self.least is not None and self.value < self.least / FAR_OFF


class Report:
    """What one benchmark measured."""

    def __init__(self, name: str, size: int = 0, sized_in: str = "dossiers") -> None:
        self.name, self.size, self.sized_in = name, size, sized_in
        self.begun = time.perf_counter()
        self.rows: list[Row] = []
        self.head = _where_and_when()

    def add(
        self,
        name: str,
        value: float,
        unit: str,
        *,
        most: float | None = None,
        least: float | None = None,
        note: str = "",
    ) -> None:
        """One more figure, printed at once."""
        row = Row(name, value, unit, most, least, note)
        self.rows.append(row)
        asked = f"≤ {most:g}" if most is not None else f"≥ {least:g}" if least is not None else ""
        verdict = {True: "reached", False: "MISSED", None: ""}[row.reached]
        figure = f"{value:>14,.2f} {unit:<10}"
        self.say(f"{name:<46}{figure}{asked:>10}  {verdict:<8} {note}".rstrip())

    def say(self, line: str = "") -> None:
        """A line of the table that is no figure."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def begin(self) -> None:
        """The head of the table."""
        size = f", {self.size:,} {self.sized_in}" if self.size else ""
        self.say(f"# {self.name}{size}")
        self.say("# " + ", ".join(f"{value}" for value in self.head.values()))

    def close(self) -> int:
        """Write file and trend; exit status 1 when a figure is ten times off."""
        directory = make_var()
        directory = directory if directory.name == "bench" else directory / "bench"
        directory.mkdir(parents=True, exist_ok=True)
        seconds = round(time.perf_counter() - self.begun, 1)
        head = {"bench": self.name, "size": self.size, **self.head, "seconds": seconds}
        rows = [asdict(row) | {"reached": row.reached} for row in self.rows]
        document = json.dumps(head | {"rows": rows}, ensure_ascii=False, indent=1)
        name = f"{self.name}-{self.size}" if self.size else self.name
        (directory / f"{name}.json").write_text(document + "\n", "utf-8")
        line = head | {row.name: round(row.value, 3) for row in self.rows}
        with (directory / "trend.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.say(f"# {seconds} s; {directory / name}.json")
        broken = [row.name for row in self.rows if row.far]
        for one in broken:
            self.say(f"TEN TIMES OFF: {one}")
        return 1 if broken else 0


def _where_and_when() -> dict[str, str]:
    return {
        "date": datetime.now(UTC).astimezone().isoformat(timespec="minutes"),
        "commit": _commit(),
        "machine": f"{os.cpu_count()} × {_processor()}",
        "load": f"load {os.getloadavg()[0]:.1f}",
        "python": f"Python {platform.python_version()}",
        "plain_python": f"plain Python {python():.0f} ms",
        "disk": f"a page to disk {disk():.1f} ms",
    }


def _commit() -> str:
    ask = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    done = subprocess.run(ask, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "no commit"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies (0.5: the median)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
