"""The daily seal: closes a day, waits for whoever still writes in it, seals what was recorded.

Closing comes first: from then on the door records nothing for that day. Every transaction that
may still do so has a number below the fence taken after, so once none of these is open, the day
is complete. Seals stand in files and, final, in the database; each is chained to the day before.
"""

import secrets
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from motcua.domain.canonical import canonical
from motcua.domain.codec import Plain
from motcua.domain.facts import By, Entry, read_entry
from motcua.domain.local_time import local_day, midnight
from motcua.domain.published import Field, Followed, Leaf, Names, Touched, leaves, seal_document
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import ClosedDay, DaySeal, Fact, ProcedureVersion, SealSecret, seal_files
from motcua.models.law import reference

LOCK = "SELECT pg_advisory_xact_lock(7265002)"
FENCE = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
STILL_OPEN = """SELECT count(*) FROM pg_snapshot_xip(pg_current_snapshot()) AS open
WHERE open < %s::xid8"""
SLICE = 1000
"""Dossiers whose whole log is read at a time."""
Known = dict[UUID, Followed]
"""Open dossiers as far as they were followed by earlier days of the same run."""
PATIENCE, PAUSE = 20.0, 0.1
"""Seconds to wait for transactions that began within the day, and between two looks."""


def seal_until(day: date, now: datetime, *, most: int | None = None) -> list[DaySeal]:
    """Seal every day up to and with `day` that is not sealed, oldest first; at most `most`.

    The first of all is the day of the oldest fact. Refused as in `seal_day`.
    """
    if DaySeal.objects.filter(day=day).exists():
        raise Refused("day_sealed_already", day=day)
    last = DaySeal.objects.order_by("-day").first()
    begin = _first_day(day) if last is None else last.day + timedelta(days=1)
    if begin > day:
        raise Refused("day_before_the_first_seal", day=day)
    many = (day - begin).days + 1
    days = (begin + timedelta(days=n) for n in range(many if most is None else min(many, most)))
    known: Known = {}
    return [seal_day(one, now, known=known) for one in days]


def seal_next(now: datetime) -> bool:
    """Seal the oldest day that is over and not sealed; whether there was one.

    Waits for nobody: while a transaction of the day may be open it is Refused, and tried again.
    """
    yesterday = local_day(now) - timedelta(days=1)
    last = DaySeal.objects.order_by("-day").values_list("day", flat=True).first()
    if last is None and not Fact.objects.exists():
        return False
    day = _first_day(yesterday) if last is None else last + timedelta(days=1)
    if day > yesterday:
        return False
    seal_day(day, now, patience=0)
    return True


def _first_day(day: date) -> date:
    oldest = Fact.objects.order_by("recorded").values_list("recorded", flat=True).first()
    return day if oldest is None else min(day, local_day(oldest))


def seal_day(
    day: date, now: datetime, *, patience: float = PATIENCE, known: Known | None = None
) -> DaySeal:
    """Seal one day: the next one after the last sealed. `known` is carried from day to day, so
    that of a dossier only what is new has to be read.

    Refused when it is not over, sealed already, out of order, when a transaction that began in it
    is still open, or when what stands in the directory of seals is not what was sealed.
    """
    if now < midnight(day + timedelta(days=1)):
        raise Refused("day_not_over", day=day)
    _close(day, now)
    _wait(patience)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        return _seal(day, now, {} if known is None else known)


def _close(day: date, now: datetime) -> None:
    with transaction.atomic():
        ClosedDay.objects.get_or_create(day=day, defaults={"closed": now})


def _wait(patience: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FENCE)
        fence = cursor.fetchone()[0]
        give_up = time.monotonic() + patience
        while True:
            cursor.execute(STILL_OPEN, [fence])
            if not cursor.fetchone()[0]:
                return
            if time.monotonic() > give_up:
                raise Refused("transactions_still_open")
            time.sleep(PAUSE)


