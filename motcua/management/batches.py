"""Whether a batch of deadlines names agencies: then their calendars are in the database."""

import csv
from collections.abc import Sequence
from pathlib import Path


def names_no_agency(arguments: Sequence[str]) -> bool:
    """Whether these arguments of explain-deadline need no agency's own calendar."""
    if any(a == "--agency" or a.startswith("--agency=") for a in arguments):
        return False
    for place, argument in enumerate(arguments):
        if argument == "--batch" and place + 1 < len(arguments):
            return not _has_agency(Path(arguments[place + 1]))
        if argument.startswith("--batch="):
            return not _has_agency(Path(argument.partition("=")[2]))
    return True


def _has_agency(file: Path) -> bool:
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            return any((row.get("agency") or "").strip() for row in csv.DictReader(text))
    except (OSError, UnicodeDecodeError, csv.Error):
        return False  # the command itself says what is wrong with it
