"""verify against the daily seals: what a chain per dossier cannot show.

The seals lie outside the database and say of every dossier which head it had, and with how many
facts. So the last fact cut off, a dossier deleted with all its rows, and a chain rewritten with
correct hashes do not fit any more, however well the database fits itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from motcua.domain.canonical import canonical
from motcua.domain.local_time import midnight
from motcua.domain.merkle import leaf, root
from motcua.domain.published import Names, seal_of
from motcua.models import DaySeal, Dossier, SealSecret, seal_files
from motcua.reads.audit import Finding

HEADS = """SELECT DISTINCT ON (dossier_key) dossier_key, number, seal FROM motcua_fact
WHERE recorded < %s ORDER BY dossier_key, number DESC"""
_NO_SEAL = ""
SEALING = "SELECT pg_advisory_xact_lock(7265002)"
"""The lock under which a day is sealed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """How the seals last saw a dossier."""

    day: date
    head: str
    facts: int


def verify_seals() -> Iterator[Finding]:
    """The chain of seals, their files, and every dossier against the last seal that names it."""
    there = _files()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SEALING)  # a day that is being sealed right now has its file first
    days = list(DaySeal.objects.order_by("day"))
    sealed: dict[str, Sealed] = {}
    previous = _NO_SEAL
    for row in days:
        yield from _day(row, previous, sealed)
        previous = row.seal
    yield from _files_without_rows(there, days)
    if days:
        yield from _dossiers(sealed, days[-1].day)


def _day(row: DaySeal, previous: str, sealed: dict[str, Sealed]) -> Iterator[Finding]:
    name = row.day.isoformat()
    if row.previous != previous:
        yield Finding("seal_chain_broken", name, 0, previous, row.previous)
    try:
        document = seal_files.read_seal(row.day)
        told = [Sealed(row.day, str(head), int(facts)) for _p, head, facts in document["dossiers"]]
        pseudonyms = [str(one[0]) for one in document["dossiers"]]
    except seal_files.SealFileMissing as missing:
        yield Finding("seal_file_missing", name, 0, row.seal, str(missing))
        return
    except (KeyError, TypeError, ValueError) as broken:
        yield Finding("seal_file_edited", name, 0, row.seal, type(broken).__name__)
        return
    written = seal_files.seal_path(row.day).read_text("utf-8")
    if document.get("seal") != seal_of(document) or written != canonical(document) + "\n":
        yield Finding("seal_file_edited", name, 0, row.seal, seal_of(document))
    elif (document["seal"], document["root"]) != (row.seal, row.root):
        yield Finding("seal_differs", name, 0, str(document["seal"]), row.seal)
    sealed.update(zip(pseudonyms, told, strict=True))
    yield from _rows(row.day, document)


def _rows(day: date, document: dict[str, Any]) -> Iterator[Finding]:
    found = rows_root(day)
    if found != document.get("root"):
        yield Finding("seal_rows_edited", day.isoformat(), 0, str(document.get("root")), found)


def rows_root(day: date) -> str:
    """The Merkle root of the rows that are kept for a day; a word where they cannot be read."""
    try:
        return root(leaf_of_line(line) for line in seal_files.read_rows(day)).hex()
    except seal_files.BadSealFile as bad:
        return str(bad)
    except (ValueError, TypeError) as broken:
        return type(broken).__name__


def leaf_of_line(line: str) -> bytes:
    """The hash of one kept row. ValueError where the line is not as it was written."""
    salt, row, seal = json.loads(line)
    if canonical([salt, row, seal]) != line:
        raise ValueError("not the canonical text")
    return leaf(bytes.fromhex(salt), canonical(row).encode(), bytes.fromhex(seal))


def _files() -> list[Path]:
    return sorted(seal_files.directory().glob(f"*{seal_files.SEAL}"))


def _files_without_rows(there: list[Path], days: list[DaySeal]) -> Iterator[Finding]:
    known = {row.day.isoformat() for row in days}
    for path in there:
        name = path.name.removesuffix(seal_files.SEAL)
        if name not in known:
            digest = sha256(path.read_bytes()).hexdigest()
            yield Finding("seal_not_in_database", name, 0, digest, "")


def _dossiers(sealed: dict[str, Sealed], last: date) -> Iterator[Finding]:
    secret = SealSecret.objects.values_list("secret", flat=True).first()
    names = Names(bytes(secret or b""))
    with connection.cursor() as cursor:
        cursor.execute(HEADS, [midnight(last + timedelta(days=1))])
        for key, number, seal in cursor:
            found = sealed.pop(names.pseudonym(key), None)
            kind = _compared(found, number, bytes(seal))
            if kind:
                code = Dossier.objects.filter(key=key).values_list("code", flat=True).first()
                expected = f"{found.day} {found.facts} {found.head}" if found else "none"
                there = f"{number} {bytes(seal).hex()}"
                yield Finding(kind, code or str(key), number, expected, there)
    for pseudonym, lost in sorted(sealed.items()):
        expected = f"{lost.day} {lost.facts} {lost.head}"
        yield Finding("sealed_dossier_missing", pseudonym, 0, expected, "none")


def _compared(sealed: Sealed | None, number: int, seal: bytes) -> str:
    if sealed is None or number > sealed.facts:
        return "fact_after_seal"
    if number < sealed.facts:
        return "sealed_fact_missing"
    if seal.hex() != sealed.head:
        return "sealed_chain_rewritten"
    return ""
