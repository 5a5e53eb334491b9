"""The hand-over list (danh sách bàn giao): what one unit gave another, to be signed by both."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.printed.documents_parts import Head, aware


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedRow:
    """One dossier that was given. `papers` are those that go with it, each with its counts.

    `promised` None: no limit. `note` says what sort of hand-over it was, '' for an ordinary one.
    """

    code: str
    name: str
    procedure: str
    papers: tuple[str, ...]
    promised: datetime | None
    given: datetime
    note: str = ""

    def __post_init__(self) -> None:
        aware(self.promised, self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverList:
    """What `giving` handed over to `receiving` on `day`, in the order in which it was given.

    `at` is set where the list is of one hand-over of many, not of the whole day. `giver` is who
    gave, None where that was not one person alone: then the line is left to be filled in.
    `left_out` counts what was given besides and is not printed here.
    """

    head: Head
    giving: str
    receiving: str
    day: date
    rows: tuple[HandedRow, ...]
    at: datetime | None = None
    giver: str | None = None
    left_out: int = 0
    demo: bool = False

    def __post_init__(self) -> None:
        aware(self.at)
        if not self.rows:
            raise ValueError("a hand-over list of nothing")
