"""What can be asked of the figures, and in which order of days it makes sense."""

from dataclasses import dataclass
from datetime import date

from motcua.domain.refusal import Refused
from motcua.domain.tally import BASES, DOSSIER

BY = ("", "agency", "field", "procedure", "level")


@dataclass(frozen=True, slots=True)
class Question:
    """Figures of an agency and all under it, from `first` to `last` (local days, inclusive).

    `by` splits them into rows: the agency's own and one for each agency directly below with all
    under it, or fields, procedures, levels. `levels` keeps only units of these levels.
    `cohort`: of the dossiers received in the period, as they stand on the as-of day.
    `as_of`: only what was known by the end of that local day; None is now.
    """

    agency: str
    first: date
    last: date
    by: str = ""
    levels: tuple[str, ...] = ()
    basis: str = DOSSIER
    cohort: bool = False
    as_of: date | None = None

    def __post_init__(self) -> None:
        """Refused for a period that ends before it begins, or words that nobody knows."""
        if self.last < self.first:
            raise Refused("period_ends_before_it_begins", first=self.first, last=self.last)
        if self.as_of is not None and self.as_of < self.last:
            raise Refused("as_of_before_the_end", as_of=self.as_of, last=self.last)
        if self.basis not in BASES or self.by not in BY:
            raise Refused("bad_choice", value=self.by if self.basis in BASES else self.basis)
