"""One dossier as a page or a print needs it: its log, its private values, the people in it."""

from collections.abc import Iterable
from uuid import UUID

from motcua.domain.blanks import Filed
from motcua.domain.codec import Plain
from motcua.domain.facts import By, Entry, read_entry
from motcua.domain.party import Party, from_document
from motcua.domain.roles import Role
from motcua.models import Fact, PrivateValue, StoredFile, User


def entries(key: UUID) -> tuple[Entry, ...]:
    """The dossier's log, first fact first."""
    rows = Fact.objects.filter(dossier_id=key).order_by("number")
    return tuple(entry_of(row) for row in rows)


def entry_of(row: Fact) -> Entry:
    """One row of the log as the entry it stands for."""
    by = By(row.person, row.agency, Role(row.role))
    return read_entry(row.number, row.kind, row.happened, row.recorded, by, row.body)


def private_values(key: UUID) -> dict[int, Plain]:
    """The dossier's private values by number; None where one was erased."""
    rows = PrivateValue.objects.filter(dossier_id=key)
    return dict(rows.values_list("number", "value"))


def text_of(filed: object, values: dict[int, Plain]) -> str:
    """The words a fact refers to; '' if there are none or they were erased."""
    value = values.get(filed.number) if isinstance(filed, Filed) else None
    return value if isinstance(value, str) else ""


def party_of(filed: object, values: dict[int, Plain]) -> Party | None:
    """The person or organisation a fact refers to; None if there is none or it was erased."""
    value = values.get(filed.number) if isinstance(filed, Filed) else None
    return from_document(value) if isinstance(value, dict) else None


def file_names(filed: object, values: dict[int, Plain]) -> dict[str, str]:
    """Names of files by digest."""
    value = values.get(filed.number) if isinstance(filed, Filed) else None
    return {k: str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def names_of(people: Iterable[int]) -> dict[int, str]:
    """Full names of members of staff by id."""
    return dict(User.objects.filter(id__in=set(people) - {0}).values_list("id", "full_name"))


def files_of(digests: Iterable[str]) -> dict[str, StoredFile]:
    """Size and type of stored files by digest."""
    return StoredFile.objects.in_bulk(list(digests))
