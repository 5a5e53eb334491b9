"""`make faults`: everything of this directory in full, and a report of it.

A hundred rounds of kill -9 (MOTCUA_FAULT_ROUNDS changes that), then the tests, the slow ones too.
"""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLS = """
import os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
from tests.faults.cluster import installation
from tests.faults.kills import kill_and_look
from tests.faults.running import running
import sys
with installation() as place, running(place) as processes:
    outcome = kill_and_look(place, processes, rounds=int(sys.argv[1]))
print(*outcome.lines(), sep="\\n")
sys.exit(bool(outcome.wrong))
"""


def main() -> int:
    """Exit status 1 when anything was lost, half there, or not said."""
    rounds = os.environ.get("MOTCUA_FAULT_ROUNDS", "100")
    begun = datetime.now().astimezone()
    environment = os.environ | {"MOTCUA_FAULTS": "full"}
    kills = subprocess.run(
        [sys.executable, "-c", KILLS, rounds], cwd=ROOT, capture_output=True, text=True, check=False
    )
    report = f"# kill -9, eight clients, {begun:%Y-%m-%d %H:%M}\n{kills.stdout}{kills.stderr}\n"
    sys.stdout.write(report)
    arguments = ["-m", "pytest", "-q", "-n0", "-rs", "tests/faults"]
    tests = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    sys.stdout.write(tests.stdout)
    place = ROOT / "var" / "faults"
    place.mkdir(parents=True, exist_ok=True)
    (place / "report.txt").write_text(f"{report}\n{tests.stdout}", "utf-8")
    return 1 if kills.returncode or tests.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
