"""A person or body that a dossier speaks of: applicant, owner or proxy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import NamedTuple, TypeVar

from motcua.domain.codec import Plain, decode, encode
from motcua.domain.contacts import read_email, read_phone, read_tax_code
from motcua.domain.identity import SEX_WORDS, IdentityPaper, Sex, read_identity
from motcua.domain.refusal import Refused
from motcua.domain.text import NAME_LIMIT, clean, read_date, search_key

ADDRESS_LIMIT = 300
EARLIEST_BIRTH = date(1900, 1, 1)
"""The first day that a 12-digit number can speak of."""

T = TypeVar("T")


class PartyKind(StrEnum):
    """Who may ask for a procedure (domain notes 5.4, subjects)."""

    CITIZEN = "citizen"
    ENTERPRISE = "enterprise"
    STATE_BODY = "state_body"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Party:
    """Who somebody is and how to reach them. All of it is personal data."""

    name: str
    kind: PartyKind = PartyKind.CITIZEN
    identity: IdentityPaper | None = None
    birth: date | None = None
    sex: Sex | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    tax_code: str = ""


class FieldError(NamedTuple):
    """One thing wrong with one field: a stable key, and what was expected ('' if it is plain)."""

    field: str
    why: str
    expected: str


class _Form:
    """Reads the fields of one form and collects what is wrong with all of them."""

    def __init__(self, raw: Mapping[str, str], prefix: str) -> None:
        self.raw, self.prefix = raw, prefix
        self.errors: list[FieldError] = []

    def read(self, field: str, reader: Callable[[str], T]) -> T | None:
        """What `reader` makes of the field; None if it is empty or wrong."""
        typed = self.text(field, 1000)
        return self.attempt(field, lambda: reader(typed)) if typed else None

    def text(self, field: str, limit: int, *, required: bool = False) -> str:
        """The field as clean text; '' if it is empty or wrong."""
        value = self.raw.get(self.prefix + field, "")
        asked = partial(clean, value, field=field, limit=limit, required=required)
        return self.attempt(field, asked) or ""

    def attempt(self, field: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refused as refusal:
            why, expected = str(refusal.facts["why"]), str(refusal.facts["expected"])
            self.wrong(field, why, expected)
            return None

    def wrong(self, field: str, why: str, expected: str) -> None:
        """Note the first thing wrong with a field."""
        name = self.prefix + field
        if all(error.field != name for error in self.errors):
            self.errors.append(FieldError(name, why, expected))


def read_party(raw: Mapping[str, str], today: date, *, prefix: str = "") -> Party:
    """The party described by a form; `prefix` stands before each field's name ('owner-').

    Fields: name (the only one required), kind (citizen if missing), identity, birth, sex, address,
    phone, email, tax_code. Raises Refused('bad_fields', errors=(FieldError, …)) naming every field
    that is wrong at once, in this order.
    """
    form = _Form(raw, prefix)
    party = Party(
        name=form.text("name", NAME_LIMIT, required=True),
        kind=form.read("kind", _read_kind) or PartyKind.CITIZEN,
        identity=form.read("identity", lambda typed: read_identity(typed, today=today)),
        birth=form.read("birth", lambda typed: read_birth(typed, today)),
        sex=form.read("sex", _read_sex),
        address=form.text("address", ADDRESS_LIMIT),
        phone=form.read("phone", read_phone) or "",
        email=form.read("email", read_email) or "",
        tax_code=form.read("tax_code", read_tax_code) or "",
    )
    if form.errors:
        raise Refused("bad_fields", errors=tuple(form.errors))
    return party


def read_birth(typed: str, today: date) -> date:
    """A date of birth: from 1900 on, not after today.

    Raises Refused('bad_date') with why shape, no_such_day, future or too_early.
    """
    birth = read_date(typed, field="birth")
    if birth > today:
        raise Refused("bad_date", field="birth", why="future", expected=f"{today:%d/%m/%Y}")
    if birth < EARLIEST_BIRTH:
        raise Refused("bad_date", field="birth", why="too_early", expected="01/01/1900")
    return birth


def _read_kind(typed: str) -> PartyKind:
    try:
        return PartyKind(typed)
    except ValueError:
        raise Refused("bad_choice", why="choice", expected=", ".join(PartyKind)) from None


def _read_sex(typed: str) -> Sex:
    try:
        return SEX_WORDS.get(typed.lower()) or Sex(typed)
    except ValueError:
        raise Refused("bad_choice", why="choice", expected=", ".join(Sex)) from None


def to_document(party: Party) -> Plain:
    """The party as plain JSON values, as it is filed among private values."""
    return encode(party)


def from_document(document: object) -> Party:
    """The party that `to_document` wrote."""
    return decode(Party, document)


def search_columns(person: Mapping[str, Plain] | None) -> tuple[str, str, str, str]:
    """Name, its key without diacritics, identity number and phone; blank when erased."""
    if not person:
        return ("", "", "", "")
    name = str(person.get("name") or "")
    identity = person.get("identity")
    number = str(identity.get("number") or "") if isinstance(identity, dict) else ""
    return name, search_key(name), number, str(person.get("phone") or "")
