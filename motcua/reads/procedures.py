"""Published procedures: the catalogue, one procedure with its versions, what a counter receives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.domain.procedure import Procedure
from motcua.domain.refusal import Refused
from motcua.domain.text import search_key, sort_key
from motcua.models import ProcedureVersion
from motcua.models.law import reference


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: when it is in force, and who published it when."""

    procedure: Procedure
    published: datetime
    published_by: int
    digest: str


@dataclass(frozen=True, slots=True)
class Published:
    """A procedure by the version in force, else the newest, and how many versions it has."""

    procedure: Procedure
    versions: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field of administration (lĩnh vực) with its procedures."""

    code: str
    name: str
    procedures: tuple[Procedure, ...]


def in_force(code: str, day: date) -> Procedure:
    """The version under which a dossier is received on that local day.

    Refused `unknown_procedure`, or `procedure_not_in_force` on that day.
    """
    return reference().in_force(code, day)


def catalogue(day: date, *, words: str = "", field: str = "") -> tuple[Procedure, ...]:
    """The procedures in force on that local day, in Vietnamese order of their names.

    `words` are parts of the name or of the field's name, with or without diacritics, in any
    order, or a code; `field` is a field's code.
    """
    known, asked = reference(), search_key(words).split()
    found = (known.in_force_or_none(code, day) for code in known.codes())
    wanted = (one for one in found if one is not None and field in ("", one.field_code))
    return in_order(one for one in wanted if _matches(one, asked))


def all_published(day: date, *, words: str = "") -> tuple[Published, ...]:
    """Everything ever published, whatever is in force, found by words as in `catalogue`."""
    known, asked = reference(), search_key(words).split()
    count: dict[str, int] = {}
    newest: dict[str, int] = {}
    rows = ProcedureVersion.objects.order_by("code", "version").values_list("code", "version")
    for code, version in rows:
        count[code], newest[code] = count.get(code, 0) + 1, version
    found = {
        code: known.in_force_or_none(code, day) or known.procedure(code, version)
        for code, version in newest.items()
    }
    wanted = in_order(one for one in found.values() if _matches(one, asked))
    return tuple(Published(one, count[one.code]) for one in wanted)


def in_order(procedures: Iterable[Procedure]) -> tuple[Procedure, ...]:
    """In the Vietnamese order of their names."""
    return tuple(sorted(procedures, key=lambda one: sort_key(one.name)))


def _matches(procedure: Procedure, asked: Iterable[str]) -> bool:
    text = search_key(f"{procedure.code} {procedure.name} {procedure.field_name}")
    return all(word in text for word in asked)


def by_field(procedures: Iterable[Procedure]) -> tuple[Field, ...]:
    """The same procedures under their fields, fields in Vietnamese order."""
    found: dict[tuple[str, str], list[Procedure]] = {}
    for one in procedures:
        found.setdefault((one.field_code, one.field_name), []).append(one)
    fields = [Field(code, name, tuple(these)) for (code, name), these in found.items()]
    return tuple(sorted(fields, key=lambda field: sort_key(field.name)))


def versions(code: str) -> tuple[Version, ...]:
    """All published versions of a procedure, newest first. Refused if there is none."""
    rows = ProcedureVersion.objects.filter(code=code).order_by("-version")
    known = reference()
    found = tuple(
        Version(known.procedure(code, row.version), row.published, row.published_by, row.digest)
        for row in rows.defer("document")
    )
    if not found:
        raise Refused("unknown_procedure", procedure=code)
    return found
