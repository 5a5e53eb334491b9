"""What was published: periods with their figures, seals of days, and the files behind both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from motcua.models import DaySeal, PublishedPeriod, seal_files


@dataclass(frozen=True, slots=True)
class Published:
    """A published period: its days, as of when, and the document (statistics.publication)."""

    first: date
    last: date
    as_of: date
    published: datetime
    seal: str
    digest: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A published period as a list shows it."""

    first: date
    last: date
    as_of: date
    published: datetime


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of a day as it was made."""

    day: date
    seal: str
    facts: int


def published(first: date, last: date) -> Published | None:
    """The figures published for exactly these days."""
    return _one(PublishedPeriod.objects.filter(first=first, last=last))


def newest() -> Published | None:
    """The period that ends last (and begins first) of all that are published."""
    return _one(PublishedPeriod.objects.order_by("-last", "first"))


def _one(rows: "QuerySet[PublishedPeriod]") -> Published | None:
    row = rows.values_list("first", "last", "as_of", "published", "seal", "digest").first()
    return None if row is None else Published(*row, document=_document(row[0], row[1], row[5]))


@lru_cache(maxsize=8)
def _document(first: date, last: date, digest: str) -> dict[str, Any]:
    # Rows are final, and another document has another digest: what was read once is kept.
    found: dict[str, Any] = PublishedPeriod.objects.values_list("document", flat=True).get(
        first=first, last=last, digest=digest
    )
    return found


def periods(most: int = 100) -> list[Line]:
    """The newest published periods, newest first."""
    rows = PublishedPeriod.objects.order_by("-last", "first")
    return [Line(*row) for row in rows.values_list("first", "last", "as_of", "published")[:most]]


def last_seal() -> Seal | None:
    """The newest seal there is."""
    row = DaySeal.objects.order_by("-day").values_list("day", "seal", "facts").first()
    return None if row is None else Seal(*row)


def files_of_seals(as_of: date) -> Iterator[tuple[str, bytes]]:
    """Every seal up to that day with its published rows: (name, bytes), oldest first.

    BadSealFile where one is missing: what is published must be whole.
    """
    days = DaySeal.objects.filter(day__lte=as_of).order_by("day")
    for day in days.values_list("day", flat=True):
        for folder, path in (
            ("seals", seal_files.seal_path(day)),
            ("rows", seal_files.rows_path(day)),
        ):
            try:
                yield f"{folder}/{path.name}", path.read_bytes()
            except OSError:
                raise seal_files.SealFileMissing(f"{path.name} is missing") from None


BadSealFile = seal_files.BadSealFile
