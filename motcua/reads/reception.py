"""What the counter needs while it receives: procedures to choose from, papers, promise, fees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain import commands as do
from motcua.domain.access import Membership
from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.decisions import decide
from motcua.domain.dossier import Dossier
from motcua.domain.facts import By, PaperCount
from motcua.domain.law import Law
from motcua.domain.limits import NoLimit
from motcua.domain.local_time import local_day
from motcua.domain.party import Party
from motcua.domain.procedure import FeeRule, Procedure
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.rules import NOBODY_YET
from motcua.domain.text import search_key
from motcua.models.law import reference
from motcua.reads.access import Opened
from motcua.reads.law import receivable, receivable_at
from motcua.reads.promise import Promise, promise
from motcua.reads.words.limits import limit_words

MOST_CHOICES = 12
LEAST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter at a moment: who receives, for which agency."""

    person: int
    agency: str
    name: str
    now: datetime

    @property
    def day(self) -> date:
        """The local day."""
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class Choice:
    """A procedure to choose from."""

    code: str
    name: str
    field: str
    limit: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A procedure chosen at a counter, with what it would promise if all were received now.

    `promise` is None where the calendar does not reach. `unverified`: what other cases cost is
    not known, for all fees that are have a condition.
    """

    procedure: Procedure
    limit: str
    promise: Promise | None
    fees: tuple[FeeRule, ...]
    unverified: bool


def counter_of(held: Iterable[Membership], agency: str, now: datetime) -> Counter | None:
    """The counter of this agency, if one of these memberships receives there today.

    Without an agency, the first that the person receives for.
    """
    day = local_day(now)
    for member in held:
        if member.role is not Role.RECEPTIONIST or not member.holds_on(day):
            continue
        if agency in ("", member.agency):
            name = reference().agencies.short_name(member.agency, day)
            return Counter(member.person, member.agency, name, now)
    return None


def counter_to_copy_at(opened: Opened, now: datetime) -> str:
    """Where this person may receive another dossier like this one; '' for nowhere.

    One that waits to be received is no pattern for another: it is received itself.
    """
    dossier, day = opened.dossier, local_day(now)
    if dossier.state in NOBODY_YET:
        return ""
    counters = [
        one.agency
        for one in opened.memberships
        if one.role is Role.RECEPTIONIST
        and one.holds_on(day)
        and receivable(one.agency, dossier.procedure, day) is not None
    ]
    return dossier.receiving if dossier.receiving in counters else next(iter(counters), "")


def choices(counter: Counter, typed: str) -> tuple[Choice, ...]:
    """The procedures that this counter receives today and that match what was typed.

    Typed may be a code, parts of the name without diacritics, or the initials of its words.
    """
    asked = search_key(typed[:200])
    found = []
    for procedure in receivable_at(counter.agency, counter.day):
        rank = _rank(procedure, asked)
        if rank is not None:
            found.append((rank, search_key(procedure.name), procedure))
    found.sort(key=lambda one: one[:2])
    return tuple(_choice(procedure) for _, _, procedure in found[:MOST_CHOICES])


def _rank(procedure: Procedure, asked: str) -> int | None:
    name = search_key(procedure.name)
    if not asked or procedure.code.startswith(asked) or name.startswith(asked):
        return 0
    if f" {asked}" in name:
        return 1
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in asked.split()):
        return 2
    initials = "".join(word[0] for word in words)
    if len(asked) >= LEAST_INITIALS and " " not in asked and asked in initials:
        return 3
    return None


def _choice(procedure: Procedure) -> Choice:
    limit = procedure.committed
    words = "" if isinstance(limit, NoLimit) else limit_words(limit)
    return Choice(procedure.code, procedure.name, procedure.field_name, words)


def chosen(counter: Counter, code: str) -> Chosen | None:
    """The procedure with this code, if this counter receives it today."""
    procedure = receivable(counter.agency, code, counter.day)
    if procedure is None:
        return None
    fees = procedure.fees_on(counter.day)
    return Chosen(
        procedure=procedure,
        limit=_choice(procedure).limit,
        promise=_promise(counter, procedure),
        fees=fees,
        unverified=all(fee.condition for fee in fees),
    )


def _promise(counter: Counter, procedure: Procedure) -> Promise | None:
    try:
        calendar = _calendar(counter, procedure)
    except Refused:  # no agency is competent here; the door will say so
        return None
    return promise(counter.now, procedure.committed, calendar)


def _calendar(counter: Counter, procedure: Procedure) -> Calendar:
    known = reference()
    competent = known.agencies.resolve(procedure.decider, counter.agency, counter.day)
    return known.calendar_of(competent)


def missing(
    counter: Counter, procedure: Procedure, papers: tuple[PaperCount, ...]
) -> tuple[str, ...]:
    """The codes of papers that are missing: what the rules would refuse, asked before the deed."""
    known = reference()
    law = Law(procedure, known.agencies, known.calendar_of, lambda _: (), known.rules)
    command = do.Receive(
        agency=counter.agency,
        procedure=procedure.code,
        applicant=Party(""),
        papers=papers,
        secret="",
    )
    by = By(counter.person, counter.agency, Role.RECEPTIONIST)
    try:
        decide(Dossier(), command, by, counter.now, law)
    except Refused as no:
        return _codes(no)
    except CalendarTooShort:
        return ()  # the deed itself says so
    return ()


def _codes(no: Refused) -> tuple[str, ...]:
    codes = no.facts.get("papers")
    return codes if no.reason == "papers_missing" and isinstance(codes, tuple) else ()
