"""Loads a province's reference files: agencies, calendar, procedures."""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.actions.agencies import add_agencies
from motcua.actions.orders import load_orders
from motcua.actions.publication import (
    add_calendar,
    add_rules,
    add_scores,
    publish_procedure,
)
from motcua.domain.agency_file import parse_agencies
from motcua.domain.procedure_file import parse_procedure
from motcua.management.places import ROOT
from motcua.reads.law import rulebook

DATA = ROOT / "data"


@dataclass(frozen=True, slots=True)
class ReferenceFiles:
    """Where a province's own reference files lie; rules and scores come with the product."""

    agencies: Path
    calendar: Path
    orders: tuple[Path, ...]
    procedures: tuple[Path, ...]


def shipped(province: str) -> ReferenceFiles:
    """The files of a province that comes with the product (`binh-dinh`)."""
    return ReferenceFiles(
        DATA / "agencies" / f"{province}.toml",
        DATA / "calendar" / f"{province}.toml",
        tuple(sorted((DATA / "orders").glob(f"{province}-*.toml"))),
        tuple(procedure_files()),
    )


def procedure_files() -> list[Path]:
    """The procedures that come with the product, in order of code."""
    return sorted((DATA / "procedures").glob("*.toml"))


def add_new_rules(now: datetime) -> int:
    """Rules under names that this version asks for and an older database does not know; how many.

    What stands is never changed. 0 where there are no rules at all: such a database is not filled.
    """
    known = rulebook()
    added = 0
    for file in sorted((DATA / "law").glob("*.toml")) if known.names else ():
        rows = tomllib.loads(file.read_text("utf-8")).get("rule", [])
        new = [row for row in rows if row["name"] not in known.names]
        if new:
            first = min(row["name"] for row in new)
            add_rules(f"data/law/{file.name}#{first}", "\n".join(map(_written, new)), now=now)
            added += len(new)
    return added


def _written(row: Mapping[str, Any]) -> str:
    lines = (f"{name} = {_value(value)}" for name, value in row.items())
    return "\n".join(["[[rule]]", *lines, ""])


def _value(value: object) -> str:
    # A string of JSON is one of TOML.
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def load_reference(
    files: ReferenceFiles, now: datetime, *, say: Callable[[str], None] = lambda line: None
) -> None:
    """Fill an empty database with a province's agencies, calendar, orders and procedures."""
    agencies, names = parse_agencies(files.agencies.read_text("utf-8"), files.agencies.name)
    say(f"{add_agencies(agencies, names)} cơ quan")
    add_calendar(_source(files.calendar), files.calendar.read_text("utf-8"), now=now)
    for file in sorted((DATA / "law").glob("*.toml")):
        add_rules(_source(file), file.read_text("utf-8"), now=now)
    for file in sorted((DATA / "scores").glob("*.toml")):
        add_scores(_source(file), file.read_text("utf-8"), now=now)
    for file in files.orders:
        say(f"{load_orders(file.read_text('utf-8'), now=now)} công văn")
    count = 0
    for file in files.procedures:
        parsed = parse_procedure(file.read_text("utf-8"), file.name)
        count += publish_procedure(parsed.procedure, now=now)
    say(f"{count} thủ tục")


def _source(file: Path) -> str:
    """Under which name a document is kept: its place in the product, or its own name."""
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
