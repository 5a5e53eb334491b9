"""Erases private values: value and salt go, the row stays as a tombstone, seals still verify."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Cursor

from motcua.domain.messages import MIRRORS

ERASE = """UPDATE motcua_privatevalue v SET value = NULL, salt = NULL, erased = %s
FROM unnest(%s::uuid[], %s::int[]) AS x(k, n) WHERE v.dossier_key = x.k AND v.number = x.n"""
FORGET = """UPDATE motcua_message SET document = document - 'person', wire = NULL, answer = ''
WHERE dossier_key = ANY(%s) AND document ? 'person'"""
FORGET_MIRRORED = FORGET + " AND destination = ANY(%s)"
"""A mirrored document holds more than the applicant, so any erasure empties it."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Values of one dossier to be erased; `applicant` tells that its applicant is among them."""

    key: UUID
    numbers: tuple[int, ...]
    applicant: bool


def erase(cursor: "Cursor[Any]", values: Sequence[Erased], now: datetime) -> None:
    """Erase these values; with an applicant, the person in messages about the dossier too."""
    if not values:
        return
    places = [(one.key, number) for one in values for number in one.numbers]
    keys, numbers = zip(*places, strict=True)
    cursor.execute(ERASE, [now, list(keys), list(numbers)])
    cursor.execute(FORGET_MIRRORED, [list({one.key for one in values}), list(MIRRORS)])
    nameless = [one.key for one in values if one.applicant]
    if nameless:
        cursor.execute(FORGET, [nameless])
