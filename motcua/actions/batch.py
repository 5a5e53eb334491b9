"""What the door holds in its hands while it works: locked dossiers, drawn numbers, new rows."""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from psycopg import Connection

from motcua.actions import rows
from motcua.actions.book import Book
from motcua.actions.codes import BEARING_CODES, codes_by
from motcua.actions.desk import DESK, DeskChanges
from motcua.actions.erasure import Erased, erase
from motcua.actions.marks import COUNT_CHANGE, MARK, close_marks, many
from motcua.actions.mirror import Mirror
from motcua.actions.numbers import Numbers
from motcua.actions.states import changed_columns, dossier_row, read_dossier
from motcua.domain import facts as f
from motcua.domain.blanks import Filed, KeptNumber, NextNumber, Private, digest
from motcua.domain.canonical import canonical
from motcua.domain.codec import Plain
from motcua.domain.dossier import Dossier
from motcua.domain.evolve import evolve
from motcua.domain.law import Law
from motcua.domain.mark_log import MarkLog
from motcua.domain.messages import SMS, Message, announce
from motcua.domain.refusal import Refused
from motcua.domain.seal import FIRST, seal
from motcua.domain.tally import CHANGING, marks, moves_dates_alone
from motcua.models.cursor import quick_cursor

LOCK = f"""SELECT d."key", d.head, p.value, {", ".join(f'd."{c}"' for c in rows.STATE_COLUMNS)}
FROM motcua_dossier d LEFT JOIN motcua_privatevalue p
 ON p.dossier_key = d."key" AND p.number = (d.applicant->>'number')::int
WHERE d."key" = ANY(%s) ORDER BY d."key" FOR UPDATE OF d"""

OWNERS = "SELECT code, key FROM motcua_dossiercode WHERE code = ANY(%s)"
BLANKS = frozenset((Private, NextNumber, KeptNumber))
CLOCK_SLACK = timedelta(seconds=5)
"""Clocks of several processes differ a little; more than this is a clock that ran backwards."""


def draw_salt(key: UUID, number: int) -> bytes:
    """Sixteen random bytes for one private value."""
    return secrets.token_bytes(16)


