"""A dossier: the state that its facts have made. What makes it change stands in `evolve`."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.domain import facts as f
from motcua.domain.blanks import Filed
from motcua.domain.extending import Extended
from motcua.domain.replacing import Draft
from motcua.domain.roles import Role
from motcua.domain.waiting import Wait


class State(StrEnum):
    """Where a dossier stands, in the law's words (glossary: trạng thái hồ sơ)."""

    NEW = "new"
    SUBMITTED = "submitted"
    SUPPLEMENT_AT_RECEPTION = "supplement_at_reception"
    RECEIVED = "received"
    IN_PROCESS = "in_process"
    AWAITING_SIGNATURE = "awaiting_signature"
    APPROVED = "approved"
    SUPPLEMENT_IN_PROCESS = "supplement_in_process"
    AWAITING_FINANCE = "awaiting_finance"
    FINISHED = "finished"
    REJECTED = "rejected"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


WORKED_ON = frozenset({State.RECEIVED, State.IN_PROCESS, State.AWAITING_SIGNATURE, State.APPROVED})
WAITING = frozenset({State.SUPPLEMENT_IN_PROCESS, State.AWAITING_FINANCE})
UNFINISHED = WORKED_ON | WAITING
WITH_RESULT = frozenset({State.FINISHED, State.REJECTED})
OPEN = UNFINISHED | WITH_RESULT


@dataclass(frozen=True)
class Leg:
    """One stretch of the way: an agency (and person) that has the dossier, with both stamps.

    `due` is the end of the step's own limit, reckoned from acceptance; `overdue_from` the first
    instant beyond it.
    `outcome`: '' while it runs, then passed, recalled, declined, closed.
    """

    number: int
    step: int
    agency: str
    role: Role
    person: int | None
    given_by: int
    given_from: str
    given: datetime
    accepted_by: int | None = None
    accepted: datetime | None = None
    due: datetime | None = None
    overdue_from: datetime | None = None
    ended: datetime | None = None
    outcome: str = ""
    for_signature: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The issued result; its number is a private value, for it leads to a person.

    What a paper book or another system told may know no number.
    """

    number: Filed | None
    day: date
    files: tuple[str, ...]
    file_names: Filed | None


@dataclass(frozen=True)
class Opinion:
    """A consultation: whom the lead agency asked, by when, and when the answer came."""

    number: int
    agency: str
    asked: datetime
    answer_by: datetime
    given: datetime | None = None
    late: bool = False


@dataclass(frozen=True)
class Apology:
    """One apology with its new date: proposed, approved (numbered), sent (proven)."""

    number: int
    reason: str
    new_date: datetime
    proposed: datetime
    approved: datetime | None = None
    form_number: str = ""
    sent: datetime | None = None
    manner: str = ""
    timely: bool = False
    timely_by_calendar: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """A stretch in which it was overdue, ended by a move of the legal due date past it."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Dossier:
    """Everything the rules need to know of one dossier. Equal to the replay of its facts."""

    state: State = State.NEW
    facts: int = 0
    code: str = ""
    form_number: str = ""
    procedure: str = ""
    version: int = 0
    receiving: str = ""
    competent: str = ""
    returning: str = ""
    channel: str = ""
    return_manner: str = ""
    sets: int = 0
    limit: str = ""
    portal_code: str = ""
    submitted: datetime | None = None
    receive_by: datetime | None = None
    received: datetime | None = None
    first_promise: datetime | None = None
    legal_due: datetime | None = None
    overdue_from: datetime | None = None
    overdue_noticed: datetime | None = None
    overdue_past: tuple[Overdue, ...] = ()
    reappointed: datetime | None = None
    finished: datetime | None = None
    closed: datetime | None = None
    stopped_for: str = ""
    legs: tuple[Leg, ...] = ()
    papers: tuple[f.PaperCount, ...] = ()
    waits: tuple[Wait, ...] = ()
    extensions: tuple[Extended, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    apologies: tuple[Apology, ...] = ()
    alarms: tuple[f.Alarm, ...] = ()
    supplements: int = 0
    supplement_to_notify: int = 0
    supplement_days: int = 0
    applicant: Filed | None = None
    owner: Filed | None = None
    proxy: Filed | None = None
    content: Filed | None = None
    secret: Filed | None = None
    result: Result | None = None
    private_values: int = 0
    last_kind: str = ""
    last_person: int = 0
    last_recorded: datetime | None = None

    @property
    def holder(self) -> Leg | None:
        """The leg that has it now: accepted and not ended."""
        for leg in reversed(self.legs):
            if leg.accepted is not None and leg.ended is None:
                return leg
        return None

    @property
    def pending(self) -> Leg | None:
        """The hand-over given and not yet accepted, if there is one."""
        if self.legs and self.legs[-1].accepted is None and self.legs[-1].ended is None:
            return self.legs[-1]
        return None

    @property
    def agencies(self) -> tuple[str, ...]:
        """Every agency that has to do with it: receiving, competent, returning, legs."""
        own = (self.receiving, self.competent, self.returning)
        legs = (leg.agency for leg in self.legs)
        asked = (opinion.agency for opinion in self.opinions)
        return tuple(dict.fromkeys(a for a in (*own, *legs, *asked) if a))

    @property
    def wait(self) -> Wait | None:
        """The stop that runs now, if the office waits for the citizen."""
        return self.waits[-1] if self.waits and self.waits[-1].until is None else None

    @property
    def apology(self) -> Apology | None:
        """The apology that is being prepared: proposed and not yet sent."""
        last = self.apologies[-1] if self.apologies else None
        return last if last is not None and last.sent is None else None


class DraftDossier(Draft, Dossier):
    """A dossier that `evolve` changes in place: only for a replay that keeps no earlier state."""
