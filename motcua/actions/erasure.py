"""Erases private values: value and salt go, the row stays as a tombstone, seals still verify."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Cursor

ERASE = """UPDATE motcua_privatevalue v SET value = NULL, salt = NULL, erased = %s
FROM unnest(%s::uuid[], %s::int[]) AS x(k, n) WHERE v.dossier_key = x.k AND v.number = x.n"""
FORGET = """UPDATE motcua_message SET document = document - 'person'
WHERE dossier_key = ANY(%s) AND document ? 'person'"""


def erase(
    cursor: "Cursor[Any]", values: Sequence[tuple[UUID, tuple[int, ...]]], now: datetime
) -> None:
    """Erase these values of these dossiers, and the person in messages about them."""
    if not values:
        return
    keys = [key for key, numbers in values for _ in numbers]
    places = [number for _, numbers in values for number in numbers]
    cursor.execute(ERASE, [now, keys, places])
    cursor.execute(FORGET, [list(dict.fromkeys(keys))])
