"""A desk on which nothing but dates moved."""

from collections.abc import Collection

from motcua.domain.desk import CONCERNS, NAMED, DeskRow, desk_rows, next_moment, pressing
from motcua.domain.dossier import Dossier
from motcua.domain.replacing import replace

DATES = frozenset(
    ("facts", "legal_due", "overdue_from", "alarms", "last_kind", "last_person", "last_recorded")
)
"""The fields of a dossier that change nothing on a desk but its dates and the count of facts."""


def desk_rows_after(
    rows: dict[tuple[str, str], DeskRow], dossier: Dossier, changed: Collection[str]
) -> dict[tuple[str, str], DeskRow]:
    """`desk_rows(dossier)`, where `rows` are those of a state in which only the fields `changed`
    were other. A day off moves a million dossiers, and a clock rings every night for thousands:
    then no row is made anew."""
    if not DATES.issuperset(changed):
        return desk_rows(dossier)
    due, late, presses = dossier.legal_due, dossier.overdue_from, pressing(dossier)
    moment, counter = next_moment(dossier), (dossier.receiving, CONCERNS)
    after = {}
    for place, row in rows.items():
        if row.seat == NAMED:
            after[place] = row
            continue
        after[place] = replace(
            row,
            due=due,
            overdue_from=late,
            pressing=presses,
            facts=dossier.facts if row.facts else 0,
            next_moment=moment if place == counter else None,
        )
    return after
