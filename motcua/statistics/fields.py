"""Figures by field and by procedure within each field, from one reading of the sums."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.models.reference import ProcedureVersion
from motcua.statistics.figures import Row, answer
from motcua.statistics.question import Question


@dataclass(frozen=True, slots=True)
class Field:
    """One field (lĩnh vực) with its procedures, in order of code."""

    whole: Row
    procedures: tuple[Row, ...]


def fields(question: Question, now: datetime) -> tuple[tuple[Field, ...], Row]:
    """Every field that something happened in, in order of code; and all together."""
    found = answer(replace(question, by="procedure"), now)
    rows = ProcedureVersion.objects.order_by("code", "version")
    of = {
        code: (key, name)
        for code, key, name in rows.values_list("code", "field_code", "field_name")
    }
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found.rows:
        groups[of.get(row.key, (row.key, row.name))].append(row)
    return tuple(_field(key, groups[key]) for key in sorted(groups)), found.total


def _field(key: tuple[str, str], rows: list[Row]) -> Field:
    figures = {name: sum(row.figures[name] for row in rows) for name in rows[0].figures}
    rates = {
        name: (sum(row.rates[name][0] for row in rows), sum(row.rates[name][1] for row in rows))
        for name in rows[0].rates
    }
    return Field(Row(key[0], key[1], figures, rates), tuple(rows))
