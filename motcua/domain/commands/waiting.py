"""Requests about waiting, consultation and apology."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.commands.life import Command
from motcua.domain.party import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReceptionSupplement(Command):
    """T4: not complete yet: tell the applicant once what to bring, why and how."""

    agency: str
    procedure: str
    applicant: Party
    content: str
    explanation: str
    guidance: str
    channel: str = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSupplement(Command):
    """T9: the officer finds that something is missing. `override`: the head's written reason
    for a request that is late or not the first."""

    content: str
    explanation: str
    guidance: str
    answer_days: int = 10
    override: str = ""


@dataclass(frozen=True, slots=True)
class NotifySupplement(Command):
    """T9: the one-stop gives form 02 to the citizen."""


@dataclass(frozen=True, slots=True)
class RecordSupplement(Command):
    """T10: the citizen brought it; the one-stop takes it in."""

    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPayment(Command):
    """T12: the citizen must pay first; the notice says what."""

    notice_number: str
    notice_date: date
    amount: int


@dataclass(frozen=True, slots=True)
class ConfirmPayment(Command):
    """T12: the payment is confirmed; `evidence` names the treasury's or bank's document."""

    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendLimit(Command):
    """The procedure's own law gives more time, once, since something has to be verified: the head
    decides it, by a document with number and date. `extension` is its code in the procedure."""

    extension: str
    document_number: str
    document_date: date
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOpinion(Command):
    """T8: ask another agency, by a day."""

    consulted: str
    answer_by: date
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOpinion(Command):
    """The consulted agency answers."""

    number: int
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeApology(Command):
    """Draft form 04: why it will be late, and the one new date."""

    reason: str
    explanation: str
    new_date: date


@dataclass(frozen=True, slots=True)
class ApproveApology(Command):
    """The agency's head signs it. `override`: written reason for a second re-appointment."""

    override: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendApology(Command):
    """It went to the applicant, in this manner, with this proof, at this time."""

    manner: str
    proof: str
    sent: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareDayOff(Command):
    """A holiday or suspension declared late moves this dossier: by a numbered decision signed on
    a day, in effect from a day. The calendar given to the rules already has it."""

    decision: str
    signed: date
    effective: date
