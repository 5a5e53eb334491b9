"""A procedure version as a JSON document, as the database keeps it, and back again."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from motcua.domain.limits import parse_limit
from motcua.domain.procedure import Extension, FeeRule, PaperRule, Procedure, Step
from motcua.domain.roles import Role

_LIMITS = frozenset({"limit", "statutory", "committed"})
_DAYS = frozenset({"valid_from", "valid_to", "decision_date"})
_ROWS = {"papers": PaperRule, "fees": FeeRule, "steps": Step, "extensions": Extension}


def to_document(procedure: Procedure) -> dict[str, Any]:
    """Only strings, whole numbers, booleans, None, lists and dicts; the reverse of
    `from_document`."""
    return {one.name: _plain(getattr(procedure, one.name)) for one in fields(procedure)}


def from_document(document: Mapping[str, Any]) -> Procedure:
    """The procedure that `to_document` wrote. The document is ours, so it is not checked again;
    what is missing or superfluous is a TypeError."""
    return Procedure(**{key: _value(key, value) for key, value in document.items()})


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case tuple():
            return [_plain(one) for one in value]
        case PaperRule() | FeeRule() | Step() | Extension():
            return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return str(value)  # a limit writes itself


def _value(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in _ROWS:
        row = _ROWS[key]
        return tuple(
            row(**{name: _value(name, one) for name, one in item.items()}) for item in value
        )
    if key in _LIMITS:
        return parse_limit(value)
    if key in _DAYS:
        return date.fromisoformat(value)
    if key == "role":
        return Role(value)
    return tuple(value) if isinstance(value, list) else value
