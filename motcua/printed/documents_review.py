"""The report of a monthly review to the authority above: NĐ 30/2020/NĐ-CP, art. 8 and Phụ lục I.

What it must say was ordered (the chairman's order of March 2020 asks for a monthly review); no
circular draws it, so its tables are ours.
"""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.printed.documents_parts import Head, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogRow:
    """A division or commune over the order's rule, with the line that it got."""

    unit: str
    overdue: int
    in_process: int
    counted: str
    conclusion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """A collective or person: late time in words, in how many dossiers, what was concluded."""

    name: str
    time: str
    dossiers: int
    cause: str
    responsibility: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure of the month before, and whether it worked."""

    name: str
    measure: str
    worked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """One late dossier of the annex. `ended` None: still open at the end of the period."""

    code: str
    due: datetime
    ended: datetime | None
    holder: str
    time: str
    reason: str
    apology: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReport:
    """Báo cáo kết quả kiểm điểm hồ sơ trễ hạn. A4, portrait, with an annex of the dossiers.

    `symbol` follows the number ("BC-UBND"). `order` names the order it answers. `draft`: not yet
    signed, and says so. `backlog_percent`: the order's rule.
    """

    head: Head
    symbol: str
    addressee: str
    order: str
    first: date
    last: date
    to_resolve: int
    late: int
    in_process: int
    overdue: int
    backlog_percent: int
    backlog: tuple[BacklogRow, ...]
    collectives: tuple[NamedRow, ...]
    people: tuple[NamedRow, ...]
    before: tuple[MeasureRow, ...]
    answers: int
    statement: str
    rows: tuple[LateRow, ...]
    signature: Signature
    draft: bool = False
    demo: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period that ends before it starts: {self.first} to {self.last}")
