"""Which divisions and communes under an agency have too much of their work overdue.

Committees are counted by the dossiers they are competent for, divisions by the legs they hold: a
division decides nothing, but it is where dossiers lie.
"""

from datetime import date, datetime

from motcua.domain.agency_facts import Backlog
from motcua.domain.reviews import over_backlog
from motcua.domain.tally import DOSSIER, LEG
from motcua.models.law import reference
from motcua.statistics.figures import answer
from motcua.statistics.question import Question


def over_rule(agency: str, first: date, last: date, percent: int, now: datetime) -> list[Backlog]:
    """Units directly under the agency over the rule, most overdue first."""
    tree, found = reference().agencies, []
    for basis in (DOSSIER, LEG):
        rows = answer(Question(agency, first, last, by="agency", basis=basis), now).rows
        for row in rows:
            mine = tree.get(row.key).is_committee == (basis == DOSSIER)
            open_, overdue = row.figures["in_process"], row.figures["overdue"]
            if mine and not row.own and over_backlog(open_, overdue, percent):
                found.append(Backlog(row.key, open_, overdue, basis))
    return sorted(found, key=lambda one: (-one.overdue, one.agency))
