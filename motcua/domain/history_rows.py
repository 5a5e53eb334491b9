"""The files of another system's history, row by row, as requests (docs/import-history.md).

Pure: rows come in as dictionaries, what names an agency, a person or a file is asked of `Around`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from motcua.domain import commands as do
from motcua.domain.commands.elsewhere import PastAct
from motcua.domain.decisions.history_acts import ACTS
from motcua.domain.facts.base import PaperCount
from motcua.domain.local_time import VIETNAM
from motcua.domain.numbering import kept_code
from motcua.domain.party import Party, read_party
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import read_date

T = TypeVar("T")
Row = Mapping[str, str]

DOSSIERS = (
    *("code", "other_codes", "agency", "procedure", "received", "received_recorded", "received_by"),
    *("promised", "channel", "return_manner", "sets", "content", "applicant_name"),
    *("applicant_kind", "applicant_identity", "applicant_birth", "applicant_sex"),
    *("applicant_address", "applicant_phone", "applicant_email", "applicant_tax_code"),
)
STEPS = (
    *("code", "kind", "happened", "recorded", "agency", "role", "person", "to_agency", "to_role"),
    *("number", "day", "due", "words", "file"),
)
PAPERS = ("code", "paper", "originals", "copies", "file")
NEEDED = {
    "dossiers": ("code", "agency", "procedure", "received", "applicant_name"),
    "steps": ("code", "kind", "happened"),
    "papers": ("code", "paper"),
}
SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Wrong(NamedTuple):
    """One thing wrong: in which file, line and column, as a refusal."""

    file: str
    line: int
    column: str
    no: Refused


@dataclass(frozen=True, slots=True)
class Around:
    """What the rows name: agencies by either identifier, people by user name, files by place."""

    agency: Callable[[str], str]
    person: Callable[[str], int]
    file: Callable[[str], do.NewFile]
    today: date
    secret: Callable[[], str]


@dataclass
class History:
    """One dossier of the files: its rows with their line numbers."""

    line: int
    row: Row
    steps: list[tuple[int, Row]] = field(default_factory=list)
    papers: list[tuple[int, Row]] = field(default_factory=list)


class _Reader:
    """Reads cells of one row and collects what is wrong with all of them."""

    def __init__(self, file: str, line: int, row: Row, wrong: list[Wrong]) -> None:
        self.file, self.line, self.row, self.wrong = file, line, row, wrong

    def text(self, column: str) -> str:
        return (self.row.get(column) or "").strip()

    def read(self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        text = self.text(column)
        if not text:
            return otherwise
        try:
            return reader(text)
        except Refused as no:
            self.wrong.append(Wrong(self.file, self.line, column, no))
            return otherwise

    def need(self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        if not self.text(column):
            no = Refused("bad_text", field=column, why="empty", expected="")
            self.wrong.append(Wrong(self.file, self.line, column, no))
        return self.read(column, reader, otherwise)


def histories(
    dossiers: Iterable[Row], steps: Iterable[Row], papers: Iterable[Row]
) -> tuple[list[History], list[Wrong]]:
    """The rows of each dossier together; wrong: a code twice, a step or paper of no dossier."""
    found: dict[str, History] = {}
    wrong: list[Wrong] = []
    for line, row in enumerate(dossiers, start=2):
        code = kept_code(row.get("code") or "")
        if code in found:
            no = Refused("code_twice", code=code, line=found[code].line)
            wrong.append(Wrong("dossiers.csv", line, "code", no))
        else:
            found[code] = History(line, row)
    for name, rows in (("steps", steps), ("papers", papers)):
        for line, row in enumerate(rows, start=2):
            code = kept_code(row.get("code") or "")
            if code not in found:
                no = Refused("code_unknown_here", code=code)
                wrong.append(Wrong(f"{name}.csv", line, "code", no))
            else:
                getattr(found[code], name).append((line, row))
    return list(found.values()), wrong


def read_history(
    source: str, history: History, around: Around
) -> tuple[do.ImportHistory | None, list[Wrong]]:
    """The request that these rows make; None, with everything that is wrong, if they make none."""
    wrong: list[Wrong] = []
    cells = _Reader("dossiers.csv", history.line, history.row, wrong)
    agency = cells.need("agency", around.agency, "")
    beginning = datetime(2000, 1, 1, tzinfo=VIETNAM)
    received = PastAct(
        kind="received",
        happened=cells.need("received", _moment("received"), beginning),
        recorded=cells.read("received_recorded", _moment("received_recorded"), None),
        agency=agency,
        role=Role.RECEPTIONIST,
        person=around.person(cells.text("received_by")),
        name=cells.text("received_by")[:200],
    )
    acts = [_act(line, row, around, wrong) for line, row in history.steps]
    counts, files = _papers(history.papers, around, wrong)
    applicant = cells.need("applicant_name", lambda _: _party(history, around), None)
    if wrong or applicant is None:
        return None, wrong
    command = do.ImportHistory(
        source=source,
        code=cells.text("code"),
        other_codes=tuple(cells.text("other_codes").split()),
        agency=agency,
        procedure=cells.text("procedure"),
        applicant=applicant,
        secret=around.secret(),
        received=received,
        promised=cells.read("promised", lambda text: read_date(text, field="promised"), None),
        channel=cells.text("channel") or "direct",
        return_manner=cells.text("return_manner") or "counter",
        sets=cells.read("sets", _whole("sets"), 1),
        content=cells.text("content"),
        papers=counts,
        files=files,
        acts=tuple(sorted(acts, key=lambda act: act.happened)),
    )
    return (None, wrong) if wrong else (command, [])


def _act(line: int, row: Row, around: Around, wrong: list[Wrong]) -> PastAct:
    cells = _Reader("steps.csv", line, row, wrong)
    name = cells.text("person")
    file = cells.read("file", around.file, None)
    return PastAct(
        kind=cells.need("kind", _kind, "accept"),
        happened=cells.need("happened", _moment("happened"), datetime(2000, 1, 1, tzinfo=VIETNAM)),
        recorded=cells.read("recorded", _moment("recorded"), None),
        agency=cells.read("agency", around.agency, ""),
        role=cells.read("role", _role, Role.RECEPTIONIST),
        person=around.person(name),
        name=name[:200],
        to_agency=cells.read("to_agency", around.agency, ""),
        to_role=cells.read("to_role", _role, Role.OFFICER),
        number=cells.text("number")[:200],
        day=cells.read("day", lambda text: read_date(text, field="day"), None),
        due=cells.read("due", lambda text: read_date(text, field="due"), None),
        words=cells.text("words")[:2000],
        files=(file,) if file else (),
    )


def _papers(
    rows: Iterable[tuple[int, Row]], around: Around, wrong: list[Wrong]
) -> tuple[tuple[PaperCount, ...], tuple[tuple[str, tuple[do.NewFile, ...]], ...]]:
    counts: dict[str, PaperCount] = {}
    files: dict[str, list[do.NewFile]] = {}
    for line, row in rows:
        cells = _Reader("papers.csv", line, row, wrong)
        code = cells.need("paper", str, "")[:40]
        originals = cells.read("originals", _whole("originals"), 0)
        counts[code] = PaperCount(code, originals, cells.read("copies", _whole("copies"), 0))
        file = cells.read("file", around.file, None)
        if file is not None:
            files.setdefault(code, []).append(file)
    return tuple(counts.values()), tuple((code, tuple(kept)) for code, kept in files.items())


def _party(history: History, around: Around) -> Party | None:
    row = history.row
    fields = ("name", "kind", "identity", "birth", "sex", "address", "phone", "email", "tax_code")
    typed = {name: row.get(f"applicant_{name}") or "" for name in fields}
    try:
        return read_party(typed, around.today)
    except Refused as no:
        errors = no.facts["errors"]
        assert isinstance(errors, tuple)
        first = errors[0]
        raise Refused(
            "bad_fields", field=first.field, why=first.why, expected=first.expected
        ) from None


def _moment(column: str) -> Callable[[str], datetime]:
    def read(text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            expected = "2020-02-03T08:00"
            raise Refused("bad_date", field=column, why="shape", expected=expected) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)

    return read


def _whole(column: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 2):
            raise Refused("bad_count", field=column, expected="0–99")
        return int(text)

    return read


def _kind(text: str) -> str:
    if text not in ACTS:
        raise Refused("bad_choice", field="kind", expected=tuple(ACTS))
    return text


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise Refused("bad_choice", field="role", expected=tuple(Role)) from None
