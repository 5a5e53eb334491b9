"""What the door holds in its hands while it works: locked dossiers, drawn numbers, new rows."""

import json
import secrets
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection, Cursor

from motcua.actions import rows
from motcua.actions.desk import DeskChanges
from motcua.actions.erasure import Erased, erase
from motcua.domain import facts as f
from motcua.domain.blanks import Filed, NextNumber, Private, digest
from motcua.domain.canonical import canonical
from motcua.domain.codec import Plain
from motcua.domain.dossier import Dossier
from motcua.domain.evolve import evolve
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.domain.messages import announce
from motcua.domain.numbering import code_format, portal_format
from motcua.domain.refusal import Refused
from motcua.domain.seal import FIRST, seal

LOCK = f"""SELECT d."key", d.head, p.value, {", ".join(f'd."{c}"' for c in rows.STATE_COLUMNS)}
FROM motcua_dossier d LEFT JOIN motcua_privatevalue p
 ON p.dossier_key = d."key" AND p.number = (d.applicant->>'number')::int
WHERE d."key" = ANY(%s) ORDER BY d."key" FOR UPDATE OF d"""
TAKE = """INSERT INTO motcua_counter AS c (series, issuer, period, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (series, issuer, period) DO UPDATE SET last = c.last + EXCLUDED.last RETURNING last"""

STAND = """SELECT series, issuer, period, last FROM motcua_counter
WHERE (series, issuer, period) IN (SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]))
ORDER BY series, issuer, period FOR UPDATE"""
OWNERS = "SELECT code, key FROM motcua_dossiercode WHERE code = ANY(%s)"

CLOCK_SLACK = timedelta(seconds=5)
"""Clocks of several processes differ a little; more than this is a clock that ran backwards."""


def draw_salt(key: UUID, number: int) -> bytes:
    """Sixteen random bytes for one private value."""
    return secrets.token_bytes(16)


@dataclass(slots=True)
class Book:
    """One dossier in the door's hands: as it was, as it is, and its applicant.

    `name` is the key as text: so it stands in seals and rows.
    """

    key: UUID
    name: str
    head: bytes
    before: Dossier
    dossier: Dossier
    person: dict[str, Plain] | None
    person_changed: bool = False
    is_new: bool = field(default=False)


