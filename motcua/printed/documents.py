"""What each form says: plain, complete content, without rows of the database or figures to find.

A form is filled from the facts of a dossier and then stands for itself: the same form gives the
same bytes. Names, addresses and reasons are text as people wrote them. Forms of TT 01/2018/TT-VPCP
art. 9; what each holds follows `docs/forms.md`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.printed.documents_handing import HandedRow, HandOverList
from motcua.printed.documents_official import HeadCell, OfficialTable
from motcua.printed.documents_parts import (
    Contact,
    Head,
    LookUp,
    Party,
    Procedure,
    Proxy,
    Signature,
    aware,
)
from motcua.printed.documents_register import RegisterBook, RegisterRow
from motcua.printed.documents_review import (
    BacklogRow,
    LateRow,
    MeasureRow,
    NamedRow,
    ReviewReport,
)
from motcua.printed.documents_waiting import (
    ApologyBook,
    ApologyForm,
    ApologyRow,
    EarlierAppointment,
    StopNotice,
    SupplementForm,
    UnansweredSupplement,
)

__all__ = [
    "ApologyBook",
    "ApologyForm",
    "ApologyRow",
    "BacklogRow",
    "Contact",
    "ControlSlip",
    "Document",
    "EarlierAppointment",
    "Form",
    "HandOver",
    "HandOverList",
    "HandedRow",
    "Head",
    "HeadCell",
    "LateRow",
    "LookUp",
    "MeasureRow",
    "NamedRow",
    "OfficialTable",
    "PaperRow",
    "Party",
    "Procedure",
    "Proxy",
    "ReceiptForm",
    "Refusal",
    "RefusalForm",
    "RegisterBook",
    "RegisterRow",
    "ReviewReport",
    "Sheet",
    "Signature",
    "StopNotice",
    "SupplementForm",
    "UnansweredSupplement",
    "Verdict",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One paper handed in: originals, plain copies, certified copies (bản chứng thực)."""

    name: str
    originals: int = 0
    copies: int = 0
    certified: int = 0


class Sheet(StrEnum):
    """The two sheets (liên) of a receipt: one stays with the dossier, one goes to the applicant."""

    DOSSIER = "dossier"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptForm:
    """Form 01 (2018), giấy tiếp nhận hồ sơ và hẹn trả kết quả: NĐ 61/2018 art. 17(3).

    `limit` is the legal limit in words ("3 ngày làm việc"). `promised` with a time names the
    hour, a date alone says 'không hẹn giờ', None 'không hẹn trước ngày trả'. `fee` in đồng; None
    leaves the line out, 0 is printed. `return_at` says where and how the result is returned.
    `signed_by_applicant` False (online, post): the receptionist alone has a signature block.
    """

    head: Head
    look_up: LookUp
    applicant: Party
    procedure: Procedure
    papers: tuple[PaperRow, ...]
    sets: int
    limit: str
    received: datetime
    promised: datetime | date | None
    return_at: str
    receptionist: str
    owner: Party | None = None
    proxy: Proxy | None = None
    fee: int | None = None
    fee_note: str = ""
    register_volume: str | None = None
    register_number: str | None = None
    signed_by_applicant: bool = True
    sheets: tuple[Sheet, ...] = (Sheet.DOSSIER, Sheet.APPLICANT)
    demo: bool = False

    def __post_init__(self) -> None:
        aware(self.received, self.promised)
        if not self.sheets:
            raise ValueError("a receipt without sheets")


class Refusal(StrEnum):
    """What is refused on form 03: to take the dossier in, or to grant what it asks."""

    RECEPTION = "reception"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalForm:
    """Form 03 (2018), phiếu từ chối: of reception (NĐ 61 art. 17(1)(b)) or resolution (19(8)).

    `ground` is the chosen reason in words, `explanation` what was written to it (line breaks
    start paragraphs); both are compulsory. `look_up` is None when there never was a code.
    `submitted` is the moment an online dossier was sent in. `guidance`: how to file properly.
    """

    head: Head
    refusal: Refusal
    applicant: Party
    procedure: Procedure
    ground: str
    explanation: str
    signature: Signature
    look_up: LookUp | None = None
    owner: Party | None = None
    legal_basis: str | None = None
    guidance: str | None = None
    submitted: datetime | None = None
    contact: Contact | None = None
    signed_by_applicant: bool = True
    demo: bool = False

    def __post_init__(self) -> None:
        aware(self.submitted)
        if not (self.ground.strip() and self.explanation.strip()):
            raise ValueError("a refusal without a reason and its explanation")


class Verdict(StrEnum):
    """How the giver kept its time, as the receiver ticks it (kết quả giải quyết hồ sơ)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One hand-over with its two stamps. Not accepted yet: `receiver` and `accepted` are None."""

    giving_agency: str
    giver: str
    given: datetime
    receiving_agency: str
    receiver: str | None = None
    accepted: datetime | None = None
    verdict: Verdict | None = None
    note: str = ""

    def __post_init__(self) -> None:
        aware(self.given, self.accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip:
    """Form 05 (2018), phiếu kiểm soát quá trình giải quyết hồ sơ: NĐ 61 art. 18, 19.

    Drawn from the hand-over facts, never typed. It tells the state at `head.issued`.
    `competent` is the agency that resolves, `coordinating` those that take part.
    """

    head: Head
    look_up: LookUp
    applicant: Party
    procedure: Procedure
    competent: str
    limit: str
    received: datetime
    promised: datetime | date | None
    hand_overs: tuple[HandOver, ...]
    owner: Party | None = None
    coordinating: tuple[str, ...] = ()
    demo: bool = False

    def __post_init__(self) -> None:
        aware(self.received, self.promised)


Form = ReceiptForm | SupplementForm | RefusalForm | ApologyForm | ControlSlip | StopNotice
"""A form of one dossier, drawn by a circular."""

Document = Form | ApologyBook | RegisterBook | HandOverList | ReviewReport | OfficialTable
"""Whatever is printed: a form, or a book or list that no circular draws."""
