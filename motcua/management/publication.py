"""Writes a published period into a directory that anyone can check without asking us.

The directory appears whole or not at all: everything is written beside it and then renamed.
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from motcua.domain.canonical import canonical
from motcua.management import recount
from motcua.reads.published import Published, files_of_seals
from motcua.statistics.feed import as_csv, as_dataset, as_json

README = Path(__file__).parent / "publication.md"
FILES = {
    "figures.json": ("figures.json", "application/json"),
    "figures.csv": ("figures.csv", "text/csv"),
}


class NotEmpty(Exception):
    """There is something in the directory already."""


def write(published: Published, out: Path) -> list[str]:
    """Everything that is published of a period; the names of the files. NotEmpty, BadSealFile."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise NotEmpty
    out.parent.mkdir(parents=True, exist_ok=True)
    passing = Path(tempfile.mkdtemp(dir=out.parent, prefix=".publishing-"))
    try:
        for name, content in _files(published):
            path = passing / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        (passing / "manifest.json").write_text(recount.manifest(passing), "utf-8")
        passing.chmod(0o755)
        passing.replace(out)  # over an empty directory, or over nothing
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())


def _files(published: Published) -> Iterator[tuple[str, bytes]]:
    document = published.document
    yield "figures.json", as_json(document).encode()
    yield "figures.csv", as_csv(document).encode()
    dataset = as_dataset(document, page=".", files=FILES)
    yield "dataset.jsonld", canonical(dataset).encode() + b"\n"
    yield "verify.py", Path(recount.__file__).read_bytes()
    yield "README.md", _readme(published).encode()
    yield from files_of_seals(published.as_of)


def _readme(published: Published) -> str:
    text = README.read_text("utf-8")
    values = {
        "NAME": str(published.document["name"]),
        "FIRST": _day(published.first),
        "LAST": _day(published.last),
        "AS_OF": _day(published.as_of),
        "SEAL": published.seal,
    }
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
