"""Loads a province's reference files: agencies, calendar, procedures."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from motcua.actions.orders import load_orders
from motcua.actions.publication import (
    add_agencies,
    add_calendar,
    add_rules,
    add_scores,
    publish_procedure,
)
from motcua.domain.agency_file import parse_agencies
from motcua.domain.procedure_file import parse_procedure
from motcua.management.places import ROOT

DATA = ROOT / "data"


def procedure_files() -> list[Path]:
    """The procedures that come with the product, in order of code."""
    return sorted((DATA / "procedures").glob("*.toml"))


def load_reference(
    province: str, now: datetime, *, say: Callable[[str], None] = lambda line: None
) -> None:
    """Fill an empty database with a province's agencies, calendar and procedures."""
    text = (DATA / "agencies" / f"{province}.toml").read_text("utf-8")
    agencies, names = parse_agencies(text, f"{province}.toml")
    say(f"{add_agencies(agencies, names)} cơ quan")
    calendar = (DATA / "calendar" / f"{province}.toml").read_text("utf-8")
    add_calendar(f"data/calendar/{province}.toml", calendar, now=now)
    for file in sorted((DATA / "law").glob("*.toml")):
        add_rules(f"data/law/{file.name}", file.read_text("utf-8"), now=now)
    for file in sorted((DATA / "scores").glob("*.toml")):
        add_scores(f"data/scores/{file.name}", file.read_text("utf-8"), now=now)
    for file in sorted((DATA / "orders").glob(f"{province}-*.toml")):
        say(f"{load_orders(file.read_text('utf-8'), now=now)} công văn")
    count = 0
    for file in procedure_files():
        parsed = parse_procedure(file.read_text("utf-8"), file.name)
        count += publish_procedure(parsed.procedure, now=now)
    say(f"{count} thủ tục")
