"""Lines of a paper register: each is checked at once, as the door would, before any is entered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from motcua.domain import commands as do
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.decisions import decide
from motcua.domain.dossier import Dossier
from motcua.domain.facts import By
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.domain.paper_book import KEYS, Book, read_line
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import search_key
from motcua.models import BookEntry, DossierCode, Fact, PrivateValue
from motcua.models import Dossier as DossierRow
from motcua.models.law import Reference, reference
from motcua.reads.words import refusal_words

BOOKS = UUID("2f1b4f3a-0c0e-5d5b-9f0e-6d6f74637561")
"""The space of names in which a line of a book is a dossier's key."""
CHECKED = "KKKK"
"""Stands for the secret while a line is only checked."""
OF_KEY = {
    "procedure_not_in_force": "procedure",
    "unknown_procedure": "procedure",
    "not_received_here": "procedure",
    "explanation_too_short": "number",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell, in words."""

    key: str
    words: str


@dataclass
class Checked:
    """One line of a sheet: right, wrong or known (entered before, word for word)."""

    row: int
    line: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    state: str = "right"
    code: str = ""

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        told = [{"key": one.key, "words": one.words} for one in self.problems]
        return {
            "row": self.row,
            "line": self.line,
            "state": self.state,
            "problems": told,
            "code": self.code,
        }


def key_of_line(agency: str, book: str, number: str) -> UUID:
    """The key of the dossier that a line of a book is: the same line, the same dossier."""
    return uuid5(BOOKS, "\n".join((agency, search_key(book), search_key(number))))


def book_of(agency: str, name: str, explanation: str) -> Book:
    """The book of an agency, with the calendar by which its days are read."""
    return Book(agency, name, explanation, reference().calendar_of(agency))


def check_lines(book: Book, lines: list[Checked], person: int, now: datetime) -> None:
    """Find everything that is wrong with these lines, and which were entered before."""
    known = reference()
    for one in lines:
        if not one.problems:
            _check(one, book, known, person, now)
    _twice(book, lines)
    _entered(book, lines)
    for one in lines:
        if one.problems:
            one.state = "wrong"


def _check(one: Checked, book: Book, known: Reference, person: int, now: datetime) -> None:
    command, wrong = read_line(one.line, book, local_day(now), CHECKED)
    if command is None:
        one.problems += [Problem(each.key, refusal_words(each.no)) for each in wrong]
        return
    try:
        procedure = known.in_force(command.procedure, local_day(command.received))
        law = Law(procedure, known.agencies, known.calendar_of, lambda _: (), known.rules)
        decide(Dossier(), command, By(person, book.agency, Role.RECEPTIONIST), now, law)
    except Refused as no:
        one.problems.append(problem_of(no))
    except CalendarTooShort as short:
        words = _("Lịch làm việc chưa có năm %(year)s.") % {"year": short.year}
        one.problems.append(Problem("received", words))


def problem_of(no: Refused) -> Problem:
    """The cell that a refusal is about, and its sentence."""
    key = str(no.facts.get("field", "")) or OF_KEY.get(no.reason, "number")
    return Problem(key if key in KEYS else "number", refusal_words(no))


def _twice(book: Book, lines: Iterable[Checked]) -> None:
    rows: dict[UUID, list[Checked]] = {}
    for one in lines:
        if one.line.get("number", "").strip():
            rows.setdefault(_key(book, one), []).append(one)
    for same in rows.values():
        if len(same) > 1:
            told = ", ".join(str(one.row) for one in same)
            words = _("Số này có ở nhiều dòng: %(rows)s. Giữ một dòng.") % {"rows": told}
            for one in same:
                one.problems.append(Problem("number", words))


def _key(book: Book, one: Checked) -> UUID:
    return key_of_line(book.agency, book.name, one.line.get("number", ""))


def _entered(book: Book, lines: Iterable[Checked]) -> None:
    by_key = {_key(book, one): one for one in lines if not one.problems}
    codes = dict(DossierRow.objects.filter(key__in=list(by_key)).values_list("key", "code"))
    before = _stood(codes)
    for key, code in codes.items():
        one = by_key[key]
        one.code = code
        kept = {name: text.strip() for name, text in one.line.items() if text.strip()}
        if before.get(key) in (None, kept):
            one.state = "known"
        else:
            words = _("Số này đã nhập với nội dung khác: hồ sơ %(code)s.") % {"code": code}
            one.problems.append(Problem("number", words))


def _stood(keys: Iterable[UUID]) -> dict[UUID, dict[str, str] | None]:
    """What stood in the lines from which these dossiers came; None where it was erased."""
    rows = Fact.objects.filter(dossier_id__in=list(keys), kind="BroughtIn")
    places = {
        (key, body["basis"]["number"])
        for key, body in rows.values_list("dossier_id", "body")
        if body["basis"]
    }
    values = PrivateValue.objects.filter(dossier_id__in=[key for key, _ in places])
    found: dict[UUID, dict[str, str] | None] = {}
    for key, number, value in values.values_list("dossier_id", "number", "value"):
        if (key, number) in places:
            found[key] = value.get("line") if isinstance(value, dict) else None
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """An upload as its page shows it."""

    id: UUID
    at: datetime
    file_name: str
    book: str
    explanation: str
    right: int
    wrong: int
    known: int
    done: int
    lines: list[dict[str, Any]] | None

    @property
    def total(self) -> int:
        """All lines."""
        return self.right + self.wrong + self.known + self.done


def entry_of(key: UUID, agency: str) -> Entry | None:
    """An upload of this agency."""
    row = BookEntry.objects.filter(id=key, agency=agency).first()
    return _entry(row, row.lines) if row else None


def entries_of(agency: str) -> list[Entry]:
    """The latest uploads of an agency, without their lines."""
    rows = BookEntry.objects.filter(agency=agency).defer("lines").order_by("-at")[:10]
    return [_entry(row, None) for row in rows]


def _entry(row: BookEntry, lines: list[dict[str, Any]] | None) -> Entry:
    return Entry(
        row.id,
        row.at,
        row.file_name,
        row.book,
        row.explanation,
        row.right,
        row.wrong,
        row.known,
        row.done,
        lines,
    )


def to_enter(
    entry: Entry, agency: str, most: int, now: datetime, secret: Any
) -> list[tuple[dict[str, Any], UUID, do.EnterFromBook]]:
    """The next lines that are right and not entered yet, as requests with their keys."""
    book, found = book_of(agency, entry.book, entry.explanation), []
    for one in entry.lines or ():
        if one["state"] != "right":
            continue
        command, _wrong = read_line(one["line"], book, local_day(now), secret())
        if command is not None:
            found.append((one, key_of_line(agency, entry.book, command.number), command))
        if len(found) == most:
            break
    return found


def codes_of(keys: Iterable[UUID]) -> Mapping[UUID, str]:
    """Codes of dossiers that are there."""
    return dict(DossierCode.objects.filter(key__in=list(keys)).values_list("key", "code"))
