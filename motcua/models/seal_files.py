"""The seals outside the database: for each sealed day one file of the seal and one of its rows.

`2020-03-18.json` is the seal (domain.published.seal_document) as one line of canonical text;
`2020-03-18.rows.gz` holds the published rows, one a line. Written once, complete or not at all.
"""

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

SEAL, ROWS = ".json", ".rows.gz"


class BadSealFile(ValueError):
    """A file of seals cannot be read; the text says which."""


class SealFileMissing(BadSealFile):
    """There is no such file."""


def directory() -> Path:
    """Where the seals are kept: the setting `SEALS`."""
    return Path(settings.SEALS)


def seal_path(day: date) -> Path:
    """Where the seal of a day lies."""
    return directory() / f"{day.isoformat()}{SEAL}"


def rows_path(day: date) -> Path:
    """Where the published rows of a day lie."""
    return directory() / f"{day.isoformat()}{ROWS}"


def keep(day: date, document: str, lines: Iterable[str]) -> None:
    """Write both files, the rows first, so that a seal never stands without its rows."""
    directory().mkdir(parents=True, exist_ok=True)
    text = "".join(f"{line}\n" for line in lines).encode()
    _replace(rows_path(day), gzip.compress(text, 6, mtime=0))
    _replace(seal_path(day), f"{document}\n".encode())


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        passing = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            passing.chmod(0o644)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
    passing.replace(path)


def read_seal(day: date) -> dict[str, Any]:
    """The seal of a day as its file tells it, unchecked. BadSealFile when it cannot be read."""
    path = seal_path(day)
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError:
        raise SealFileMissing(f"{path.name} is missing") from None
    except ValueError:  # also where a byte is none of a letter
        raise BadSealFile(f"{path.name} cannot be read") from None
    if not isinstance(document, dict):
        raise BadSealFile(f"{path.name} is no seal")
    return document


def read_rows(day: date) -> list[str]:
    """The published rows of a day, one a line, unchecked. BadSealFile when they cannot be read."""
    path = rows_path(day)
    try:
        return gzip.decompress(path.read_bytes()).decode().splitlines()
    except OSError:  # gzip's own error is one
        raise BadSealFile(f"{path.name} is missing or broken") from None
    except (ValueError, EOFError, zlib.error):
        raise BadSealFile(f"{path.name} cannot be read") from None
