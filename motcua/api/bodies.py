"""The body of every command, made from the command itself, so that none can lack a field."""

from dataclasses import MISSING, fields
from datetime import date, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import Field, create_model

from motcua.api.files import unsealed
from motcua.api.shapes import Day, Moment, PaperIn, PartyIn, Strict, Text, Whole
from motcua.domain import commands as do
from motcua.domain.facts import PaperCount
from motcua.domain.party import Party, read_party
from motcua.domain.refusal import Refused

MOST = 200
"""Items of any list."""
SHAPES: dict[Any, Any] = {
    str: Text,
    int: Whole,
    date: Day,
    datetime: Moment,
    Party: PartyIn,
    tuple[do.NewFile, ...]: list[Text],
    tuple[PaperCount, ...]: list[PaperIn],
    tuple[int, ...]: list[Whole],
}
GIVEN = frozenset({"secret"})
"""Fields that this side fills in."""


def body_of(kind: type[do.Command]) -> type[Strict]:
    """The body of this command: its fields, with the defaults they have."""
    hints = get_type_hints(kind)
    shape: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in GIVEN:
            shape[field.name] = (_shape(hints[field.name]), _default(field, hints[field.name]))
    made: type[Strict] = create_model(f"{kind.__name__}Body", __base__=Strict, **shape)
    return made


def _shape(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        [inner] = [arm for arm in get_args(hint) if arm is not type(None)]
        return _shape(inner) | None
    return SHAPES[hint]


def _default(field: Any, hint: Any) -> Any:
    more: dict[str, Any] = {"max_length": MOST} if get_origin(hint) is tuple else {}
    if field.default_factory is not MISSING:
        return Field(default_factory=list, **more)
    if field.default is MISSING:
        return Field(**more)
    default: Any = [] if field.default == () else field.default
    return Field(default=default, **more)


def command_of(
    kind: type[do.Command], body: Strict, *, scope: str, today: date, **given: Any
) -> do.Command:
    """The command that a body speaks of. Refused `bad_fields` for a person that cannot be read,
    `unknown_file` for a file that was not kept for this dossier."""
    hints = get_type_hints(kind)
    values = {
        name: _value(hints[name], name, getattr(body, name), scope, today)
        for name in type(body).model_fields
    }
    return kind(**values, **given)


def _value(hint: Any, name: str, value: Any, scope: str, today: date) -> Any:
    if isinstance(value, PartyIn):
        return party_of(value, name, today)
    if isinstance(value, list):
        if value and isinstance(value[0], PaperIn):
            return tuple(PaperCount(one.code, one.originals, one.copies) for one in value)
        if hint == tuple[do.NewFile, ...]:
            return unsealed(scope, value)
        return tuple(value)
    return value


def party_of(body: PartyIn, name: str, today: date) -> Party:
    """The person; what is wrong is named by its place in the body."""
    try:
        return read_party(body.model_dump(), today)
    except Refused as no:
        errors = no.facts["errors"]
        assert isinstance(errors, tuple)
        told = tuple(error._replace(field=f"{name}.{error.field}") for error in errors)
        raise Refused("bad_fields", errors=told) from None


def file_scope(key: UUID) -> str:
    """What a kept file is good for: one dossier."""
    return f"api/{key}"