def _seal(day: date, now: datetime, known: Known) -> DaySeal:
    last = DaySeal.objects.order_by("-day").first()
    if last is not None and day <= last.day:
        raise Refused("day_sealed_already", day=day)
    if last is not None and day != last.day + timedelta(days=1):
        raise Refused("seal_out_of_order", next=last.day + timedelta(days=1))
    previous = "" if last is None else last.seal
    if last is not None:
        _check_file(last.day, last.seal)
    found, touched = _recorded(day, known)
    document = seal_document(day, previous, found, touched)
    _write(day, document, found)
    return DaySeal.objects.create(
        day=day,
        seal=str(document["seal"]),
        previous=previous,
        root=str(document["root"]),
        facts=len(found),
        dossiers=len(touched),
        sealed=now,
    )


def _check_file(day: date, seal: str) -> None:
    try:
        written = seal_files.read_seal(day)
    except seal_files.BadSealFile as bad:
        raise Refused("seal_file_wrong", file=str(bad)) from None
    if written.get("seal") != seal:
        raise Refused("seal_file_wrong", file=seal_files.seal_path(day).name)


def _write(day: date, document: dict[str, Plain], found: list[Leaf]) -> None:
    path = seal_files.seal_path(day)
    if path.exists():  # left by a run that was broken off; the same facts give the same seal
        _check_file(day, str(document["seal"]))
    try:
        seal_files.keep(day, canonical(document), (one.line() for one in found))
    except OSError as error:
        raise Refused("seals_cannot_be_written", why=error.strerror or str(error)) from None


def _recorded(day: date, known: Known) -> tuple[list[Leaf], list[Touched]]:
    """The leaves of that day, in order of pseudonym and number, and the dossiers they are of."""
    names, field = Names(_secret()), _fields(day)
    found: list[Leaf] = []
    touched: list[Touched] = []
    for key, rows in _logs_of_touched(day, known):
        log = [(_entry(row), bytes(row.seal)) for row in rows]
        followed = known.setdefault(key, Followed())
        found += leaves(key, log, day, names, field, followed)
        touched.append(Touched(names.pseudonym(key), log[-1][1], log[-1][0].number))
        if followed.dossier.closed is not None:
            del known[key]  # most of those are never touched again
    found.sort(key=lambda one: (str(one.row["dossier"]), int(str(one.row["number"]))))
    return found, touched


def _logs_of_touched(day: date, known: Known) -> Iterator[tuple[UUID, list[Fact]]]:
    """Each dossier of which something was recorded that day, with its facts up to that evening:
    those that are not followed yet."""
    end = midnight(day + timedelta(days=1))
    that_day = Fact.objects.filter(recorded__gte=midnight(day), recorded__lt=end)
    whole: list[UUID] = []
    for key, rows in _by_dossier(that_day):
        before = known[key].facts if key in known else 0
        if (rows[0].number, rows[-1].number) == (before + 1, before + len(rows)):
            yield key, rows
        else:
            known.pop(key, None)
            whole.append(key)
    for at in range(0, len(whole), SLICE):
        keys = whole[at : at + SLICE]
        yield from _by_dossier(Fact.objects.filter(dossier_id__in=keys, recorded__lt=end))


def _by_dossier(facts: "QuerySet[Fact]") -> Iterator[tuple[UUID, list[Fact]]]:
    ordered = facts.order_by("dossier_id", "number").iterator(chunk_size=2000)
    for key, rows in groupby(ordered, key=lambda row: row.dossier_id):
        yield key, list(rows)


def _entry(row: Fact) -> Entry:
    by = By(row.person, row.agency, Role(row.role))
    return read_entry(row.number, row.kind, row.happened, row.recorded, by, row.body)


def _fields(day: date) -> Field:
    versions = ProcedureVersion.objects.values_list("code", "version", "field_code")
    known = {(code, version): field for code, version, field in versions}
    rules = reference().rules

    def of(code: str, version: int) -> tuple[str, bool]:
        field = known.get((code, version), "")
        return field, rules.is_sensitive(field, day)

    return of


def _secret() -> bytes:
    row, _made = SealSecret.objects.get_or_create(
        id=1, defaults={"secret": secrets.token_bytes(32)}
    )
    return bytes(row.secret)
