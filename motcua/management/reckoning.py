"""Rules and calendar as they come with the product, for commands that need no database."""

import tomllib
from collections.abc import Callable
from functools import cache

from motcua.domain.calendar import Calendar
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.rulebook import Rulebook
from motcua.domain.rulebook_file import parse_rulebook
from motcua.management.reference_data import DATA
from motcua.reads.law import agency_tree, calendar_of

PROVINCE, FILE = "H08", "binh-dinh.toml"


@cache
def shipped_rules() -> Rulebook:
    """The rules and policies that come with the product."""
    files = sorted((DATA / "law").glob("*.toml"))
    return parse_rulebook(*(tomllib.loads(file.read_text("utf-8")) for file in files))


@cache
def shipped_calendar() -> Calendar:
    """The province's calendar as it comes with the product."""
    document = tomllib.loads((DATA / "calendar" / FILE).read_text("utf-8"))
    return compile_calendar(*parse_calendar(document), (PROVINCE,), *parse_coverage(document))


def calendars() -> Callable[[str], Calendar]:
    """The calendar for an agency's code; '' is the shipped one and needs no database."""

    @cache
    def of_agency(code: str) -> Calendar:
        if not code:
            return shipped_calendar()
        return calendar_of(agency_tree().find(code).key)

    return of_agency
