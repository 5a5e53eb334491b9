"""The one text of a value: what is sealed and what is stored, for plain values and our own.

A writer for each type is made when it is first met, so that a value is written in one go and no
plain copy of it is built: `canonical(value)` is the text of `encode(value)`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from functools import lru_cache
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
    whole = "{" + ",".join([f"{quoted(name)}:%s" for name in ordered]) + "}"
    writers = _WRITERS
    if len(ordered) == 1:
        take_one = attrgetter(ordered[0])
        return lambda value: whole % canonical(take_one(value))
    take = attrgetter(*ordered)

    def write(value: object) -> str:
        return whole % tuple([writers[type(field)](field) for field in take(value)])

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
    writers = _WRITERS
    parts = [f"{quoted(key)}:{writers[type(item)](item)}" for key, item in sorted(value.items())]
    return "{" + ",".join(parts) + "}"


@lru_cache(maxsize=16_384)
def _moment(value: dt.datetime) -> str:
    return f'"{instant(value)}"'


_WRITERS = _Writers(
    {
        str: quoted,
        int: int.__repr__,
        bool: {True: "true", False: "false"}.__getitem__,
        type(None): {None: "null"}.__getitem__,
        dt.datetime: _moment,
        dt.date: lambda value: f'"{value.isoformat()}"',
        UUID: lambda value: f'"{value}"',
        tuple: _sequence,
        list: _sequence,
        dict: _mapping,
    }
)
