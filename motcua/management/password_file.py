"""Files of first passwords: readable by their owner alone, on disk before what depends on it."""

import csv
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

from motcua.printed.sheets import harmless

COLUMNS = ("login", "name", "agency", "password")


def write_passwords(place: Path, rows: Iterable[Sequence[str]], undo: ExitStack) -> Path:
    """Write rows of COLUMNS into a new file; closing `undo` with them still in it takes it away.

    FileExistsError where something lies there, and is left as it is; other OSErrors too.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    undo.callback(place.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as out:
        out.write(text.getvalue().encode("utf-8-sig"))
        out.flush()
        os.fsync(out.fileno())
    _keep_name(place.parent)
    return place


def _keep_name(directory: Path) -> None:
    """A file whose directory is not on disk is lost with the power, however well it is written."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
