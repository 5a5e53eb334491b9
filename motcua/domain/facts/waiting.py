"""Facts of waiting and of time: NĐ 61/2018/NĐ-CP articles 15(3), 17(2), 19(4), 19(5)."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.facts.base import Alarm, Fact, Number, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionSupplementAsked(Fact):
    """T4: before reception, once: what is missing, why, how to mend it. Form 02, no code."""

    form_number: Number
    procedure: str
    version: int
    receiving: str
    competent: str
    channel: str
    applicant: Secret
    content: Secret
    explanation: Secret
    guidance: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Fact):
    """T9: the officer asks for a supplement; the one-stop alone may tell the citizen.

    `late`: asked later than the law allows, with the head's approval. `further`: not the first
    in process, an override by the head. Both are counted.
    """

    number: int
    late: bool
    further: bool
    answer_days: int
    content: Secret
    explanation: Secret
    guidance: Secret
    override: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementNotified(Fact):
    """T9: form 02 went to the citizen; the clock stands from now, unless it was overdue."""

    number: int
    form_number: Number
    answer_by: datetime
    stops: bool
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementReceived(Fact):
    """T10: the citizen brought what was asked; the one-stop took it in."""

    number: int
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementExpired(Fact):
    """T11: the citizen's own time limit for the supplement passed."""

    number: int
    answer_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentAsked(Fact):
    """T12: the citizen has to pay first: notice with number, date and amount (đồng)."""

    number: int
    notice_number: Secret
    notice_date: date
    amount: int
    stops: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentConfirmed(Fact):
    """T12: treasury or bank confirmed the payment; the clock runs again."""

    number: int
    evidence: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitExtended(Fact):
    """The head used an extension that the procedure names: its code, how much (`whole`: in the
    limit's place), the article, and the document by which verification was ordered."""

    extension: str
    limit: str
    whole: bool
    basis: str
    document_number: Secret
    document_date: date
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDueMoved(Fact):
    """The legal due date moved, by law or decision only: old, new, why, on what basis.

    `overdue_from` is None, and there are no alarms, while the clock stands for the citizen.
    """

    old: datetime
    new: datetime
    overdue_from: datetime | None
    cause: str
    basis: str
    policy: str
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionClockMoved(Fact):
    """The end of the reception clock moved: a day off was declared after the dossier was sent.

    `alarms` are those of the reception clock that are still to ring; `basis` is the decision's
    number.
    """

    old: datetime
    new: datetime
    basis: str
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAsked(Fact):
    """T8: the lead agency asks another for its opinion, by a date (art. 19(5))."""

    number: int
    agency: str
    answer_by: datetime
    content: Secret
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Fact):
    """The consulted agency answered; `late` if after the date it was asked for."""

    number: int
    late: bool
    content: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRang(Fact):
    """Time reached a moment that somebody has to be told of; each moment once."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumped(Fact):
    """The machine's time ran backwards: this entry bears the last known time instead."""

    shown: datetime
