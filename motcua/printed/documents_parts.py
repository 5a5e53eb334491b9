"""What several forms say alike: who issues, who asks, for what, who signs, whom to ask."""

from dataclasses import dataclass
from datetime import date, datetime


def aware(*moments: datetime | date | None) -> None:
    """ValueError for a time without zone; days alone and None pass."""
    for moment in moments:
        if isinstance(moment, datetime) and moment.utcoffset() is None:
            raise ValueError(f"a time without zone on a form: {moment.isoformat()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a document (NĐ 30/2020/NĐ-CP art. 8): who issues it, number, place, moment.

    `issuer` is printed bold, `above` (the agency that it belongs to) over it; both in ordinary
    letters, the form sets them in capitals. `number` as it is written after "Số:", None if the
    document has none. `issued` is the document's own instant: its date, the form set in force
    and the PDF's time stamp come from it.
    """

    issuer: str
    place: str
    issued: datetime
    above: str | None = None
    number: str | None = None

    def __post_init__(self) -> None:
        aware(self.issued)

    @property
    def name(self) -> str:
        """The issuer as running text names it: unit, then the agency it belongs to."""
        return f"{self.issuer}, {self.above}" if self.above else self.issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """How a citizen follows the dossier: its code, and the public page's address (TT 01 art. 19).

    `address` is the page's full address without any query. The code alone goes into the drawn
    square; `secret` (4 characters) is printed beside it, on the applicant's receipt only.
    """

    code: str
    address: str
    secret: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or organisation: applicant or owner. None leaves a dotted line.

    `identity` is the whole text with its kind ("CCCD 052190001234"); None leaves it out.
    """

    name: str
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Who acts for the applicant (người được ủy quyền), and by which paper, if known."""

    name: str
    identity: str | None = None
    phone: str | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What is asked for: the procedure's name, and its national code if it has one."""

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: lines of authority ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") and the name below."""

    titles: tuple[str, ...]
    name: str
    hint: str = "(Ký và ghi rõ họ tên)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask. None leaves the part out."""

    officer: str | None = None
    phone: str | None = None
    address: str | None = None
