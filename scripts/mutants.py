"""Does a test fail when a rule of the clock is wrong? Each rule is broken in a copy and tried.

    python scripts/mutants.py [WORD…]      (make mutants); WORD: only rules whose name has it

A rule is one line of the program and what it would say if it were wrong. The tests named beside
it run on the unbroken copy first. Exit status 1 when a broken rule goes unnoticed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from broken_rules import MUTANTS, Mutant

ROOT = Path(__file__).parents[1]
LONGEST = 300
"""Seconds after which the tests of one rule are taken to have no end, which is noticing too."""


def main(words: list[str]) -> int:
    """Try them all and print the table."""
    chosen = [m for m in MUTANTS if not words or any(word in m.rule for word in words)]
    with tempfile.TemporaryDirectory(prefix="motcua-mutants-") as place:
        copy = Path(place)
        copy.chmod(0o755)
        _copy_tree(copy)
        tests = sorted({test for mutant in chosen for test in mutant.tests.split()})
        status, said = _test(copy, tests)
        if status:
            say(said)
            say("The tests fail before anything is broken.")
            return 2
        say(f"{'rule':<68}{'noticed by':<70}{'s':>5}")
        alive = [mutant for mutant in chosen if not _try(copy, mutant)]
    say(f"{len(chosen) - len(alive)} of {len(chosen)} broken rules were noticed.")
    for mutant in alive:
        say(f"UNNOTICED: {mutant.rule}: {mutant.file}")
    return 1 if alive else 0


def _copy_tree(copy: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)


def _try(copy: Path, mutant: Mutant) -> bool:
    """Whether a test noticed."""
    file = copy / mutant.file
    text = file.read_text("utf-8")
    if text.count(mutant.right) != 1:
        say(f"{mutant.rule:<68}its line stands there {text.count(mutant.right)} times")
        return False
    begun = time.perf_counter()
    file.write_text(text.replace(mutant.right, mutant.wrong), "utf-8")
    try:
        status, said = _test(copy, mutant.tests.split())
    finally:
        file.write_text(text, "utf-8")
    failed = re.search(r"^FAILED (\S+.*)", said, re.MULTILINE)
    noticed = status == 1 and failed is not None
    by = (
        failed[1].partition(" - ")[0].rpartition("/")[2][:66]
        if failed
        else f"nobody (status {status})"
    )
    say(f"{mutant.rule:<68}{by:<70}{time.perf_counter() - begun:>5.0f}")
    return noticed


def _test(copy: Path, tests: list[str]) -> tuple[int, str]:
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("HYPOTHESIS_PROFILE", None)
    arguments = ["-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True,
            check=False, timeout=LONGEST,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return 1, f"FAILED no end within {LONGEST} s"
    return done.returncode, done.stdout[-4000:] + done.stderr[-2000:]


def say(line: str) -> None:
    """One line of the table."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
