"""Which desks a dossier lies on: the narrow rows that lists, search and the clock read.

Pure: the rows follow from the dossier alone, so that a change writes only what differs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from motcua.domain.dossier import WAITING as WAITING_STATES
from motcua.domain.dossier import Dossier, State
from motcua.domain.reception_clock import reception_overdue_from
from motcua.domain.replacing import replace
from motcua.domain.roles import Role

TO_ACCEPT, IN_HAND, CONCERNS, NAMED = "to_accept", "in_hand", "concerns", "named"
TO_ANSWER, TO_NOTIFY, WAITING = "to_answer", "to_notify", "waiting"
TO_RECEIVE = "to_receive"
APOLOGY_TO_SIGN, APOLOGY_TO_SEND = "apology_sign", "apology_send"
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""`pressing` of what time cannot make worse; a moment, so that lists order by one column."""


@dataclass(frozen=True)
class DeskRow:
    """One dossier on one agency's desk.

    `seat` is TO_RECEIVE (sent online, to be received), TO_ACCEPT (given to it), IN_HAND (it has
    it), TO_ANSWER (asked for its opinion), TO_NOTIFY (a supplement to be told to the citizen),
    WAITING (for the citizen), APOLOGY_TO_SIGN, APOLOGY_TO_SEND, or, for every agency that has to
    do with it, CONCERNS (registers) and NAMED (search; but for its code it is blank). `role` and
    `person` say whose turn it is; `holder` is the agency that has the dossier.
    `pressing` is what work is ordered by: from when the dossier is overdue, NEVER if it has no
    limit or has its result already (a citizen who comes late makes nothing late); while it waits
    to be received, from when it is overdue for that.
    `code` is its own, before reception that of the portal it came from.
    `facts` is how many facts the dossier had when this row was written; only rows of work bear
    it (0 elsewhere), for whoever acts on a list says what they had seen.
    `apology` is '' or how far the last one is: proposed, approved, sent.
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
    competent: str
    received: datetime | None
    due: datetime | None
    overdue_from: datetime | None
    reappointed: datetime | None
    apology: str
    finished: datetime | None
    closed: datetime | None
    next_moment: datetime | None
    pressing: datetime
    facts: int


def desk_rows(dossier: Dossier) -> dict[tuple[str, str], DeskRow]:
    """Every row of this dossier, by (agency, seat)."""
    base, agencies = _base(dossier), dossier.agencies
    named = _named(base.code, agencies)
    rows = [*_work(dossier, base), *_concerns(dossier, base, agencies), *named]
    return {(row.agency, row.seat): row for row in rows}


def _work(dossier: Dossier, shared: DeskRow) -> Iterator[DeskRow]:
    """Rows of work: whose turn it is, and for what."""
    holder, pending = dossier.holder, dossier.pending
    if pending is not None:
        yield replace(
            shared,
            facts=dossier.facts,
            agency=pending.agency,
            seat=TO_ACCEPT,
            role=pending.role.value,
            person=pending.person,
            step=pending.step,
            since=pending.given,
            given_from=pending.given_from,
        )
    if holder is not None:
        yield replace(
            shared,
            facts=dossier.facts,
            agency=holder.agency,
            seat=IN_HAND,
            role=holder.role.value,
            person=holder.person,
            step=holder.step,
            since=holder.accepted,
            leg_due=holder.due,
            given=pending is not None,
        )
    if dossier.closed is None and _has_asides(dossier):
        yield from _asides(dossier, replace(shared, facts=dossier.facts))


def _asides(dossier: Dossier, base: DeskRow) -> Iterator[DeskRow]:
    """What others have to do meanwhile: answer, tell the citizen, sign, send."""
    counter = replace(base, agency=dossier.receiving, role=Role.RECEPTIONIST.value)
    if dossier.state is State.SUBMITTED:
        sent, ends = dossier.submitted, dossier.receive_by
        yield replace(counter, seat=TO_RECEIVE, since=sent, leg_due=ends)
    for opinion in dossier.opinions:
        if opinion.given is None:
            yield replace(
                base,
                agency=opinion.agency,
                seat=TO_ANSWER,
                role=Role.OFFICER.value,
                since=opinion.asked,
                given_from=dossier.competent,
                leg_due=opinion.answer_by,
            )
    if dossier.supplement_to_notify:
        yield replace(counter, seat=TO_NOTIFY, given_from=dossier.competent)
    if dossier.state in WAITING_STATES and dossier.wait is not None:
        wait = dossier.wait
        yield replace(counter, seat=WAITING, since=wait.since, leg_due=wait.answer_by)
    apology = dossier.apology
    if apology is not None and apology.approved is None:
        leader = replace(base, agency=dossier.competent, role=Role.LEADER.value)
        yield replace(leader, seat=APOLOGY_TO_SIGN, since=apology.proposed)
    elif apology is not None:
        yield replace(counter, seat=APOLOGY_TO_SEND, since=apology.approved)


def _has_asides(dossier: Dossier) -> bool:
    # Most have none, and making rows to hand on costs more than asking.
    waits = dossier.supplement_to_notify or dossier.state in WAITING_STATES
    return bool(waits or dossier.opinions or dossier.apologies or dossier.state is State.SUBMITTED)


def _concerns(dossier: Dossier, shared: DeskRow, agencies: tuple[str, ...]) -> Iterator[DeskRow]:
    at = dossier.holder or dossier.pending
    moment = next_moment(dossier)
    person, step = (at.person, at.step) if at else (None, 0)
    for agency in agencies:
        own = moment if agency == dossier.receiving else None
        yield replace(
            shared, seat=CONCERNS, person=person, step=step, agency=agency, next_moment=own
        )


def next_moment(dossier: Dossier) -> datetime | None:
    """When time alone changes something next."""
    return min([alarm.at for alarm in dossier.alarms], default=None)


@lru_cache(maxsize=1024)
def _named(code: str, agencies: tuple[str, ...]) -> tuple[DeskRow, ...]:
    """Rows to search by: of their own, since the indexes that search needs are dear, and every
    step of a dossier changes what it concerns."""
    return tuple([replace(_BLANK, seat=NAMED, agency=agency, code=code) for agency in agencies])


_BLANK = DeskRow(
    agency="",
    seat="",
    role="",
    person=None,
    holder="",
    state="",
    step=0,
    since=None,
    given_from="",
    given=False,
    leg_due=None,
    code="",
    form_number="",
    procedure="",
    version=0,
    receiving="",
    competent="",
    received=None,
    due=None,
    overdue_from=None,
    reappointed=None,
    apology="",
    finished=None,
    closed=None,
    next_moment=None,
    pressing=NEVER,
    facts=0,
)


def _base(dossier: Dossier) -> DeskRow:
    """What all rows of a dossier share."""
    holder = dossier.holder
    return replace(
        _BLANK,
        holder=holder.agency if holder else "",
        state=dossier.state.value,
        step=holder.step if holder else 0,
        code=dossier.code or dossier.portal_code,
        form_number=dossier.form_number,
        procedure=dossier.procedure,
        version=dossier.version,
        receiving=dossier.receiving,
        competent=dossier.competent,
        received=dossier.received,
        due=dossier.legal_due,
        overdue_from=dossier.overdue_from,
        reappointed=dossier.reappointed,
        apology=_apology(dossier),
        finished=dossier.finished,
        closed=dossier.closed,
        pressing=pressing(dossier),
    )


def _apology(dossier: Dossier) -> str:
    if not dossier.apologies:
        return ""
    last = dossier.apologies[-1]
    if last.sent is not None:
        return "sent"
    return "proposed" if last.approved is None else "approved"


def pressing(dossier: Dossier) -> datetime:
    """By what work is ordered (DeskRow.pressing)."""
    if dossier.finished is not None:
        return NEVER
    return reception_overdue_from(dossier) or dossier.overdue_from or NEVER
