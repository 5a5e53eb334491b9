"""The one text of a value: what is sealed and what is stored, for plain values and our own.

A writer for each type is made when it is first met, so that a value is written in one go and no
plain copy of it is built: `canonical(value)` is the text of `encode(value)`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any
from uuid import UUID

from motcua.domain.codec import field_names, instant

Writer = Callable[[Any], str]


def canonical(value: object) -> str:
    """Sorted keys, no spaces, letters as they are. TypeError for what has no plain form.

    >>> canonical({"b": (1, None), "a": "hồ sơ"})
    '{"a":"hồ sơ","b":[1,null]}'
    """
    return _WRITERS[type(value)](value)


def writer_of(kind: type, names: tuple[str, ...]) -> Writer:
    """The function that writes an object of `kind` with these fields of it only.

    The fields of a value may be of any type; each is looked up as it comes.
    """
    if not names:
        return lambda value: "{}"
    ordered = sorted(names)
    heads = [f"{'{' if at == 0 else ','}{quoted(name)}:" for at, name in enumerate(ordered)]
    if len(ordered) == 1:
        [head], take_one = heads, attrgetter(ordered[0])
        return lambda value: f"{head}{canonical(take_one(value))}}}"
    take, writers = attrgetter(*ordered), _WRITERS

    def write(value: object) -> str:
        parts = [
            head + writers[type(field)](field)
            for head, field in zip(heads, take(value), strict=True)
        ]
        return "".join(parts) + "}"

    return write


class _Writers(dict[type, Writer]):
    def __missing__(self, kind: type) -> Writer:
        writer = self[kind] = _writer(kind)
        return writer


def _writer(kind: type) -> Writer:
    if issubclass(kind, Enum):
        texts = {member: quoted(str(member.value)) for member in kind}
        return texts.__getitem__
    if is_dataclass(kind):
        return writer_of(kind, field_names(kind))
    raise TypeError(f"no plain form for {kind.__name__}")


def _sequence(value: tuple[object, ...] | list[object]) -> str:
    return f"[{','.join([_WRITERS[type(item)](item) for item in value])}]"


def _mapping(value: dict[str, object]) -> str:
    return "{" + ",".join([f"{quoted(key)}:{canonical(value[key])}" for key in sorted(value)]) + "}"


_WRITERS = _Writers(
    {
        str: quoted,
        int: int.__repr__,
        bool: lambda value: "true" if value else "false",
        type(None): lambda value: "null",
        dt.datetime: lambda value: f'"{instant(value)}"',
        dt.date: lambda value: f'"{value.isoformat()}"',
        UUID: lambda value: f'"{value}"',
        tuple: _sequence,
        list: _sequence,
        dict: _mapping,
    }
)
