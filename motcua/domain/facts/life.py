"""Facts of the way from reception to return: NĐ 61/2018/NĐ-CP articles 17 to 21."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.facts.base import Alarm, Fact, Number, PaperCount, Secret
from motcua.domain.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(Fact):
    """T1: sent online, not yet taken in. `receive_by`: the end of the reception clock of the
    receiving unit, None while no rule set one. The promise to the citizen starts at reception."""

    portal_code: str
    procedure: str
    version: int
    receiving: str
    competent: str
    channel: str
    return_manner: str
    papers: tuple[PaperCount, ...]
    file_names: Secret
    receive_by: datetime | None
    alarms: tuple[Alarm, ...]
    applicant: Secret
    owner: Secret
    proxy: Secret
    content: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Fact):
    """T2: the one-stop took the dossier in, and promised a date (NĐ 61/2018 art. 17)."""

    code: Number
    procedure: str
    version: int
    receiving: str
    competent: str
    returning: str
    channel: str
    return_manner: str
    sets: int
    papers: tuple[PaperCount, ...]
    limit: str
    due: datetime | None
    overdue_from: datetime | None
    alarms: tuple[Alarm, ...]
    step: int
    applicant: Secret
    owner: Secret
    proxy: Secret
    content: Secret
    secret: Secret
    override: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionRefused(Fact):
    """T5: not taken in, with the reason, on form 03 with a running number (art. 17(1)(b))."""

    form_number: Number
    procedure: str
    version: int
    receiving: str
    competent: str
    channel: str
    reason: str
    papers: tuple[PaperCount, ...]
    applicant: Secret
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Fact):
    """T6, T7, T13: given to the next one; it belongs to the giver until accepted (art. 18)."""

    leg: int
    step: int
    agency: str
    role: Role
    person: int | None
    for_signature: bool
    back: bool
    reason: str
    explanation: Secret
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAccepted(Fact):
    """The second stamp of a hand-over. `due`: the end of this leg's own limit, if it has one;
    `overdue_from`: the first instant beyond it."""

    leg: int
    due: datetime | None
    overdue_from: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRecalled(Fact):
    """The giver took a hand-over back before anyone accepted it."""

    leg: int
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDeclined(Fact):
    """The receiver sent a hand-over back without accepting it, with the reason."""

    leg: int
    reason: str
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned(Fact):
    """A head gave the work of one person to another of the same agency; no clock restarts."""

    leg: int
    person: int
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Fact):
    """T13: the one who may decide approved the draft result (art. 19(2))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(Fact):
    """T13: the result exists: number, date, signed file (art. 19(3)). The clock stops here."""

    result_number: Secret
    result_date: date
    files: tuple[str, ...]
    file_names: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Fact):
    """T14: the agency declines to grant it, with the reason, on form 03 (art. 19(8))."""

    form_number: Number
    reason: str
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Fact):
    """T15: the applicant took the dossier back; the request is on file."""

    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Fact):
    """T16: the agency's head stopped it on a ground the law names, by a numbered document."""

    reason: str
    document_number: Secret
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Fact):
    """T18: the result was handed to the citizen (art. 20)."""

    manner: str
    collected_by: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCorrected(Fact):
    """What was written at reception was wrong: the new words; the old ones stay in history."""

    applicant: Secret
    owner: Secret
    content: Secret
    papers: tuple[PaperCount, ...] | None
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultCorrected(Fact):
    """T19: an error of the agency in the result, mended at its cost (art. 21)."""

    result_number: Secret
    result_date: date
    files: tuple[str, ...]
    file_names: Secret
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAttached(Fact):
    """A scan of a paper, or a draft of the result, was put with the dossier."""

    paper: str
    files: tuple[str, ...]
    file_names: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePassed(Fact):
    """The end of the legal due date passed without a result. Noticed by the clock."""

    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateErased(Fact):
    """Private values of this dossier were erased by decision; their digests still stand."""

    numbers: tuple[int, ...]
    basis: str
