"""Gathers what a mirroring system is told of a batch, and queues what it was never told.

The documents are a pure function of the log, so that those written with the facts and those made
later from the log are the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from psycopg import Cursor

from motcua.actions import rows
from motcua.domain import facts as f
from motcua.domain.canonical import canonical
from motcua.domain.codec import Plain
from motcua.domain.dossier import Dossier
from motcua.domain.evolve import evolve
from motcua.domain.law import Law
from motcua.domain.messages import MIRRORS, SMS, mirror
from motcua.domain.roles import Role
from motcua.domain.standing import Known, Official
from motcua.domain.telling import is_told, known_as
from motcua.models import ReferenceStamp
from motcua.models.law import Reference, changed, reference

SWITCH = "to:"
"""Kind of the stamp that says whether a destination is switched on (0: it is not)."""
SWITCHED = (*MIRRORS, SMS)
"""Destinations that are told only where somebody switched them on; e-mail always is."""

VALUES = """SELECT dossier_key, number, value FROM motcua_privatevalue
WHERE dossier_key = ANY(%s) AND value IS NOT NULL"""
LOG = """SELECT dossier_key, number, kind, happened, recorded, person, agency, role, body
FROM motcua_fact WHERE dossier_key = ANY(%s) ORDER BY dossier_key, number"""
STAFF = "SELECT id, full_name, title FROM motcua_user WHERE id = ANY(%s)"
QUEUED = """SELECT dossier_key, fact, destination FROM motcua_message
WHERE dossier_key = ANY(%s) AND destination = ANY(%s)"""


def switched_on(stamps: Mapping[str, int]) -> frozenset[str]:
    """Which of SWITCHED are."""
    return frozenset(name for name in SWITCHED if stamps.get(SWITCH + name, 0))


@transaction.atomic
def switch(name: str, *, on: bool) -> None:
    """From now on, send to this destination; or no more."""
    if on:
        changed(SWITCH + name)
    else:
        ReferenceStamp.objects.filter(kind=SWITCH + name).update(stamp=0)


def is_on(name: str) -> bool:
    """Whether this destination is switched on."""
    return ReferenceStamp.objects.filter(kind=SWITCH + name, stamp__gt=0).exists()


@dataclass(frozen=True, slots=True)
class _Pending:
    key: UUID
    entry: f.Entry
    dossier: Dossier
    law: Law


@dataclass(slots=True)
class Mirror:
    """What a batch has to tell; written out once, when all of it is known."""

    destinations: frozenset[str]
    pending: list[_Pending] = field(default_factory=list)
    entries: dict[UUID, list[f.Entry]] = field(default_factory=dict)

    def note(self, key: UUID, entry: f.Entry, dossier: Dossier, law: Law) -> None:
        """One fact and the state after it."""
        if not self.destinations:
            return
        self.entries.setdefault(key, []).append(entry)
        if is_told(dossier, entry):
            self.pending.append(_Pending(key, entry, dossier, law))

    def messages(
        self, cursor: "Cursor[Any]", private: Iterable[rows.Row], now: datetime
    ) -> list[rows.Row]:
        """The rows of the outbox. `private` are the private values that this batch adds."""
        if not self.pending:
            return []
        values = _values(cursor, {one.key for one in self.pending})
        for name, number, _, text in private:
            key, value = UUID(str(name)), rows.plain_json(text)
            values.setdefault(key, {})[int(str(number))] = value
        logs = self._logs(cursor)
        known = {entry.by.person for log in logs.values() for entry in log}
        staff = _staff(cursor, known | {one.entry.by.person for one in self.pending})
        found: list[rows.Row] = []
        for one in self.pending:
            log = [e for e in logs.get(one.key, ()) if e.number <= one.entry.number]
            told = Known(values.get(one.key, {}), log, staff)
            found += self._rows(one, told, now)
        return found

    def _rows(self, one: _Pending, known: Known, now: datetime) -> Iterable[rows.Row]:
        for message in mirror(one.dossier, one.entry, one.law, known):
            if message.destination in self.destinations:
                place = (str(one.key), one.entry.number, message.destination)
                told = canonical(message.document)
                about = (one.dossier.receiving, known_as(one.dossier), told)
                yield (*place, *about, now, "waiting", 0, now, "", "")

    def _logs(self, cursor: "Cursor[Any]") -> dict[UUID, list[f.Entry]]:
        """Whole logs, of the few dossiers where the citizen was waited for."""
        waited = {one.key for one in self.pending if one.dossier.waits}
        logs = _logs(cursor, waited) if waited else {}
        for key in waited:
            before = logs.setdefault(key, [])
            seen = {entry.number for entry in before}
            before += [e for e in self.entries.get(key, ()) if e.number not in seen]
        return logs


def _values(cursor: "Cursor[Any]", keys: Iterable[UUID]) -> dict[UUID, dict[int, Plain]]:
    values: dict[UUID, dict[int, Plain]] = {}
    for key, number, value in cursor.execute(VALUES, [list(keys)]):
        values.setdefault(key, {})[number] = rows.plain_json(value)
    return values


def _logs(cursor: "Cursor[Any]", keys: Iterable[UUID]) -> dict[UUID, list[f.Entry]]:
    logs: dict[UUID, list[f.Entry]] = {}
    for key, number, kind, happened, recorded, person, agency, role, body in cursor.execute(
        LOG, [list(keys)]
    ):
        by = f.By(person, agency, Role(role))
        entry = f.read_entry(number, kind, happened, recorded, by, rows.plain_json(body))
        logs.setdefault(key, []).append(entry)
    return logs


def _staff(cursor: "Cursor[Any]", people: Iterable[int]) -> dict[int, Official]:
    wanted = sorted(set(people) - {0})
    return {who: Official(*rest) for who, *rest in cursor.execute(STAFF, [wanted])}


@transaction.atomic
def queue_history(keys: Sequence[UUID], destination: str, *, now: datetime) -> int:
    """Queue all that this destination was never told of these dossiers; how many messages.

    For dossiers from before it was switched on, or brought in silently.
    """
    connection.ensure_connection()
    cursor: Cursor[Any] = Cursor(connection.connection)
    told = Mirror(frozenset({destination}))
    queued = {(k, n) for k, n, _ in cursor.execute(QUEUED, [list(keys), [destination]])}
    known = reference()
    for key, log in _logs(cursor, keys).items():
        dossier = Dossier()
        for entry in log:
            dossier = evolve(dossier, entry)
            told.entries.setdefault(key, []).append(entry)
            if (key, entry.number) not in queued and is_told(dossier, entry):
                told.pending.append(_Pending(key, entry, dossier, _law(dossier, known)))
    found = told.messages(cursor, (), now)
    rows.insert(cursor, rows.MESSAGE, found)
    return len(found)


def _law(dossier: Dossier, known: Reference) -> Law:
    procedure = known.procedure(dossier.procedure, dossier.version)
    return Law(procedure, known.agencies, known.calendar_of, lambda who: (), known.rules)
