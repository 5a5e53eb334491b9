"""The table II.07b of TT 01/2020/TT-VPCP: how many procedures there are, by level, on a day.

Its columns were seen in one province's program; that lines are fields is assumed here, for a
procedure that every district decides belongs to no single unit.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.domain.agencies import LEVELS
from motcua.domain.procedure import Procedure
from motcua.models.law import reference

COMPETENCE, ONE_STOP, PROCESS = "competence", "one_stop", "process"
COLUMNS: Final = {
    3: (COMPETENCE, ""),
    **{number: (COMPETENCE, level) for number, level in enumerate(LEVELS, start=4)},
    7: (ONE_STOP, ""),
    **{number: (ONE_STOP, level) for number, level in enumerate(LEVELS, start=8)},
    11: (PROCESS, ""),
    **{number: (PROCESS, level) for number, level in enumerate(LEVELS, start=12)},
}
"""What each column counts, and at which level ('': at any; of processes, all of them)."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field: the procedures that each column counts, by code. A procedure with a process at two
    levels stands twice in (11), as two processes."""

    key: str
    name: str
    codes: dict[int, tuple[str, ...]]

    @property
    def cells(self) -> dict[int, int]:
        """The figures of the line, by column."""
        return {column: len(codes) for column, codes in self.codes.items()}


def table_07b(day: date) -> tuple[tuple[FieldLine, ...], FieldLine]:
    """A line for each field with procedures in force that local day, and the sum."""
    known = reference()
    found: defaultdict[tuple[str, str], list[Procedure]] = defaultdict(list)
    for code in sorted(known.codes()):
        procedure = known.in_force_or_none(code, day)
        if procedure is not None:
            found[procedure.field_code, procedure.field_name].append(procedure)
    lines = tuple(_line(*key, found[key]) for key in sorted(found))
    everything = [one for key in sorted(found) for one in found[key]]
    return lines, _line("", "Tổng số", everything)


def _line(key: str, name: str, procedures: Iterable[Procedure]) -> FieldLine:
    codes: dict[int, list[str]] = {column: [] for column in COLUMNS}
    for one in procedures:
        at = {
            COMPETENCE: decided_at(one),
            ONE_STOP: one.levels,
            PROCESS: tuple(level for level in one.levels if one.steps_for(level)),
        }
        for column, (group, level) in COLUMNS.items():
            if level:
                codes[column] += [one.code] * (level in at[group])
            else:
                times = len(at[group]) if group == PROCESS else bool(at[group])
                codes[column] += [one.code] * times
    return FieldLine(key, name, {column: tuple(of) for column, of in codes.items()})


def decided_at(procedure: Procedure) -> tuple[str, ...]:
    """The levels at which somebody decides it: that of its decider, else where it is received."""
    level = procedure.decider.partition("/")[0]
    return (level,) if level in LEVELS else procedure.levels
