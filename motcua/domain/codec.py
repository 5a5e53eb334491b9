"""Dataclasses to plain JSON values and back, exactly.

One codec serves facts, the dossier's row and documents, so that what is sealed, stored and
replayed is the same text. Plain means: dict, list, str, int, bool, None. No floats: a figure
that is not whole is kept as text.
"""

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import TypeVar, Union
from uuid import UUID

Plain = Union[dict[str, "Plain"], list["Plain"], str, int, bool, None]  # noqa: UP007
T = TypeVar("T")


@lru_cache(maxsize=16_384)
def instant(moment: datetime) -> str:
    """An aware moment as UTC text with microseconds; a naive one is refused.

    Kept for a while: a dossier says the same few moments dozens of times.
    """
    return in_utc(moment).isoformat(timespec="microseconds")


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; a naive one is refused."""
    if moment.tzinfo is None:
        raise ValueError("a time without zone cannot be recorded")
    return moment.astimezone(UTC)


def encode(value: object) -> Plain:
    """Any value of the domain as a plain one."""
    kind = type(value)
    if value is None or kind is str or kind is int or kind is bool:
        return typing.cast(Plain, value)
    if kind is tuple:
        return [encode(item) for item in typing.cast("tuple[object, ...]", value)]
    if kind is datetime:
        return instant(typing.cast(datetime, value))
    if kind is date:
        return typing.cast(date, value).isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if kind is UUID:
        return str(value)
    if is_dataclass(value):
        names = field_names(typing.cast(typing.Hashable, kind))
        return {name: encode(getattr(value, name)) for name in names}
    raise TypeError(f"no plain form for {kind.__name__}")


def decode(kind: type[T], value: object) -> T:
    """The value of type `kind` that `encode` turned into `value`.

    >>> decode(date, encode(date(2020, 3, 19)))
    datetime.date(2020, 3, 19)
    """
    return typing.cast(T, reviver(typing.cast(typing.Hashable, kind))(value))


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields, in order."""
    return tuple(f.name for f in fields(kind))


@cache
def field_types(kind: type) -> dict[str, object]:
    """The resolved type of each field of a dataclass."""
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in field_names(kind)}


@cache
def reviver(kind: object) -> Callable[[typing.Any], object]:
    """The function that turns a plain value back into a value of this type."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        inner = reviver(typing.get_args(kind)[0])
        return tuple if inner is _as_it_is else lambda value: tuple([inner(x) for x in value])
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum | UUID):
        return kind
    if kind in (str, int, bool) or origin is typing.Literal:
        return _as_it_is
    raise TypeError(f"no value of {kind!r} can be read back")


def _optional(kind: object) -> Callable[[typing.Any], object]:
    # Of a union only the stored member can come back: blanks were filled before storing.
    stored = [
        arm
        for arm in typing.get_args(kind)
        if arm is not type(None) and not getattr(arm, "IS_BLANK", False)
    ]
    if len(stored) != 1:
        raise TypeError(f"{kind!r} has more than one stored form")
    inner = reviver(stored[0])
    return inner if inner is _as_it_is else lambda value: None if value is None else inner(value)


def _dataclass(kind: type) -> Callable[[typing.Any], object]:
    types_of = field_types(kind)
    turned = [(name, reviver(types_of[name])) for name in types_of]
    turned = [(name, inner) for name, inner in turned if inner is not _as_it_is]
    fill = filler(kind, field_names(kind)) if hasattr(kind, "__slots__") else None

    def revive(value: dict[str, typing.Any]) -> object:
        if fill is not None and len(value) == len(types_of):
            return fill(_new(kind), value)
        made = dict(value)
        for name, inner in turned:
            if name in made:
                made[name] = inner(made[name])
        return kind(**made)

    return revive


def filler(kind: type, names: tuple[str, ...]) -> Callable[[T, dict[str, typing.Any]], T]:
    """The function that sets these fields of a new object with slots from plain values.

    It goes round the constructor of a frozen dataclass, which takes three times as long; logs of
    millions of facts are read. KeyError for a field that is not there.
    """
    types_of = field_types(kind)
    plan = [(name, getattr(kind, name).__set__, reviver(types_of[name])) for name in names]
    simple = tuple((name, put) for name, put, inner in plan if inner is _as_it_is)
    turned = tuple(one for one in plan if one[2] is not _as_it_is)

    def fill(made: T, value: dict[str, typing.Any]) -> T:
        for name, put in simple:
            put(made, value[name])
        for name, put, inner in turned:
            put(made, inner(value[name]))
        return made

    return fill


_new = object.__new__


def _as_it_is(value: object) -> object:
    return value
