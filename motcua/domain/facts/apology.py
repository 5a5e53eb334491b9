"""Facts of lateness as a legal act: apology and one new date (NĐ 61/2018/NĐ-CP art. 19(9))."""

from dataclasses import dataclass
from datetime import datetime

from motcua.domain.facts.base import Fact, Number, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyProposed(Fact):
    """A draft of form 04: reason by code and in words, and the new date proposed."""

    number: int
    reason: str
    new_date: datetime
    explanation: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyApproved(Fact):
    """The agency's head approved it; it is numbered from the agency's outgoing register.

    `further`: not the first re-appointment, by the head's written override; counted.
    """

    number: int
    form_number: Number
    further: bool
    override: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologySent(Fact):
    """The applicant was told, with proof; the promised date shown to them is now the new one.

    `timely`: sent on or before the last working day before the day of the legal due date;
    `timely_by_calendar` reads that day as a calendar day. The legal due date itself never moves.
    """

    number: int
    manner: str
    proof: Secret
    new_date: datetime
    timely: bool
    timely_by_calendar: bool
