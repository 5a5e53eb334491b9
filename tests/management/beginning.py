"""A province that begins, in a database that holds nothing; its days are those of 2026."""

import csv
from pathlib import Path
from typing import Any

from django.core.management import call_command

from motcua.management.beginning.example import write_example
from tests.postgres import superuser
from tests.story import at

MONDAY = at("2026-11-30 09:00")
"""The calendar of the example reaches into the next year from here."""
MANAGER = {"manager": "quantri", "name": "Ngô Thị Mẫu", "agency": "H99"}


def example(place: Path) -> Path:
    """The starter set."""
    write_example(place)
    return place


def edited(place: Path, name: str, old: str, new: str) -> None:
    """Put `new` where the file says `old`, once."""
    file = place / name
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{name}: {old} stands there {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8")


def begun(place: Path, **more: Any) -> None:
    """The command."""
    call_command("begin", str(place), **MANAGER | more)


def passwords(file: Path) -> dict[str, str]:
    """Login and password, as the file tells them."""
    rows = csv.DictReader(file.read_text("utf-8-sig").splitlines())
    return {row["login"]: row["password"] for row in rows}


def every_row() -> dict[str, tuple[int, str]]:
    """How many rows each table holds, and a sum over all of them."""
    with superuser() as connection:
        names = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p')"
        ).fetchall()
        return {
            name: connection.execute(
                f"SELECT count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
                f" FROM {name} t"
            ).fetchone()
            for (name,) in names
        }
