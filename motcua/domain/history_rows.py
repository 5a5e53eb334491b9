"""The files of another system's history, row by row, as requests (docs/import-history.md).

Pure: rows come in as dictionaries, what names an agency, a person or a file is asked of `Around`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.domain import commands as do
from motcua.domain.commands.elsewhere import PastAct
from motcua.domain.facts.base import PaperCount
from motcua.domain.history_cells import Cells, Row, Wrong, kind, moment, role, whole
from motcua.domain.local_time import VIETNAM
from motcua.domain.numbering import kept_code
from motcua.domain.party import Party, read_party
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import read_date

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
    cells = Cells("dossiers.csv", history.line, history.row, wrong)
    received = _reception(cells, around)
    acts = [_act(line, row, around, wrong) for line, row in history.steps]
    counts, files = _papers(history.papers, around, wrong)
    applicant = cells.need("applicant_name", lambda _: _party(history, around), None)
    if wrong or applicant is None:
        return None, wrong
    command = do.ImportHistory(
        source=source,
        code=cells.text("code"),
        other_codes=tuple(cells.text("other_codes").split()),
        agency=received.agency,
        procedure=cells.text("procedure"),
        applicant=applicant,
        secret=around.secret(),
        received=received,
        promised=cells.read("promised", lambda text: read_date(text, field="promised"), None),
        channel=cells.text("channel") or "direct",
        return_manner=cells.text("return_manner") or "counter",
        sets=cells.read("sets", whole("sets"), 1),
        content=cells.text("content"),
        papers=counts,
        files=files,
        acts=tuple(sorted(acts, key=lambda act: act.happened)),
    )
    return (None, wrong) if wrong else (command, [])


BEGINNING = datetime(2000, 1, 1, tzinfo=VIETNAM)
"""Stands for a moment that could not be read; the row is refused anyway."""


def _reception(cells: Cells, around: Around) -> PastAct:
    name = cells.text("received_by")
    return PastAct(
        kind="received",
        happened=cells.need("received", moment("received"), BEGINNING),
        recorded=cells.read("received_recorded", moment("received_recorded"), None),
        agency=cells.need("agency", around.agency, ""),
        role=Role.RECEPTIONIST,
        person=around.person(name),
        name=name[:200],
    )


def _act(line: int, row: Row, around: Around, wrong: list[Wrong]) -> PastAct:
    cells = Cells("steps.csv", line, row, wrong)
    name = cells.text("person")
    file = cells.read("file", around.file, None)
    return PastAct(
        kind=cells.need("kind", kind, "accept"),
        happened=cells.need("happened", moment("happened"), BEGINNING),
        recorded=cells.read("recorded", moment("recorded"), None),
        agency=cells.read("agency", around.agency, ""),
        role=cells.read("role", role, Role.RECEPTIONIST),
        person=around.person(name),
        name=name[:200],
        to_agency=cells.read("to_agency", around.agency, ""),
        to_role=cells.read("to_role", role, Role.OFFICER),
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
        cells = Cells("papers.csv", line, row, wrong)
        code = cells.need("paper", str, "")[:40]
        originals = cells.read("originals", whole("originals"), 0)
        counts[code] = PaperCount(code, originals, cells.read("copies", whole("copies"), 0))
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
