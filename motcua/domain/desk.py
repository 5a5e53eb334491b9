"""Which desks a dossier lies on: the narrow rows that lists, search and the clock read.

Pure: the rows follow from the dossier alone, so that a change writes only what differs.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.domain.dossier import Dossier
from motcua.domain.roles import Role

TO_ACCEPT, IN_HAND, CONCERNS = "to_accept", "in_hand", "concerns"
TO_ANSWER = "to_answer"


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One dossier on one agency's desk.

    `seat` is TO_ACCEPT (given to it), IN_HAND (it has it), TO_ANSWER (asked for its opinion) or
    CONCERNS (one row for every agency
    that has to do with it: search and registers). `role` and `person` say whose turn it is;
    `holder` is the agency that has the dossier.
    `next_moment` is when time alone changes something; only one row of a dossier bears it.
    """

    agency: str
    seat: str
    role: str
    person: int | None
    holder: str
    state: str
    step: int
    since: datetime | None
    given_from: str
    given: bool
    leg_due: datetime | None
    code: str
    form_number: str
    procedure: str
    version: int
    receiving: str
    received: datetime | None
    due: datetime | None
    overdue_from: datetime | None
    finished: datetime | None
    closed: datetime | None
    next_moment: datetime | None


def desk_rows(dossier: Dossier) -> dict[tuple[str, str], DeskRow]:
    """Every row of this dossier, by (agency, seat)."""
    holder, pending = dossier.holder, dossier.pending
    rows = []
    if pending is not None:
        rows.append(
            _row(
                dossier,
                pending.agency,
                TO_ACCEPT,
                role=pending.role.value,
                person=pending.person,
                step=pending.step,
                since=pending.given,
                given_from=pending.given_from,
            )
        )
    if holder is not None:
        rows.append(
            _row(
                dossier,
                holder.agency,
                IN_HAND,
                role=holder.role.value,
                person=holder.person,
                step=holder.step,
                since=holder.accepted,
                leg_due=holder.due,
                given=pending is not None,
            )
        )
    for opinion in dossier.opinions:
        if opinion.given is None and dossier.closed is None:
            rows.append(
                _row(
                    dossier,
                    opinion.agency,
                    TO_ANSWER,
                    role=Role.OFFICER.value,
                    person=None,
                    step=holder.step if holder else 0,
                    since=opinion.asked,
                    given_from=dossier.competent,
                    leg_due=opinion.answer_by,
                )
            )
    at = holder or pending
    for agency in dossier.agencies:
        rows.append(
            _row(
                dossier,
                agency,
                CONCERNS,
                role="",
                person=at.person if at else None,
                step=at.step if at else 0,
                next_moment=_next_moment(dossier) if agency == dossier.receiving else None,
            )
        )
    return {(row.agency, row.seat): row for row in rows}


def _next_moment(dossier: Dossier) -> datetime | None:
    return min((alarm.at for alarm in dossier.alarms), default=None)


def _row(
    dossier: Dossier,
    agency: str,
    seat: str,
    *,
    role: str,
    person: int | None,
    step: int,
    since: datetime | None = None,
    given_from: str = "",
    given: bool = False,
    leg_due: datetime | None = None,
    next_moment: datetime | None = None,
) -> DeskRow:
    return DeskRow(
        agency=agency,
        seat=seat,
        role=role,
        person=person,
        holder=dossier.holder.agency if dossier.holder else "",
        state=dossier.state.value,
        step=step,
        since=since,
        given_from=given_from,
        given=given,
        leg_due=leg_due,
        code=dossier.code,
        form_number=dossier.form_number,
        procedure=dossier.procedure,
        version=dossier.version,
        receiving=dossier.receiving,
        received=dossier.received,
        due=dossier.legal_due,
        overdue_from=dossier.overdue_from,
        finished=dossier.finished,
        closed=dossier.closed,
        next_moment=next_moment,
    )
