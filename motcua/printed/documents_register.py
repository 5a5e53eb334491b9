"""The register of dossiers (form 06 of TT 01/2018/TT-VPCP, sổ theo dõi hồ sơ): A4, landscape."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.printed.documents_parts import Head, aware


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One dossier as the register has it: the form's thirteen columns but the signature.

    `number` counts from the beginning of the period. `due` None: no limit; `returned` None: the
    result is not handed out yet.
    """

    number: int
    code: str
    procedure: str
    sets: int
    name: str
    address: str
    phone: str
    competent: str
    received: datetime
    due: datetime | None
    returned: datetime | None
    manner: str
    note: str

    def __post_init__(self) -> None:
        aware(self.received, self.due, self.returned)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBook:
    """What one agency received from `first` to `last`, in order of reception.

    `goes_on`: the period has more lines than are printed here, and the next part begins after the
    last of them.
    """

    head: Head
    agency: str
    first: date
    last: date
    rows: tuple[RegisterRow, ...]
    goes_on: bool = False
    demo: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period that ends before it starts: {self.first} to {self.last}")
