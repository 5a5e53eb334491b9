"""Requests on the way from reception to return."""

from dataclasses import dataclass, field
from datetime import date

from motcua.domain.facts.base import PaperCount
from motcua.domain.party import Party


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all requests."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file already kept under its digest; its name says something of a person."""

    digest: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(Command):
    """T1: the applicant sends a dossier online to the one-stop `agency`; nobody has seen it yet.

    `portal_code` is the number under which another portal knows it, '' for our own. `files` are
    scans, each with the code of the paper that it shows. Sent again under the same key it is the
    answer to a supplement that was asked before reception.
    """

    agency: str
    procedure: str
    applicant: Party
    papers: tuple[PaperCount, ...] = ()
    files: tuple[tuple[str, NewFile], ...] = ()
    return_manner: str = "electronic"
    owner: Party | None = None
    proxy: Party | None = None
    content: str = ""
    portal_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(Command):
    """T2: take the dossier in at `agency`."""

    agency: str
    procedure: str
    applicant: Party
    papers: tuple[PaperCount, ...]
    secret: str
    channel: str = "direct"
    return_manner: str = "counter"
    sets: int = 1
    owner: Party | None = None
    proxy: Party | None = None
    content: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseReception(Command):
    """T5: do not take it in, and say why."""

    agency: str
    procedure: str
    applicant: Party
    papers: tuple[PaperCount, ...]
    reason: str
    explanation: str
    channel: str = "direct"


@dataclass(frozen=True, slots=True)
class HandOver(Command):
    """T6, T7: give it to the next step, to the person named or to whoever is there."""

    person: int | None = None


@dataclass(frozen=True, slots=True)
class SubmitForSignature(Command):
    """T13: give the draft result to the one who signs."""

    person: int | None = None


@dataclass(frozen=True, slots=True)
class AcceptHandOver(Command):
    """Put the second stamp on a hand-over: it is mine from now."""


@dataclass(frozen=True, slots=True)
class RecallHandOver(Command):
    """Take back a wrong hand-over that nobody has accepted yet."""

    explanation: str


@dataclass(frozen=True, slots=True)
class Decline(Command):
    """Do not accept what was handed over: it stays with the giver, who reads the reason."""

    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SendBack(Command):
    """Give what one holds back to the step before, with a reason."""

    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Reassign(Command):
    """Give one person's work to another of the same agency (leave, overload)."""

    person: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Approve(Command):
    """T13: approve the draft and pass it on to be numbered and issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish(Command):
    """T13: record the issued result. Without a file there is no result."""

    result_number: str
    result_date: date
    files: tuple[NewFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveAtOnce(Command):
    """T3: an immediate result given at the counter by delegation (art. 17(4))."""

    result_number: str
    result_date: date
    files: tuple[NewFile, ...]
    collected_by: str


@dataclass(frozen=True, slots=True)
class Reject(Command):
    """T14: decline to grant it, inside the time limit, with the reason."""

    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Withdraw(Command):
    """T15: the applicant asks for the dossier back."""

    explanation: str


@dataclass(frozen=True, slots=True)
class Stop(Command):
    """T16: stop it on a legal ground, by a document."""

    reason: str
    document_number: str
    explanation: str


@dataclass(frozen=True, slots=True)
class ReturnResult(Command):
    """T18: hand the result to the citizen."""

    manner: str
    collected_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectDossier(Command):
    """Correct what was written at reception; what is None stays as it was."""

    explanation: str
    applicant: Party | None = None
    owner: Party | None = None
    content: str | None = None
    papers: tuple[PaperCount, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectResult(Command):
    """T19: mend an error in the result."""

    result_number: str
    result_date: date
    files: tuple[NewFile, ...]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachPaper(Command):
    """Put scans with a paper of the checklist, or a draft (paper code `draft`)."""

    paper: str
    files: tuple[NewFile, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ErasePrivate(Command):
    """Erase private values by decision of the authority; the seals stay whole."""

    numbers: tuple[int, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class PassTime(Command):
    """Sent by the clock, not by a person."""
