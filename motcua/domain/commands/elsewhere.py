"""Requests that bring in what was written down elsewhere: in a paper book, in another system."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.commands.life import Command, NewFile
from motcua.domain.facts.base import PaperCount
from motcua.domain.party import Party
from motcua.domain.roles import Role

PAPER = "paper"
"""The source of what came from a paper book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterFromBook(Command):
    """One line of the paper register of `agency`, entered afterwards.

    `book` and `number` say where it stands, `line` what stands there word for word; `explanation`
    why it was not entered at the time.
    """

    agency: str
    procedure: str
    applicant: Party
    secret: str
    book: str
    number: str
    line: tuple[tuple[str, str], ...]
    explanation: str
    received: datetime
    promised: date | None = None
    finished: datetime | None = None
    result_number: str = ""
    returned: datetime | None = None
    collected_by: str = ""
    content: str = ""
    sets: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAct:
    """One act that another system wrote down: `kind` is one of domain.decisions.history.ACTS.

    `recorded` is that system's own stamp, `person` an account here (0 for none), `name` who it was
    there. What the other fields mean follows from the kind.
    """

    kind: str
    happened: datetime
    recorded: datetime | None = None
    agency: str = ""
    role: Role = Role.RECEPTIONIST
    person: int = 0
    name: str = ""
    to_agency: str = ""
    to_role: Role = Role.OFFICER
    number: str = ""
    day: date | None = None
    due: date | None = None
    words: str = ""
    files: tuple[NewFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportHistory(Command):
    """The whole life of one dossier as another system tells it; `code` is the one it bears."""

    source: str
    code: str
    other_codes: tuple[str, ...] = ()
    agency: str
    procedure: str
    applicant: Party
    secret: str
    received: PastAct
    promised: date | None = None
    channel: str = "direct"
    return_manner: str = "counter"
    sets: int = 1
    content: str = ""
    papers: tuple[PaperCount, ...] = ()
    files: tuple[tuple[str, tuple[NewFile, ...]], ...] = ()
    acts: tuple[PastAct, ...] = ()
