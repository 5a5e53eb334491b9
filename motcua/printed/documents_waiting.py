"""Forms of a dossier that waits: for the citizen (form 02), or for the agency (form 04, its book);
and of one that is stopped, often because the waiting had no end.

Forms of TT 01/2018/TT-VPCP art. 9; the book of apologies (sổ xin lỗi) is drawn by no circular.
"""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.printed.documents_parts import (
    Contact,
    Head,
    LookUp,
    Party,
    Procedure,
    Signature,
    aware,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementForm:
    """Form 02 (2018), phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: NĐ 61 art. 17(1)(a), 19(4).

    `head.number` with its symbol ("12/HDHS"). `requested`: what is to be handed in or mended, an
    item a line; `reason` why; both are compulsory. `guidance`: how to do it. `answer_by` is the
    applicant's own time limit; None prints none. `look_up` is None before reception, when there
    is no code. `submitted` is the moment an online dossier was sent in. `guide` signs as người
    hướng dẫn.
    """

    head: Head
    applicant: Party
    procedure: Procedure
    requested: str
    reason: str
    guide: str
    look_up: LookUp | None = None
    owner: Party | None = None
    guidance: str | None = None
    answer_by: datetime | date | None = None
    submitted: datetime | None = None
    contact: Contact | None = None
    demo: bool = False

    def __post_init__(self) -> None:
        aware(self.answer_by, self.submitted)
        if not (self.requested.strip() and self.reason.strip()):
            raise ValueError("a request to supplement without its content and reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAppointment:
    """The appointment of a first apology, which a second one replaces by override of the head.

    `number` is the first form's ("03/PXL"), `reason` the head's own, each None if not printed.
    """

    promised: datetime | date
    number: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        aware(self.promised)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyForm:
    """Form 04 (2018), phiếu xin lỗi và hẹn lại ngày trả kết quả: NĐ 61 art. 19(9).

    `head` is the deciding agency's, `head.number` with its symbol ("03/PXL"). `received_by` is
    the unit that took the dossier in. `legal_due` as it stood when this was issued: an apology
    never changes it. `ground` is the chosen reason in words, `explanation` what was written to
    it (line breaks start paragraphs); both are compulsory. `copied_to`: who gets a copy, between
    "Như trên" and "Lưu: VT". `replaces`: only where the head allowed a second re-appointment.
    """

    head: Head
    look_up: LookUp
    applicant: Party
    procedure: Procedure
    field: str
    received: datetime
    received_by: str
    legal_due: datetime | date
    ground: str
    explanation: str
    reappointed: datetime | date
    signature: Signature
    owner: Party | None = None
    contact: Contact | None = None
    copied_to: tuple[str, ...] = ()
    replaces: EarlierAppointment | None = None
    demo: bool = False

    def __post_init__(self) -> None:
        aware(self.received, self.legal_due, self.reappointed)
        if not (self.ground.strip() and self.explanation.strip()):
            raise ValueError("an apology without a reason and its explanation")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredSupplement:
    """The supplement that was asked and never came: form 02's number, its day, the time limit."""

    number: str
    asked: datetime
    answer_by: datetime

    def __post_init__(self) -> None:
        aware(self.asked, self.answer_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice:
    """Form 05 (2025), thông báo dừng giải quyết hồ sơ; before, a letter (NĐ 30/2020/NĐ-CP).

    `head` is the deciding agency's, `head.number` the notice's own as the head gave it. `ground`
    is the chosen reason in words, `explanation` what was written to it; both are compulsory.
    `originals`: the papers that the applicant may fetch, at `received_by`, where a new dossier can
    be handed in too.
    """

    head: Head
    look_up: LookUp
    applicant: Party
    procedure: Procedure
    received: datetime
    received_by: str
    ground: str
    explanation: str
    signature: Signature
    unanswered: UnansweredSupplement | None = None
    originals: tuple[str, ...] = ()
    owner: Party | None = None
    copied_to: tuple[str, ...] = ()
    demo: bool = False

    def __post_init__(self) -> None:
        aware(self.received)
        if not (self.ground.strip() and self.explanation.strip()):
            raise ValueError("a notice of stopping without a reason and its explanation")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyRow:
    """One apology in the book.

    `sent` is the earliest proven sending and `manner` its way in words, both None while nothing
    was sent. `timely`: sent in the time that NĐ 61 art. 19(9) gives; None while unsent and still
    in time. `met`: the result was there on the day of `reappointed`; None while that is open.
    """

    code: str
    procedure: str
    legal_due: datetime | date
    reappointed: datetime | date
    sent: datetime | None = None
    manner: str | None = None
    timely: bool | None = None
    met: bool | None = None

    def __post_init__(self) -> None:
        aware(self.legal_due, self.reappointed, self.sent)
        if self.timely and self.sent is None:
            raise ValueError(f"an apology in time that was never sent: {self.code}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyBook:
    """Sổ xin lỗi: one agency's apologies of a period, in the order of `rows`. A4, landscape.

    It tells the state at `head.issued`. `agency` answers for the dossiers; `head` is of whoever
    prints. `first` and `last` are the first and the last day of the period.
    """

    head: Head
    agency: str
    first: date
    last: date
    rows: tuple[ApologyRow, ...]
    demo: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period that ends before it starts: {self.first} to {self.last}")
