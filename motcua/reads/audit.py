"""verify: does every row still say what its facts say, and does every seal hold?

Checks are functions that return findings and never raise: a broken log is a finding too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from motcua.domain.blanks import Filed, digest
from motcua.domain.canonical import canonical
from motcua.domain.desk import DeskRow, desk_rows, search_columns
from motcua.domain.dossier import Dossier
from motcua.domain.evolve import evolve
from motcua.domain.facts import Entry, PrivateErased
from motcua.domain.numbering import FORMATS
from motcua.domain.seal import FIRST, seal
from motcua.models import DeskRow as Desk
from motcua.models import Dossier as DossierRow
from motcua.models import DossierCode, Fact, PrivateValue
from motcua.models.mapping import from_row
from motcua.reads.dossiers import entry_of

OWN_FORMATS = [row.key for row in FORMATS]
"""Formats of codes issued here; other portals' numbers stand beside them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as its facts say. `fact` is a number in the log, 0 for the row."""

    kind: str
    code: str
    fact: int
    expected: str
    found: str


def verify(keys: Iterable[UUID]) -> Iterator[Finding]:
    """Every finding of these dossiers."""
    for row in DossierRow.objects.filter(key__in=list(keys)).order_by("key"):
        yield from verify_one(row)


def verify_one(row: DossierRow) -> Iterator[Finding]:
    """Every finding of one dossier: chain, replay, private values, desk rows, code."""
    name = row.code or str(row.key)
    head, dossier, number = FIRST, Dossier(), 0
    referred: dict[int, tuple[int, str]] = {}
    erased: set[int] = set()
    for fact in Fact.objects.filter(dossier_id=row.key).order_by("number"):
        number += 1
        if fact.number != number:
            yield Finding("fact_missing", name, number, str(number), str(fact.number))
            return
        try:
            entry = entry_of(fact)
        except (KeyError, TypeError, ValueError) as broken:
            yield Finding("fact_unreadable", name, number, fact.kind, type(broken).__name__)
            return
        head = seal(head, str(row.key), entry)
        if head != bytes(fact.seal):
            yield Finding("seal_broken", name, number, head.hex(), bytes(fact.seal).hex())
            head = bytes(fact.seal)
        dossier = evolve(dossier, entry)
        referred |= _references(entry)
        if isinstance(entry.fact, PrivateErased):
            erased |= set(entry.fact.numbers)
    if head != bytes(row.head):
        yield Finding("head_differs", name, number, head.hex(), bytes(row.head).hex())
    yield from _row_differs(name, number, dossier, from_row(row))
    yield from _private_values(name, row.key, referred, erased)
    yield from _desk(name, row.key, dossier)
    yield from _searched(name, row.key, dossier)
    yield from _code(name, row.key, dossier)


def _references(entry: Entry) -> dict[int, tuple[int, str]]:
    fact = entry.fact
    refs = (getattr(fact, name) for name in type(fact).__slots__)
    return {r.number: (entry.number, r.digest) for r in refs if isinstance(r, Filed)}


def _row_differs(name: str, number: int, replayed: Dossier, row: Dossier) -> Iterator[Finding]:
    for field in fields(Dossier):
        expected, found = getattr(replayed, field.name), getattr(row, field.name)
        if expected != found:
            kind = f"row_differs:{field.name}"
            yield Finding(kind, name, number, _brief(expected), _brief(found))


def _private_values(
    name: str, key: UUID, referred: dict[int, tuple[int, str]], erased: set[int]
) -> Iterator[Finding]:
    rows = {row.number: row for row in PrivateValue.objects.filter(dossier_id=key)}
    for number in sorted(rows.keys() - referred.keys()):
        yield Finding("private_value_unknown", name, 0, "", str(number))
    for number, (fact, expected) in referred.items():
        row = rows.get(number)
        if row is None:
            yield Finding("private_value_missing", name, fact, str(number), "")
        elif number not in erased and row.erased is not None:
            yield Finding("private_value_erased_without_decision", name, fact, expected, "")
        elif row.erased is None:
            found = digest(bytes(row.salt or b""), canonical(row.value))
            if found != expected:
                yield Finding("private_value_changed", name, fact, expected, found)
        elif row.value is not None or row.salt is not None:
            yield Finding("private_value_not_erased", name, fact, "", str(number))


def _desk(name: str, key: UUID, dossier: Dossier) -> Iterator[Finding]:
    expected = desk_rows(dossier)
    found = {(row.agency, row.seat): _desk_row(row) for row in Desk.objects.filter(dossier_id=key)}
    for place in sorted(expected.keys() | found.keys()):
        if expected.get(place) != found.get(place):
            wanted, there = _brief(expected.get(place)), _brief(found.get(place))
            yield Finding("desk_row_differs", name, dossier.facts, wanted, there)


def _searched(name: str, key: UUID, dossier: Dossier) -> Iterator[Finding]:
    filed = dossier.applicant
    value = None
    if filed is not None:
        values = PrivateValue.objects.filter(dossier_id=key, number=filed.number)
        value = values.values_list("value", flat=True).first()
    expected = search_columns(value if isinstance(value, dict) else None)
    columns = Desk.objects.filter(dossier_id=key)
    for found in columns.values_list("name", "name_key", "identity", "phone").distinct():
        if found != expected:
            yield Finding("search_differs", name, dossier.facts, "the applicant", "others")


def _desk_row(row: Desk) -> DeskRow:
    values: dict[str, Any] = {f.name: getattr(row, f.name) for f in fields(DeskRow)}
    return DeskRow(**values)


def _code(name: str, key: UUID, dossier: Dossier) -> Iterator[Finding]:
    own = {dossier.code} - {""}
    extra = DossierCode.objects.filter(key=key, format__in=OWN_FORMATS).exclude(code__in=own)
    for code in extra.values_list("code", flat=True):
        yield Finding("code_not_issued", name, 0, dossier.code, code)
    for code in (c for c in (dossier.code, dossier.portal_code) if c):
        owner = DossierCode.objects.filter(code=code).values_list("key", flat=True).first()
        if owner != key:
            yield Finding("code_of_another", name, 1, str(key), str(owner))


def _brief(value: object) -> str:
    return str(value)[:300]


def all_keys() -> Iterator[UUID]:
    """Every dossier, in order of key."""
    yield from DossierRow.objects.order_by("key").values_list("key", flat=True).iterator()


def orphans() -> Iterator[Finding]:
    """Facts of dossiers that are no more: somebody deleted a whole row."""
    known = DossierRow.objects.filter(key=OuterRef("dossier_id"))
    lost = Fact.objects.filter(~Exists(known)).values_list("dossier_id", flat=True).distinct()
    for key in lost:
        yield Finding("dossier_missing", str(key), 0, "a dossier", "its facts alone")
