"""Many people, one procedure: the rows of the page, each read as a reception of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.domain.refusal import Refused
from motcua.reads.reception import Chosen, Counter
from motcua.web.desk.reception_card import scanned_cards
from motcua.web.desk.reception_form import APPLICANT, Reception, Typed, read_reception
from motcua.web.desk.reception_page import new_key
from motcua.web.desk.reception_words import LABELS, Problem, problems_of

FIELDS = ("identity", "name", "birth", "address", "phone")
AT_FIRST, MORE, MOST = 5, 5, 50
OWN = "row"


@dataclass(frozen=True, slots=True)
class Row:
    """One person as typed. `problems` are of this row alone, each at one of its fields."""

    number: int
    typed: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def blank(self) -> bool:
        """Nobody was typed or scanned here."""
        return not self.problems and not any(
            self.typed.get(APPLICANT + name, "").strip() for name in FIELDS
        )

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Its fields as the table draws them."""
        errors = {problem.field: problem.at_field for problem in self.problems}
        return [
            {
                "name": f"{OWN}-{self.number}-{name}",
                "label": LABELS[name],
                "value": self.typed.get(APPLICANT + name, ""),
                "error": errors.get(APPLICANT + name, ""),
            }
            for name in FIELDS
        ]

    @property
    def elsewhere(self) -> list[str]:
        """What is wrong with the row as a whole, or with papers that all rows share."""
        own = {APPLICANT + name for name in FIELDS}
        return [problem.words for problem in self.problems if problem.field not in own]


def rows_of(typed: Typed, count: int, today: date) -> list[Row]:
    """So many rows as they were typed; scanned citizen cards are taken apart."""
    rows = []
    for number in range(1, count + 1):
        own = {APPLICANT + name: typed.get(f"{OWN}-{number}-{name}", "").strip() for name in FIELDS}
        own["key"] = typed.get(f"{OWN}-{number}-key") or str(new_key())
        scanned = scanned_cards(own, today)
        rows.append(Row(number, scanned.typed, scanned.problems))
    return rows


def read_row(
    row: Row, typed: Typed, counter: Counter, chosen: Chosen
) -> tuple[Reception | None, Row]:
    """The reception of one row, with the papers and manners that all share."""
    if row.problems:
        return None, row
    shared = {name: value for name, value in typed.items() if not name.startswith(OWN)}
    reception, problems = read_reception({**shared, **row.typed}, counter, chosen)
    if problems:
        return None, Row(row.number, row.typed, tuple(problems))
    return reception, row


def refused_row(row: Row, no: Refused, chosen: Chosen) -> Row:
    """The row with what the rules said against it."""
    return Row(row.number, row.typed, tuple(problems_of(no, chosen.procedure)))
