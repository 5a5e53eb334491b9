"""Keeps an uploaded paper register while its lines are entered, and notes what became of each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.models import BookEntry

KEPT = timedelta(days=7)
"""How long the cells of an upload are kept: they are personal data, and the dossiers have them."""

Line = dict[str, Any]


def keep_entry(
    key: UUID,
    lines: Sequence[Line],
    *,
    agency: str,
    person: int,
    file_name: str,
    book: str,
    explanation: str,
    now: datetime,
) -> None:
    """Keep an upload with what was found of each line."""
    counts = {state: sum(one["state"] == state for one in lines) for state in STATES}
    BookEntry.objects.filter(agency=agency, at__lt=now - KEPT).update(lines=None)
    BookEntry.objects.create(
        id=key,
        agency=agency,
        person=person,
        at=now,
        file_name=file_name,
        book=book,
        explanation=explanation,
        lines=list(lines),
        **counts,
    )


STATES = ("right", "wrong", "known")


@transaction.atomic
def note_outcomes(key: UUID, outcomes: Mapping[int, Line]) -> None:
    """Write down what became of these rows: their new line each, by row of the sheet."""
    entry = BookEntry.objects.select_for_update().get(id=key)
    lines: Iterable[Line] = entry.lines or ()
    entry.lines = [outcomes.get(one["row"], one) for one in lines]
    for state in (*STATES, "done"):
        setattr(entry, state, sum(one["state"] == state for one in entry.lines))
    entry.save()
