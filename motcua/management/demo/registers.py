"""The numbers of the demo's results: each unit numbers what it issues in order, through a year.

Lives are drawn each for itself; in which order their results were signed is known only when all
are drawn. So they are drawn twice: once for their moments, once to be played.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from motcua.actions.dossiers import Request
from motcua.domain import commands as do
from motcua.domain.local_time import local_day
from motcua.management.demo.journeys import Life
from motcua.management.demo.planned import Planned
from motcua.management.demo.setting import Setting
from motcua.management.workers import forked
from motcua.reads.demo import highest_numbers

Issued = tuple[str, datetime, UUID]
"""The unit that issued a result, when, and the dossier."""
LETTERS = "MH"  # minh họa
_setting: Setting | None = None


def numbers_in_order(
    groups: Mapping[str, list[Planned]], setting: Setting, workers: int
) -> dict[UUID, int]:
    """The number that the result of each dossier gets, where it has one by the cutoff."""
    global _setting
    _setting = setting
    if workers > 1 and sys.platform.startswith("linux"):
        with forked(workers) as pool:
            found = list(pool.map(_issued, sorted(groups.values(), key=len, reverse=True)))
    else:
        found = [_issued(group) for group in groups.values()]
    register = Register()
    issued = sorted((at, key.int, unit) for group in found for unit, at, key in group)
    return {UUID(int=key): register.next(unit, at) for at, key, unit in issued}


def _issued(dossiers: Iterable[Planned]) -> list[Issued]:
    assert _setting is not None
    found: list[Issued] = []
    for planned in dossiers:
        life = Life(planned, _setting)
        for request in life.requests(_setting.scenario.cutoff):
            if isinstance(request.command, do.Finish | do.ResolveAtOnce):
                assert request.at is not None
                found.append((life.competent, request.at, planned.key))
    return found


class Register:
    """The last number of each unit and year; the next one follows it."""

    def __init__(self) -> None:
        self._last: defaultdict[tuple[str, int], int] = defaultdict(int)

    @classmethod
    def of_database(cls, year: int) -> "Register":
        """Where the registers of that year stand."""
        register = cls()
        for unit, number in highest_numbers(year, LETTERS).items():
            register._last[unit, year] = number
        return register

    def next(self, unit: str, at: datetime) -> int:
        """Draw one."""
        place = (unit, local_day(at).year)
        self._last[place] += 1
        return self._last[place]


def with_number(request: Request, number: int | None) -> Request:
    """The same, with this number where it issues a result."""
    command = request.command
    if number is None or not isinstance(command, do.Finish | do.ResolveAtOnce):
        return request
    return replace(request, command=replace(command, result_number=f"{number}/{LETTERS}"))
