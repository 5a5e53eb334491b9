"""The official tables II.06a and II.07a of TT 01/2020/TT-VPCP, and what they fold together.

II.06a has no column for what ended without a result: returned, withdrawn and stopped dossiers are
folded into (8) if they ended before their due day and into (9) if not, so that (3)=(7)+(11) holds
on paper. Their own count stands in a footnote, and pages keep them apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from motcua.domain import tally as t
from motcua.domain.reasons import LATENESS
from motcua.models.law import reference
from motcua.models.reference import ProcedureVersion
from motcua.statistics.drill import REASON, told_behind
from motcua.statistics.figures import answer
from motcua.statistics.question import Question

COLUMNS: Final = tuple(range(3, 14))
"""Columns of II.06a that hold figures; (1) is the number of the line, (2) the field."""
NO_RESULT: Final = (t.RETURNED, t.WITHDRAWN, t.STOPPED)
UNTOLD: Final = ""
"""The reason of a late dossier for which nobody has written one down."""
BEFORE_DUE = """coalesce((SELECT (m.ends AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
 < (d.legal_due AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
 FROM motcua_dossier d WHERE d.key = m.dossier_key), false)"""
"""Whether what a mark `m` tells of ended before its due day."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of II.06a: a field's cells by column, and what was folded into (8) and (9)."""

    key: str
    name: str
    cells: dict[int, int]
    folded: Counter[str] = field(default_factory=Counter)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in the field and nothing was open."""
        return not any(self.cells.values())


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A line of II.07a: late dossiers of a field, by reason of lateness (UNTOLD: none given)."""

    key: str
    name: str
    late: int
    reasons: Counter[str]


def directly(question: Question) -> Question:
    """The question narrowed to those who solve directly: the agency and its own divisions, not the
    committees of the level below."""
    agency = reference().agencies.find(question.agency)
    return replace(question, levels=(agency.level,), by="field", basis=t.DOSSIER, cohort=False)


def table_06a(question: Question, now: datetime) -> tuple[tuple[Line, ...], Line]:
    """The lines of II.06a by field, and the sum. Refused as in statistics.figures.answer."""
    asked = directly(question)
    found = answer(asked, now)
    folded = _folded(asked, now)
    none = Counter[str]()
    lines = (
        line_of(row.key, row.name, row.figures, folded.get(row.key, none)) for row in found.rows
    )
    kept = tuple(line for line in lines if not line.is_empty)
    return kept, sum_of(kept)


def line_of(key: str, name: str, figures: dict[str, int], folded: Counter[str]) -> Line:
    """The cells of a line, from the figures of the catalogue and what is folded into (8), (9)."""
    early = folded["early"]
    ended = sum(folded[how] for how in NO_RESULT)
    online = figures["received_online"]
    carried = figures["carried_over"] + figures["transferred_in"] - figures["transferred_out"]
    cells = {
        4: online,
        5: figures["received"] - online,
        6: carried,
        8: figures["solved_early"] + early,
        9: figures["solved_on_time"] + ended - early,
        10: figures["solved_late"],
        12: figures["in_term"],
        13: figures["overdue"],
    }
    cells |= {
        3: cells[4] + cells[5] + cells[6],
        7: cells[8] + cells[9] + cells[10],
        11: cells[12] + cells[13],
    }
    return Line(key, name, dict(sorted(cells.items())), folded)


def sum_of(lines: Iterable[Line]) -> Line:
    """All lines together, column by column."""
    cells = dict.fromkeys(COLUMNS, 0)
    folded: Counter[str] = Counter()
    for line in lines:
        folded += line.folded
        for column, n in line.cells.items():
            cells[column] += n
    return Line("", "Tổng số", cells, folded)


def _folded(question: Question, now: datetime) -> dict[str, Counter[str]]:
    """Of each field: how many ended each way without a result, and of these `early` ones."""
    select = f"m.procedure, m.ended_as, {BEFORE_DUE}, count(*)"
    rows = told_behind(select, "1, 2, 3", "ended_without_result", question, now)
    of = fields_of(procedure for procedure, *_rest in rows)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for procedure, how, early, n in rows:
        here = found[of[procedure][0]]
        here[how] += n
        here["early"] += n if early else 0
    return found


def table_07a(question: Question, now: datetime) -> tuple[tuple[ReasonLine, ...], ReasonLine]:
    """The lines of II.07a: late dossiers by field and by the reason told last; and the sum."""
    asked = directly(question)
    rows = told_behind(f"m.procedure, {REASON}, count(*)", "1, 2", "late", asked, now)
    of = fields_of(procedure for procedure, *_rest in rows)
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for procedure, reason, n in rows:
        found[of[procedure]][reason if reason in LATENESS else UNTOLD] += n
    lines = tuple(ReasonLine(*key, found[key].total(), found[key]) for key in sorted(found))
    whole: Counter[str] = Counter()
    for line in lines:
        whole += line.reasons
    return lines, ReasonLine("", "Tổng số", whole.total(), whole)


def fields_of(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Code and name of the field of each procedure, by its newest version."""
    wanted = set(codes)
    rows = ProcedureVersion.objects.filter(code__in=wanted).order_by("code", "version")
    named = {
        code: (key, name)
        for code, key, name in rows.values_list("code", "field_code", "field_name")
    }
    return {code: named.get(code, (code, code)) for code in wanted}
