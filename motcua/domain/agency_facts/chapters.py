"""The kinds of facts in an agency's log."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.agencies import Agency, NameRow
from motcua.domain.agency_facts.base import AgencyFact
from motcua.domain.blame import Share
from motcua.domain.facts.base import Secret
from motcua.domain.orders import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEntered(AgencyFact):
    """An order was entered, or what was entered under its key was put right."""

    order: Order


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEnded(AgencyFact):
    """An order holds no longer after that day."""

    key: str
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDeclared(AgencyFact):
    """A unit's monthly declaration: so many dossiers were kept on paper, outside the system."""

    month: str
    on_paper: int
    reason: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened(AgencyFact):
    """The review of a month opened by itself on the day that the order sets.

    The period is inclusive; `report_by` is the last day to report without being late.
    """

    order: str
    month: str
    first: date
    last: date
    report_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLineRecorded(AgencyFact):
    """What the head concludes of one collective (`person` None) or one person; a later fact for
    the same one replaces it.

    `responsibility` is one of domain.reviews.RESPONSIBILITIES; document and its day only where it
    was referred for discipline. `owner` carries the measure out by `due`.
    """

    agency: str
    person: int | None
    cause: str
    responsibility: str
    document_date: date | None
    document_number: Secret
    measure: Secret
    owner: int | None
    due: date | None
    note: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureJudged(AgencyFact):
    """Whether a measure of the month before worked: yes, partly, no."""

    agency: str
    person: int | None
    of_month: str
    worked: str
    note: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAnswered(AgencyFact):
    """A person or unit named in a review gave a written answer of their own."""

    agency: str
    person: int | None
    answer: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCounted:
    """One late dossier as it stood when the review was signed: minutes are working minutes."""

    code: str
    agency: str
    person: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Who had a dossier: an agency and, where one had taken it, a person."""

    agency: str
    person: int | None


@dataclass(frozen=True, slots=True)
class LateLine:
    """One late dossier of a review: who had it when its due moment passed, on which step, why.

    `minutes` are working minutes up to the end of the period; `apology` is '' (none), proposed,
    approved, timely or late; `reason` the coded reason given with it ('' where none was).
    """

    code: str
    procedure: str
    due: datetime
    ended: datetime | None
    minutes: int
    holder: Holder | None
    step: str
    reason: str
    apology: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Backlog:
    """A unit's open and overdue at the end of the period, in dossiers or legs (`basis`)."""

    agency: str
    in_process: int
    overdue: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAnnexed(AgencyFact):
    """What the head had before them when signing: each late dossier and each unit over the rule.

    Written with the signature, so that the report is for ever what was signed.
    """

    lines: tuple[LateLine, ...]
    backlog: tuple[Backlog, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSignedOff(AgencyFact):
    """The head signed the review; the figures and the late dossiers are those of that moment."""

    month: str
    to_resolve: int
    late: int
    in_process: int
    overdue: int
    dossiers: tuple[LateCounted, ...]
    statement: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswered(AgencyFact):
    """A unit's head answers a finding of a detector: accepted or explained, with what was done."""

    detector: str
    first: date
    last: date
    accepted: bool
    dossiers: int
    answer: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsErased(AgencyFact):
    """Private words of this log were erased by decision; their digests still stand."""

    numbers: tuple[int, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordDrawn(AgencyFact):
    """An account got another first password, drawn by chance; the password itself is nowhere."""

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAdded(AgencyFact):
    """An agency was entered as it was told then, with its dated names; in the province's log."""

    agency: Agency
    names: tuple[NameRow, ...]
