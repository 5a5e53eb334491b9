"""Moments are read in C, not one by one in Python: by psycopg's own cursor, or by Django's."""

from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import Connection, Cursor, adapters
from psycopg.pq import Format

_QUICK = adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT)


def quick_cursor(connection: "Connection[Any]") -> "Cursor[Any]":
    """A cursor for many rows. Moments come in the connection's zone, which Django sets to UTC."""
    cursor: Cursor[Any] = Cursor(connection)
    cursor.adapters.register_loader("timestamptz", _QUICK)  # type: ignore[arg-type]
    return cursor


def quickly(cursor: CursorWrapper) -> CursorWrapper:
    """Django's cursor for a statement that gives a great many moments."""
    cursor.adapters.register_loader("timestamptz", _QUICK)
    return cursor
