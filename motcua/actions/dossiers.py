"""The one door, with its leaves. Every change to a dossier, by anyone, passes through here.

`perform` for one dossier, `perform_many` for many independent ones, and `perform_in_turn` where
each request follows from what came of those before. All lock, check who may, decide, fill the
blanks, seal, evolve, announce and write: all of it happens or none of it does.
A batch is divisible: any split of it, down to one request each, gives the same rows.
"""

import gc
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.utils import IntegrityError, OperationalError
from psycopg import errors

from motcua.actions.around import Around, begun
from motcua.actions.batch import Batch
from motcua.actions.codes import codes_of, given_elsewhere
from motcua.actions.mirror import switched_on
from motcua.actions.staff import load_staff, staff_at
from motcua.domain.access import acting
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.commands import Command, DeclareDayOff, EnterFromBook, Receive
from motcua.domain.decisions import decide
from motcua.domain.decisions.reception import code_series
from motcua.domain.dossier import Dossier
from motcua.domain.facts import Entry
from motcua.domain.local_time import local_day, midnight
from motcua.domain.refusal import Refused
from motcua.models.law import Reference, reference

MANY = 500
"""From so many requests on, a batch is a large one."""
TRIES = 4
"""How often a batch is tried when it met another one (deadlock, a key just taken)."""


@dataclass(frozen=True, slots=True)
class Request:
    """Someone asks something of one dossier.

    `actor` says who (0 is the clock), never in which role. `expect` is the number of facts the
    asker had seen: if there are more now, somebody was quicker. `at` is when it took effect and
    `recorded` when a system learned of it, where that is not now (replay). `within` is the one
    agency for which the asker acts here (a token is good for one), '' for any.
    """

    key: UUID
    command: Command
    actor: int
    expect: int | None = None
    at: datetime | None = None
    recorded: datetime | None = None
    within: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a request: the new entries of the log and the dossier after them."""

    key: UUID
    entries: tuple[Entry, ...]
    dossier: Dossier


def perform(
    key: UUID,
    command: Command,
    *,
    actor: int,
    now: datetime,
    expect: int | None = None,
    at: datetime | None = None,
) -> Done:
    """One command on one dossier. Raises Refused with the reason; then nothing was written."""
    [outcome] = perform_many([Request(key, command, actor, expect, at)], now=now)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def perform_many(
    requests: Sequence[Request],
    *,
    now: datetime,
    silent: bool = False,
    mirrored: bool | None = None,
) -> list[Done | Refused]:
    """Many independent requests in one transaction: one outcome each, in the same order.

    `now` is what the system's clock shows: the `recorded` of every fact. `silent` writes no
    letters (a replay tells no person). `mirrored` says whether systems that mirror every dossier
    are told; if nothing is said, they are unless it is silent.
    """
    told = not silent if mirrored is None else mirrored
    for attempt in range(1, TRIES + 1):
        try:
            with (
                _uncollected(len(requests)),
                transaction.atomic(),
                connection.wrap_database_errors,
            ):
                return _perform(requests, now, silent=silent, mirrored=told)
        except (IntegrityError, OperationalError) as clash:
            if attempt == TRIES or not isinstance(
                clash.__cause__, errors.UniqueViolation | errors.DeadlockDetected
            ):
                raise
    raise AssertionError("unreachable")


@contextmanager
def _uncollected(requests: int) -> Iterator[None]:
    # A large batch makes a million small objects and no circles of them; looking for circles
    # again and again took a sixth of its time.
    if requests < MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


Turns = Generator[Request, Done | Refused, None]


def perform_in_turn(
    keys: Collection[UUID], people: Collection[int], turns: Turns, *, now: datetime
) -> None:
    """A long run of requests in one transaction, each made when what came of the one before it is
    known: `turns` asks about one of `keys` for one of `people`, and is sent the outcome.

    Silent, as a replay is. Nothing is tried again: whoever met another batch begins anew.
    """
    with _uncollected(MANY), transaction.atomic(), connection.wrap_database_errors:
        batch, around = _opened(set(keys), set(people), now, alone=False, silent=True)
        request = next(turns, None)
        while request is not None:
            try:
                request = turns.send(_outcome(batch, request, around, now))
            except StopIteration:
                request = None
        batch.write()


def _opened(
    keys: set[UUID],
    people: set[int],
    now: datetime,
    *,
    alone: bool,
    silent: bool,
    mirrored: bool = False,
) -> tuple[Batch, Around]:
    """The dossiers locked, and the law around them."""
    connection.ensure_connection()
    batch = Batch(connection.connection, now, alone=alone, silent=silent)
    batch.lock(keys)
    stamps, staff, open_from = load_staff(batch.cursor, people - {0})
    batch.opens = None if open_from is None else midnight(open_from)
    batch.switched = switched_on(stamps)
    if mirrored:
        batch.mirror.destinations = batch.switched
    return batch, Around(reference(stamps), staff, staff_at(batch.cursor, local_day(now)))


def _perform(
    requests: Sequence[Request], now: datetime, *, silent: bool, mirrored: bool
) -> list[Done | Refused]:
    people = {request.actor for request in requests}
    people |= {getattr(request.command, "person", None) or 0 for request in requests}
    keys = {request.key for request in requests}
    alone = len(requests) == 1
    batch, around = _opened(keys, people, now, alone=alone, silent=silent, mirrored=mirrored)
    if not alone:
        batch.numbers.look_ahead(_code_series(requests, around.known, now))
    batch.look_up_owners([code for one in requests for code in codes_of(one.command)])
    outcomes = [_outcome(batch, request, around, now) for request in requests]
    batch.write()
    return outcomes


def _outcome(batch: Batch, request: Request, around: Around, now: datetime) -> Done | Refused:
    try:
        return _one(batch, request, around, now)
    except Refused as no:
        return _with_last_act(no, batch.books[request.key].dossier)


def _code_series(
    requests: Sequence[Request], known: Reference, now: datetime
) -> Iterator[tuple[str, str, str]]:
    """The series from which the receptions among these requests will draw, if all goes well."""
    for request in requests:
        command = request.command
        if isinstance(command, Receive | EnterFromBook) and command.agency in known.agencies:
            day = local_day(begun(command) or request.at or now)
            yield code_series(known.agencies.get(command.agency).issuer, day)


def _one(batch: Batch, request: Request, around: Around, now: datetime) -> Done:
    book, command = batch.books[request.key], request.command
    dossier = book.dossier
    if request.expect is not None and request.expect != dossier.facts:
        raise Refused("changed_meanwhile")
    at = request.at or max(now, dossier.last_recorded or now)
    mine = around.staff.get(request.actor, ())
    if request.within:
        mine = tuple(one for one in mine if one.agency == request.within)
    by = acting(dossier, command, request.actor, mine, at, around.known.agencies)
    law = around.law(dossier, command, at)
    try:
        facts = decide(dossier, command, by, at, law)
    except CalendarTooShort as short:
        if isinstance(command, DeclareDayOff):
            raise  # it moves every dossier or none: nobody may be passed over in silence
        raise Refused("calendar_too_short", year=short.year) from None
    batch.claim(book, given_elsewhere(facts))
    entries = batch.record(book, facts, by, law, request.recorded or now)
    return Done(request.key, entries, book.dossier)


def _with_last_act(no: Refused, dossier: Dossier) -> Refused:
    # Whoever came second is told who was first, and what they did.
    if dossier.facts:
        no.facts.setdefault("last_kind", dossier.last_kind)
        no.facts.setdefault("last_person", dossier.last_person)
        no.facts.setdefault("last_recorded", dossier.last_recorded)
    return no