class Batch:
    """The work of one transaction. `alone`: a single request, so numbers are drawn at once."""

    def __init__(
        self, connection: "Connection[Any]", now: datetime, *, alone: bool, silent: bool
    ) -> None:
        self.connection, self.now, self.alone, self.silent = connection, now, alone, silent
        self.mirror, self.switched = Mirror(frozenset()), frozenset[str]()
        self.cursor = quick_cursor(connection)
        self.books: dict[UUID, Book] = {}
        self.facts: list[rows.Row] = []
        self.private: list[rows.Row] = []
        self.codes: list[rows.Row] = []
        self.messages: list[rows.Row] = []
        self.erased: list[Erased] = []
        self.numbers = Numbers(self.cursor, alone=alone)
        self.owners: dict[str, UUID] = {}
        self.marks = MarkLog()
        self.opens: datetime | None = None

    def lock(self, keys: Iterable[UUID]) -> None:
        """Lock the dossiers in key order; an unknown key is a dossier not yet begun."""
        wanted = sorted(keys)
        for key, head, person, *state in self.cursor.execute(LOCK, [wanted]):
            known = orjson.loads(person) if isinstance(person, str | bytes) else person
            dossier = read_dossier(state)
            self.books[key] = Book(key, str(key), bytes(head), dossier, dossier, known)
        for key in wanted:
            if key not in self.books:
                empty = Dossier()
                self.books[key] = Book(key, str(key), FIRST, empty, empty, None, is_new=True)

    def look_up_owners(self, codes: Sequence[str]) -> None:
        """Learn whose dossiers bear these codes of other portals already."""
        if codes:
            self.owners = dict(self.cursor.execute(OWNERS, [list(codes)]))

    def claim(self, book: Book, codes: Iterable[str]) -> None:
        """Let the dossier have these codes that others gave it. Refused `code_taken` when another
        dossier has one."""
        for code in codes:
            if self.owners.setdefault(code, book.key) != book.key:
                raise Refused("code_taken", code=code)

    def record(
        self,
        book: Book,
        facts: Sequence[f.Fact | f.Witnessed],
        by: f.By,
        law: Law,
        known: datetime,
    ) -> tuple[f.Entry, ...]:
        """Fill the blanks of these facts, seal them and let the dossier become what they make.

        `known` is when the system learned them; never before what it learned last, and never on
        a day that is closed: what comes after the seal was learned after it. A fact with a
        witness of its own keeps that one's name and stamp.
        """
        last = book.dossier.last_recorded or known
        recorded, entries = max(known, last, self.opens or known), []
        if facts and last - known > CLOCK_SLACK:
            self._note(book, f.ClockJumped(happened=last, shown=known), f.CLOCK, recorded, law)
        for fact in facts:
            if isinstance(fact, f.Witnessed):
                learned = min(fact.recorded or recorded, recorded)
                since = book.dossier.last_recorded or learned
                then = max(learned, since, self.opens or learned)
                entries.append(self._note(book, fact.fact, fact.by, then, law))
            else:
                entries.append(self._note(book, fact, by, recorded, law))
        return tuple(entries)

    def _note(self, book: Book, fact: f.Fact, by: f.By, recorded: datetime, law: Law) -> f.Entry:
        number, before = book.dossier.facts + 1, book.dossier
        entry = f.Entry(number, self._filled(book, fact), by, recorded)
        body = entry.body()
        book.head = seal(book.head, book.name, entry, body)
        book.dossier = evolve(book.dossier, entry)
        self._mark(book, before, entry)
        self._write_down(book, entry, body, before, law)
        return entry

    def _mark(self, book: Book, before: Dossier, entry: f.Entry) -> None:
        if type(entry.fact) not in CHANGING:
            return
        if book.marks is None and moves_dates_alone(book.dossier, entry.fact):
            self.marks.note_moved(book.name, before, book.dossier, entry)
            return
        known = marks(before) if book.marks is None else book.marks
        book.marks = self.marks.note(book.name, known, book.dossier, entry)

    def _filled(self, book: Book, fact: f.Fact) -> f.Fact:
        names = f.BLANK_IN[type(fact)]
        if not names:
            return fact
        filled: dict[str, object] = {}
        next_value = book.dossier.private_values + 1
        for name in names:
            value = getattr(fact, name)
            if type(value) not in BLANKS:
                continue
            if isinstance(value, Private):
                filled[name] = self._filed(book, next_value, name, value.value)
                next_value += 1
            elif isinstance(value, NextNumber):
                filled[name] = self.numbers.draw(value)
            elif isinstance(value, KeptNumber):
                filled[name] = self.numbers.keep(value)
        return replace(fact, **filled) if filled else fact  # type: ignore[arg-type]

    def _filed(self, book: Book, number: int, name: str, value: Plain) -> Filed:
        salt = draw_salt(book.key, number)
        text = canonical(value)
        self.private.append((book.name, number, salt, text))
        if name == "applicant" and isinstance(value, dict):
            book.person, book.person_changed = value, True
        return Filed(number, digest(salt, text))

    def _write_down(self, book: Book, entry: f.Entry, body: str, before: Dossier, law: Law) -> None:
        fact, by = entry.fact, entry.by
        kind = type(fact).__name__
        stamps = (fact.happened, entry.recorded)
        who = (by.person, by.agency, str(by.role))
        self.facts.append((book.name, entry.number, kind, *stamps, *who, body, book.head))
        if type(fact) in BEARING_CODES:
            for code, form in codes_by(fact, book.dossier, before):
                self.codes.append((code, book.name, form, fact.happened))
        if isinstance(fact, f.PrivateErased):
            filed = book.dossier.applicant
            gone = filed is not None and filed.number in fact.numbers
            self.erased.append(Erased(book.key, fact.numbers, applicant=gone))
            if gone:
                book.person, book.person_changed = None, True
        self.mirror.note(book.key, entry, book.dossier, law)
        if self.silent:
            return
        for message in announce(book.dossier, entry, law, book.person):
            if message.destination == SMS and SMS not in self.switched:
                continue
            self._post(book, entry, message)

    def _post(self, book: Book, entry: f.Entry, message: Message) -> None:
        dossier, now = book.dossier, self.now
        place = (book.name, entry.number, message.destination)
        about = (dossier.receiving, dossier.code, canonical(message.document))
        leaves = max(now, message.not_before or now)
        self.messages.append((*place, *about, now, "waiting", 0, leaves, "", ""))

    def write(self) -> None:
        """Write everything, set-wise: rows first, then what points at them."""
        books = [b for b in self.books.values() if b.dossier.facts != b.before.facts]
        desk, columns = DeskChanges(), {"head"}
        for book in books:
            changed = set() if book.is_new else changed_columns(book.before, book.dossier)
            columns |= changed
            desk.add(
                book.name,
                book.before,
                book.dossier,
                book.person,
                changed,
                person_changed=book.person_changed,
                is_new=book.is_new,
            )
        new = [dossier_row(b.name, b.head, b.dossier) for b in books if b.is_new]
        old = [dossier_row(b.name, b.head, b.dossier, columns) for b in books if not b.is_new]
        self.messages += self.mirror.messages(self.cursor, self.private, self.now)
        with self.connection.pipeline() if not self._copies(desk) else nullcontext():
            rows.update(self.cursor, rows.DOSSIER, columns, old)
            desk.write(self.cursor)
            close_marks(self.cursor, self.marks)
            self.numbers.write()
            rows.insert_all(self.cursor, self._new_rows(new, desk))
            erase(self.cursor, self.erased, self.now)

    def _new_rows(
        self, dossiers: list[rows.Row], desk: DeskChanges
    ) -> list[tuple[rows.Table, Sequence[rows.Row]]]:
        return [
            (rows.DOSSIER, dossiers),
            (rows.FACT, self.facts),
            (rows.PRIVATE, self.private),
            (rows.CODE, self.codes),
            (rows.MESSAGE, self.messages),
            (DESK, desk.new),
            (MARK, self.marks.rows),
            (COUNT_CHANGE, self.marks.summed()),
        ]

    def _copies(self, desk: DeskChanges) -> bool:
        # COPY cannot go through a pipeline.
        written = (self.books, self.facts, self.private, self.codes, self.messages)
        most = max(len(kind) for kind in (*written, desk.new, desk.changed, desk.renamed))
        return many(self.marks) or most >= rows.COPY_FROM
