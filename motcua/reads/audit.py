"""verify: does every row still say what its facts say, and does every seal hold?

Checks are functions that return findings and never raise: a broken log is a finding too.
What concerns the whole database and no single dossier stands in `reads/audit_whole.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

import orjson

from motcua.domain.blanks import Filed, digest
from motcua.domain.codec import decode, field_types, instant
from motcua.domain.desk import DeskRow, desk_rows
from motcua.domain.dossier import Dossier, DraftDossier
from motcua.domain.evolve import evolve
from motcua.domain.facts import By, Entry, PrivateErased, read_entry
from motcua.domain.facts.entry import SECRETS
from motcua.domain.mark_log import VersionLog
from motcua.domain.numbering import FORMATS
from motcua.domain.party import search_columns
from motcua.domain.roles import Role
from motcua.domain.seal import FIRST, seal_of_text
from motcua.domain.tally import Marks, marks
from motcua.models import Dossier as DossierRow
from motcua.models import DossierCode
from motcua.models.mapping import NESTED
from motcua.reads import audit_rows as rows
from motcua.reads.audit_marks import marks_that_differ
from motcua.reads.audit_rows import Span, Stored
from motcua.reads.audit_text import same, slow_text, text_of

OWN_FORMATS = [row.key for row in FORMATS]  # others are of other portals
_STATE = attrgetter(*rows.STATE_COLUMNS)
_DESK = attrgetter(*rows.DESK_COLUMNS)
_FILES = re.compile(r'"files": \[("[^\]]*")\]')
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as its facts say. `fact` is a number in the log, 0 for the row."""

    kind: str
    code: str
    fact: int
    expected: str
    found: str


@dataclass(slots=True)
class Replayed:
    """What the log of one dossier makes of it, and what it refers to."""

    name: str
    dossier: Dossier = field(default_factory=DraftDossier)
    head: bytes = FIRST
    number: int = 0
    referred: dict[int, tuple[int, str]] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)
    readable: bool = True
    counted: VersionLog = field(default_factory=VersionLog)
    marks: Marks | None = None


def verify(keys: Iterable[UUID]) -> Iterator[Finding]:
    """Every finding of these dossiers but what concerns their files."""
    for stored in rows.read(Span(keys=tuple(keys))):
        yield from _verify(stored, {})


def verify_one(row: DossierRow) -> Iterator[Finding]:
    """Every finding of one dossier but what concerns its files."""
    return verify([row.key])


def verify_span(span: Span) -> tuple[int, list[Finding]]:
    """How many dossiers lie in the span, and every finding of them, files they refer to too."""
    files: dict[str, tuple[str, int]] = {}
    stored = rows.read(span)
    findings = [finding for one in stored for finding in _verify(one, files)]
    for unknown in rows.unknown_files(list(files)):
        name, fact = files[unknown]
        findings.append(Finding("file_unknown", name, fact, unknown, ""))
    return sum(one.row is not None for one in stored), findings


def _verify(stored: Stored, files: dict[str, tuple[str, int]]) -> Iterator[Finding]:
    if stored.row is None:
        yield from _alone(stored)
        return
    head, state = bytes(stored.row[0]), stored.row[1:]
    name = state[rows.STATE_COLUMNS.index("code")] or str(stored.key)
    log = Replayed(name)
    yield from _replay(stored, log)
    if not log.readable:
        return
    if log.head != head:
        yield Finding("head_differs", name, log.number, log.head.hex(), head.hex())
    yield from _row_differs(log, state)
    yield from _private_values(stored, log)
    yield from _desk(stored, log)
    yield from _code(stored, log)
    # Marks are kept up fact by fact, as the door keeps them; the whole dossier has the last word.
    whole = marks(log.dossier)
    if (log.marks or {}) != whole:
        yield Finding("mark_differs", name, log.number, _brief(whole), _brief(log.marks))
    for fact, wanted, there in marks_that_differ(stored.marks, log.counted):
        yield Finding("mark_differs", name, fact, _brief(wanted), _brief(there))
    for one, fact in log.files.items():
        files.setdefault(one, (name, fact))


def _alone(stored: Stored) -> Iterator[Finding]:
    """Parts of a dossier that is no more: somebody deleted its row."""
    for what in ("facts", "values", "desks", "codes", "marks"):
        if getattr(stored, what):
            yield Finding("dossier_missing", str(stored.key), 0, "a dossier", f"its {what} alone")
            return


