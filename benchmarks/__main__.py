"""`python -m benchmarks NAME [SIZE]`; without a name, what there is. `make bench` calls it.

A benchmark is a module here with `run(report, size)`; one without it has `main()` and prints its
own table. `DATABASE = "demo"` gives it a copy of the demo on the bench server, `DATABASE = "size"`
a province of the size asked for (or of `SIZE`), `DATABASE = "open"` a copy of one with so many
open dossiers, `"marks"` marks and sums of so many, `"empty"` one without tables; Django is set up
before it is imported.
"""

import re
import sys
from importlib import import_module
from pathlib import Path

import django

from benchmarks import grounds
from benchmarks.report import Report

_NOT_ONE = {
    *("__init__", "__main__", "report", "grounds", "size", "marks", "clerk", "rows_by_hand"),
    *("open_dossiers", "yardstick"),
}


def names() -> list[str]:
    """Every benchmark there is."""
    return sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in _NOT_ONE)


def main(arguments: list[str]) -> int:
    """Run one benchmark; exit status 1 when a figure is ten times off, 2 for an unknown name."""
    name, size = (*arguments, "", "")[:2]
    if name not in names():
        sys.stderr.write(f"make bench BENCH=… with one of: {', '.join(names())}\n")
        return 2
    wanted = int(size.replace("_", "") or _declared(name, "SIZE") or 0)
    database = _declared(name, "DATABASE")
    if not database:
        return _run(name, wanted)
    with grounds.grounds():
        if database == "size":
            grounds.use(grounds.grown(wanted))
        elif database == "marks":
            grounds.use(grounds.marked(wanted))
        elif database == "open":
            grounds.copy(grounds.opened(wanted), "scratch")
            grounds.use("scratch")
        elif database == "empty":
            grounds.fresh("scratch")
        else:
            grounds.copy(grounds.demo(), "scratch")
            grounds.use("scratch")
        django.setup()
        return _run(name, wanted)


def _declared(name: str, constant: str) -> str:
    # Read, not imported: what it imports needs the database's address already.
    text = (Path(__file__).parent / f"{name}.py").read_text("utf-8")
    found = re.search(rf'^{constant} = "?([\w]+)"?$', text, re.MULTILINE)
    return found[1].replace("_", "") if found else ""


def _run(name: str, size: int) -> int:
    module = import_module(f"benchmarks.{name}")
    if not hasattr(module, "run"):
        module.main()
        return 0
    report = Report(name, size, _declared(name, "SIZED_IN") or "dossiers")
    report.begin()
    module.run(report, size)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
