"""Where the files of exports lie, and how one is written with its progress."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from motcua.printed.sheets import CSV, Cell, Sheet, csv_lines, write_xlsx

STEP = 1000
"""Rows between two words of how far it is."""


def file_of(number: int) -> Path:
    """The file of that export, whether it is there or not."""
    return Path(settings.MEDIA_ROOT) / "exports" / str(number)


def write_file(number: int, sheet: Sheet, form: str, said: Callable[[int], None]) -> int:
    """Write the whole file, beside its place first; how many rows it has."""
    path, count = file_of(number), 0
    path.parent.mkdir(parents=True, exist_ok=True)

    def counted() -> Iterator[Sequence[Cell]]:
        nonlocal count
        for row in sheet.rows:
            yield row
            count += 1
            if count % STEP == 0:
                said(count)

    beside = path.with_suffix(".part")
    with beside.open("wb") as target:
        told = replace(sheet, rows=counted())
        if form == CSV:
            target.writelines(csv_lines(told))
        else:
            write_xlsx(told, target)
    beside.replace(path)
    return count