class Batch:
    """The work of one transaction. `alone`: a single request, so numbers are drawn at once."""

    def __init__(
        self, connection: "Connection[Any]", now: datetime, *, alone: bool, silent: bool
    ) -> None:
        self.connection, self.now, self.alone, self.silent = connection, now, alone, silent
        self.cursor: Cursor[Any] = Cursor(connection)
        self.books: dict[UUID, Book] = {}
        self.facts: list[rows.Row] = []
        self.private: list[rows.Row] = []
        self.codes: list[rows.Row] = []
        self.messages: list[rows.Row] = []
        self.erased: list[Erased] = []
        self.numbers: dict[tuple[str, str, str], int] = {}
        self.owners: dict[str, UUID] = {}

    def lock(self, keys: Iterable[UUID]) -> None:
        """Lock the dossiers in key order; an unknown key is a dossier not yet begun."""
        wanted = sorted(keys)
        for key, head, person, *state in self.cursor.execute(LOCK, [wanted]):
            known = json.loads(person) if isinstance(person, str | bytes) else person
            dossier = rows.read_dossier(state)
            self.books[key] = Book(key, str(key), bytes(head), dossier, dossier, known)
        for key in wanted:
            if key not in self.books:
                empty = Dossier()
                self.books[key] = Book(key, str(key), FIRST, empty, empty, None, is_new=True)

    def look_ahead(self, series: Iterable[tuple[str, str, str]]) -> None:
        """Lock these series of codes at once, and see how far each has come.

        One that nobody has begun cannot be locked; who begins it at the same time takes the same
        code, and the batch that comes second is tried anew.
        """
        wanted = sorted(set(series))
        if wanted:
            self.numbers |= dict.fromkeys(wanted, 0)
            columns = [list(column) for column in zip(*wanted, strict=True)]
            for *key, last in self.cursor.execute(STAND, columns):
                self.numbers[tuple(key)] = last

    def look_up_owners(self, codes: Sequence[str]) -> None:
        """Learn whose dossiers bear these codes of other portals already."""
        if codes:
            self.owners = dict(self.cursor.execute(OWNERS, [list(codes)]))

    def claim(self, book: Book, facts: Iterable[f.Fact]) -> None:
        """Let the dossier have the portal's code that these facts name. Refused `code_taken` when
        another one has it."""
        for fact in facts:
            code = fact.portal_code if isinstance(fact, f.Submitted) else ""
            if code and self.owners.setdefault(code, book.key) != book.key:
                raise Refused("code_taken", code=code)

    def record(
        self, book: Book, facts: Sequence[f.Fact], by: f.By, law: Law, known: datetime
    ) -> tuple[f.Entry, ...]:
        """Fill the blanks of these facts, seal them and let the dossier become what they make.

        `known` is when the system learned them; never before what it learned last.
        """
        last = book.dossier.last_recorded or known
        recorded, entries = max(known, last), []
        if facts and last - known > CLOCK_SLACK:
            self._note(book, f.ClockJumped(happened=last, shown=known), f.CLOCK, last, law)
        for fact in facts:
            entries.append(self._note(book, fact, by, recorded, law))
        return tuple(entries)

    def _note(self, book: Book, fact: f.Fact, by: f.By, recorded: datetime, law: Law) -> f.Entry:
        number, before = book.dossier.facts + 1, book.dossier
        entry = f.Entry(number, self._filled(book, fact), by, recorded)
        body = entry.body()
        book.head = seal(book.head, book.name, entry, body)
        book.dossier = evolve(book.dossier, entry)
        self._write_down(book, entry, body, before, law)
        return entry

    def _filled(self, book: Book, fact: f.Fact) -> f.Fact:
        filled: dict[str, object] = {}
        next_value = book.dossier.private_values + 1
        for name in type(fact).__slots__:
            value = getattr(fact, name)
            if isinstance(value, Private):
                filled[name] = self._filed(book, next_value, name, value.value)
                next_value += 1
            elif isinstance(value, NextNumber):
                filled[name] = value.write(self._draw(value))
        return replace(fact, **filled) if filled else fact  # type: ignore[arg-type]

    def _filed(self, book: Book, number: int, name: str, value: Plain) -> Filed:
        salt = draw_salt(book.key, number)
        text = canonical(value)
        self.private.append((book.name, number, salt, text))
        if name == "applicant" and isinstance(value, dict):
            book.person, book.person_changed = value, True
        return Filed(number, digest(salt, text))

    def _draw(self, blank: NextNumber) -> int:
        key = (blank.series, blank.issuer, blank.period)
        if key not in self.numbers:
            # The row lock is held to the end of the transaction: numbers come in order, and a
            # transaction that fails gives its number back.
            step = 1 if self.alone else 0
            [last] = self.cursor.execute(TAKE, [*key, step]).fetchone() or (0,)
            self.numbers[key] = last - step
        self.numbers[key] += 1
        return self.numbers[key]

    def _write_down(self, book: Book, entry: f.Entry, body: str, before: Dossier, law: Law) -> None:
        fact, by = entry.fact, entry.by
        kind = type(fact).__name__
        stamps = (fact.happened, entry.recorded)
        who = (by.person, by.agency, by.role.value)
        self.facts.append((book.name, entry.number, kind, *stamps, *who, body, book.head))
        if isinstance(fact, f.Received):
            form = code_format(local_day(fact.happened)).key
            self.codes.append((book.dossier.code, book.name, form, fact.happened))
        if isinstance(fact, f.Submitted) and fact.portal_code and not before.portal_code:
            form = portal_format(fact.portal_code)
            self.codes.append((fact.portal_code, book.name, form, fact.happened))
        if isinstance(fact, f.PrivateErased):
            filed = book.dossier.applicant
            gone = filed is not None and filed.number in fact.numbers
            self.erased.append(Erased(book.key, fact.numbers, applicant=gone))
            if gone:
                book.person, book.person_changed = None, True
        if self.silent:
            return
        for message in announce(book.dossier, entry, law, book.person):
            self._post(book, entry, message.destination, message.document)

    def _post(
        self, book: Book, entry: f.Entry, destination: str, document: dict[str, Plain]
    ) -> None:
        dossier, now = book.dossier, self.now
        place = (book.name, entry.number, destination)
        about = (dossier.receiving, dossier.code, canonical(document))
        self.messages.append((*place, *about, now, "waiting", 0, now, "", ""))

    def write(self) -> None:
        """Write everything, set-wise: rows first, then what points at them."""
        desk = DeskChanges()
        new: list[rows.Row] = []
        changed: list[rows.Row] = []
        for book in self.books.values():
            if book.dossier.facts == book.before.facts:
                continue
            row = rows.dossier_row(book.name, book.head, book.dossier)
            (new if book.is_new else changed).append(row)
            desk.add(
                book.name,
                book.before,
                book.dossier,
                book.person,
                person_changed=book.person_changed,
                is_new=book.is_new,
            )
        with self.connection.pipeline() if not self._copies() else nullcontext():
            rows.insert(self.cursor, rows.DOSSIER, new)
            rows.upsert(self.cursor, rows.DOSSIER, changed)
            rows.insert(self.cursor, rows.FACT, self.facts)
            rows.insert(self.cursor, rows.PRIVATE, self.private)
            rows.insert(self.cursor, rows.CODE, self.codes)
            rows.insert(self.cursor, rows.MESSAGE, self.messages)
            desk.write(self.cursor)
            if not self.alone:
                counted = [(*key, last) for key, last in self.numbers.items() if last]
                rows.upsert(self.cursor, rows.COUNTER, counted)
            erase(self.cursor, self.erased, self.now)

    def _copies(self) -> bool:
        # COPY cannot go through a pipeline.
        written = (self.books, self.facts, self.private, self.codes, self.messages)
        return any(len(many) >= rows.COPY_FROM for many in written)
