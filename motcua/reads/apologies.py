"""Apologies that wait: to be signed by the leader, to be sent by the counter.

The desk says which (seats apology_sign, apology_send); reason and words come from the fact that
proposed each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.domain.access import Membership
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.desk import APOLOGY_TO_SEND, APOLOGY_TO_SIGN
from motcua.domain.dossier import Apology, Dossier
from motcua.domain.facts import ApologyProposed
from motcua.domain.local_time import local_day
from motcua.domain.roles import Role
from motcua.models import DeskRow, Fact, PrivateValue
from motcua.models import Dossier as DossierRow
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row
from motcua.reads.desk_lines import own_codes
from motcua.reads.dossiers import entry_of, names_of, text_of
from motcua.reads.remaining import Remaining, remaining
from motcua.reads.words.reasons import LATENESS

ROWS = 50
COUNTED = 1000
SENDERS = frozenset({Role.RECEPTIONIST, Role.ONE_STOP_HEAD})


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended: since when it waits, and the dossier's key."""

    since: datetime
    key: UUID


@dataclass(frozen=True, slots=True)
class ApologyLine:
    """One apology that waits. `further` counts what was sent before; `facts` is what was seen.

    `last_day` is the last day on which sending it is timely; None where the calendar is short.
    """

    key: UUID
    facts: int
    code: str
    own: bool
    procedure: str
    applicant: str
    phone: str
    due: datetime
    remaining: Remaining
    reason: str
    explanation: str
    proposed_by: str
    proposed: datetime
    new_date: datetime
    form_number: str
    approved: datetime | None
    last_day: date | None
    further: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of apologies that wait, how many (at most COUNTED), where the next page begins."""

    lines: Sequence[ApologyLine]
    count: int
    following: Mark | None


def signs(held: Iterable[Membership]) -> bool:
    """Whether somebody with these memberships signs apologies."""
    return any(one.role is Role.LEADER for one in held)


def sends(held: Iterable[Membership]) -> bool:
    """Whether somebody with these memberships sends apologies."""
    return any(one.role in SENDERS for one in held)


def to_approve(held: Sequence[Membership], now: datetime, *, after: Mark | None = None) -> Waiting:
    """What the leader of an agency has to sign, longest waiting first."""
    agencies = {one.agency for one in held if one.role is Role.LEADER}
    return _waiting(APOLOGY_TO_SIGN, agencies, held, now, after)


def to_send(held: Sequence[Membership], now: datetime, *, after: Mark | None = None) -> Waiting:
    """What a counter has to send, longest waiting first."""
    agencies = {one.agency for one in held if one.role in SENDERS}
    return _waiting(APOLOGY_TO_SEND, agencies, held, now, after)


def explanations(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The words with which the last apology of each of these dossiers was proposed."""
    found = _proposals(list(keys))
    return {key: words for key, (_fact, _person, words) in found.items()}


def _waiting(
    seat: str,
    agencies: set[str],
    held: Sequence[Membership],
    now: datetime,
    after: Mark | None,
) -> Waiting:
    # With the result there, nobody is asked to wait any longer.
    rows = DeskRow.objects.filter(seat=seat, agency__in=agencies, finished=None)
    page = list(_after(rows, after).order_by("since", "dossier_id")[: ROWS + 1])
    shown = page[:ROWS]
    keys = [row.dossier_id for row in shown]
    dossiers = {row.key: from_row(row) for row in DossierRow.objects.filter(key__in=keys)}
    proposals = _proposals(keys)
    people = names_of(person for _fact, person, _words in proposals.values())
    known = reference()
    own = own_codes(known.agencies, held)
    lines = [
        _line(row, dossiers[row.dossier_id], proposals[row.dossier_id], people, own, known, now)
        for row in shown
    ]
    following = None
    if len(page) > ROWS and shown[-1].since is not None:
        following = Mark(shown[-1].since, shown[-1].dossier_id)
    return Waiting(lines, rows.values("dossier_id")[:COUNTED].count(), following)


def _after(rows: "QuerySet[DeskRow]", after: Mark | None) -> "QuerySet[DeskRow]":
    if after is None:
        return rows
    return rows.filter(Q(since__gt=after.since) | Q(since=after.since, dossier_id__gt=after.key))


_Proposal = tuple[ApologyProposed, int, str]


def _proposals(keys: Sequence[UUID]) -> dict[UUID, _Proposal]:
    """Of each dossier the last proposal, who made it, and its words ('' once erased)."""
    rows = Fact.objects.filter(dossier_id__in=keys, kind="ApologyProposed").order_by("number")
    last: dict[UUID, tuple[ApologyProposed, int]] = {}
    for row in rows:
        entry = entry_of(row)
        if isinstance(entry.fact, ApologyProposed):
            last[row.dossier_id] = (entry.fact, entry.by.person)
    numbers = {getattr(fact.explanation, "number", 0) for fact, _person in last.values()}
    values: dict[UUID, dict[int, object]] = {}
    private = PrivateValue.objects.filter(dossier_id__in=keys, number__in=numbers)
    for key, number, value in private.values_list("dossier_id", "number", "value"):
        values.setdefault(key, {})[number] = value
    return {
        key: (fact, person, text_of(fact.explanation, values.get(key, {})))  # type: ignore[arg-type]
        for key, (fact, person) in last.items()
    }


def _line(
    row: DeskRow,
    dossier: Dossier,
    proposal: _Proposal,
    people: dict[int, str],
    own: frozenset[str],
    known: Reference,
    now: datetime,
) -> ApologyLine:
    fact, person, words = proposal
    assert row.due is not None
    apology = dossier.apology or dossier.apologies[-1]
    sent = sum(one.sent is not None for one in dossier.apologies)
    calendar = known.calendar_of(row.competent)
    return ApologyLine(
        key=row.dossier_id,
        facts=row.facts,
        code=row.code,
        own=row.code.partition("-")[0] in own,
        procedure=known.procedure(row.procedure, row.version).name,
        applicant=row.name or _("(đã xóa)"),
        phone=row.phone,
        due=row.due,
        remaining=remaining(row.due, row.overdue_from, row.finished, now, calendar),
        reason=LATENESS.get(fact.reason, fact.reason),
        explanation=words or _("(đã xóa)"),
        proposed_by=people.get(person, ""),
        proposed=apology.proposed,
        new_date=apology.new_date,
        form_number=apology.form_number,
        approved=apology.approved,
        last_day=last_timely_day(dossier, apology, known, now),
        further=sent >= known.rules.value("most_reappointments", local_day(now)),
    )


def last_timely_day(
    dossier: Dossier, apology: Apology, known: Reference, now: datetime
) -> date | None:
    """The last day on which sending this apology is timely (dated rule, assumed working days)."""
    if dossier.legal_due is None:
        return None
    back = known.rules.value("apology_working_days_before_due", local_day(now))
    try:
        calendar = known.calendar_of(dossier.competent)
        return calendar.add_working_days(local_day(dossier.legal_due), -back)
    except CalendarTooShort:
        return None