def _replay(stored: Stored, log: Replayed) -> Iterator[Finding]:
    key = str(stored.key)
    for number, kind, happened, recorded, person, agency, role, body, sealed in stored.facts:
        log.number += 1
        if number != log.number:
            yield Finding("fact_missing", log.name, log.number, str(log.number), str(number))
            log.readable = False
            return
        try:
            plain = orjson.loads(body)
            by = _by(person, agency, role)
            entry = read_entry(number, kind, happened, recorded, by, plain)
            log.dossier = evolve(log.dossier, entry)
            log.marks = log.counted.note(stored.key, log.marks, log.dossier, entry) or log.marks
        except Exception as broken:  # whatever a vandal wrote: no version of ours did
            yield Finding("fact_unreadable", log.name, number, kind, type(broken).__name__)
            log.readable = False
            return
        # Sealed is what is stored, not what is read out of it: nothing can hide in between.
        told = instant(happened)
        known = told if recorded == happened else instant(recorded)
        line = [key, number, kind, told, known, person, agency, role, plain]
        there, before = bytes(sealed), log.head
        log.head = seal_of_text(before, text_of(line))
        if log.head != there and seal_of_text(before, slow_text(line[:-1], body)) != there:
            yield Finding("seal_broken", log.name, number, log.head.hex(), there.hex())
        log.head = there
        _refer(log, entry, body)


@lru_cache(maxsize=4096)
def _by(person: int, agency: str, role: str) -> By:
    return By(person, agency, Role(role))


def _refer(log: Replayed, entry: Entry, body: str) -> None:
    fact = entry.fact
    for slot in SECRETS[type(fact)]:
        value = getattr(fact, slot)
        if type(value) is Filed:
            log.referred[value.number] = (entry.number, value.digest)
    if isinstance(fact, PrivateErased):
        log.erased |= set(fact.numbers)
    if '"files"' not in body:
        return
    for found in _FILES.findall(body):
        for one in _DIGEST.findall(found):
            log.files.setdefault(one, entry.number)


def _row_differs(log: Replayed, state: Any) -> Iterator[Finding]:
    expected = _STATE(log.dossier)
    for name, value, found in zip(rows.STATE_COLUMNS, expected, state, strict=True):
        if not (same(value, found) if name in NESTED else value == found):
            there = _decoded(name, found) if name in NESTED else found
            kind = f"row_differs:{name}"
            yield Finding(kind, log.name, log.number, _brief(value), _brief(there))


def _decoded(name: str, text: str | None) -> object:
    try:
        plain = None if text is None else orjson.loads(text)
        return decode(field_types(Dossier)[name], plain)  # type: ignore[arg-type]
    except Exception:
        return text


def _private_values(stored: Stored, log: Replayed) -> Iterator[Finding]:
    name = log.name
    there = {number: row for number, *row in stored.values}
    for number in sorted(there.keys() - log.referred.keys()):
        yield Finding("private_value_unknown", name, 0, "", str(number))
    for number, (fact, expected) in log.referred.items():
        if number not in there:
            yield Finding("private_value_missing", name, fact, str(number), "")
            continue
        salt, value, erased = there[number]
        if number not in log.erased and erased is not None:
            yield Finding("private_value_erased_without_decision", name, fact, expected, "")
        elif erased is None:
            plain = None if value is None else orjson.loads(value)
            found = digest(bytes(salt or b""), text_of(plain).decode())
            if found != expected:
                yield Finding("private_value_changed", name, fact, expected, found)
        elif value is not None or salt is not None:
            yield Finding("private_value_not_erased", name, fact, "", str(number))


def _desk(stored: Stored, log: Replayed) -> Iterator[Finding]:
    name, facts, width = log.name, log.dossier.facts, len(rows.DESK_COLUMNS)
    expected = desk_rows(log.dossier)
    found = {(row[0], row[1]): row for row in stored.desks}
    searched = _searched(stored, log)
    differs = False
    for place in sorted(expected.keys() | found.keys()):
        wanted, there = expected.get(place), found.get(place)
        if wanted is None or there is None or _DESK(wanted) != tuple(there[:width]):
            shown = DeskRow(*there[:width]) if there else None
            yield Finding("desk_row_differs", name, facts, _brief(wanted), _brief(shown))
        differs = differs or (there is not None and tuple(there[width:]) != searched)
    if differs:
        yield Finding("search_differs", name, facts, "the applicant", "others")


def _searched(stored: Stored, log: Replayed) -> tuple[str, str, str, str]:
    filed = log.dossier.applicant
    text = next((v for n, _, v, _ in stored.values if filed and n == filed.number), None)
    value = None if text is None else orjson.loads(text)
    return search_columns(value if isinstance(value, dict) else None)


def _code(stored: Stored, log: Replayed) -> Iterator[Finding]:
    own, known = log.dossier.code, {code for code, _ in stored.codes}
    for code, form in stored.codes:
        if code != own and form in OWN_FORMATS:
            yield Finding("code_not_issued", log.name, 0, own, code)
    for code in (c for c in (own, log.dossier.portal_code) if c and c not in known):
        owner = DossierCode.objects.filter(code=code).values_list("key", flat=True).first()
        yield Finding("code_of_another", log.name, 1, str(stored.key), str(owner))


def _brief(value: object) -> str:
    return str(value)[:300]
