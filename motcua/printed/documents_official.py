"""The content of an official table: one of TT 01/2020/TT-VPCP."""

from dataclasses import dataclass
from datetime import date

from motcua.printed.documents_parts import Head


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a table's head; it covers `across` columns and `down` rows."""

    words: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialTable:
    """One table of one agency and period. A4, landscape.

    `code` is the form's number, `form_note` what stands under the title where the period is older
    than the form. `widths` are shares of the sheet's width, one for each column; `rows` and
    `total` hold words and figures, one for each column. The first column numbers the lines.
    `sums` are the rows that sum those which follow them.
    """

    head: Head
    code: str
    title: str
    form_note: str
    measured: str
    agency: str
    first: date
    last: date
    as_of: date
    heads: tuple[tuple[HeadCell, ...], ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str | int, ...], ...]
    total: tuple[str | int, ...]
    sums: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    demo: bool = False
